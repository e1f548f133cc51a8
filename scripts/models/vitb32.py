"""Makes a CLIP pair of ViT-B/32's size with random weights, for benchmarks: speed does not depend on what weights say.

Usage: /usr/bin/python3 scripts/models/vitb32.py OUT [TOKENIZER]     (600 MB, half a minute)

TOKENIZER is a folder with CLIP's tokenizer.json; without it the test fixtures' small one stands in.
"""
import json
import pathlib
import shutil
import sys

import onnx

from architectures import Pair, Shape, randomise
from configs import model_config, preprocessor_config
from export import export_split

FIXTURE = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'models' / 'fixtures' / 'clip-split'
SHAPE = Shape(image=224, patch=32, vision_width=768, vision_layers=12, vision_heads=12, text_width=512,
              text_layers=12, text_heads=8, mlp=4, vocabulary=49408, dims=512)


def main(out, tokenizer=FIXTURE):
    out, tokenizer = pathlib.Path(out), pathlib.Path(tokenizer)
    (out / 'onnx').mkdir(parents=True, exist_ok=True)
    for name in ('tokenizer.json', 'tokenizer_config.json'):
        shutil.copyfile(tokenizer / name, out / name)
    added = json.loads((out / 'tokenizer.json').read_text())['added_tokens']
    ids = {token['content']: token['id'] for token in added}
    pair = randomise(Pair(SHAPE, 'clip', ids['<|endoftext|>']), 7)
    config = model_config(pair, SHAPE, 'clip',
                          {'bos_token_id': ids['<|startoftext|>'], 'eos_token_id': ids['<|endoftext|>']})
    (out / 'config.json').write_text(json.dumps(config, indent=1) + '\n')
    (out / 'preprocessor_config.json').write_text(json.dumps(preprocessor_config(SHAPE, 'clip'), indent=1) + '\n')
    for name, graph in zip(('vision_model', 'text_model'), export_split(pair, SHAPE)):
        onnx.save(graph, str(out / 'onnx' / f'{name}.onnx'))


main(*sys.argv[1:])
