"""Retrieval and AUC of a score matrix [figures, captions], with intervals from resampling whole papers."""

import numpy as np

REPEATS = 1000


def retrieval(scores, of=None, seed=0):
    """R@1, R@5, R@10 (ties against us) and the mean rank percentile, image to caption; `of` 100: among 99 random others."""
    rng, n = np.random.default_rng(seed), len(scores)
    own = np.diag(scores)
    worse = (scores >= own[:, None]) & ~np.eye(n, dtype=bool)
    percentile = 1 - (worse.sum(1) / (n - 1)).mean()
    if of is None or of > n:
        ranks = worse.sum(1)
    else:
        others = [rng.permutation(np.delete(np.arange(n), i))[: of - 1] for _ in range(20) for i in range(n)]
        ranks = np.array([worse[k % n, other].sum() for k, other in enumerate(others)])
    return [float((ranks < at).mean()) for at in (1, 5, 10)] + [float(percentile)]


def auc(scores, among=None):
    """Probability that a matched pair scores above a mismatched one (all pairs pooled); `among` limits the mismatched."""
    return _auc(*_order(scores, among), np.ones(len(scores)))


def _order(scores, among):
    """The mismatched pairs (i, j) in ascending order of score, and for each matched pair its place among them."""
    n = len(scores)
    use = ~np.eye(n, dtype=bool) if among is None else among & ~np.eye(n, dtype=bool)
    i, j = np.nonzero(use)
    order = np.argsort(scores[i, j], kind='stable')
    values = scores[i, j][order]
    own = np.diag(scores)
    return i[order], j[order], np.searchsorted(values, own, 'left'), np.searchsorted(values, own, 'right')


def _auc(i, j, left, right, weight):
    below = np.concatenate(([0], np.cumsum(weight[i] * weight[j])))
    return float((weight * (below[left] + below[right])).sum() / (2 * weight.sum() * below[-1]))


def draws(papers, seed=0):
    """REPEATS weightings of the rows, each from drawing the papers with replacement."""
    rng = np.random.default_rng(seed)
    names, member = np.unique(papers, return_inverse=True)
    for _ in range(REPEATS):
        yield np.bincount(rng.integers(len(names), size=len(names)), minlength=len(names))[member].astype(float)


def auc_interval(scores, papers, among=None, seed=0):
    """(AUC, lower, upper): 95 % by the percentile bootstrap over papers."""
    order = _order(scores, among)
    values = [_auc(*order, weight) for weight in draws(papers, seed)]
    return auc(scores, among), *np.percentile(values, (2.5, 97.5)).tolist()


def auc_difference(scores, other, papers, seed=0):
    """(difference of AUC, lower, upper), the same papers drawn for both."""
    a, b = _order(scores, None), _order(other, None)
    values = [_auc(*a, weight) - _auc(*b, weight) for weight in draws(papers, seed)]
    return auc(scores) - auc(other), *np.percentile(values, (2.5, 97.5)).tolist()


def share_interval(hits, papers, seed=0):
    """(share, lower, upper) of a list of booleans, by the bootstrap over papers."""
    hits = np.asarray(hits, dtype=float)
    values = [(hits * w).sum() / w.sum() for w in draws(papers, seed) if w.sum()]
    return float(hits.mean()), *np.percentile(values, (2.5, 97.5)).tolist()
