"""Answers with what Pillow, NumPy and SciPy compute: the other side of the live comparisons in test/golden.

One JSON object per line on stdin, one per line on stdout, pixels in base64. The first answer names the versions.

  {"op": "resample",   "width", "height", "channels", "to_width", "to_height", "filter", "data"} -> {"data"}
  {"op": "preprocess", "width", "height", "channels", "shortest_edge", "crop", "filter", "alpha", "data"} -> {"data"}
  {"op": "phash",      "width", "height", "channels", "data"} -> {"phash"}
"""
import base64
import json
import sys

import numpy as np
import PIL
import scipy
from PIL import Image
from scipy.fftpack import dct

FILTERS = {name: getattr(Image, name.upper()) for name in ("box", "bilinear", "hamming", "bicubic", "lanczos")}
MODES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}


def image_of(case):
    data = base64.b64decode(case["data"])
    return Image.frombytes(MODES[case["channels"]], (case["width"], case["height"]), data)


def resample(case):
    """Every channel on its own: Pillow's RGBA would premultiply, its CMYK does not."""
    to = (case["to_width"], case["to_height"])
    bands = [band.resize(to, FILTERS[case["filter"]]) for band in image_of(case).split()]
    if case["channels"] in (3, 4):
        mode = "RGB" if case["channels"] == 3 else "CMYK"
        together = np.asarray(Image.merge(mode, image_of(case).split()).resize(to, FILTERS[case["filter"]]))
        assert (together == np.stack([np.asarray(band) for band in bands], -1)).all()
    return np.stack([np.asarray(band) for band in bands], -1)


def opaque(image):
    """Composited on white if there is alpha."""
    if image.mode not in ("LA", "RGBA"):
        return image
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")


def preprocess(case):
    """What CLIPImageProcessor does to bytes: RGB, shortest edge, centre crop with black outside."""
    image = image_of(case)
    image = (opaque(image) if case["alpha"] == "white" else image).convert("RGB")
    size, crop = case["shortest_edge"], case["crop"]
    short, long = min(image.size), max(image.size)
    longer = int(size * long / short)
    to = (size, longer) if image.width <= image.height else (longer, size)
    pixels = np.asarray(image.resize(to, FILTERS[case["filter"]]))
    canvas = np.zeros((crop, crop, 3), np.uint8)
    top, left = (to[1] - crop) // 2, (to[0] - crop) // 2
    cut = pixels[max(0, top) : max(0, top) + crop, max(0, left) : max(0, left) + crop]
    y, x = max(0, -top), max(0, -left)
    canvas[y : y + cut.shape[0], x : x + cut.shape[1]] = cut
    return canvas


def phash(image):
    """The hash's published definition: grey, 32 x 32, two DCTs, the low 8 x 8 against their median."""
    grey = np.asarray(opaque(image).convert("L").resize((32, 32), Image.LANCZOS))
    low = dct(dct(grey, axis=0), axis=1)[:8, :8]
    return "".join("%x" % int("".join("01"[bit] for bit in four), 2) for four in (low > np.median(low)).reshape(16, 4) * 1)


def answer(case):
    if case["op"] == "phash":
        return {"phash": phash(image_of(case))}
    pixels = resample(case) if case["op"] == "resample" else preprocess(case)
    return {"data": base64.b64encode(np.ascontiguousarray(pixels).tobytes()).decode()}


if __name__ == "__main__":
    print(json.dumps({"pillow": PIL.__version__, "numpy": np.__version__, "scipy": scipy.__version__}))
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))))
