"""What training does to images and texts, so that the towers do not learn the renderer by heart."""

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

GREY = torch.tensor([0.299, 0.587, 0.114]).reshape(1, 3, 1, 1)


def augment_images(pixels, rng, size, device='cpu'):
    """[n, s, s, 3] uint8 to normalised [n, 3, size, size]; also which images lost their colours (grey or inverted).

    Zoom, aspect and shift (never a flip: sides are facts), blur by resampling, contrast, gamma, fade, grey, inversion, noise.
    """
    n = len(pixels)
    x = torch.from_numpy(pixels).to(device).permute(0, 3, 1, 2).float() / 255
    draw = lambda low, high: torch.from_numpy(rng.uniform(low, high, (n, 1, 1, 1)).astype(np.float32)).to(device)
    some = lambda share: torch.from_numpy((rng.random((n, 1, 1, 1)) < share)).to(device)
    half = int(size * rng.uniform(0.4, 0.75))
    if rng.random() < 0.15:  # the whole batch: resampling each image to its own size would cost more than it brings
        x = F.interpolate(x, size=(half, half), mode='bilinear', antialias=True, align_corners=False)
    elif size != x.shape[2]:
        x = F.interpolate(x, size=(size, size), mode='bilinear', antialias=True, align_corners=False)
    zoom, stretch = torch.exp(draw(-0.22, 0.14)), torch.exp(draw(-0.1, 0.1))
    theta = torch.zeros(n, 2, 3, device=device)
    theta[:, 0, 0], theta[:, 1, 1] = (zoom * stretch).flatten(), (zoom / stretch).flatten()
    theta[:, 0, 2], theta[:, 1, 2] = draw(-0.14, 0.14).flatten(), draw(-0.14, 0.14).flatten()
    grid = F.affine_grid(theta, (n, 3, size, size), align_corners=False)
    x = F.grid_sample(x, grid, mode='bilinear', padding_mode='border', align_corners=False)
    grey, inverted = some(0.15), some(0.05)
    x = torch.where(grey, (x * GREY.to(device)).sum(1, keepdim=True).expand_as(x), x)
    x = torch.where(inverted, 1 - x, x)
    x = torch.where(some(0.5), x.clamp(1e-3, 1) ** torch.exp(draw(-0.5, 0.5)), x)
    x = torch.where(some(0.3), 1 - (1 - x) * draw(0.35, 1), x)
    x = x * draw(0.85, 1.08)
    noise = torch.from_numpy(rng.standard_normal((1, 3, size, size), dtype=np.float32)).to(device)
    x = x + noise * draw(0, 0.03) * some(0.4)
    return (x.clamp(0, 1) - 0.5) / 0.5, (grey | inverted).flatten()


def plain_images(pixels, size=None, device='cpu'):
    """As inference has them; nearly so where `size` is not theirs."""
    if size and size != pixels.shape[1]:
        pixels = np.stack([np.asarray(Image.fromarray(p).resize((size, size), Image.BICUBIC)) for p in pixels])
    return (torch.from_numpy(pixels).to(device).permute(0, 3, 1, 2).float() / 255 - 0.5) / 0.5


class TextNoise:
    """Drops and adds words. `lists` has word ids by domain, by kind or family, and 'generic'."""

    def __init__(self, lists, vocabulary):
        self.lists, self.vocabulary = lists, vocabulary

    def __call__(self, rng, row, caption, negative, length):
        """The two texts with the same words lost and added; what tells them apart is never lost. Up to `length` ids each."""
        texts = [caption] if negative is None else [caption, negative]
        apart = set() if negative is None else set(caption.tolist()) ^ set(negative.tolist())
        drop = rng.uniform(0, 0.4) if rng.random() < 0.85 else 0
        common = [i for i in set(caption.tolist()) if i not in apart]
        lost = {i for i in common if rng.random() < drop}
        added = self._added(rng, row)
        out = []
        for text in texts:
            text = [i for i in text.tolist() if i not in lost] or text.tolist()
            out.append(text)
        for word in added:
            place = rng.random()
            for text in out:
                text.insert(int(place * (len(text) + 1)), word)
        if negative is None and len(out[0]) > length:
            start = int(rng.integers(len(out[0]) - length + 1))
            return [out[0][start : start + length]]
        return [text[:length] for text in out]

    def _added(self, rng, row):
        added = []
        if rng.random() < 0.6:
            kind = self.lists.get(row['kind'], ()), self.lists.get(row['family'], ())
            for words, most in ((self.lists.get(row['domain'], ()), 7), (kind[0], 2), (kind[1], 2), (self.lists['generic'], 6)):
                if len(words):
                    added += rng.choice(words, int(rng.integers(0, most + 1))).tolist()
        if rng.random() < 0.15:
            added += rng.integers(1, self.vocabulary, int(rng.integers(1, 6))).tolist()
        return added
