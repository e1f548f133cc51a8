"""Graphs: networks in force layout, circular and bipartite layouts, concept maps, chord and Sankey diagrams."""

import math

import numpy as np

from ..figure import choice, kind, sample
from . import colours
from .names import labels
from .pen import Pen, random_look
from .story import Story, listed, number


def spring(rng, count: int, edges, rounds: int = 40) -> np.ndarray:
    """Positions in 0..1 of a force layout."""
    position = rng.random((count, 2))
    a, b = np.array([e[0] for e in edges], int), np.array([e[1] for e in edges], int)
    ideal = 1 / math.sqrt(count)
    for step in range(rounds):
        gap = position[:, None] - position[None]
        distance2 = (gap**2).sum(-1) + 1e-4
        move = (gap * (ideal**2 / distance2)[..., None]).sum(1)
        pull = position[b] - position[a]
        strength = np.hypot(pull[:, 0], pull[:, 1])[:, None] * pull / ideal
        np.add.at(move, a, strength)
        np.add.at(move, b, -strength)
        size = np.hypot(move[:, 0], move[:, 1])[:, None] + 1e-9
        position = position + move / size * np.minimum(size, .12 * (1 - step / rounds) + .004)
    position -= position.min(0)
    return position / (position.max(0) + 1e-9)


@kind('network graph', 'diagram', ('network', 'network graph', 'graph', 'network visualisation', 'network visualization', 'force-directed graph', 'community structure', 'social network', 'interaction network', 'co-occurrence network', 'undirected graph', 'complex network'), weight=1.5)
def network(rng, domain):
    look = random_look(rng, 6)
    groups = int(rng.integers(1, 6))
    count = int(rng.integers(14, 90))
    member = rng.integers(groups, size=count)
    scale_free = rng.random() < .4
    edges = []
    for node in range(1, count):
        pool = [other for other in range(node) if member[other] == member[node]] or list(range(node))
        for _ in range(1 + int(rng.random() < .5)):
            other = int(rng.integers(len(pool)))
            edges.append((node, pool[int(other * rng.random()) if scale_free else other]))
        if rng.random() < .06:
            edges.append((node, int(rng.integers(node))))
    layout = str(choice(rng, ('force', 'force', 'force', 'circle')))
    position = spring(rng, count, edges, 30) if layout == 'force' else np.c_[.5 + .5 * np.cos(2 * np.pi * np.argsort(np.argsort(member)) / count), .5 + .5 * np.sin(2 * np.pi * np.argsort(np.argsort(member)) / count)]
    pen = Pen(rng, rng.uniform(340, 620), rng.uniform(320, 480), look)
    xy = 24 + position * [pen.width - 48, pen.height - 48]
    degree = np.bincount(np.array(edges).ravel(), minlength=count)
    grey = colours.mix(look.ink, look.paper, rng.uniform(.3, .75))
    bent, thick = rng.random() < .2, rng.choice([.5, .8, 1.2])
    for a, b in edges:
        if bent:
            pen.line(pen.curve(xy[a], xy[b], .2, 8), grey, thick, sketch=False)
        else:
            pen.line([xy[a], xy[b]], grey, thick * rng.uniform(.6, 1.8) if rng.random() < .3 else thick, sketch=False)
    sized, size = rng.random() < .55, rng.uniform(4, 9) * (1.3 if count < 30 else 1)
    named = count < 40 and rng.random() < .45
    words = labels(rng, domain, min(count, 30)) if named else []
    for node in range(count):
        radius = size * (.55 + .45 * math.sqrt(degree[node]) if sized else 1)
        pen.disc(*xy[node], radius, look.palette[member[node] % 6][1], look.ink if look.outline != 'none' else None, .8)
        if named and node < len(words):
            pen.text(xy[node][0], xy[node][1] - radius - 6, words[node][:18], 8.5)
    story = Story(rng, domain, 'network graph').set(n=number(groups), c=look.palette[0][0], names=listed([name for name, _ in look.palette[:groups]]))
    story.lead('{noun} of {subject}.', '(Network|Graph) (representation|structure|view) of {subject}.', '(Interactions|Connections|Links|Relations|Collaboration) between (nodes|species|agents|genes|authors|users|entities) (in|of) {subject}.', '(Example|Random|Sample|Scale-free|Small-world) network.')
    story.note('Nodes are coloured by (community|group|cluster|module|type).' if groups > 1 else 'All nodes are {c}.', '(Edges|Links|Lines) (are|represent|denote) (interactions|relations|connections|links).')
    if groups > 1:
        story.note('{n} (communities|groups|clusters|modules) (are|can be) (seen|distinguished|identified)(| in {names}).', 'There are {n} (communities|groups|clusters).')
    if sized:
        story.note('(Node size|The size of nodes|Marker size) (is proportional to|shows|reflects) (the degree|degree|centrality).')
    if layout == 'circle':
        story.note('Nodes are (placed|arranged) on a circle.')
    if named:
        story.note('Nodes are labelled (with names|).')
    return story.finish(pen.done(), colours=[name for name, _ in look.palette[:groups]], count=groups)


@kind('directed graph', 'diagram', ('directed graph', 'dependency graph', 'call graph', 'causal graph', 'causal loop diagram', 'concept map', 'mind map', 'knowledge graph', 'ontology', 'relationship diagram', 'conceptual model'), weight=1.3)
def concept(rng, domain):
    """Named nodes with arrows, perhaps labelled: concept maps, dependency and call graphs."""
    look = random_look(rng, 5)
    count = int(rng.integers(5, 13))
    edges = [(node, int(rng.integers(node))) for node in range(1, count)] + [tuple(int(v) for v in rng.choice(count, 2, replace=False)) for _ in range(int(rng.integers(0, 4)))]
    position = spring(rng, count, edges, 60)
    pen = Pen(rng, rng.uniform(460, 740), rng.uniform(320, 500), look)
    bw, bh = rng.uniform(78, 112), rng.uniform(26, 42)
    xy = np.array([bw * .6, bh * .8]) + position * [pen.width - bw * 1.2, pen.height - bh * 1.6]
    for _ in range(12):  # boxes push one another apart
        for i in range(count):
            for j in range(i):
                gap = xy[i] - xy[j]
                if abs(gap[0]) < bw * 1.1 and abs(gap[1]) < bh * 1.4:
                    push = np.sign(gap[1] or 1) * (bh * 1.4 - abs(gap[1])) / 2
                    xy[i, 1] += push
                    xy[j, 1] -= push
        xy[:, 1] = np.clip(xy[:, 1], bh * .6, pen.height - bh * .6)
    verbs = ('has', 'uses', 'is a', 'part of', 'depends on', 'produces', 'contains', 'calls', 'causes', 'reads', 'writes', '+', '-', 'influences', 'requires')
    marked, mono, shape = rng.random() < .45, rng.random() < .45, str(choice(rng, ('box', 'ellipse', 'ellipse', 'stadium', 'hexagon')))
    bent = rng.random() < .35
    for a, b in edges:
        (x0, y0), (x1, y1) = xy[a], xy[b]
        path = pen.curve((x0, y0), (x1, y1), .16 if bent else 0, 24)
        outside = [p for p in path if not (abs(p[0] - x0) < bw / 2 + 2 and abs(p[1] - y0) < bh / 2 + 2) and not (abs(p[0] - x1) < bw / 2 + 2 and abs(p[1] - y1) < bh / 2 + 2)]
        if len(outside) > 1:
            pen.arrow(*outside)
            if marked:
                pen.text(*outside[len(outside) // 2], choice(rng, verbs), 9.5, colours.mix(look.ink, (128, 128, 128), .3))
    names = labels(rng, domain, count)
    for index, (x, y) in enumerate(xy):
        pen.box(x - bw / 2, y - bh / 2, bw, bh, names[index], look.palette[0 if mono else index % 5][1], shape, size=12)
    story = Story(rng, domain, 'directed graph').set(n=number(count), a=names[0], b=names[1], all=listed(names[:4]), c=look.palette[0][0])
    story.lead('{noun} (of|for) {subject}.', '(Relationships|Relations|Dependencies|Links) (between|among) {all}.', '(Dependencies|Dependency structure|Import structure) (of|between) the (modules|packages|functions) (of|in) {subject}.', '(Concepts|Entities|Classes) and (their|the) (relations|relationships) (in|of) {subject}.')
    story.note('The (graph|map|diagram) (has|contains) {n} (nodes|concepts|boxes|modules).', '(Nodes|Boxes) (include|are) {all}.', '{b} (points to|depends on|is linked to) {a}.', 'Arrows (point|go) from (cause to effect|a module to what it depends on|caller to callee).')
    if marked:
        story.note('(Edge labels|Labels on the arrows) (name|give|describe) the (relation|relationship).')
    if mono and look.fill != 'white':
        story.note('All nodes are {c}.')
    return story.finish(pen.done(), colours=[look.palette[0][0]] if mono and look.fill != 'white' else (), count=count)


@kind('bipartite graph', 'diagram', ('bipartite graph', 'bipartite network', 'mapping diagram', 'matching', 'factor graph', 'assignment diagram', 'mapping between two sets'), weight=.4)
def bipartite(rng, domain):
    look = random_look(rng, 3)
    a, b = int(rng.integers(3, 8)), int(rng.integers(3, 8))
    pen = Pen(rng, rng.uniform(320, 520), rng.uniform(280, 460), look)
    left, right = [(pen.width * .24, pen.height * (i + .5) / a) for i in range(a)], [(pen.width * .76, pen.height * (i + .5) / b) for i in range(b)]
    for p in left:
        for q in sample(rng, right, int(rng.integers(1, 4))):
            pen.arrow((p[0] + 14, p[1]), (q[0] - 14, q[1])) if rng.random() < .5 else pen.line([p, q])
    shape = str(choice(rng, ('disc', 'box')))
    names = labels(rng, domain, a + b)
    for index, (x, y) in enumerate(left + right):
        colour = look.palette[0 if index < a else 1][1]
        if shape == 'disc':
            pen.disc(x, y, 12, colour, look.ink)
            pen.text(x + (-18 if index < a else 18), y, names[index][:12], 10, anchor='rm' if index < a else 'lm')
        else:
            pen.box(x - (90 if index < a else 0), y - 13, 90, 26, names[index], colour)
    story = Story(rng, domain, 'bipartite graph').set(a=number(a), b=number(b), c=look.palette[0][0], d=look.palette[1][0])
    story.lead('{noun} (of|for|between) {subject}.', '(Mapping|Links|Assignment) between {module} and {module2}.')
    story.note('There are {a} nodes on the left and {b} on the right.', 'Nodes on the left are {c} and those on the right {d}.')
    return story.finish(pen.done(), colours=[n for n, _ in look.palette[:2]] if shape == 'disc' or look.fill != 'white' else (), count=a, sides=True)


@kind('chord diagram', 'diagram', ('chord diagram', 'circular network', 'circos plot', 'circular layout', 'circular plot of connections'), weight=.5)
def chord(rng, domain):
    look = random_look(rng, 10, .05)
    look.palette += colours.pick(rng, 2, ('black', 'grey'))
    count = int(rng.integers(4, 10))
    pen = Pen(rng, rng.uniform(360, 520), 0 + rng.uniform(360, 480), look)
    cx, cy, radius = pen.width / 2, pen.height / 2, min(pen.width, pen.height) * .38
    shares = rng.dirichlet(np.ones(count) * 3)
    starts = np.r_[0, np.cumsum(shares)][:-1] * 2 * np.pi
    at = lambda angle, r=1.0: (cx + radius * r * math.cos(angle), cy + radius * r * math.sin(angle))
    for _ in range(int(rng.integers(count, count * 3))):
        i, j = (int(v) for v in rng.choice(count, 2, replace=False))
        a, b = starts[i] + rng.random() * shares[i] * 5, starts[j] + rng.random() * shares[j] * 5
        wide = rng.uniform(.02, .16)
        t = np.linspace(0, 1, 14)
        ribbon = lambda u, v: [((1 - s) ** 2 * at(u)[0] + 2 * s * (1 - s) * cx + s * s * at(v)[0], (1 - s) ** 2 * at(u)[1] + 2 * s * (1 - s) * cy + s * s * at(v)[1]) for s in t]
        pen.polygon(ribbon(a, b) + ribbon(b + wide, a + wide), colours.mix(look.palette[i % len(look.palette)][1], look.paper, .35))
    names = labels(rng, domain, count)
    for index in range(count):
        arc = np.linspace(starts[index] + .02, starts[index] + shares[index] * 2 * np.pi - .02, 12)
        pen.polygon([at(t) for t in arc] + [at(t, 1.09) for t in arc[::-1]], look.palette[index % len(look.palette)][1])
        middle = arc.mean()
        x, y = at(middle, 1.14)
        pen.text(x, y, names[index][:16], 10, anchor='lm' if math.cos(middle) > 0 else 'rm')
    story = Story(rng, domain, 'chord diagram').set(n=number(count), a=names[0], b=names[1])
    story.lead('{noun} of {subject}.', '(Flows|Connections|Links|Interactions|Migration) between {category} and other groups (as|shown as) a {noun}.')
    story.note('There are {n} (segments|sectors|groups|categories) around the circle.', 'Ribbons (connect|join|link) (groups|sectors|segments).', 'The width of a (ribbon|chord) (is proportional to|shows) the (flow|number of links).')
    return story.finish(pen.done(), count=count)


@kind('Sankey diagram', 'diagram', ('Sankey diagram', 'alluvial diagram', 'flow diagram with widths', 'energy flow diagram', 'Sankey plot', 'alluvial plot'), weight=.6)
def sankey(rng, domain):
    look = random_look(rng, 8, .03)
    columns = int(rng.integers(2, 5))
    sizes = [int(rng.integers(2, 6)) for _ in range(columns)]
    pen = Pen(rng, rng.uniform(460, 720), rng.uniform(280, 420), look)
    names = iter(labels(rng, domain, sum(sizes)))
    bar, gap = 14, 12
    layout = []
    for column, size in enumerate(sizes):
        shares, room = rng.dirichlet(np.ones(size) * 2.5), pen.height - 50 - gap * (size - 1)
        y, nodes = 25, []
        for share in shares:
            nodes.append([70 + column * (pen.width - 150) / (columns - 1), y, share * room])
            y += share * room + gap
        layout.append(nodes)
    for column in range(columns - 1):
        left, right = layout[column], layout[column + 1]
        flow = np.outer([n[2] for n in left], [n[2] for n in right])
        flow *= rng.uniform(.2, 1, flow.shape)
        flow *= (np.array([n[2] for n in left]) / flow.sum(1))[:, None]
        scale = np.array([n[2] for n in right]) / flow.sum(0)
        used = [n[1] for n in right]
        for i, (x, y, _) in enumerate(left):
            for j, (x1, _, _) in enumerate(right):
                h0, h1 = flow[i, j], flow[i, j] * scale[j]
                t = np.linspace(0, 1, 16)
                ease = 3 * t**2 - 2 * t**3
                top = [(x + bar + (x1 - x - bar) * s, y + (used[j] - y) * e) for s, e in zip(t, ease)]
                low = [(x + bar + (x1 - x - bar) * s, y + h0 + (used[j] + h1 - y - h0) * e) for s, e in zip(t, ease)]
                pen.polygon(top + low[::-1], colours.mix(look.palette[i % 8][1], look.paper, .55))
                y += h0
                used[j] += h1
    for nodes in layout:
        for index, (x, y, h) in enumerate(nodes):
            pen.rect(x, y, bar, h, look.palette[index % 8][1])
            pen.text(x + bar + 5, y + h / 2, next(names)[:14], 10, anchor='lm')
    story = Story(rng, domain, 'Sankey diagram').set(n=number(columns), a=number(sizes[0]), b=number(sizes[-1]))
    story.lead('{noun} of {subject}.', '(Flow|Flows) of (energy|material|samples|records|users|reads|carbon|water) (through|in|between the stages of) {subject}.')
    story.note('The width of (each|a) (band|flow|link) is proportional to the (flow|number|amount).', 'There are {n} (columns|stages|levels).', '{a} (sources|categories|groups) on the left flow into {b} on the right.')
    return story.finish(pen.done(), count=columns, sides=True)
