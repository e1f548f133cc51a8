"""Real figures for evaluation: records of a manifest (id, image, caption, family) whose image opens."""

import json
from pathlib import Path

import numpy as np
from PIL import Image

from recipe.render import squash

Image.MAX_IMAGE_PIXELS = None


def records(*manifests):
    """The records with their image path resolved; those whose image does not decode are left out."""
    found = []
    for manifest in map(Path, manifests):
        for line in manifest.read_text().splitlines():
            record = json.loads(line)
            record['image'] = str(manifest.parent / record['image'])
            found.append(record)
    return [record for record in found if opens(record['image'])]


def opens(path):
    try:
        Image.open(path).load()
        return True
    except (OSError, ValueError, SyntaxError):
        return False


def pixels(path, size):
    """[size, size, 3] uint8 (its own size where `size` is None) on white, as the product prepares an image for a model."""
    image = Image.open(path)
    if image.mode in ('I', 'I;16', 'I;16B'):
        values = np.asarray(image).astype(np.float64)
        image = Image.fromarray((values / 257).clip(0, 255).astype(np.uint8))
    if image.mode in ('RGBA', 'LA', 'PA') or 'transparency' in image.info:
        image = image.convert('RGBA')
        white = Image.new('RGBA', image.size, 'white')
        image = Image.alpha_composite(white, image)
    image = np.asarray(image.convert('RGB'))
    return image if size is None else squash(image, size)
