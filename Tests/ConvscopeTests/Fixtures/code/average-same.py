# sample:digit: out[0, 0, 0] = 0.75
import torch
from torch import nn
from torch.nn import functional as F

x = torch.tensor([
    0, 0, 0, 0, 0, 0, 0,
    0, 3, 3, 3, 3, 3, 0,
    0, 0, 0, 0, 1, 3, 0,
    0, 0, 0, 1, 3, 1, 0,
    0, 0, 1, 3, 1, 0, 0,
    0, 0, 3, 1, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0,
], dtype=torch.float32).reshape(1, 1, 7, 7)

# What counts in the divisor: 1 where an element does, else 0.
ones = F.pad(torch.ones_like(x), (1, 1, 1, 1), value=0.0)
ones = F.pad(ones, (0, 0, 0, 0))
x = F.avg_pool2d(F.pad(x, (1, 1, 1, 1)), (3, 3), (2, 2)) / F.avg_pool2d(ones, (3, 3), (2, 2))

print(x[0, 0, 0, 0].item())  # 0.75
