"""Writes test/golden/image/modes.json: one small file per way of storing a picture, with the samples it must decode to.

Usage: /usr/bin/python3 scripts/golden/image_modes.py     (Debian 12: Pillow 9.4, numpy)

Expected samples come from Pillow (pillow_decode.py beside this file). Where Pillow 9.4 departs from the format's
specification (transparent colour of grey PNG below 8 bits and of 16-bit PNG) they come from the specification, and the
entry says so in `by`.
"""

import base64
import io
import json
import os
import struct
import tempfile
import zlib

import numpy
import PIL
from PIL import Image, ImageCms

from pillow_decode import decode


WIDTH, HEIGHT = 13, 9
rng = numpy.random.default_rng(20)
y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
rgb = numpy.stack([x * 19, y * 28, (x + y) * 12], -1).astype("uint8")
rgb[::3] = rng.integers(0, 256, rgb[::3].shape, dtype="uint8")
alpha = rng.integers(0, 256, (HEIGHT, WIDTH), dtype="uint8")
alpha[0], alpha[1] = 0, 255
cmyk = rng.integers(0, 256, (HEIGHT, WIDTH, 4), dtype="uint8")
cmyk[0], cmyk[1] = 0, 255

L, RGB = Image.fromarray(rgb[..., 0]), Image.fromarray(rgb)
RGBA, LA = Image.fromarray(numpy.dstack([rgb, alpha])), Image.merge("LA", (L, Image.fromarray(alpha)))
CMYK, P, ONE = Image.fromarray(cmyk, "CMYK"), RGB.quantize(40), L.convert("1")
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

entries = []


def add(name, data, expected=None, **extra):
    """`expected`: (mode, samples) by the specification; without it Pillow is asked."""
    if expected is None:
        with tempfile.NamedTemporaryFile(suffix=os.path.splitext(name)[1]) as file:
            file.write(data)
            file.flush()
            stored, mode, (width, height), samples = decode(file.name)
        by = f"Pillow {PIL.__version__}, stored as {stored}"
    else:
        (mode, samples), width, height, by = expected, WIDTH, HEIGHT, "specification"
    encoded = [base64.b64encode(part).decode() for part in (data, samples)]
    entries.append(dict(name=name, by=by, mode=mode, width=width, height=height, **extra, file=encoded[0], samples=encoded[1]))


def save(name, image, **options):
    buffer = io.BytesIO()
    Image.init()
    image.save(buffer, format=Image.EXTENSION[os.path.splitext(name)[1]], **options)
    add(name, buffer.getvalue())


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(depth, colour_type, rows, extra=b""):
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour_type, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def big_endian(array):
    return [row.astype(">u2").tobytes() for row in array]


# PNG by Pillow.
for name, image in dict(l=L, rgb=RGB, rgba=RGBA, la=LA, p=P, one=ONE).items():
    save(f"{name}.png", image)
save("p-transparent.png", P, transparency=3)
save("p-transparencies.png", P, transparency=bytes(rng.integers(0, 256, 40, dtype="uint8")))
save("l-transparent.png", L, transparency=int(rgb[4, 4, 0]))
save("rgb-transparent.png", RGB, transparency=tuple(int(v) for v in rgb[4, 4]))
for bits, colours in ((1, 2), (2, 4), (4, 16)):
    save(f"p{bits}.png", RGB.quantize(colours), bits=bits)
save("srgb-profile.png", RGB, icc_profile=SRGB)
save("lab-profile.png", RGB, icc_profile=LAB)
save("broken-profile.png", RGB, icc_profile=b"no profile")

# PNG by hand: what Pillow does not write.
grey16 = rng.integers(0, 65536, (HEIGHT, WIDTH), dtype="uint16")
rgb16 = rng.integers(0, 65536, (HEIGHT, WIDTH, 3), dtype="uint16")
la16 = rng.integers(0, 65536, (HEIGHT, WIDTH, 2), dtype="uint16")
rgba16 = rng.integers(0, 65536, (HEIGHT, WIDTH, 4), dtype="uint16")
high = lambda array: (array >> 8).astype("uint8")  # noqa: E731
add("l16.png", png(16, 0, big_endian(grey16)))
add("rgb16.png", png(16, 2, big_endian(rgb16)))
add("la16.png", png(16, 4, big_endian(la16)))
add("rgba16.png", png(16, 6, big_endian(rgba16)))
opacity = numpy.where(grey16 == grey16[4, 4], 0, 255).astype("uint8")
data = png(16, 0, big_endian(grey16), chunk(b"tRNS", struct.pack(">H", grey16[4, 4])))
add("l16-transparent.png", data, ("LA", numpy.dstack([high(grey16), opacity]).tobytes()))
opacity = numpy.where((rgb16 == rgb16[4, 4]).all(-1), 0, 255).astype("uint8")
data = png(16, 2, big_endian(rgb16), chunk(b"tRNS", rgb16[4, 4].astype(">u2").tobytes()))
add("rgb16-transparent.png", data, ("RGBA", numpy.dstack([high(rgb16), opacity]).tobytes()))
for bits in (1, 2, 4):
    values = rng.integers(0, 1 << bits, (HEIGHT, WIDTH))
    padded = numpy.zeros((HEIGHT, -(-WIDTH * bits // 8) * 8 // bits), dtype="uint8")
    padded[:, :WIDTH] = values
    unpacked = ((padded[..., None] >> numpy.arange(bits - 1, -1, -1)) & 1).reshape(HEIGHT, -1)
    rows = [numpy.packbits(row.astype("uint8")).tobytes() for row in unpacked]
    add(f"l{bits}.png", png(bits, 0, rows))
    full = (values * (255 // ((1 << bits) - 1))).astype("uint8")
    opacity = numpy.where(values == 1, 0, 255).astype("uint8")
    data = png(bits, 0, rows, chunk(b"tRNS", struct.pack(">H", 1)))
    add(f"l{bits}-transparent.png", data, ("LA", numpy.dstack([full, opacity]).tobytes()))
rows = [row.tobytes() for row in rgb]
odd = chunk(b"gAMA", struct.pack(">I", 100000)) + chunk(b"sBIT", b"\5\6\5") + chunk(b"bKGD", struct.pack(">HHH", 1, 2, 3))
add("gamma-ignored.png", png(8, 2, rows, odd))
passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
adam7 = b"".join(b"\0" + row.tobytes() for px, py, dx, dy in passes for row in rgb[py::dy, px::dx] if row.size)
header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 1)
data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(adam7)) + chunk(b"IEND", b"")
add("interlaced.png", data)

# JPEG.
for subsampling, label in enumerate(("444", "422", "420")):
    save(f"rgb-{label}.jpg", RGB, quality=80, subsampling=subsampling)
save("progressive.jpg", RGB, progressive=True)
save("l.jpg", L)
save("cmyk.jpg", CMYK, quality=90)
save("lab-profile.jpg", RGB, icc_profile=LAB)
save("broken-profile.jpg", RGB, icc_profile=b"no profile")

# WebP.
save("lossy.webp", RGB, quality=80)
save("lossless.webp", RGB, lossless=True)
save("lossy-alpha.webp", RGBA, quality=80)
save("lossless-alpha.webp", RGBA, lossless=True)
save("lossless-exact.webp", RGBA, lossless=True, exact=True)
save("animated.webp", RGB, save_all=True, append_images=[Image.fromarray(255 - rgb)], lossless=True)

# GIF.
save("p.gif", P)
save("interlaced.gif", P, interlace=1)
save("transparent.gif", P, transparency=3)
save("animated.gif", P, save_all=True, append_images=[Image.fromarray(255 - rgb).quantize(20)])



def gif(left, top, width, height, extension=b""):
    """A frame that covers part of the canvas, its colours 1 and 2 in turn; the background colour is 3."""
    codes, out, filled, data = [], 0, 0, bytearray()
    for i in range(width * height):
        codes += [4, 1 + i % 2]
    for code in codes + [5]:
        out, filled = out | code << filled, filled + 3
        while filled >= 8:
            data.append(out & 255)
            out, filled = out >> 8, filled - 8
    if filled:
        data.append(out)
    screen = struct.pack("<HHBBB", WIDTH, HEIGHT, 0xF1, 3, 0) + bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 91, 92])
    frame = b"," + struct.pack("<HHHHB", left, top, width, height, 0) + b"\2" + bytes([len(data)]) + bytes(data) + b"\0"
    return b"GIF89a" + screen + extension + frame + b";"


add("partial.gif", gif(3, 2, 4, 5))
add("partial-row.gif", gif(0, 4, WIDTH, 3, b"!\xfe\5hello\0"))
add("partial-transparent.gif", gif(5, 0, 8, HEIGHT, b"!\xf9\4\1\0\0\1\0"))
add("outside.gif", gif(10, 6, 9, 9))

# TIFF.
for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
    save(f"rgb-{compression.replace('tiff_', '')}.tif", RGB, compression=compression)
for name, image in dict(l=L, one=ONE, p=P, cmyk=CMYK, la=LA, rgba=RGBA).items():
    save(f"{name}.tif", image)
save("one-group4.tif", ONE, compression="group4")
save("cmyk-lzw.tif", CMYK, compression="tiff_lzw")
add("l16.tif", (lambda buffer: (Image.fromarray(grey16).save(buffer, "TIFF"), buffer.getvalue())[1])(io.BytesIO()))

# EXIF orientation, all eight.
for turn in range(1, 9):
    exif = Image.Exif()
    exif[0x112] = turn
    save(f"turned-{turn}.jpg", RGB, exif=exif)
    save(f"turned-{turn}.png", RGBA, exif=exif)
    save(f"turned-{turn}.webp", RGB, exif=exif, lossless=True)
    save(f"turned-{turn}.tif", RGB, tiffinfo={274: turn})

target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "test", "golden", "image", "modes.json")
with open(target, "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n")
print(f"{len(entries)} entries")
