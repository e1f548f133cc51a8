"""Writes the model folder from a checkpoint: python3 -m recipe.export CHECKPOINT SHARDS OUT [--float32 FOLDER]

OUT holds tokenizer.json already. Takes the averaged weights, measures the mean embedding of 4 096 synthetic figures and
captions and bakes it in, exports both towers to ONNX with int8 weights, one scale per output channel (OUT/onnx), and to a
second model folder with float32 weights, for comparison.
Also writes config.json, preprocessor_config.json and bank.npy: sorted cosines [4096, 1] of synthetic figures with captions of others.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from recipe.augment import plain_images
from recipe.model import DIMS, ImageTower, TextTower
from recipe.shards import Shards
from recipe.tokenizer import CONTEXT, load
from recipe.train import batch_texts

CENTRE = 4096
SMALLEST = 1024  # weights of fewer values stay float32


def towers(saved, vocab, size=None):
    """Both towers with the averaged weights of a checkpoint, for images of `size` (that of the training where None)."""
    image, text = ImageTower(saved['args']['size']), TextTower(max(vocab.values()) + 1)
    for module, state in zip((image, text), saved['average']):
        module.load_state_dict(state)
    if size:
        side = -(-size // 16)
        image.position = torch.nn.Parameter(image.resized((side, side)).detach())
    return image.eval(), text.eval()


def centre(image, text, data, size):
    """Sets both means; returns the centred embeddings of the figures and of one caption of each."""
    count = min(CENTRE, len(data.rows))
    indices = np.random.default_rng(0).permutation(len(data.rows))[:count]
    texts = [data.rows[i]['captions'][n % len(data.rows[i]['captions'])][:CONTEXT] for n, i in enumerate(indices)]
    images, words = [], []
    with torch.no_grad():
        for first in range(0, count, 128):
            images.append(image(plain_images(data.pixels(indices[first : first + 128]), size)))
            ids = batch_texts(texts[first : first + 128], 'cpu')
            words.append(text(ids, torch.ones_like(ids)))
    images, words = torch.cat(images), torch.cat(words)
    image.head.mean.copy_(images.mean(0)), text.head.mean.copy_(words.mean(0))
    unit = torch.nn.functional.normalize
    return unit(images - image.head.mean, dim=1).numpy(), unit(words - text.head.mean, dim=1).numpy()


def export(module, inputs, names, output, path, free):
    """Opset 14, batch (and text length) free."""
    axes = {name: {0: 'n', **({1: 'words'} if free else {})} for name in names} | {output: {0: 'n'}}
    torch.onnx.export(module, inputs, str(path), input_names=names, output_names=[output], dynamic_axes=axes, opset_version=14)
    model = onnx.load(str(path))
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def quantised(model):
    """Weights of 1 024 values or more become int8 with a scale per output channel, read through DequantizeLinear."""
    graph = model.graph
    axis_of = {}
    for node in graph.node:
        if node.op_type in ('Conv', 'Gemm', 'MatMul', 'Gather'):
            for name in node.input[:2]:
                transposed = any(a.name == 'transB' and a.i for a in node.attribute)
                axis_of[name] = 0 if node.op_type in ('Conv', 'Gather') or transposed else 1
    keep, added = [], []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if weight.name not in axis_of or values.dtype != np.float32 or values.size < SMALLEST or values.ndim < 2:
            keep.append(weight)
            continue
        axis = axis_of[weight.name]
        others = tuple(i for i in range(values.ndim) if i != axis)
        scale = np.maximum(np.abs(values).max(axis=others), 1e-12).astype(np.float32) / 127
        shape = [-1 if i == axis else 1 for i in range(values.ndim)]
        codes = np.clip(np.rint(values / scale.reshape(shape)), -127, 127).astype(np.int8)
        name = weight.name
        keep += [numpy_helper.from_array(codes, name + '_int8'), numpy_helper.from_array(scale, name + '_scale')]
        keep.append(helper.make_tensor(name + '_zero', TensorProto.INT8, scale.shape, np.zeros_like(scale, np.int8)))
        inputs = [name + '_int8', name + '_scale', name + '_zero']
        added.append(helper.make_node('DequantizeLinear', inputs, [name], axis=axis))
    del graph.initializer[:]
    graph.initializer.extend(keep)
    nodes = [*added, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def configs(size, words):
    text = {'model_type': 'clip_text_model', 'max_position_embeddings': CONTEXT, 'vocab_size': words, 'pad_token_id': 0}
    vision = {'model_type': 'clip_vision_model', 'image_size': size, 'num_channels': 3}
    return {
        'config.json': {'model_type': 'clip', 'projection_dim': DIMS, 'text_config': text, 'vision_config': vision},
        'preprocessor_config.json': {
            'image_processor_type': 'CLIPImageProcessor',
            'do_convert_rgb': True,
            'do_resize': True,
            'size': {'height': size, 'width': size},
            'resample': 3,
            'do_center_crop': False,
            'do_rescale': True,
            'rescale_factor': 1 / 255,
            'do_normalize': True,
            'image_mean': [0.5, 0.5, 0.5],
            'image_std': [0.5, 0.5, 0.5],
        },
    }


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('checkpoint', 'shards', 'out'):
        args.add_argument(name)
    args.add_argument('--float32')
    args.add_argument('--size', type=int, help='of the images, where it is not the size of the training')
    args = args.parse_args()
    out = Path(args.out)
    vocab = load(out)
    saved = torch.load(args.checkpoint, map_location='cpu')
    image, text = towers(saved, vocab, args.size)
    size, words = args.size or saved['args']['size'], max(vocab.values()) + 1
    images, texts = centre(image, text, Shards(args.shards, vocab, 1, True), size)
    shuffled = (images * np.roll(texts, 1, 0)).sum(1)  # their order is random already
    bank = np.sort(shuffled).astype(np.float32)[:, None]
    pixels, ids = torch.randn(2, 3, size, size), torch.randint(0, words, (2, 7))
    with tempfile.TemporaryDirectory() as scratch:
        files = {name: Path(scratch) / f'{name}.onnx' for name in ('vision_model', 'text_model')}
        export(image, pixels, ['pixel_values'], 'image_embeds', files['vision_model'], False)
        export(text, (ids, torch.ones_like(ids)), ['input_ids', 'attention_mask'], 'text_embeds', files['text_model'], True)
        for folder in filter(None, (out, args.float32 and Path(args.float32))):
            (folder / 'onnx').mkdir(parents=True, exist_ok=True)
            for name, file in files.items():
                if folder == out:
                    onnx.save(quantised(onnx.load(str(file))), str(folder / f'onnx/{name}_quantized.onnx'))
                else:
                    shutil.copy(file, folder / 'onnx')
            for name, content in configs(size, words).items():
                (folder / name).write_text(json.dumps(content, indent=2) + '\n')
            np.save(folder / 'bank.npy', bank)
            for name in ('tokenizer.json', 'tokenizer_config.json', 'figsift.json'):
                if folder != out and (out / name).exists():
                    shutil.copy(out / name, folder)


if __name__ == '__main__':
    main()
