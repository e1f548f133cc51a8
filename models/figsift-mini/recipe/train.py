"""Trains both towers: python3 -m recipe.train SHARDS MODEL OUT [--steps 2000] [--seed 1] [--device cpu|cuda] [--size 160]

SHARDS is a folder of recipe.render (shards that appear while training runs are taken in), MODEL holds tokenizer.json, OUT gets
checkpoint.pt every --every steps and final.pt. A stopped run continues from its checkpoint. The first shard is held out.
"""

import argparse
import math
import os
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from recipe.augment import TextNoise, augment_images, plain_images
from recipe.lists import word_lists
from recipe.model import ImageTower, TextTower
from recipe.shards import Shards
from recipe.tokenizer import load

LENGTH = 56  # known words of a text while training
SOFT = 0.15  # target mass shared by the other rows of the same kind and domain


def batch_texts(texts, device):
    """Ids padded with 0 to the longest."""
    out = np.zeros((len(texts), max(map(len, texts))), dtype=np.int64)
    for i, text in enumerate(texts):
        out[i, : len(text)] = text
    return torch.from_numpy(out).to(device)


def pick(rng, data, indices, noise):
    """For each figure a caption, one of its negatives where it has any (else None), and another caption."""
    captions, negatives, others = [], [], []
    for index in indices:
        row = data.rows[index]
        negative = row['negatives'][int(rng.integers(len(row['negatives'])))] if row['negatives'] else None
        caption = row['captions'][int(rng.integers(len(row['captions'])))]
        if negative is not None:  # pair the negative with the caption it was made from: the nearest one
            common = [len(set(c.tolist()) ^ set(negative.tolist())) for c in row['captions']]
            if rng.random() < 0.7:
                caption = row['captions'][int(np.argmin(common))]
            else:
                negative = None
        both = noise(rng, row, caption, negative, LENGTH)
        captions.append(both[0])
        negatives.append(both[1] if len(both) > 1 else None)
        other = row['captions'][int(rng.integers(len(row['captions'])))]
        others.append(noise(rng, row, other, None, LENGTH)[0])
    return captions, negatives, others


def contrastive(images, texts, same, scale, wrong=None, has_wrong=None):
    """InfoNCE both ways, SOFT of the target on rows of the `same` sort; a row's own wrong caption is one more column."""
    logits = scale * images @ texts.T
    target = same / same.sum(1, keepdim=True).clamp(min=1) * SOFT
    target = target + torch.diag(1 - target.sum(1))
    columns = [logits]
    if wrong is not None:
        columns.append(scale * (images * wrong).sum(1, keepdim=True) + torch.where(has_wrong, 0.0, -1e4)[:, None])
    by_image = -(target * torch.cat(columns, 1).log_softmax(1)[:, : len(images)]).sum(1).mean()
    return (by_image - (target * logits.T.log_softmax(1)).sum(1).mean()) / 2


class Average:
    """Exponential moving average of all weights and buffers."""

    def __init__(self, modules, decay):
        self.modules, self.decay, self.step = modules, decay, 0
        self.state = [{k: v.detach().clone().float() if v.is_floating_point() else v.clone() for k, v in m.state_dict().items()} for m in modules]

    @torch.no_grad()
    def update(self):
        self.step += 1
        keep = min(self.decay, (1 + self.step) / (10 + self.step))
        for module, state in zip(self.modules, self.state):
            for key, value in module.state_dict().items():
                if value.is_floating_point():
                    state[key].mul_(keep).add_(value.float(), alpha=1 - keep)
                else:
                    state[key].copy_(value)


@torch.no_grad()
def held_out(image, text, data, size, device):
    """Mean rank percentile and R@1 of synthetic figures that were not trained on."""
    image.eval(), text.eval()
    count = min(256, len(data.rows))
    with torch.autocast(device, dtype=torch.bfloat16):
        images = image(plain_images(data.pixels(range(count)), size, device)).float()
        ids = batch_texts([data.rows[i]['captions'][-1][:LENGTH] for i in range(count)], device)
        texts = text(ids, torch.ones_like(ids)).float()
    scores = images @ texts.T
    ranks = (scores > scores.diag()[:, None]).sum(1).float()
    image.train(), text.train()
    return 1 - ranks.mean().item() / count, (ranks == 0).float().mean().item()


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('shards', 'model', 'out'):
        args.add_argument(name)
    for name, value in (('steps', 2000), ('seed', 1), ('batch', 192), ('size', 160), ('every', 100), ('threads', os.cpu_count())):
        args.add_argument('--' + name, type=int, default=value)
    args.add_argument('--rate', type=float, default=1.5e-3)
    args.add_argument('--device', default='cpu')
    args.add_argument('--small', type=float, default=0.6, help='share of the steps at 0.7 of the size')
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    vocab = load(args.model)
    words = max(vocab.values()) + 1
    data, check = Shards(args.shards, vocab, 1, True), Shards(args.shards, vocab, 1, False)
    noise = TextNoise(word_lists(vocab, data.rows), words)
    image = ImageTower(args.size).to(args.device, memory_format=torch.channels_last)
    text = TextTower(words).to(args.device)
    scale = torch.nn.Parameter(torch.tensor(math.log(1 / 0.07), device=args.device))
    parameters = [*image.parameters(), *text.parameters(), scale]
    optimiser = torch.optim.AdamW(
        [{'params': [p for p in parameters if p.dim() >= 2]}, {'params': [p for p in parameters if p.dim() < 2], 'weight_decay': 0}],
        args.rate, betas=(0.9, 0.98), weight_decay=0.05,
    )
    average = Average([image, text], 0.998)
    start = 0
    checkpoint = out / 'checkpoint.pt'
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=args.device)
        image.load_state_dict(saved['image']), text.load_state_dict(saved['text']), optimiser.load_state_dict(saved['optimiser'])
        scale.data.copy_(saved['scale'])
        average.state, average.step, start = saved['average'], saved['step'], saved['step']

    def save(path, step):
        torch.save({'image': image.state_dict(), 'text': text.state_dict(), 'optimiser': optimiser.state_dict(), 'scale': scale.data,
                    'average': average.state, 'step': step, 'args': vars(args), 'figures': len(data.rows)}, str(path) + '.tmp')
        os.replace(str(path) + '.tmp', path)

    losses, clock = [], time.perf_counter()
    for step in range(start, args.steps):
        rng = np.random.default_rng((args.seed, step))
        rate = args.rate * min(1, (step + 1) / min(150, args.steps / 10)) * 0.5 * (1 + math.cos(math.pi * step / args.steps)) + 1e-6
        for group in optimiser.param_groups:
            group['lr'] = rate
        indices = rng.choice(len(data.rows), args.batch, replace=False)
        size = int(args.size * 0.7) // 16 * 16 if step < args.small * args.steps else args.size
        pixels, colourless = augment_images(data.pixels(indices), rng, size, args.device)
        captions, negatives, others = pick(rng, data, indices, noise)
        has_wrong = torch.tensor([n is not None for n in negatives], device=args.device) & ~colourless
        wrong = [n if n is not None else c for n, c in zip(negatives, captions)]
        ids = batch_texts(captions + wrong + others, args.device)
        labels = [(data.rows[i]['kind'], data.rows[i]['domain']) for i in indices]
        same = torch.tensor([[float(a == b) for b in labels] for a in labels], device=args.device)
        same.fill_diagonal_(0)
        with torch.autocast(args.device, dtype=torch.bfloat16):
            images = image(pixels.contiguous(memory_format=torch.channels_last))
            texts = text(ids, torch.ones_like(ids))
        images, (right, wrong, other) = images.float(), texts.float().chunk(3)
        sharp = scale.exp().clamp(max=100)
        loss = (contrastive(images, right, same, sharp, wrong, has_wrong) + contrastive(images, other, same, sharp)) / 2
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        average.update()
        losses.append(loss.item())
        if (step + 1) % args.every == 0 or step + 1 == args.steps:
            save(checkpoint, step + 1)
            percentile, first = held_out(image, text, check, size, args.device)
            speed = len(losses) * args.batch / (time.perf_counter() - clock)
            print(f'step {step + 1} loss {np.mean(losses):.3f} held-out percentile {percentile:.3f} R@1 of 256 {first:.3f} '
                  f'figures {data.refresh()} scale {scale.exp().item():.1f} {speed:.0f}/s', flush=True)
            losses, clock = [], time.perf_counter()
    save(out / 'final.pt', args.steps)


if __name__ == '__main__':
    main()
