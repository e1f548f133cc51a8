"""Writes test/models/fixtures: small random CLIP and SigLIP folders, pictures, and what torch embeds them to.

Usage: /usr/bin/python3 scripts/models/fixtures.py     (Debian 12: torch 1.13, onnx 1.12, Pillow 9.4)

The pictures are preprocessed by Pillow as the Hugging Face processors do it; the ids come from `vocabulary.py`. The
float32 embeddings stand for every precision: how far float16 and int8 are from them is what the tests print.
"""
import base64
import json
import pathlib
import sys
from dataclasses import replace

import numpy as np
import onnx
import PIL
import torch
from PIL import Image, ImageDraw
from torch.nn import functional

import logarithms
from architectures import Pair, Shape, randomise
from configs import CLIP_MEAN, CLIP_STD, model_config, preprocessor_config, tokenizer_config
from convert import to_float16, to_int8
from export import export_joint, export_split
from vocabulary import ClipTokenizer, SiglipTokenizer

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / 'test' / 'models' / 'fixtures'
SAMPLE = ROOT / 'assets' / 'sample' / 'metadata.jsonl'
TEXTS = [
    'A scatter plot of voltage against time, 12 cells.',
    'Fig. 3: the reactor\'s wall doesn\'t cool (top left); "b" shows 4.5 MW.',
    'Übergröße, café, naïve: résumé of α-decay at 30 µm ≤ x ≤ 1e-9 Å',
    '図1 電圧と時間 🙂 — and an emoji',
    'x',
    '  spaces\t and\nnew   lines  ',
    '',
    ' '.join(['bar chart of mean error per group with whiskers'] * 20),
]


def pictures():
    """Name -> picture: wide, tall, grey, transparent, square and tiny."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:90, 0:150]
    waves = np.stack([128 + 120 * np.sin(x / 9), 128 + 120 * np.cos(y / 7), (x + y) % 256], -1).astype('uint8')
    chart = Image.new('RGB', (120, 200), 'white')
    draw = ImageDraw.Draw(chart)
    for i in range(8):
        draw.rectangle([10 + 13 * i, 190 - 20 * i, 19 + 13 * i, 190], fill=(30 * i, 200 - 20 * i, 90))
    lines = Image.new('RGBA', (160, 110), (0, 0, 0, 0))
    draw = ImageDraw.Draw(lines)
    for i in range(5):
        draw.line([0, 20 * i, 159, 109 - 15 * i], fill=(200, 40 * i, 30, 255 - 50 * i), width=3)
    noise = rng.integers(0, 256, (40, 40, 3), dtype='uint8')
    return {
        'waves.png': Image.fromarray(waves), 'bars.png': chart, 'lines.png': lines,
        'grey.png': Image.fromarray(waves[:64, :64, 0]), 'noise.png': Image.fromarray(noise),
        'tiny.png': Image.fromarray(noise[:5, :7]),
    }


def preprocess(picture, family, size):
    """What CLIPImageProcessor and SiglipImageProcessor do, on a white ground: [3, size, size] float32."""
    if picture.mode == 'RGBA':
        picture = Image.alpha_composite(Image.new('RGBA', picture.size, 'white'), picture)
    picture = picture.convert('RGB')
    if family == 'clip':
        short, long = min(picture.size), max(picture.size)
        edge = int(size * long / short)
        picture = picture.resize((size, edge) if picture.width <= picture.height else (edge, size), Image.BICUBIC)
        left, top = (picture.width - size) // 2, (picture.height - size) // 2
        picture = picture.crop((left, top, left + size, top + size))
    else:
        picture = picture.resize((size, size), Image.BICUBIC)
    mean, std = (CLIP_MEAN, CLIP_STD) if family == 'clip' else ([0.5] * 3, [0.5] * 3)
    pixels = (np.asarray(picture, np.float32) / np.float32(255) - np.float32(mean)) / np.float32(std)
    return pixels.transpose(2, 0, 1)


def pad(ids, tokenizer):
    """The first tokens and the end token, then padding."""
    seen = [*ids[:tokenizer.length - 1], ids[-1]] if len(ids) > tokenizer.length else ids
    return seen + [tokenizer.pad] * (tokenizer.length - len(seen)), len(seen)


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + '\n')


def write_folder(name, pair, shape, tokenizer, ids, graphs):
    folder = OUT / name
    write_json(folder / 'config.json', model_config(pair, shape, pair.family, ids))
    write_json(folder / 'preprocessor_config.json', preprocessor_config(shape, pair.family))
    (folder / 'tokenizer.json').write_text(json.dumps(tokenizer.json(), ensure_ascii=False) + '\n')
    write_json(folder / 'tokenizer_config.json', tokenizer_config(pair.family, tokenizer.length))
    (folder / 'onnx').mkdir(exist_ok=True)
    for file, graph in graphs.items():
        onnx.save(graph, str(folder / 'onnx' / file))


def golden(pair, tokenizer, images, shape):
    pixels = torch.from_numpy(np.stack([preprocess(p, pair.family, shape.image) for p in images.values()]))
    ids = [tokenizer.encode(text) for text in TEXTS]
    seen = [pad(row, tokenizer) for row in ids]
    batch = torch.tensor([row for row, _ in seen])
    mask = torch.tensor([[1] * n + [0] * (tokenizer.length - n) for _, n in seen])
    with torch.no_grad():
        image = functional.normalize(pair.vision(pixels)[1], dim=-1)
        text = functional.normalize(pair.text(batch, mask if pair.family == 'clip' else None)[1], dim=-1)
        joint = pair(batch, pixels, mask)
    assert torch.allclose(joint[2], text) and torch.allclose(joint[3], image)
    spread = (image @ image.T - torch.eye(len(image))).max().item(), (text @ text.T - torch.eye(len(text))).max().item()
    print(pair.family, 'nearest pictures and texts: %.3f %.3f' % spread)

    def base64_of(tensor):
        return base64.b64encode(tensor.contiguous().numpy().astype('<f4').tobytes()).decode()
    return {
        'dims': shape.dims, 'ids': ids, 'tokensSeen': [n for _, n in seen],
        'imageEmbeds': base64_of(image), 'textEmbeds': base64_of(text), 'logitsPerImage': base64_of(joint[0]),
    }


def main():
    captions = [row['caption'] for row in map(json.loads, SAMPLE.read_text().splitlines())]
    images = pictures()
    (OUT / 'pictures').mkdir(parents=True, exist_ok=True)
    for name, picture in images.items():
        picture.save(OUT / 'pictures' / name, optimize=True)
    answers = {}
    for tokenizer, seed in ((ClipTokenizer(captions), 31), (SiglipTokenizer(captions), 32)):
        family = tokenizer.family
        shape = Shape(vocabulary=len(tokenizer.vocabulary), length=tokenizer.length)
        if family == 'siglip':
            shape.vision_width = shape.text_width
        # The joint CLIP folder carries the ids that OpenAI's configs carry to this day, which are not the tokenizer's.
        old = {'bos_token_id': 0, 'eos_token_id': 2, 'pad_token_id': 1}
        true = {'bos_token_id': tokenizer.start, 'eos_token_id': tokenizer.end} if family == 'clip' else {}
        pair = randomise(Pair(shape, family), seed)
        write_folder(f'{family}-joint', pair, shape, tokenizer, old if family == 'clip' else {},
                     {'model.onnx': export_joint(pair, shape)})
        if family == 'clip':
            pair.text.end_id = tokenizer.end
            write_folder('clip-logarithms', pair, replace(shape, dims=3), tokenizer, true,
                         {'vision_model.onnx': logarithms.vision(shape.image), 'text_model.onnx': logarithms.text()})
        towers = dict(zip(('vision_model', 'text_model'), export_split(pair, shape)))
        # CLIP's half-precision graphs keep float32 at their ends, SigLIP's do not: both are met in the wild.
        versions = {'': lambda g: g, '_fp16': lambda g: to_float16(g, family == 'clip'), '_quantized': to_int8}
        write_folder(f'{family}-split', pair, shape, tokenizer, true,
                     {f'{tower}{end}.onnx': make(graph) for tower, graph in towers.items()
                      for end, make in versions.items()})
        answers[family] = golden(pair, tokenizer, images, shape)
    write_json(OUT / 'golden.json', {
        'generator': 'scripts/models/fixtures.py',
        'versions': {'torch': torch.__version__, 'onnx': onnx.__version__, 'pillow': PIL.__version__,
                     'numpy': np.__version__, 'python': sys.version.split()[0]},
        'pictures': list(images), 'texts': TEXTS, 'families': answers,
    })


main()
