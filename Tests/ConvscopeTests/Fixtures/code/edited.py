# sample:digit, edited: out[0, 0, 0] = 6.25
import torch
from torch import nn

x = torch.tensor([
    0, 0, 0, 0, 0, 0, 0,
    -3e-07, 3, 3, 3, 3, 3, 0,
    0, 0, 0, 0, 1, 3, 0,
    0, 0, 0, 1, 3, 1, 0,
    0, 0, 1, 3, 1, 0, 0,
    0, 0, 3, 1, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0,
], dtype=torch.float32).reshape(1, 1, 7, 7)

layer = nn.Conv2d(1, 1, kernel_size=3)
layer.weight.data = torch.tensor([
    -1, 0, 1,
    0.1, 0, 2,
    -1, 0, 1,
], dtype=torch.float32).reshape(1, 1, 3, 3)
layer.bias.data = torch.tensor([
    0.25,
], dtype=torch.float32)
x = layer(x)

print(x[0, 0, 0, 0].item())  # 6.25
