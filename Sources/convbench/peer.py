"""Runs layers in PyTorch for convbench, which asks line by line: a layer and the lengths of its input
sets it up and answers the sum of the output's magnitudes; a number of seconds answers the times of
runs that together take as long."""

import sys
import time

import torch
from torch import nn


def values(shape):
    """Numbers from -0.5 to 0.5, the same as convbench's."""
    index = torch.arange(torch.Size(shape).numel(), dtype=torch.int64)
    hashed = (index * 2654435761) & 0xFFFFFFFF
    return (hashed.double() / 2**32 - 0.5).float().reshape(shape)


def prepare(notation, shape):
    layer = eval(notation, {"nn": nn})
    for parameter in layer.parameters():
        parameter.copy_(values(parameter.shape))
    return layer, values(shape)


def times(layer, data, seconds):
    taken, total = [], 0.0
    while total < seconds or not taken:
        start = time.perf_counter()
        layer(data)
        taken.append(time.perf_counter() - start)
        total += taken[-1]
    return taken


torch.set_num_threads(int(sys.argv[1]))
print(torch.__version__, flush=True)
with torch.inference_mode():
    for question in sys.stdin:
        if "\t" in question:
            notation, lengths = question.split("\t")
            layer, data = prepare(notation, [int(length) for length in lengths.split(",")])
            print(layer(data).double().abs().sum().item(), flush=True)
        else:
            print(*times(layer, data, float(question)), flush=True)
