#!/usr/bin/env python3
"""Writes the files beside it. Made with NumPy 2.4.6 and Pillow 13.0.0; run it in this folder.

Every .npy of `arrays` and every member of an .npz holds the same few numbers in another guise.
Beside each picture NAME stands NAME.npy: Pillow's samples, uint8, C×H×W.
"""
import io
import struct
import warnings
import zipfile
import zlib

import numpy as np
from PIL import Image

REAL = [[-1.5, 0, 0.25], [1, 2, 1000]]
SIGNED = [[-2, 0, 3], [1, 2, 100]]
WHOLE = [[0, 1, 2], [3, 4, 200]]


def save(name, array, **options):
    with open(name, "wb") as file:
        np.lib.format.write_array(file, array, **options)


def arrays():
    for kind in ("f2", "f4", "f8"):
        for order, mark in (("little", "<"), ("big", ">")):
            save(f"{kind}-{order}.npy", np.array(REAL, mark + kind))
    for size in (1, 2, 4, 8):
        for order, mark in (("little", "<"), ("big", ">")):
            if size > 1 or order == "little":
                save(f"i{size}-{order}.npy", np.array(SIGNED, f"{mark}i{size}"))
                save(f"u{size}-{order}.npy", np.array(WHOLE, f"{mark}u{size}"))
    save("bool.npy", np.array([[True, False, True], [False, False, True]]))
    save("fortran.npy", np.asfortranarray(np.arange(24, dtype="<f4").reshape(2, 3, 4)))
    save("scalar.npy", np.array(7, "<f4"))
    save("empty.npy", np.zeros((3, 0, 2), "<f4"))
    save("version-2.npy", np.array(REAL, "<f4"), version=(2, 0))
    save("version-3.npy", np.array(REAL, "<f4"), version=(3, 0))
    save("vector-i8.npy", np.arange(5, dtype="<i8"))


def member(array):
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def put(archive, name, data):
    """Without the clock's time, so that the same bytes come out again."""
    archive.writestr(zipfile.ZipInfo(name), data, archive.compression)


class Stream(io.RawIOBase):
    """A file that cannot seek, so that zipfile writes data descriptors."""

    def __init__(self, file):
        self.file = file

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)


def archives():
    weight, bias = np.array(REAL, "<f4"), np.array([1, -1], ">f8")
    np.savez("stored.npz", weight=weight, bias=bias)
    np.savez_compressed("deflated.npz", weight=weight, bias=bias)
    np.savez("single.npz", only=weight)
    np.savez("text.npz", weight=weight, note=np.array(["hi"]))
    with zipfile.ZipFile("other-members.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "layer/weight.npy", member(weight))
        put(archive, "notes.txt", "not an array")
        archive.comment = b"made by a test"
    with open("streamed.npz", "wb") as file, zipfile.ZipFile(
            Stream(file), "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "weight.npy", member(weight))
    with zipfile.ZipFile("lzma.npz", "w", zipfile.ZIP_LZMA) as archive:
        put(archive, "weight.npy", member(weight))
    with zipfile.ZipFile("twice.npz", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        put(archive, "weight.npy", member(weight))
        put(archive, "weight.npy", member(weight))
    with zipfile.ZipFile("bomb.npz", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        put(archive, "zeros.npy", member(np.zeros(1 << 20, "<f4")))


def png(name, depth, colour, rows, interlaced=False):
    """Rows are the filtered bytes, each behind its filter type."""
    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)
    height, width = 2, 2
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
                   + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def pictures():
    y, x = np.mgrid[0:6, 0:5]
    red, green, blue = x * 60, y * 50, (x + y) * 25
    colour = Image.fromarray(np.stack([red, green, blue], -1).astype("uint8"))
    gray = Image.fromarray((x * 40 + y * 15).astype("uint8"))
    alpha = Image.fromarray((y * 40 + 10).astype("uint8"))

    def keep(name, picture, as_samples=None, **options):
        picture.save(name, **options)
        samples(name, np.asarray(as_samples if as_samples is not None else Image.open(name)))

    def samples(name, values):
        values = values[None] if values.ndim == 2 else np.moveaxis(values, -1, 0)
        save(name + ".npy", np.ascontiguousarray(values))

    keep("gray.png", gray)
    keep("colour.png", colour)
    keep("bit.png", gray.point(lambda v: v > 100, "1"), gray.point(lambda v: 255 * (v > 100)))
    palette = colour.quantize(7)
    keep("palette.png", palette, palette.convert("RGB"), bits=4)
    with_alpha = colour.copy()
    with_alpha.putalpha(alpha)
    keep("colour-alpha.png", with_alpha, colour)
    gray_alpha = gray.copy()
    gray_alpha.putalpha(alpha)
    keep("gray-alpha.png", gray_alpha, gray)

    # What Pillow does not write: 16 bits in colour, 2-bit gray, Adam7.
    deep = np.arange(12, dtype=">u2").reshape(2, 2, 3) * 257 * 20
    png("deep.png", 16, 2, b"".join(b"\0" + row.tobytes() for row in deep))
    samples("deep.png", (deep >> 8).astype("uint8"))
    two = np.array([[0, 85], [170, 255]], "uint8")
    png("two-bits.png", 2, 0, b"\0\x10" + b"\0\xb0")
    samples("two-bits.png", two)
    png("interlaced.png", 8, 0, b"\0\x00" + b"\0\x55" + b"\0\xaa\xff", interlaced=True)
    samples("interlaced.png", two)

    y, x = np.mgrid[0:12, 0:20]
    smooth = Image.fromarray(np.stack([x * 12, y * 20, 255 - x * 6 - y * 10], -1).astype("uint8"))
    keep("colour.jpg", smooth, quality=90)
    keep("progressive.jpg", smooth, quality=90, progressive=True)
    keep("gray.jpg", smooth.convert("L"), quality=90)
    smooth.convert("CMYK").save("cmyk.jpg", quality=90)


arrays()
archives()
pictures()
