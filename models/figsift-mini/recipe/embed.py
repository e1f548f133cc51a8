"""Embeddings of real figures and captions by a checkpoint in torch: a quick look while training, on dev figures only.

python3 -m recipe.embed CHECKPOINT MODEL MANIFEST... [--shards DIR]: prints retrieval and AUC, with the means of synthetic
figures in DIR taken off where it is given. The numbers of the card come from evaluate.py, through the product.
"""

import argparse

import numpy as np
import torch

from recipe import measures, real
from recipe.augment import plain_images
from recipe.export import centre, towers
from recipe.shards import Shards
from recipe.tokenizer import encode, load
from recipe.train import batch_texts


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument('checkpoint')
    args.add_argument('model')
    args.add_argument('manifests', nargs='+')
    args.add_argument('--shards')
    args.add_argument('--size', type=int)
    args = args.parse_args()
    vocab = load(args.model)
    saved = torch.load(args.checkpoint, map_location='cpu')
    size = args.size or saved['args']['size']
    image, text = towers(saved, vocab, args.size)
    found = real.records(*args.manifests)
    pixels = np.stack([real.pixels(record['image'], size) for record in found])
    ids = [encode(vocab, record['caption']) or [0] for record in found]
    papers = [record['family'] for record in found]
    print(f"step {saved['step']}, {len(found)} figures, {np.mean([np.mean(np.array(i) != 0) for i in ids]):.2f} of words known")
    ids = batch_texts(ids, 'cpu')
    for centred in (False, True) if args.shards else (False,):
        if centred:
            centre(image, text, Shards(args.shards, vocab, 1, True), size)
        with torch.no_grad():
            scores = (image(plain_images(pixels)) @ text(ids, torch.ones_like(ids)).T).numpy()
        numbers = ' '.join(f'{x:.3f}' for x in measures.retrieval(scores))
        print('centred' if centred else 'plain', 'R@1/5/10, percentile', numbers, 'AUC %.3f [%.3f, %.3f]' % measures.auc_interval(scores, papers))


if __name__ == '__main__':
    main()
