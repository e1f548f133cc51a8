"""Decodes images with Pillow in the form that figsift promises, for comparison in tests.

Usage: pillow_decode.py [FOLDER] < paths      one JSON line per path, with the SHA-256 of the samples

With FOLDER the samples are also written to FOLDER/<number>.raw.
"""

import hashlib
import json
import os
import sys
import warnings

import numpy
from PIL import Image, ImageOps

warnings.simplefilter("ignore")


def decode(path):
    image = Image.open(path)
    is_tiff = image.format == "TIFF"
    image.load()
    stored = image.mode
    # Pillow 9.4 turns a TIFF while it loads it and keeps the tag: turning again would undo it.
    if not is_tiff:
        image = ImageOps.exif_transpose(image)
    if stored.startswith("I"):
        # Pillow would clip 16-bit grey to white; the high byte keeps the picture.
        samples = numpy.asarray(image).astype("int64") >> 8
        alpha = image.info.get("transparency")
        grey = samples.astype("uint8")
        if alpha is None:
            return stored, "L", image.size, grey.tobytes()
        opacity = numpy.where(numpy.asarray(image) == alpha, 0, 255).astype("uint8")
        return stored, "LA", image.size, numpy.dstack([grey, opacity]).tobytes()
    if image.mode in ("RGBA", "PA", "RGBa", "La") or "transparency" in image.info:
        mode = "RGBA"
    elif image.mode == "LA":
        mode = "LA"
    elif image.mode in ("L", "1"):
        mode = "L"
    else:
        mode = "RGB"
    image = image.convert(mode)
    return stored, mode, image.size, image.tobytes()


def main():
    for number, line in enumerate(sys.stdin):
        path = line.rstrip("\n")
        try:
            stored, mode, (width, height), samples = decode(path)
            result = {"path": path, "stored": stored, "mode": mode, "width": width, "height": height}
            result["sha256"] = hashlib.sha256(samples).hexdigest()
            if len(sys.argv) > 1:
                result["raw"] = f"{number}.raw"
                with open(os.path.join(sys.argv[1], result["raw"]), "wb") as file:
                    file.write(samples)
            print(json.dumps(result), flush=True)
        except Exception as error:  # every refusal of Pillow is a result here
            print(json.dumps({"path": path, "error": f"{type(error).__name__}: {error}"}))


if __name__ == "__main__":
    main()
