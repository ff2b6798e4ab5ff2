"""Writes operators.json: what PyTorch computes, and what it refuses.

The present file was made with PyTorch 2.15.0 (CPU) and Python 3.11.7. To make it again:

    python3 -m venv /tmp/fixtures
    /tmp/fixtures/bin/pip install torch==2.15.0 numpy --index-url https://download.pytorch.org/whl/cpu
    /tmp/fixtures/bin/python make_fixtures.py

Every case has its own seed, its name, so that a new case leaves the others as they are. Numbers are
written as the shortest text that reads back as the same float32, blanks between them.
"""

import json
import math
import pathlib
import random
import sys
import warnings
import zlib

import numpy
import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
# PyTorch's own loops: oneDNN's skip the padding of depthwise layers, so that an infinite weight over
# it gives no NaN, and let some transposed convolutions with an empty output pass.
torch.backends.mkldnn.enabled = False
warnings.simplefilter("ignore")
INF, NAN = float("inf"), float("nan")

cases = []
names = set()


def seed(name):
    torch.manual_seed(zlib.crc32(name.encode()))
    return random.Random(name)


def number(value):
    value = numpy.float32(value)
    if numpy.isnan(value):
        return "nan"
    if numpy.isinf(value):
        return "inf" if value > 0 else "-inf"
    text = numpy.format_float_positional(value, unique=True, trim="-")
    return text if len(text) < 16 else numpy.format_float_scientific(value, unique=True, trim="-")


def numbers(tensor):
    return " ".join(number(value) for value in tensor.detach().to(torch.float32).flatten().tolist())


def rounded(*shape):
    """Normal numbers of two decimals: short in the file."""
    return (torch.randn(*shape) * 100).round() / 100


def with_parameters(module):
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(rounded(*parameter.shape) / 2)
    return module


def add(name, layers, x, module=None, parameters=None, compute=None, written=True):
    """One case; `compute` gives the output where no module of PyTorch says it.

    What PyTorch refuses, by any exception, becomes a case that must be refused.
    """
    assert name not in names, name
    names.add(name)
    seed(name)
    if isinstance(x, tuple):
        x = rounded(*x)
    case = {"name": name, "layers": layers, "shape": list(x.shape), "input": numbers(x)}
    try:
        if compute is None:
            module = with_parameters(eval(layers, {"nn": nn, "inf": INF, "float": float}))
            for key, value in (parameters or {}).items():
                module.state_dict()[key].copy_(value)
            if written:
                case["repr"] = repr(module)
            case["parameters"] = {
                key: {"shape": list(value.shape), "elements": numbers(value)}
                for key, value in module.state_dict().items()
            }
            y = module(x)
        else:
            y = compute(x)
        if isinstance(y, tuple):
            y, indices = y
            case["indices"] = indices.flatten().tolist()
        case["output_shape"] = list(y.shape)
        case["output"] = numbers(y)
    except (RuntimeError, ValueError, TypeError, IndexError, ZeroDivisionError, OverflowError) as error:
        case = {"name": name, "layers": layers, "shape": list(x.shape)}
        case["refused"] = str(error).splitlines()[0].split(". This error may")[0][:120]
    if not case.get("parameters", True):
        del case["parameters"]
    cases.append(case)


def refused(name, layers, shape):
    add(name, layers, torch.zeros(*shape), written=False)
    assert "refused" in cases[-1], f"PyTorch does not refuse {layers} on {shape}"


def pair(rng, low, high):
    """One number, or (rows, columns)."""
    first = rng.randint(low, high)
    return first if rng.random() < 0.5 else (first, rng.randint(low, high))


def arguments(**given):
    return ", ".join(f"{name}={value!r}" for name, value in given.items() if value is not ...)


def sometimes(rng, share, value):
    return value if rng.random() < share else ...


# Convolution: random settings.

for index in range(58):
    name = f"conv random {index}"
    rng = seed(name)
    groups = rng.choice([1, 1, 1, 2, 3])
    inputs, outputs = groups * rng.randint(1, 2), groups * rng.randint(1, 3)
    if rng.random() < 0.15:
        groups, outputs = inputs, inputs * rng.randint(1, 2)
    kernel = pair(rng, 1, 4)
    same = rng.random() < 0.15
    mode = rng.choice(["zeros", "zeros", "reflect", "replicate", "circular"])
    layers = f"nn.Conv2d({inputs}, {outputs}, " + arguments(
        kernel_size=kernel,
        stride=... if same else sometimes(rng, 0.6, pair(rng, 1, 3)),
        padding="same" if same else sometimes(rng, 0.7, pair(rng, 0, 3)),
        dilation=sometimes(rng, 0.4, pair(rng, 1, 3)),
        groups=... if groups == 1 else groups,
        bias=sometimes(rng, 0.3, False),
        padding_mode=... if mode == "zeros" else mode) + ")"
    add(name, layers, (rng.choice([1, 1, 2]), inputs, rng.randint(3, 8), rng.randint(3, 8)))

# Convolution: one idea each.

for mode in ["zeros", "reflect", "replicate", "circular"]:
    tail = "" if mode == "zeros" else f", padding_mode='{mode}'"
    add(f"conv {mode} stride 2", f"nn.Conv2d(2, 2, 3, stride=2, padding=2{tail})", (1, 2, 6, 5))
    add(f"conv {mode} rectangular", f"nn.Conv2d(1, 2, (2, 4), padding=(1, 3){tail})", (2, 1, 4, 5))
    add(f"conv {mode} same", f"nn.Conv2d(1, 1, (4, 3), padding='same', dilation=(1, 2){tail})", (1, 1, 6, 6))
    add(f"conv {mode} most padding", f"nn.Conv2d(1, 1, 3, padding={3 if mode != 'circular' else 4}{tail})", (1, 1, 4, 4))
add("conv same even kernel", "nn.Conv2d(1, 1, (1, 4), padding='same', bias=False)",
    torch.tensor([[[[1.0, 2, 3, 4, 5, 6]]]]), parameters={"weight": torch.ones(1, 1, 1, 4)})
add("conv valid", "nn.Conv2d(1, 2, 2, padding='valid')", (1, 1, 3, 4))
add("conv depthwise", "nn.Conv2d(4, 4, 3, padding=1, groups=4)", (1, 4, 5, 4))
add("conv depthwise twofold", "nn.Conv2d(3, 6, 3, padding=1, groups=3)", (1, 3, 5, 4))
add("conv pointwise", "nn.Conv2d(5, 3, 1)", (1, 5, 3, 4))
add("conv pointwise dilation 1000", "nn.Conv2d(1, 1, 1, dilation=1000)", (1, 1, 3, 4))
add("conv stride 2000000000", "nn.Conv2d(1, 2, 2, stride=2000000000)", (1, 1, 3, 3))
add("conv stride above the input", "nn.Conv2d(1, 2, 2, stride=7, padding=1)", (1, 1, 3, 5))
add("conv kernel as large as the padded input", "nn.Conv2d(2, 3, (5, 6), padding=1)", (1, 2, 3, 4))
add("conv dilated kernel as large as the input", "nn.Conv2d(1, 1, 3, dilation=2)", (1, 1, 5, 5))
add("conv padding larger than the kernel", "nn.Conv2d(1, 1, 2, padding=5)", (1, 1, 2, 2))
add("conv 1 by 1 input", "nn.Conv2d(1, 2, 3, padding=1)", (1, 1, 1, 1))
add("conv 1 by 1 input replicate", "nn.Conv2d(1, 1, 3, padding=1, padding_mode='replicate')", (1, 1, 1, 1))
add("conv 1 by 1 input circular", "nn.Conv2d(1, 1, 3, padding=1, padding_mode='circular')", (1, 1, 1, 1))
add("conv batch 0", "nn.Conv2d(2, 3, 3, padding=1)", (0, 2, 4, 4))
add("conv batch 3", "nn.Conv2d(1, 1, 2)", (3, 1, 3, 3))
add("conv correlates", "nn.Conv2d(1, 1, 2, bias=False)", torch.arange(1.0, 17).reshape(1, 1, 4, 4),
    parameters={"weight": torch.tensor([[[[1.0, 2], [3, 4]]]])})
x = rounded(1, 1, 5, 5)
for label, value in [("NaN", NAN), ("infinity", INF), ("minus infinity", -INF)]:
    x = torch.arange(25.0).reshape(1, 1, 5, 5) - 7
    x[0, 0, 2, 3] = value
    add(f"conv {label} input", "nn.Conv2d(1, 1, 3, padding=1)", x.clone())
    add(f"conv {label} input, weight 0", "nn.Conv2d(1, 1, 3, padding=1)", x.clone(),
        parameters={"weight": torch.tensor([[[[0.0, 1, 0], [1, 0, 1], [0, 1, 0]]]])})
    add(f"conv {label} bias", "nn.Conv2d(1, 2, 2)", (1, 1, 3, 3),
        parameters={"bias": torch.tensor([value, 1])})
    add(f"transposed {label} input", "nn.ConvTranspose2d(1, 1, 2, stride=2)", x[:, :, 1:3, 2:4].clone())
    add(f"max {label} input", "nn.MaxPool2d(3, 2, padding=1, return_indices=True)", x.clone())
    add(f"average {label} input", "nn.AvgPool2d(2)", x.clone())
    add(f"norm {label} input", "nn.LPPool2d(2, 2)", x.clone())
    add(f"norm cubed {label} input", "nn.LPPool2d(3, 2)", x.clone())
    add(f"norm infinite {label} input", "nn.LPPool2d(float('inf'), 2)", x.clone())
    add(f"norm minus infinite {label} input", "nn.LPPool2d(float('-inf'), 2)", x.clone())
    add(f"adaptive average {label} input", "nn.AdaptiveAvgPool2d(3)", x.clone())
    add(f"adaptive max {label} input", "nn.AdaptiveMaxPool2d(3, return_indices=True)", x.clone())
    add(f"rectifier {label} input", "nn.ReLU()", x.clone())
    add(f"replicate {label} input", "nn.ReplicationPad2d(2)", x[:, :, 2:, 3:].clone())
for label, value in [("NaN", NAN), ("infinite", INF)]:
    weight = torch.ones(1, 1, 3, 3)
    weight[0, 0, 0, 0] = value
    add(f"conv {label} weight under padding", "nn.Conv2d(1, 1, 3, padding=1)",
        torch.arange(1.0, 17).reshape(1, 1, 4, 4), parameters={"weight": weight})
    add(f"conv {label} weight under padding, strided", "nn.Conv2d(1, 1, 3, stride=2, padding=1)",
        torch.arange(1.0, 17).reshape(1, 1, 4, 4), parameters={"weight": weight})
    add(f"conv {label} weight under padding, depthwise", "nn.Conv2d(2, 2, 3, padding=1, groups=2)",
        torch.arange(1.0, 33).reshape(1, 2, 4, 4), parameters={"weight": weight.repeat(2, 1, 1, 1)})
    add(f"conv {label} weight under padding, dilated", "nn.Conv2d(1, 1, 3, padding=2, dilation=2)",
        torch.arange(1.0, 17).reshape(1, 1, 4, 4), parameters={"weight": weight})
add("conv infinity minus infinity", "nn.Conv2d(1, 1, (1, 2))", torch.tensor([[[[INF, -INF, 1]]]]),
    parameters={"weight": torch.ones(1, 1, 1, 2)})
add("conv minus zeros", "nn.Conv2d(1, 1, 1, bias=False)", torch.tensor([[[[-0.0, 0.0, -1.0]]]]),
    parameters={"weight": torch.zeros(1, 1, 1, 1)})
add("conv tiny numbers", "nn.Conv2d(1, 1, 1)", torch.tensor([[[[1e-40, 1e-38, 3e38]]]]))

# Convolution and pooling with padding that PyTorch says with F.pad.


def padded_conv(top, bottom, left, right, value=0.0, **settings):
    def compute(x):
        return F.conv2d(F.pad(x, (left, right, top, bottom)), **settings)
    return compute


def add_padded_conv(name, layers, shape, top, bottom, left, right, bias=True, **settings):
    seed(name + " parameters")
    groups = settings.get("groups", 1)
    outputs, kernel = settings.pop("outputs"), settings.pop("kernel")
    weight = rounded(outputs, shape[1] // groups, *kernel)
    offset = rounded(outputs) if bias else None
    add(name, layers, shape, compute=padded_conv(
        top, bottom, left, right, weight=weight, bias=offset, **settings))
    cases[-1]["parameters"] = {"weight": {"shape": list(weight.shape), "elements": numbers(weight)}}
    if bias:
        cases[-1]["parameters"]["bias"] = {"shape": [outputs], "elements": numbers(offset)}


def needed(n, k, s, d=1, upper=True):
    total = max((math.ceil(n / s) - 1) * s + d * (k - 1) + 1 - n, 0)
    return (total // 2, total - total // 2) if upper else (total - total // 2, total // 2)


add_padded_conv("conv four paddings", "nn.Conv2d(2, 3, 3, padding=((0, 2), (1, 3)))", (1, 2, 4, 4),
                0, 2, 1, 3, outputs=3, kernel=(3, 3))
add_padded_conv("conv four paddings, stride and dilation",
                "nn.Conv2d(1, 2, (3, 2), stride=2, padding=((3, 0), (0, 4)), dilation=2, bias=False)",
                (2, 1, 5, 6), 3, 0, 0, 4, bias=False, outputs=2, kernel=(3, 2), stride=2, dilation=2)
add_padded_conv("conv four paddings, depthwise",
                "nn.Conv2d(2, 2, 2, padding=((1, 0), (0, 1)), groups=2)", (1, 2, 3, 3),
                1, 0, 0, 1, outputs=2, kernel=(2, 2), groups=2)
for height, width, k, s, d in [(6, 7, 3, 2, 1), (7, 8, 4, 3, 1), (5, 9, 2, 4, 1), (8, 8, 3, 2, 2), (7, 5, 1, 3, 1)]:
    for upper in [True, False]:
        word = "upper" if upper else "lower"
        top, bottom = needed(height, k, s, d, upper)
        left, right = needed(width, k, s, d, upper)
        add_padded_conv(f"conv same {word} {height}×{width} k{k} s{s} d{d}",
                        f"nn.Conv2d(1, 1, {k}, stride={s}, padding='same_{word}', dilation={d})",
                        (1, 1, height, width), top, bottom, left, right, outputs=1, kernel=(k, k),
                        stride=s, dilation=d)

for label, (top, bottom, left, right) in {"one side": (0, 1, 0, 1), "other side": (1, 0, 1, 0), "three": (1, 1, 0, 1)}.items():
    text = f"(({top}, {bottom}), ({left}, {right}))"
    add(f"max four paddings, {label}", f"nn.MaxPool2d(3, stride=2, padding={text})", (1, 2, 5, 6),
        compute=lambda x: F.max_pool2d(F.pad(x, (left, right, top, bottom), value=-INF), 3, 2))
    add(f"average four paddings, {label}", f"nn.AvgPool2d(3, stride=2, padding={text})", (1, 2, 5, 6),
        compute=lambda x: F.avg_pool2d(F.pad(x, (left, right, top, bottom)), 3, 2))
    add(f"average four paddings not counted, {label}",
        f"nn.AvgPool2d(3, stride=2, padding={text}, count_include_pad=False)", (1, 2, 5, 6),
        compute=lambda x: F.avg_pool2d(F.pad(x, (left, right, top, bottom)), 3, 2) /
        F.avg_pool2d(F.pad(torch.ones_like(x), (left, right, top, bottom)), 3, 2))

# Transposed convolution.

for index in range(32):
    name = f"transposed random {index}"
    rng = seed(name)
    groups = rng.choice([1, 1, 1, 2])
    inputs, outputs = groups * rng.randint(1, 2), groups * rng.randint(1, 2)
    stride, dilation = pair(rng, 1, 3), sometimes(rng, 0.4, pair(rng, 1, 3))
    layers = f"nn.ConvTranspose2d({inputs}, {outputs}, " + arguments(
        kernel_size=pair(rng, 1, 4), stride=stride, padding=sometimes(rng, 0.5, pair(rng, 0, 2)),
        output_padding=sometimes(rng, 0.4, pair(rng, 0, 2)),
        groups=... if groups == 1 else groups, bias=sometimes(rng, 0.3, False),
        dilation=dilation) + ")"
    add(name, layers, (rng.choice([1, 1, 2]), inputs, rng.randint(1, 4), rng.randint(1, 4)))
add("transposed uneven overlap", "nn.ConvTranspose2d(1, 1, (1, 3), stride=(1, 2), bias=False)",
    torch.ones(1, 1, 1, 4), parameters={"weight": torch.ones(1, 1, 1, 3)})
add("transposed even overlap", "nn.ConvTranspose2d(1, 1, (1, 4), stride=(1, 2), padding=(0, 1), bias=False)",
    torch.ones(1, 1, 1, 4), parameters={"weight": torch.ones(1, 1, 1, 4)})
add("transposed stride above the kernel", "nn.ConvTranspose2d(1, 1, 2, stride=5)", (1, 1, 2, 3))
add("transposed crops to 1", "nn.ConvTranspose2d(1, 1, 3, padding=1)", (1, 1, 1, 1))
add("transposed output padding by dilation", "nn.ConvTranspose2d(1, 1, 2, output_padding=2, dilation=3)", (1, 1, 2, 2))
add("transposed depthwise twofold", "nn.ConvTranspose2d(2, 4, 3, stride=2, groups=2)", (1, 2, 2, 3))
add("transposed batch 0", "nn.ConvTranspose2d(1, 2, 2)", (0, 1, 2, 2))
add("transposed 1 by 1 input", "nn.ConvTranspose2d(2, 1, 3, stride=2)", (1, 2, 1, 1))
add("transposed infinite weight", "nn.ConvTranspose2d(1, 1, 2, stride=2)",
    torch.tensor([[[[0.0, 1], [2, -3]]]]), parameters={"weight": torch.tensor([[[[INF, 1], [0, 1]]]])})

# Max pooling.

for index in range(30):
    name = f"max random {index}"
    rng = seed(name)
    kernel = pair(rng, 1, 4)
    layers = "nn.MaxPool2d(" + arguments(
        kernel_size=kernel, stride=sometimes(rng, 0.6, pair(rng, 1, 4)),
        padding=sometimes(rng, 0.5, pair(rng, 0, 2)), dilation=sometimes(rng, 0.4, pair(rng, 1, 3)),
        return_indices=True, ceil_mode=sometimes(rng, 0.5, True)) + ")"
    add(name, layers, (rng.choice([1, 1, 2]), rng.randint(1, 2), rng.randint(2, 8), rng.randint(2, 8)))
ties = torch.tensor([[1.0, 2, 2, 0], [2, 1, 2, 0], [0, -0.0, -0.0, 0.0], [-0.0, 0, 0, -0.0]]).reshape(1, 1, 4, 4)
nans = torch.tensor([[1.0, NAN, 5, 2], [NAN, 7, 3, NAN], [NAN, 4, 1, 2], [3, 2, 9, 1]]).reshape(1, 1, 4, 4)
for kind, pool in [("max", "nn.MaxPool2d(2, "), ("adaptive max", "nn.AdaptiveMaxPool2d(2, ")]:
    add(f"{kind} ties", f"{pool}return_indices=True)", ties)
    add(f"{kind} NaNs", f"{pool}return_indices=True)", nans)
    add(f"{kind} all NaN", f"{pool}return_indices=True)", torch.full((1, 1, 4, 4), NAN))
    add(f"{kind} all minus infinity", f"{pool}return_indices=True)", torch.full((1, 1, 4, 4), -INF))
add("max overlapping NaNs", "nn.MaxPool2d(3, 1, padding=1, return_indices=True)", nans)
add("max overlapping ties", "nn.MaxPool2d(3, 1, padding=1, return_indices=True)", ties)
add("max all minus infinity, padded", "nn.MaxPool2d(2, 2, padding=1, return_indices=True)", torch.full((1, 1, 4, 4), -INF))
add("max minus infinity at the corner", "nn.MaxPool2d(3, 2, padding=1, return_indices=True)",
    torch.tensor([[-INF, -INF], [-INF, 1.0]]).reshape(1, 1, 2, 2))
add("max of negatives, padded", "nn.MaxPool2d(3, 2, padding=1, return_indices=True)", -torch.arange(1.0, 17).reshape(1, 1, 4, 4))
add("max stride 2000000000", "nn.MaxPool2d(2, 2000000000, return_indices=True)", (1, 1, 3, 3))
add("max stride 2000000000 ceil", "nn.MaxPool2d(2, 2000000000, return_indices=True, ceil_mode=True)", (1, 1, 3, 3))
add("max batch 0", "nn.MaxPool2d(2)", (0, 1, 4, 4))
add("max whole map", "nn.MaxPool2d((3, 5), return_indices=True)", (1, 2, 3, 5))
add("max 1 by 1 input", "nn.MaxPool2d(1, return_indices=True)", (1, 2, 1, 1))
add("max 1 by 1 input, padded", "nn.MaxPool2d(3, 1, padding=1, return_indices=True)", (1, 2, 1, 1))
add("max dilated half padding", "nn.MaxPool2d(3, 1, padding=1, dilation=3, return_indices=True)", (1, 1, 5, 6))
# No tap on data: PyTorch's index lies outside of the input.
add("max dilated 4 on 3", "nn.MaxPool2d(2, 1, padding=1, dilation=4)", (1, 1, 3, 3))
add("max ceil starts in padding", "nn.MaxPool2d(2, 2, padding=1, return_indices=True, ceil_mode=True)", (1, 1, 5, 5))

# Average pooling.

for index in range(34):
    name = f"average random {index}"
    rng = seed(name)
    layers = "nn.AvgPool2d(" + arguments(
        kernel_size=pair(rng, 1, 4), stride=sometimes(rng, 0.6, pair(rng, 1, 4)),
        padding=sometimes(rng, 0.6, pair(rng, 0, 2)), ceil_mode=sometimes(rng, 0.5, True),
        count_include_pad=sometimes(rng, 0.5, False),
        divisor_override=sometimes(rng, 0.2, rng.choice([-3, 1, 2, 7]))) + ")"
    add(name, layers, (rng.choice([1, 1, 2]), rng.randint(1, 2), rng.randint(2, 7), rng.randint(2, 7)))
table = torch.arange(1.0, 17).reshape(1, 1, 4, 4)
for ceil in [False, True]:
    for counted in [False, True]:
        add(f"average ceil {ceil} padding counted {counted}",
            f"nn.AvgPool2d(3, 2, padding=1, ceil_mode={ceil}, count_include_pad={counted})", table)
add("average stride 2000000000", "nn.AvgPool2d(2, 2000000000)", (1, 1, 3, 3))
add("average batch 0", "nn.AvgPool2d(2)", (0, 1, 4, 4))
add("average of minus zeros", "nn.AvgPool2d(2)", torch.full((1, 1, 2, 2), -0.0))
add("average 1 by 1 input", "nn.AvgPool2d(3, 1, padding=1)", (1, 2, 1, 1))
add("average 1 by 1 input, padding not counted", "nn.AvgPool2d(3, 1, padding=1, count_include_pad=False)", (1, 2, 1, 1))
add("average divisor 1 is a sum", "nn.AvgPool2d(2, divisor_override=1)", table)
add("average of large numbers", "nn.AvgPool2d(2)", torch.full((1, 1, 2, 2), 3e38))

# Lp pooling.

powers = [1, 2, 3, 0.5, -2, -1, 1.5, 4, "float('inf')", "float('-inf')"]
for index in range(30):
    name = f"norm random {index}"
    rng = seed(name)
    layers = f"nn.LPPool2d({powers[index % len(powers)]}, " + arguments(
        kernel_size=pair(rng, 1, 4), stride=sometimes(rng, 0.6, pair(rng, 1, 4)),
        ceil_mode=sometimes(rng, 0.5, True)) + ")"
    add(name, layers, (rng.choice([1, 1, 2]), rng.randint(1, 2), rng.randint(2, 7), rng.randint(2, 7)))
mixed = torch.tensor([[1.0, -2, 3, -4, 0.5], [-5, 6, -7, 8, -0.5], [-1, -2, 0, -0.0, 2], [-3, -4, 0, 0, 0]]).reshape(1, 1, 4, 5)
for power in powers:
    add(f"norm {power} mixed signs", f"nn.LPPool2d({power}, 2)", mixed)
    add(f"norm {power} mixed signs, ceil", f"nn.LPPool2d({power}, 3, stride=2, ceil_mode=True)", mixed)
    add(f"norm {power} zeros", f"nn.LPPool2d({power}, 2)", torch.zeros(1, 1, 2, 2))
    add(f"norm {power} positive", f"nn.LPPool2d({power}, (2, 3), stride=1)", mixed.abs())
add("norm batch 0", "nn.LPPool2d(2, 2)", (0, 1, 4, 4))
add("norm large numbers", "nn.LPPool2d(2, 2)", torch.full((1, 1, 2, 2), 1e30))
add("norm stride 2000000000", "nn.LPPool2d(2, 2, 2000000000)", (1, 1, 3, 3))

# Adaptive pooling.

for index in range(24):
    name = f"adaptive random {index}"
    rng = seed(name)
    size = rng.choice([rng.randint(1, 5), (rng.randint(1, 7), rng.randint(1, 7)), (None, rng.randint(1, 4)),
                       (rng.randint(1, 4), None)])
    kind = f"nn.AdaptiveAvgPool2d({size!r})" if index % 2 else f"nn.AdaptiveMaxPool2d({size!r}, return_indices=True)"
    add(name, kind, (rng.choice([1, 1, 2]), rng.randint(1, 2), rng.randint(1, 8), rng.randint(1, 8)))
for kind, tail in [("AdaptiveAvgPool2d", ""), ("AdaptiveMaxPool2d", ", return_indices=True")]:
    add(f"{kind} 7 to 3, 10 to 4", f"nn.{kind}((3, 4){tail})", (1, 1, 7, 10))
    add(f"{kind} 2 to 5", f"nn.{kind}(5{tail})", (1, 1, 2, 2))
    add(f"{kind} none", f"nn.{kind}((None, None){tail})", (1, 1, 2, 3))
    add(f"{kind} global", f"nn.{kind}(1{tail})", (2, 2, 3, 4))
    add(f"{kind} 1 by 1 input", f"nn.{kind}((2, 3){tail})", (1, 1, 1, 1))
    add(f"{kind} batch 0", f"nn.{kind}(2{tail})", (0, 1, 3, 3))
    add(f"{kind} size 0", f"nn.{kind}((0, 2){tail})", (1, 2, 3, 2))
    add(f"{kind} size 0 by 0", f"nn.{kind}(0{tail})", (1, 2, 3, 2))

# Padding layers.

for layer in ["ZeroPad2d", "ConstantPad2d", "ReflectionPad2d", "ReplicationPad2d", "CircularPad2d"]:
    tail = ", -1.5" if layer == "ConstantPad2d" else ""
    for padding in [2, 3, 0, (1, 2, 0, 3), (3, 0, 2, 1), (-1, 2, 1, -1), (-2, -1, -1, -1), (3, -2, -1, 2)]:
        add(f"{layer} {padding}", f"nn.{layer}({padding!r}{tail})", (1, 2, 4, 5))
    add(f"{layer} batch 0", f"nn.{layer}(1{tail})", (0, 1, 3, 3))
    add(f"{layer} takes all but one", f"nn.{layer}((-2, -1, -3, 0){tail})", (1, 1, 4, 4))
    add(f"{layer} takes all", f"nn.{layer}((-2, -2, 0, 0){tail})", (1, 1, 4, 4))
    add(f"{layer} takes more than all", f"nn.{layer}((-3, -2, 0, 0){tail})", (1, 1, 4, 4))
    if layer != "CircularPad2d":  # PyTorch repeats uninitialised memory
        add(f"{layer} takes all, gives some", f"nn.{layer}((-4, 2, 0, 0){tail})", (1, 1, 4, 4))
    add(f"{layer} takes more than all, gives more", f"nn.{layer}((-5, 3, 0, 0){tail})", (1, 1, 4, 4))
    add(f"{layer} 1 by 1 input", f"nn.{layer}(1{tail})", (1, 1, 1, 1))
    add(f"{layer} as much as the input", f"nn.{layer}((4, 4, 3, 3){tail})", (1, 1, 3, 4))
    add(f"{layer} more than the input", f"nn.{layer}((5, 0, 0, 0){tail})", (1, 1, 3, 4))
    add(f"{layer} one less than the input", f"nn.{layer}((3, 3, 2, 2){tail})", (1, 1, 3, 4))
for value in ["0", "2.5", "float('nan')", "float('-inf')", "1e30", "1234567.0"]:
    add(f"ConstantPad2d value {value}", f"nn.ConstantPad2d(1, {value})", (1, 1, 1, 2))

# Pointwise layers, and stacks.

signs = torch.tensor([[1.5, -1.5, 0.0, -0.0, INF, -INF, NAN, 1e-40, -1e-40]]).reshape(1, 1, 1, 9)
add("rectifier", "nn.ReLU()", signs)
add("rectifier in place", "nn.ReLU(inplace=True)", signs.clone())
add("identity", "nn.Identity()", signs)
add("rectifier batch 0", "nn.ReLU()", (0, 1, 2, 2))
stacks = [
    ("LeNet", "nn.Sequential(nn.Conv2d(1, 2, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(2, 4, 3), nn.ReLU(), nn.MaxPool2d(2))", (1, 1, 14, 14)),
    ("separable", "nn.Sequential(nn.Conv2d(3, 3, 3, padding=1, groups=3, bias=False), nn.Conv2d(3, 4, 1))", (1, 3, 5, 5)),
    ("dilated", "nn.Sequential(nn.Conv2d(1, 1, 3, dilation=1), nn.Conv2d(1, 1, 3, dilation=2), nn.Conv2d(1, 1, 3, dilation=5))", (1, 1, 17, 18)),
    ("there and back", "nn.Sequential(nn.Conv2d(1, 2, 3, stride=2, padding=1), nn.ConvTranspose2d(2, 1, 3, stride=2, padding=1, output_padding=1))", (1, 1, 6, 6)),
    ("padding layer first", "nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(1, 2, 3), nn.AvgPool2d(2, ceil_mode=True))", (2, 1, 5, 5)),
    ("nested", "nn.Sequential(nn.Sequential(nn.Conv2d(1, 2, 2), nn.Identity()), nn.Sequential(nn.Sequential(nn.ReLU()), nn.AdaptiveAvgPool2d(2)))", (1, 1, 5, 6)),
    ("norms", "nn.Sequential(nn.ReLU(), nn.LPPool2d(2, 2, stride=1), nn.LPPool2d(1, 2))", (1, 2, 5, 5)),
    ("pools", "nn.Sequential(nn.MaxPool2d(3, 2, padding=1), nn.AvgPool2d(2, 1), nn.AdaptiveMaxPool2d(2))", (1, 2, 8, 9)),
    ("global head", "nn.Sequential(nn.Conv2d(2, 3, 3, stride=2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Conv2d(3, 2, 1))", (2, 2, 7, 7)),
    ("crops", "nn.Sequential(nn.ZeroPad2d((2, -1, 0, 1)), nn.Conv2d(1, 1, 2), nn.ConstantPad2d(-1, 0.0))", (1, 1, 5, 5)),
]
for name, layers, shape in stacks:
    add(f"stack {name}", layers, shape)
add("stack named", "nn.Sequential(nn.Conv2d(1, 1, 2), nn.ReLU())", (1, 1, 3, 3))

# Inputs without elements that PyTorch takes all the same.

for shape in [(2, 0, 3, 3), (1, 1, 0, 3), (1, 1, 3, 0), (0, 0, 0, 0)]:
    label = "×".join(map(str, shape))
    add(f"rectifier {label}", "nn.ReLU()", shape)
    add(f"identity {label}", "nn.Identity()", shape)
    add(f"zeros around {label}", "nn.ZeroPad2d((1, 0, 2, 1))", shape)
    add(f"constants around {label}", "nn.ConstantPad2d(1, 2.5)", shape)
    add(f"circular around {label}", "nn.CircularPad2d(0)", shape)
add("adaptive average without channels", "nn.AdaptiveAvgPool2d(2)", (2, 0, 3, 3))
add("circular without channels", "nn.CircularPad2d(1)", (2, 0, 3, 3))
add("identity with arguments", "nn.Identity(54, unused=0.1)", (1, 1, 2, 2), written=False)
add("constant infinite", "nn.ConstantPad2d(1, float('-inf'))", (1, 1, 2, 2))
add("constant True", "nn.ConstantPad2d(1, True)", (1, 1, 2, 2), written=False)
for power in [0.5, -0.5, 1.5, 3, -1]:
    add(f"norm {power} infinities", f"nn.LPPool2d({power}, (1, 2))",
        torch.tensor([[[[-INF, 0.0, INF, 0.0, -0.0, -0.0, 4.0, 9.0, -INF, -INF, NAN, 1.0]]]]), written=False)
add("norm NaN", "nn.LPPool2d(float('nan'), 2)", (1, 1, 4, 4), written=False)
add("average divisor smallest", "nn.AvgPool2d(2, divisor_override=-2147483648)", (1, 1, 2, 2))

# What PyTorch refuses.

for name, layers, shape in [
    ("channels too few", "nn.Conv2d(3, 4, 3)", (1, 2, 5, 5)),
    ("channels too many", "nn.Conv2d(1, 4, 3)", (1, 2, 5, 5)),
    ("conv kernel larger than the padded input", "nn.Conv2d(1, 1, 5, padding=1)", (1, 1, 2, 9)),
    ("conv kernel wider than the input", "nn.Conv2d(1, 1, (1, 4), stride=3)", (1, 1, 3, 3)),
    ("conv dilated kernel larger than the input", "nn.Conv2d(1, 1, 3, stride=3, dilation=2)", (1, 1, 4, 4)),
    ("conv dilation huge", "nn.Conv2d(1, 1, 2, dilation=2147483647)", (1, 1, 4, 4)),
    ("conv kernel 0", "nn.Conv2d(1, 1, (0, 1))", (1, 1, 3, 3)),
    ("conv stride 0", "nn.Conv2d(1, 1, 1, stride=0)", (1, 1, 3, 3)),
    ("conv stride negative", "nn.Conv2d(1, 1, 1, stride=-1)", (1, 1, 3, 3)),
    ("conv padding negative", "nn.Conv2d(1, 1, 1, padding=-1)", (1, 1, 3, 3)),
    ("conv dilation 0", "nn.Conv2d(1, 1, 1, dilation=0)", (1, 1, 3, 3)),
    ("conv groups 0", "nn.Conv2d(1, 1, 1, groups=0)", (1, 1, 3, 3)),
    ("conv groups not dividing in_channels", "nn.Conv2d(3, 4, 1, groups=2)", (1, 3, 3, 3)),
    ("conv groups not dividing out_channels", "nn.Conv2d(4, 3, 1, groups=2)", (1, 4, 3, 3)),
    ("conv same with a stride", "nn.Conv2d(1, 1, 3, stride=2, padding='same')", (1, 1, 5, 5)),
    ("conv padding word", "nn.Conv2d(1, 1, 3, padding='full')", (1, 1, 5, 5)),
    ("conv padding mode word", "nn.Conv2d(1, 1, 3, padding_mode='mirror')", (1, 1, 5, 5)),
    ("conv reflect too much", "nn.Conv2d(1, 1, 3, padding=4, padding_mode='reflect')", (1, 1, 4, 4)),
    ("conv circular too much", "nn.Conv2d(1, 1, 3, padding=5, padding_mode='circular')", (1, 1, 4, 4)),
    ("conv three strides", "nn.Conv2d(1, 1, 3, stride=(1, 1, 1))", (1, 1, 4, 4)),
    ("conv height 0", "nn.Conv2d(1, 1, 1)", (1, 1, 0, 4)),
    ("conv argument twice", "nn.Conv2d(1, 1, 3, kernel_size=3)", (1, 1, 4, 4)),
    ("conv argument unknown", "nn.Conv2d(1, 1, 3, strides=3)", (1, 1, 4, 4)),
    ("conv kernel left out", "nn.Conv2d(1, 1)", (1, 1, 4, 4)),
    ("conv kernel a fraction", "nn.Conv2d(1, 1, 2.5)", (1, 1, 4, 4)),
    ("transposed padding mode", "nn.ConvTranspose2d(1, 1, 3, padding_mode='reflect')", (1, 1, 4, 4)),
    ("transposed output padding at stride 1", "nn.ConvTranspose2d(1, 1, 3, output_padding=1)", (1, 1, 4, 4)),
    ("transposed output padding as the stride", "nn.ConvTranspose2d(1, 1, 3, stride=2, output_padding=2)", (1, 1, 4, 4)),
    ("transposed crops all", "nn.ConvTranspose2d(1, 1, 2, padding=1)", (1, 1, 1, 1)),
    ("transposed padding negative", "nn.ConvTranspose2d(1, 1, 2, padding=-1)", (1, 1, 2, 2)),
    ("transposed dilation 0", "nn.ConvTranspose2d(1, 1, 2, dilation=0)", (1, 1, 2, 2)),
    ("transposed groups not dividing", "nn.ConvTranspose2d(4, 3, 1, groups=2)", (1, 4, 3, 3)),
    ("transposed channels", "nn.ConvTranspose2d(4, 3, 1)", (1, 3, 3, 3)),
    ("max kernel 0", "nn.MaxPool2d(0)", (1, 1, 3, 3)),
    ("max kernel negative", "nn.MaxPool2d(-2)", (1, 1, 3, 3)),
    ("max stride 0", "nn.MaxPool2d(2, 0)", (1, 1, 3, 3)),
    ("max three kernels", "nn.MaxPool2d((2, 2, 2))", (1, 1, 3, 3)),
    ("max kernel larger than the padded input", "nn.MaxPool2d(6, padding=1)", (1, 1, 3, 3)),
    ("max kernel larger by one, stride 3", "nn.MaxPool2d(4, 3)", (1, 1, 3, 3)),
    ("max padding above half", "nn.MaxPool2d(3, 1, padding=2)", (1, 1, 5, 5)),
    ("max padding above half, dilated", "nn.MaxPool2d(2, 1, padding=2, dilation=4)", (1, 1, 9, 9)),
    ("max padding above half, rows", "nn.MaxPool2d((1, 3), 1, padding=1)", (1, 1, 5, 5)),
    ("max padding negative", "nn.MaxPool2d(3, 1, padding=-1)", (1, 1, 5, 5)),
    ("max height 0", "nn.MaxPool2d(1)", (1, 1, 0, 5)),
    ("average kernel huge", "nn.AvgPool2d(2147483647)", (1, 1, 3, 3)),
    ("average padding 1 of kernel 1", "nn.AvgPool2d(1, padding=1)", (1, 1, 3, 3)),
    ("average divisor 0", "nn.AvgPool2d(2, divisor_override=0)", (1, 1, 3, 3)),
    ("average stride negative", "nn.AvgPool2d(2, -1)", (1, 1, 3, 3)),
    ("average width 0", "nn.AvgPool2d(1)", (1, 1, 3, 0)),
    ("average channels 0", "nn.AvgPool2d(1)", (1, 0, 3, 3)),
    ("norm 0", "nn.LPPool2d(0, 2)", (1, 1, 3, 3)),
    ("norm kernel 0", "nn.LPPool2d(2, 0)", (1, 1, 3, 3)),
    ("norm kernel larger than the input", "nn.LPPool2d(2, 4)", (1, 1, 3, 3)),
    ("adaptive negative size", "nn.AdaptiveAvgPool2d(-1)", (1, 1, 3, 3)),
    ("adaptive size None", "nn.AdaptiveAvgPool2d(None)", (1, 1, 3, 3)),
    ("adaptive max size None", "nn.AdaptiveMaxPool2d(None)", (1, 1, 3, 3)),
    ("adaptive max channels 0", "nn.AdaptiveMaxPool2d(2)", (1, 0, 3, 3)),
    ("reflection without channels", "nn.ReflectionPad2d(1)", (1, 0, 3, 3)),
    ("replication height 0", "nn.ReplicationPad2d(1)", (1, 1, 0, 3)),
    ("circular height 0", "nn.CircularPad2d(1)", (1, 1, 0, 3)),
    ("zeros taken from height 0", "nn.ZeroPad2d(-1)", (1, 1, 0, 3)),
    ("constant beyond Float32", "nn.ConstantPad2d(1, 1e39)", (1, 1, 3, 3)),
    ("adaptive three sizes", "nn.AdaptiveAvgPool2d((1, 2, 3))", (1, 1, 3, 3)),
    ("adaptive height 0", "nn.AdaptiveAvgPool2d(2)", (1, 1, 0, 3)),
    ("stack that does not fit", "nn.Sequential(nn.Conv2d(1, 2, 3), nn.Conv2d(3, 1, 1))", (1, 1, 5, 5)),
    ("stack that shrinks away", "nn.Sequential(nn.MaxPool2d(2), nn.MaxPool2d(2), nn.MaxPool2d(2))", (1, 1, 5, 5)),
]:
    refused(f"refused {name}", layers, shape)

path = pathlib.Path(__file__).with_name("operators.json")
head = {"pytorch": torch.__version__.split("+")[0], "python": sys.version.split()[0]}
lines = [json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases]
path.write_text(json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n")
print(f"{len(cases)} cases, {sum('refused' in case for case in cases)} refused, {path.stat().st_size} bytes")
