"""Cheap rivals on the same synthetic figures: image statistics and tf-idf words, joined by CCA or by ridge to attributes.

python3 -m recipe.baselines SHARDS MODEL OUT.npz MANIFEST... [--figures 10000]: score matrices `cca` and `ridge` [figures, captions].
"""

import argparse

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from recipe import real
from recipe.shards import Shards
from recipe.tokenizer import encode, load


def statistics(pixels):
    """[n, ~330] of [n, s, s, 3] uint8: colour histogram, greys and edges on a grid, orientations, spectrum, row and column ink."""
    return np.stack([_statistics(image.astype(np.float32) / 255) for image in pixels])


def _statistics(x):
    grey = x.mean(2)
    side = len(grey) // 8 * 8
    bins = (np.clip(x * 4, 0, 3.999).astype(int) * (16, 4, 1)).sum(2)
    colours = np.log1p(np.bincount(bins.ravel(), minlength=64))
    dy, dx = np.diff(grey, axis=0)[:, :-1], np.diff(grey, axis=1)[:-1]
    size, angle = np.hypot(dx, dy), np.arctan2(dy, dx) % np.pi
    orientation = np.log1p(np.bincount((angle * 12 / np.pi).astype(int).ravel() % 12, weights=size.ravel(), minlength=12))
    blocks = lambda a: a[:side, :side].reshape(8, side // 8, 8, side // 8)
    edges = np.pad(size, ((0, 1), (0, 1)))
    spectrum = np.abs(np.fft.fftshift(np.fft.fft2(grey - grey.mean())))
    centre = (np.arange(len(grey)) - len(grey) / 2)[:, None]
    radius = (np.hypot(centre, centre.T) / len(grey) * 40).astype(int).ravel()
    rings = np.log1p(np.bincount(radius, weights=spectrum.ravel())[:20] / np.bincount(radius)[:20])
    ink = grey < 0.9
    saturation = x.max(2) - x.min(2)
    moments = [grey.mean(), grey.std(), saturation.mean(), saturation.std(), ink.mean(), (grey > 0.98).mean(), *x.std((0, 1))]
    rows, columns = ink[:side].reshape(32, -1).mean(1), ink[:, :side].T.reshape(32, -1).mean(1)
    return np.concatenate([colours, orientation, blocks(grey).mean((1, 3)).ravel(), blocks(edges).mean((1, 3)).ravel(),
                           blocks(saturation).mean((1, 3)).ravel(), rings, moments, rows, columns])


def counts(texts, words):
    """[n, words] sparse counts of known ids."""
    rows = [(n, i) for n, ids in enumerate(texts) for i in ids if i]
    where = np.array(rows).reshape(-1, 2)
    return sparse.csr_matrix((np.ones(len(where)), where.T), shape=(len(texts), words))


def attributes(rows):
    """[n, attributes] zeros and ones: kind, family, domain, colours, panels."""
    sets = [{row['kind'], 'family ' + row['family'], 'domain ' + row['domain'], *(f'colour {c}' for c in row['attributes'].get('colours', ())),
             f"panels {row['attributes'].get('panels', 1)}"} for row in rows]
    names = {name: i for i, name in enumerate(sorted(set().union(*sets)))}
    out = np.zeros((len(rows), len(names)))
    for n, own in enumerate(sets):
        out[n, [names[name] for name in own]] = 1
    return out


def ridge(x, y, strength):
    return np.linalg.solve(x.T @ x + strength * np.eye(x.shape[1]), x.T @ y)


def unit(x):
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)


def cca(x, y, dims, strength):
    """Projections of both sides by regularised canonical correlation."""
    n = len(x)
    whiten = lambda a: np.linalg.inv(np.linalg.cholesky(a.T @ a / n + strength * np.eye(a.shape[1]))).T
    wx, wy = whiten(x), whiten(y)
    u, s, v = np.linalg.svd((x @ wx).T @ (y @ wy) / n, full_matrices=False)
    return wx @ u[:, :dims] * s[:dims], wy @ v[:dims].T


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('shards', 'model', 'out'):
        args.add_argument(name)
    args.add_argument('manifests', nargs='+')
    args.add_argument('--figures', type=int, default=10000)
    args = args.parse_args()
    vocab = load(args.model)
    words = max(vocab.values()) + 1
    data = Shards(args.shards, vocab, 1, True)
    rng = np.random.default_rng(0)
    chosen = rng.permutation(len(data.rows))[: args.figures]
    rows = [data.rows[i] for i in chosen]
    size = data.images[0].shape[1]
    found = real.records(*args.manifests)
    stats = statistics(data.pixels(chosen))
    real_stats = statistics(np.stack([real.pixels(record['image'], size) for record in found]))
    mean, deviation = stats.mean(0), stats.std(0) + 1e-6
    x, real_x = ((s - mean) / deviation for s in (stats, real_stats))
    tfidf = TfidfTransformer(sublinear_tf=True)
    text = tfidf.fit_transform(counts([row['captions'][int(rng.integers(len(row['captions'])))] for row in rows], words))
    real_text = tfidf.transform(counts([encode(vocab, record['caption']) for record in found], words))
    # 300 random directions of the words keep CCA's and ridge's matrices small; they lose little
    u, s, v = sparse.linalg.svds(text, 300, random_state=0)
    centre = np.asarray(text.mean(0)) @ v.T
    y, real_y = (part @ v.T - centre for part in (text, real_text))
    y, real_y = y / y.std(), real_y / y.std()
    a, b = cca(x, y, 40, 0.1)
    facts = attributes(rows)
    facts = (facts - facts.mean(0)) / (facts.std(0) + 1e-6)
    by_image, by_text = ridge(x, facts, 100), ridge(y, facts, 100)
    np.savez(args.out, cca=unit(real_x @ a) @ unit(real_y @ b).T, ridge=unit(real_x @ by_image) @ unit(real_y @ by_text).T)


if __name__ == '__main__':
    main()
