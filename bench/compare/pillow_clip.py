"""What CLIP's processor makes of images with Pillow before it normalises: bytes, to measure others against.

Usage: pillow_clip.py FOLDER < paths      writes FOLDER/<number>.raw, [3, 224, 224]; prints the mode of each image
"""

import os
import sys

from PIL import Image, ImageOps

for number, line in enumerate(sys.stdin):
    image = ImageOps.exif_transpose(Image.open(line.rstrip("\n")))
    print(image.mode)
    image = image.convert("RGB")
    width, height = image.size
    short, long = min(image.size), max(image.size)
    size = (224, int(224 * long / short)) if width <= height else (int(224 * long / short), 224)
    image = image.resize(size, Image.BICUBIC)
    left, top = (size[0] - 224) // 2, (size[1] - 224) // 2
    image = image.crop((left, top, left + 224, top + 224))
    with open(os.path.join(sys.argv[1], f"{number}.raw"), "wb") as file:
        file.write(b"".join(channel.tobytes() for channel in image.split()))
