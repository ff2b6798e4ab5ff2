# sample:astronaut: out[4, 1, 2] = 0.057097666
from pathlib import Path

import numpy
import torch
from torch import nn

arrays = numpy.load(Path(__file__).with_name("depthwise.npz"))

x = torch.from_numpy(arrays["input"])

layer = nn.Conv2d(3, 6, kernel_size=3, stride=2, padding=1, groups=3)
layer.weight.data = torch.tensor([
    -2, -2, -2,
    1, 1, 1,
    0, 0, 0,
    1, -1, 1,
    1, -2, 1,
    -1, -2, 2,
    -2, -1, 2,
    1, -1, -1,
    1, 1, 2,
    2, -1, -2,
    -2, -2, -1,
    -1, 2, -2,
    -1, 0, 0,
    2, 1, 1,
    1, -2, -1,
    -1, 1, -2,
    0, 0, 2,
    0, 0, 0,
], dtype=torch.float32).reshape(6, 1, 3, 3)
layer.bias.data = torch.tensor([
    -1, 0, 0, 0, -1, -1,
], dtype=torch.float32)
x = layer(x)

print(x[0, 4, 1, 2].item())  # 0.057097666
