"""Measures the model on real figures through figsift itself: python3 -m recipe.evaluate MODEL OUT.json MANIFEST... [options]

Reports every manifest alone and all together: retrieval, AUC of own against shuffled captions with 95 % intervals over
papers, the same among captions of the same paper and by number of known words, rivals given as score matrices in the same
order of rows (--rival name=file.npy or name=file.npz:key), edits of the captions, kinds of hand-labelled figures.
Run `npm run compile` first. Choose models on development figures alone.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from recipe import measures, real
from recipe.probes import PROBES
from recipe.tokenizer import encode, load

HERE = Path(__file__).parent
PROMPTS = {
    'plot': ('line plot', 'scatter plot', 'bar chart', 'histogram', 'heatmap', 'box plot', 'plot of curves with axes'),
    'diagram': ('flow chart', 'block diagram', 'architecture diagram', 'schematic diagram of a workflow', 'network graph', 'class diagram'),
    'screenshot': ('screenshot of a user interface', 'screenshot of a program', 'web page', 'code listing', 'notebook'),
    'image': ('micrograph', 'photograph', 'microscopy image', 'telescope image', 'medical scan'),
    '3d': ('3d rendering', 'surface mesh', 'rendering of a simulation', 'three dimensional view'),
    'map': ('map of a region', 'geographic map', 'world map'),
    'table': ('table of numbers', 'table'),
}


def product(model, what, items):
    """Embeddings [n, dims] by recipe/embed.mjs."""
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / 'in.json', Path(folder) / 'out.npy'
        given.write_text(json.dumps(items))
        subprocess.run(['node', HERE / 'embed.mjs', Path(model).resolve(), what, given, out], check=True)
        return np.load(out).astype(np.float64)


def rival(text):
    path, _, key = text.partition(':')
    return np.load(path)[key] if key else np.load(path)


def measured(scores, papers, known):
    same = papers[:, None] == papers[None]
    numbers = {
        'figures': len(scores),
        'papers': len(set(papers)),
        'retrieval 1 5 10 percentile': measures.retrieval(scores),
        'retrieval among 100': measures.retrieval(scores, 100)[:3],
        'auc': measures.auc_interval(scores, papers),
        'auc same paper': measures.auc_interval(scores, papers, same),
    }
    for low, high in ((0, 4), (4, 9), (9, 20), (20, 999)):
        rows = np.nonzero((known >= low) & (known < high))[0]
        if len(rows) > 20:
            numbers[f'auc {low} to {high - 1} known words'] = len(rows), measures.auc_interval(scores[np.ix_(rows, rows)], papers[rows])
    return numbers


def probed(model, found, images):
    """Share of figures that score their caption above the edited one."""
    rng, report = np.random.default_rng(0), {}
    papers = np.array([record['family'] for record in found])
    for name, probe in PROBES.items():
        edited = [(i, probe(rng, record['caption'])) for i, record in enumerate(found)]
        edited = [(i, text) for i, text in edited if text and text != found[i]['caption']]
        rows = [i for i, _ in edited]
        texts = product(model, 'texts', [found[i]['caption'] for i in rows] + [text for _, text in edited])
        own, other = ((images[rows] * part).sum(1) for part in np.split(texts, 2))
        report[name] = len(rows), measures.share_interval((own > other) + 0.5 * (own == other), papers[rows])
    return report


def kinds(model, found, images, labels):
    """Accuracy of the nearest prompt (mean of a family's) on labelled figures, its mean over families, majority share."""
    names, prompts = zip(*[(family, prompt) for family, prompts in PROMPTS.items() for prompt in prompts])
    texts = product(model, 'texts', list(prompts))
    rows = [i for i, record in enumerate(found) if record['id'] in labels]
    truth = np.array([labels[found[i]['id']] for i in rows])
    scores = images[rows] @ texts.T
    families = list(PROMPTS)
    means = np.stack([scores[:, [n == family for n in names]].mean(1) for family in families], 1)
    hit = np.array(families)[means.argmax(1)] == truth
    papers = np.array([found[i]['family'] for i in rows])
    counts = {family: int((truth == family).sum()) for family in families if (truth == family).any()}
    by_family = {family: float(hit[truth == family].mean()) for family in counts}
    return {
        'labelled': counts,
        'accuracy': measures.share_interval(hit, papers),
        'balanced': float(np.mean(list(by_family.values()))),
        'by family': by_family,
        'majority': max(counts.values()) / len(rows),
    }


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument('model')
    args.add_argument('out')
    args.add_argument('manifests', nargs='+')
    args.add_argument('--rival', action='append', default=[])
    args.add_argument('--labels', default=HERE / 'real_kinds.json')
    args = args.parse_args()
    vocab = load(args.model)
    parts = [real.records(manifest) for manifest in args.manifests]
    found = [record for part in parts for record in part]
    images = product(args.model, 'images', [record['image'] for record in found])
    texts = product(args.model, 'texts', [record['caption'] for record in found])
    papers = np.array([record['family'] for record in found])
    known = np.array([np.count_nonzero(encode(vocab, record['caption'])) for record in found])
    rivals = {name: rival(path) for name, path in (text.split('=') for text in args.rival)}
    scores = images @ texts.T
    report, first = {}, 0
    ranges = {Path(m).stem: len(part) for m, part in zip(args.manifests, parts)}
    for name, count in [*ranges.items(), ('all', len(found))]:
        rows = slice(0, len(found)) if name == 'all' else slice(first, first + count)
        first += count
        part = report[name] = {'figsift-mini': measured(scores[rows, rows], papers[rows], known[rows])}
        for other, matrix in rivals.items():
            part[other] = measured(matrix[rows, rows], papers[rows], known[rows])
            part[other]['auc figsift-mini above it'] = measures.auc_difference(scores[rows, rows], matrix[rows, rows], papers[rows])
    report['known words'] = float(np.mean([np.mean(np.array(encode(vocab, r['caption'])) != 0) for r in found if encode(vocab, r['caption'])]))
    report['edits'] = probed(args.model, found, images)
    if Path(args.labels).exists():
        report['kinds'] = kinds(args.model, found, images, json.loads(Path(args.labels).read_text())['kinds'])
    Path(args.out).write_text(json.dumps(report, indent=2) + '\n')
    print(json.dumps(report, indent=1))


if __name__ == '__main__':
    main()
