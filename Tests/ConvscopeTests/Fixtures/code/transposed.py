# sample:digit: out[0, 0, 0] = -1
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

layer = nn.ConvTranspose2d(1, 2, kernel_size=3, stride=2, padding=1, output_padding=1, dilation=2)
layer.weight.data = torch.tensor([
    -2, -2, -2,
    1, 1, 1,
    0, 0, 0,
    1, -1, 1,
    1, -2, 1,
    -1, -2, 2,
], dtype=torch.float32).reshape(1, 2, 3, 3)
layer.bias.data = torch.tensor([
    -1, 0,
], dtype=torch.float32)
x = layer(x)

print(x[0, 0, 0, 0].item())  # -1
