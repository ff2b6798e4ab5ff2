# sample:digit: out[0, 0, 0] = 0
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

layer = nn.Conv2d(1, 3, kernel_size=(2, 3), stride=(2, 1), padding=(1, 2), bias=False)
layer.weight.data = torch.tensor([
    -2, -2, -2,
    1, 1, 1,
    0, 0, 0,
    1, -1, 1,
    1, -2, 1,
    -1, -2, 2,
], dtype=torch.float32).reshape(3, 1, 2, 3)
x = layer(x)

print(x[0, 0, 0, 0].item())  # 0
