"""Writes test/golden/images.json: what Pillow and SciPy make of small pictures. Run with Pillow 9.4, SciPy 1.10.

  python3 scripts/golden/images.py > test/golden/images.json
"""
import base64
import hashlib
import json

import numpy as np
import PIL
import scipy
from PIL import Image

from pillow_peer import FILTERS, answer, opaque

rng = np.random.default_rng(20240501)
cases = []


def add(op, pixels, **settings):
    height, width, channels = pixels.shape
    data = base64.b64encode(np.ascontiguousarray(pixels).tobytes()).decode()
    case = {"op": op, "width": width, "height": height, "channels": channels, **settings, "data": data}
    cases.append({**case, "expected": next(iter(answer(case).values()))})


def noise(width, height, channels):
    return rng.integers(0, 256, (height, width, channels), dtype=np.uint8)


SIZES = [(1, 1, 5, 3), (23, 17, 8, 6), (7, 9, 20, 19), (40, 3, 3, 3), (5, 30, 5, 7), (13, 6, 4, 6)]
for index, name in enumerate(FILTERS):
    for turn, (width, height, to_width, to_height) in enumerate(SIZES):
        channels = 1 + (index + turn) % 4
        add("resample", noise(width, height, channels), to_width=to_width, to_height=to_height, filter=name)
# A row in which one sample tips over if the Hamming constants were 0.54 and 0.46 in double precision.
tipping = [142, 104, 81, 164, 74, 195, 143, 37, 69, 139, 44, 230, 20, 7, 173, 123, 214, 8, 76, 29, 131, 46, 101]
add("resample", np.array(tipping, np.uint8).reshape(1, 23, 1), to_width=5, to_height=1, filter="hamming")
# Black and white: the values that overshoot.
add("resample", (noise(31, 21, 3) > 127).astype(np.uint8) * 255, to_width=9, to_height=13, filter="lanczos")

for channels, alpha, width, height, size, crop in [
    (3, "white", 33, 20, 12, 12), (4, "white", 20, 33, 12, 10), (4, "drop", 19, 11, 8, 13), (2, "white", 15, 15, 9, 9),
    (1, "drop", 10, 28, 7, 9),
]:
    add("preprocess", noise(width, height, channels), shortest_edge=size, crop=crop, filter="bicubic", alpha=alpha)

side = np.arange(32)
square = noise(32, 32, 1)
for pixels in [
    noise(37, 29, 3), noise(20, 40, 4), noise(32, 32, 1), noise(9, 50, 2),
    # Pictures whose coefficients are zero but for rounding: mirrored, striped, flat, a centred box.
    np.concatenate([square[:, :16], square[:, 15::-1]], 1),
    np.concatenate([square[:16], square[15::-1]], 0),
    np.repeat((side * 8).astype(np.uint8).reshape(1, 32, 1), 32, 0),
    np.repeat((side * 8).astype(np.uint8).reshape(32, 1, 1), 32, 1),
    np.full((12, 10, 3), 255, np.uint8), np.full((5, 5, 1), 0, np.uint8), np.full((32, 32, 1), 90, np.uint8),
    np.where((abs(side[:, None] - 15.5) < 8) & (abs(side - 15.5) < 8), 255, 0).astype(np.uint8)[..., None],
    ((side[:, None] // 4 + side // 4) % 2 * 255).astype(np.uint8)[..., None],
]:
    add("phash", pixels)

# Every value under every alpha, on white.
value, alpha = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
every = Image.fromarray(np.stack([value, value[:, ::-1], value, alpha], -1), "RGBA")
digest = hashlib.sha256(np.asarray(opaque(every)).tobytes()).hexdigest()

versions = {"pillow": PIL.__version__, "numpy": np.__version__, "scipy": scipy.__version__}
print(json.dumps({"generator": "scripts/golden/images.py", "versions": versions, "compositeOnWhite": digest,
                  "cases": cases}, indent=0))
