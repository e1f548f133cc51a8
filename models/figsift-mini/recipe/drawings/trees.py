"""Trees: phylogenies, decision trees, folders, syntax, organisation."""

import math

import numpy as np

from ..figure import choice, kind, sample
from .names import FILES, FOLDERS, METHODS, labels
from .pen import Pen, random_look
from .story import Story, fitting, listed, number, several


def _joined(rng, leaves: int):
    """A random binary tree: nested pairs of leaf numbers."""
    nodes = list(range(leaves))
    while len(nodes) > 1:
        place = int(rng.integers(len(nodes) - 1))
        nodes[place:place + 2] = [(nodes[place], nodes[place + 1])]
    return nodes[0]


def _species(rng):
    head = choice(rng, ('Pan', 'Homo', 'Mus', 'Rattus', 'Canis', 'Felis', 'Bos', 'Gallus', 'Danio', 'Xenopus', 'Apis', 'Drosophila', 'Arabidopsis', 'Zea', 'Oryza', 'Quercus', 'Pinus', 'Salmo', 'Vulpes', 'Corvus', 'Rosa', 'Escherichia', 'Bacillus', 'Vibrio'))
    return f'{head} {choice(rng, ("alba", "major", "minor", "rubra", "nigra", "vulgaris", "sativa", "communis", "borealis", "australis", "montana", "fulva", "elegans", "gracilis"))}'


@kind('phylogenetic tree', 'diagram', ('phylogenetic tree', 'phylogeny', 'evolutionary tree', 'cladogram', 'maximum likelihood tree', 'species tree', 'gene tree', 'dated phylogeny'), weight=.9)
def phylogeny(rng, domain):
    domain = fitting(rng, domain, 'bio', 'geno', 'ecolog', 'evol', 'medic')
    look = random_look(rng, 4, .03)
    look.sketch, look.line = False, float(rng.choice([1, 1.4, 2]))
    leaves, circular = int(rng.integers(6, 26)), rng.random() < .25
    radial = circular
    pen = Pen(rng, rng.uniform(360, 560) if not radial else 480, leaves * rng.uniform(14, 24) + 50 if not radial else 480, look)
    tree = _joined(rng, leaves)
    scaled, name_words = rng.random() < .5, [_species(rng) for _ in range(leaves)]
    depth_of = lambda node: 0 if isinstance(node, int) else 1 + max(map(depth_of, node))
    step = (pen.height - 50) / leaves

    groups = int(rng.integers(0, 4))
    cuts = sorted(rng.choice(range(1, leaves), max(0, groups - 1), replace=False).tolist()) if groups > 1 else []
    group_of = lambda leaf: sum(leaf >= cut for cut in cuts)
    support = rng.random() < .4

    def at(x, leaf):
        if not radial:
            return 20 + x * (pen.width - 170), 20 + (leaf + .5) * step
        a = 2 * math.pi * leaf / leaves
        return 240 + x * 165 * math.cos(a), 240 + x * 165 * math.sin(a)

    def draw(node, x):
        """Returns (middle leaf position, leaves)."""
        if isinstance(node, int):
            end = 1.0 if not scaled else min(1, x + rng.uniform(.05, .35))
            shade = look.palette[group_of(node)][1] if groups > 1 else look.ink
            pen.line([at(x, node), at(end, node)], shade)
            px, py = at(end, node)
            if radial:
                pen.text(240 + (165 * end + 8) * math.cos(2 * math.pi * node / leaves), 240 + (165 * end + 8) * math.sin(2 * math.pi * node / leaves), name_words[node][:9], 8, shade, 'lm' if math.cos(2 * math.pi * node / leaves) > 0 else 'rm', 'italic')
            else:
                pen.text(px + 5, py, name_words[node], min(12, step * .75), shade, 'lm', 'italic')
            return node, [node]
        child_x = [x + (1 - x) * (1 / (depth_of(child) + 1 + 1e-9)) * rng.uniform(.55, .95) for child in node]
        child_x = [min(value, x + (1 - x) / (1 + depth_of(child))) for value, child in zip(child_x, node)]
        spots, members = [], []
        for child, cx in zip(node, child_x):
            middle, inside = draw(child, cx if not isinstance(child, int) else x)
            spots.append((middle, cx if not isinstance(child, int) else x))
            members += inside
        same = len({group_of(leaf) for leaf in members}) == 1 and groups > 1
        shade = look.palette[group_of(members[0])][1] if same else look.ink
        pen.line([at(x, s) for s in np.linspace(spots[0][0], spots[1][0], 12 if radial else 2)], shade)
        for (middle, cx), child in zip(spots, node):
            if not isinstance(child, int):
                pen.line([at(x, middle), at(cx, middle)], shade)
                if support and not radial:
                    pen.text(*at(cx - .01, middle - .25), str(int(rng.integers(50, 101))), 7.5, anchor='rm')
        return (spots[0][0] + spots[1][0]) / 2, members

    draw(tree, 0.02)
    if scaled and not radial:
        pen.line([(30, pen.height - 16), (90, pen.height - 16)])
        pen.text(60, pen.height - 7, '0.1', 9)
    story = Story(rng, domain, 'phylogenetic tree', ('the (species|strains|isolates|taxa|sequences|lineages|genes)', 'mitochondrial (sequences|genomes)', '{category} and related (species|taxa)')).set(n=number(groups), m=str(leaves), names=listed([name for name, _ in look.palette[:max(groups, 1)]]))
    story.lead('{noun} of {m} (taxa|species|sequences|strains|samples).', '(Maximum likelihood|Bayesian|Neighbour-joining|Circular|Rooted|Reconstructed) {noun} of {subject}.', '(Phylogenetic|Evolutionary) relationships (of|among|between) {subject}.')
    story.note('The tree has {m} (tips|leaves|taxa).', 'Branch lengths (are|show) ' + ('substitutions per site.' if scaled else 'arbitrary.'))
    if groups > 1:
        story.note('{n} clades are coloured(| in {names}).', '(Clades|Groups|Lineages) are (shown|drawn) in {names}.')
    if support:
        story.note('Numbers at (nodes|branches) are bootstrap (values|support values|percentages).')
    if scaled and not radial:
        story.note('The scale bar (is|shown) at the bottom left(| shows substitutions per site).')
    if radial:
        story.note('The tree is (drawn|shown) in a circular layout.')
    return story.finish(pen.done(), colours=[name for name, _ in look.palette[:groups]] if groups > 1 else (), count=groups if groups > 1 else None, sides=scaled)


def _place(node, depth, spots, counter):
    """Node positions of a tree {children: [...]}: leaves side by side, parents above their middle."""
    inner = [_place(child, depth + 1, spots, counter) for child in node['children']]
    if inner:
        x = (inner[0] + inner[-1]) / 2
    else:
        x = counter[0]
        counter[0] += 1
    node['x'], node['depth'] = x, depth
    spots.append(node)
    return x


def _grow(rng, depth, widest, chance_of_leaf=.3):
    if depth == 0 or (rng.random() < chance_of_leaf and depth < 3):
        return {'children': []}
    return {'children': [_grow(rng, depth - 1, widest, chance_of_leaf) for _ in range(int(rng.integers(2, widest + 1)))]}


def _draw_tree(rng, look, tree, words, shape, across=False, leaf_words=None, width=92, elbow=None):
    spots, counter = [], [0]
    _place(tree, 0, spots, counter)
    levels = 1 + max(node['depth'] for node in spots)
    unit, tall = min(width, 1100 / max(1, counter[0])), rng.uniform(58, 84)
    if across:
        pen = Pen(rng, levels * (unit + 40) + 20, max(120, counter[0] * 38 + 20), look)
    else:
        pen = Pen(rng, max(300, counter[0] * unit + 24), levels * tall + 20, look)
    at = (lambda n: (14 + unit / 2 + n['depth'] * (unit + 40), 10 + (n['x'] + .5) * 38)) if across else (lambda n: ((pen.width - counter[0] * unit) / 2 + (n['x'] + .5) * unit, 14 + (n['depth'] + .4) * tall))
    elbow = rng.random() < .4 if elbow is None else elbow
    for node in spots:
        x, y = at(node)
        for child in node['children']:
            u, v = at(child)
            if elbow:
                middle = (x + u) / 2 if across else (y + v) / 2
                pen.line([(x, y), (middle, y), (middle, v), (u, v)] if across else [(x, y), (x, middle), (u, middle), (u, v)])
            else:
                pen.line([(x, y), (u, v)])
    w, h = unit * .86, min(30, tall * .5)
    for index, node in enumerate(sorted(spots, key=lambda n: (n['depth'], n['x']))):
        x, y = at(node)
        leaf = not node['children']
        text = str(choice(rng, leaf_words)) if leaf and leaf_words else words[index % len(words)]
        colour = look.palette[1 if leaf else 0][1]
        if shape == 'circle':
            pen.box(x - 15, y - 15, 30, 30, text[:3], colour, 'ellipse')
        elif shape == 'none':
            pen.rect(x - w / 2, y - 9, w, 18, look.paper)
            pen.label(x, y, text, w, 18, 12)
        else:
            pen.box(x - w / 2, y - h / 2, w, h, text, colour, shape, size=11)
    return pen.done(), spots, levels


@kind('decision tree', 'diagram', ('decision tree', 'classification tree', 'regression tree', 'binary decision tree', 'decision tree classifier'), weight=.6)
def decision_tree(rng, domain):
    look = random_look(rng, 3)
    words = [f'{quantity.name} {choice(rng, ("<", "<=", ">"))} {rng.uniform(0, 10):.1f}' for quantity in sample(rng, domain.quantities, 12)]
    classes = [str(word) for word in sample(rng, domain.categories, 4)]
    image, spots, levels = _draw_tree(rng, look, _grow(rng, int(rng.integers(2, 4)), 2), words, 'box', rng.random() < .1, classes, 118)
    leaves = sum(not node['children'] for node in spots)
    story = Story(rng, domain, 'decision tree').set(n=number(leaves), d=number(levels - 1), a=look.palette[0][0], b=look.palette[1][0], classes=listed(classes[:3]))
    story.lead('{noun} (for|used for|to predict) {topic}.', '{noun} (classifying|that separates|distinguishing) {classes}.', 'Tree (fitted|trained) on (features|variables) of {topic}.')
    story.note('The tree has {n} leaves and (depth|a depth of) {d}.', 'The root is at the top.', '(Splits|Internal nodes) (test|compare) a (feature|variable) with a threshold.', 'Leaves (give|are) (the class|classes|the predicted class|predictions).')
    if look.fill != 'white':
        story.note('(Inner nodes|Splits) are {a} and leaves {b}.')
    return story.finish(image, colours=[n for n, _ in look.palette[:2]] if look.fill != 'white' else (), count=leaves, sides=True)


@kind('tree diagram', 'diagram', ('tree diagram', 'hierarchy', 'hierarchical tree', 'class hierarchy', 'taxonomy', 'organisation chart', 'tree structure', 'hierarchy diagram', 'classification scheme', 'taxonomy of methods', 'binary tree', 'search tree'), weight=1)
def hierarchy(rng, domain):
    look = random_look(rng, 4)
    shape = str(choice(rng, ('box', 'box', 'ellipse', 'circle', 'none')))
    across = rng.random() < .35
    words = labels(rng, domain, 30) if shape != 'circle' else [str(int(rng.integers(1, 99))) for _ in range(30)]
    image, spots, levels = _draw_tree(rng, look, _grow(rng, int(rng.integers(2, 4)), 3, .15), words, shape, across, None, 46 if shape == 'circle' else 100)
    leaves = sum(not node['children'] for node in spots)
    story = Story(rng, domain, 'tree diagram').set(n=number(levels), k=number(leaves), a=words[0], all=listed(words[1:4]), c=look.palette[0][0], d=look.palette[1][0])
    story.lead('{noun} of {subject}.', '(Hierarchy|Taxonomy|Classification|Organisation) of (methods|approaches|modules|classes|components|concepts|data structures) (for|in) {topic}.', '{a} (divided|split|subdivided) into {all}.')
    story.note('The (tree|hierarchy) has {n} levels(| and {k} leaves).', 'The root (is|stands) (on the left.)' if across else 'The root (is|stands) at the top.', 'The root is {a}.')
    if look.fill != 'white' and shape != 'none':
        story.note('Leaves are (shown|drawn) in {d} and inner nodes in {c}.')
    return story.finish(image, colours=[n for n, _ in look.palette[:2]] if look.fill != 'white' and shape != 'none' else (), count=levels, sides=True)


@kind('directory tree', 'diagram', ('directory structure', 'folder structure', 'file tree', 'directory tree', 'project structure', 'repository layout', 'file organisation', 'directory layout'), weight=.6)
def folders(rng, domain):
    look = random_look(rng, 2, .2)
    look.sketch = False
    family = str(choice(rng, ('mono', 'mono', 'typewriter', look.family)))
    rows = [(0, 'project/', True)]
    for folder in sample(rng, FOLDERS, int(rng.integers(2, 6))):
        rows.append((1, folder + '/', True))
        for name in sample(rng, FILES, int(rng.integers(0, 4))):
            rows.append((2, name, False))
    rows += [(1, name, False) for name in sample(rng, FILES, int(rng.integers(1, 4)))]
    step = rng.uniform(17, 24)
    pen = Pen(rng, rng.uniform(300, 420), len(rows) * step + 30, look)
    icons, tone = rng.random() < .6, look.palette[0][1]
    for index, (depth, name, folder) in enumerate(rows):
        x, y = 20 + depth * 30, 15 + (index + .5) * step
        if depth:
            above = max(k for k in range(index) if rows[k][0] == depth - 1)
            pen.line([(x - 21, 15 + (above + .5) * step + 7), (x - 21, y), (x - 5, y)], width=1)
        if icons and folder:
            pen.rect(x, y - 6, 16, 12, tone, radius=2)
            pen.rect(x, y - 8, 8, 4, tone, radius=1)
        elif icons:
            pen.polygon([(x + 2, y - 8), (x + 10, y - 8), (x + 14, y - 4), (x + 14, y + 7), (x + 2, y + 7)], look.paper, look.ink, 1)
        pen.text(x + (22 if icons else 0), y, name, step * .58, anchor='lm', family=family, bold=folder and look.bold)
    count = sum(1 for depth, _, folder in rows if folder and depth)
    story = Story(rng, domain, 'directory tree').set(n=several(count, 'folder'), c=look.palette[0][0], f=rows[1][1].rstrip('/'))
    story.lead('{noun} of (the|a|an example) (project|repository|package|data set|study).', '(Layout|Organisation|Structure) of the (repository|project|files|data) (of|in|for) {subject}.', 'Files (created|produced|written|required) by {pkg}.')
    story.note('The project has {n}.', 'The (folder|directory) {f} (contains|holds) (source code|data|files|scripts).', 'Results are (written|stored|saved) (to|in) (files|folders).')
    if icons:
        story.note('Folder (icons|symbols) are {c}.')
    return story.finish(pen.done(), colours=[look.palette[0][0]] if icons else (), count=count)


@kind('syntax tree', 'diagram', ('syntax tree', 'parse tree', 'abstract syntax tree', 'expression tree', 'constituency tree', 'derivation tree'), weight=.35)
def syntax(rng, domain):
    look = random_look(rng, 3)
    code = rng.random() < .5
    words = ['S', 'NP', 'VP', 'N', 'V', 'Det', 'PP', 'P', 'Adj'] if not code else ['+', '*', '=', 'Call', 'If', 'Assign', 'Block', 'Return', 'Add', '-', 'BinOp']
    leaf = ['the', 'dog', 'sees', 'a', 'tree', 'model', 'fits', 'data'] if not code else ['x', 'y', '1', '2', 'a', 'b', 'f', 'n']
    image, spots, levels = _draw_tree(rng, look, _grow(rng, int(rng.integers(3, 5)), 2, .3), words, str(choice(rng, ('none', 'ellipse', 'circle', 'box'))), False, leaf, 52, False)
    story = Story(rng, domain, 'syntax tree').set(n=number(levels), m=choice(rng, METHODS))
    story.lead('{noun} (of|for) (an expression|a sentence|a statement|the function {m}|the program|an equation|{subject}).', '(Parsed|Example) (expression|sentence|program) as (a tree|an abstract syntax tree).')
    story.note('The tree has {n} levels.', 'Leaves are (tokens|words|variables|constants|terminal symbols).', 'The root is at the top.', 'Inner nodes are (operators|phrases|operations|non-terminals).')
    return story.finish(image, count=levels, sides=True)
