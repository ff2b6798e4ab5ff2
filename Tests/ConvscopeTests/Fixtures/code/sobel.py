# sample:digit: out[0, 3, 4] = -5
import torch
from torch import nn

x = torch.tensor([
    0, 0, 0, 0, 0, 0, 0,
    0, 3, 3, 3, 3, 3, 0,
    0, 0, 0, 0, 1, 3, 0,
    0, 0, 0, 1, 3, 1, 0,
    0, 0, 1, 3, 1, 0, 0,
    0, 0, 3, 1, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0,
], dtype=torch.float32).reshape(1, 1, 7, 7)

layer = nn.Conv2d(1, 1, kernel_size=3)
layer.weight.data = torch.tensor([
    -1, 0, 1,
    -2, 0, 2,
    -1, 0, 1,
], dtype=torch.float32).reshape(1, 1, 3, 3)
layer.bias.data.zero_()
x = layer(x)

print(x[0, 0, 3, 4].item())  # -5
