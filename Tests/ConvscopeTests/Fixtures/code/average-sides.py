# sample:digit: out[0, 0, 0] = 0.6666667
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
ones = F.pad(torch.ones_like(x), (0, 1, 1, 0), value=1.0)
ones = F.pad(ones, (0, -1, 0, -1))
x = F.avg_pool2d(F.pad(x, (0, 0, 1, -1)), (3, 3), (2, 2)) / F.avg_pool2d(ones, (3, 3), (2, 2))

print(x[0, 0, 0, 0].item())  # 0.6666667
