#!/usr/bin/env python3
"""Makes photo_steps.json: single elements of layers over a photo, as PyTorch computes them.

Needs torch, numpy and pillow; run it in this folder. The weights are convscope's default: small whole
numbers from the finaliser of SplitMix64. Sums are taken in float64.
"""
import json
import random

import numpy as np
import torch
from PIL import Image
from torch import nn

PHOTO = "../../../Assets/photos/astronaut.png"
CASES = 40
MASK = (1 << 64) - 1


def scattered(index, modulo):
    bits = (index + 0x9E3779B97F4A7C15) & MASK
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & MASK
    return (bits ^ (bits >> 31)) % modulo


def fill(module):
    weight = getattr(module, "weight", None)
    if weight is None:
        return
    values = [scattered(i, 5) - 2 for i in range(weight.numel())]
    weight.data = torch.tensor(values, dtype=torch.float64).reshape(weight.shape)
    if module.bias is not None:
        values = [scattered(i + 7, 3) - 1 for i in range(module.bias.numel())]
        module.bias.data = torch.tensor(values, dtype=torch.float64)


def layer(pick):
    k, s, d = pick.choice([1, 2, 3, 5, 7]), pick.choice([1, 2, 3]), pick.choice([1, 2, 5])
    p = pick.randrange(0, k // 2 + 1)
    ceil = pick.choice([True, False])
    return pick.choice([
        f"nn.Conv2d(3, {pick.choice([1, 4, 6])}, {k}, stride={s}, padding={p}, dilation={d})",
        f"nn.Conv2d(3, 6, ({k}, {pick.choice([1, 3])}), padding='same', groups=3, bias=False)",
        f"nn.Conv2d(3, 2, {k}, padding={p}, padding_mode='reflect')",
        f"nn.ConvTranspose2d(3, 2, {k}, stride={s}, padding={p})",
        f"nn.MaxPool2d({k}, {s}, {p}, ceil_mode={ceil})",
        f"nn.AvgPool2d({k}, {s}, {p}, ceil_mode={ceil}, count_include_pad={not ceil})",
        f"nn.LPPool2d({pick.choice([1, 2, 3])}, {k}, {s}, ceil_mode={ceil})",
        f"nn.AdaptiveAvgPool2d({pick.choice([1, 5, 7])})",
        f"nn.AdaptiveMaxPool2d(({k}, 7))",
    ])


def main():
    pick = random.Random(7)
    photo = np.asarray(Image.open(PHOTO).convert("RGB"), dtype=np.float32) / 255
    image = torch.tensor(photo.transpose(2, 0, 1)[None].copy()).double()
    cases = []
    while len(cases) < CASES:
        text = layer(pick)
        module = eval(text)
        fill(module)
        with torch.no_grad():
            output = module(image)[0]
        place = [pick.randrange(n) for n in output.shape]
        cases.append({"layers": text, "at": place, "value": float(np.float32(output[tuple(place)]))})
    with open("photo_steps.json", "w") as file:
        json.dump({"pytorch": torch.__version__.split("+")[0], "cases": cases}, file, indent=1)
        file.write("\n")


main()
