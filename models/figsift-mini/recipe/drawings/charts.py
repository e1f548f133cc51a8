"""Sets, times and comparisons that are drawn rather than plotted."""

import math

import numpy as np

from ..figure import choice, kind, sample
from . import colours
from .names import STEPS, labels
from .pen import SCALE, Pen, random_look
from .story import Story, listed, number, several


@kind('Venn diagram', 'diagram', ('Venn diagram', 'Euler diagram', 'set diagram', 'overlap diagram', 'overlap of sets'), weight=.7)
def venn(rng, domain):
    from PIL import Image, ImageDraw

    look = random_look(rng, 4, .03)
    count = int(choice(rng, (2, 3, 3, 4)))
    nested = rng.random() < .15
    side = rng.uniform(320, 440)
    pen = Pen(rng, side * 1.3, side, look)
    cx, cy, r = pen.width / 2, pen.height / 2 + 6, side * (.27 if not nested else .4)
    spots = []
    for k in range(count):
        if nested:
            spots.append((cx, cy + r * .22 * k, r * (1 - .27 * k)))
        elif count == 2:
            spots.append((cx + (k - .5) * r * 1.15, cy, r * 1.15))
        else:
            a = -math.pi / 2 + 2 * math.pi * k / count
            spots.append((cx + r * .62 * math.cos(a), cy + r * .62 * math.sin(a), r))
    solid = rng.random() < .75
    if solid:
        for (x, y, q), (_, tone) in zip(spots, look.palette):
            mask = Image.new('L', pen.image.size)
            ImageDraw.Draw(mask).ellipse([(x - q) * SCALE, (y - q) * SCALE, (x + q) * SCALE, (y + q) * SCALE], fill=int(255 * (.45 if not nested else .7)))
            pen.image.paste(Image.new('RGB', pen.image.size, tone), (0, 0), mask)
    names = labels(rng, domain, count)
    for (x, y, q), (_, tone) in zip(spots, look.palette):
        pen.disc(x, y, q, None, tone if not solid or rng.random() < .3 else look.ink, 2)
    numbers = rng.random() < .65
    for k, (x, y, q) in enumerate(spots):
        dx, dy = x - cx, y - cy
        far = math.hypot(dx, dy) + 1e-6
        lx, ly = (x + dx / far * q * .5, y + dy / far * q * .5) if not nested else (x, y - q + 20)
        pen.label(lx, ly, names[k], q * .95, q * .6, 13, (20, 20, 25) if solid or sum(look.paper) > 400 else None)
        if numbers and not nested:
            pen.text(x + dx / far * q * .12, y + dy / far * q * .12 + 18, str(int(rng.integers(1, 900))), 12, (20, 20, 25) if solid else None)
    if numbers and not nested:
        pen.text(cx, cy, str(int(rng.integers(1, 400))), 13, (20, 20, 25) if solid else None, bold=True)
    story = Story(rng, domain, 'Venn diagram').set(n=number(count), all=listed(names), names=listed([n for n, _ in look.palette[:count]]))
    story.lead('{noun} of {all}.', '(Overlap|Intersection|Shared elements|Relationship) (between|of) {all}.', '{noun} (showing|of) the (overlap|intersection) (of|between) {n} (sets|groups|methods|lists|data sets).')
    story.note('(The circles|Circles) (are|represent) {all}.', 'There are {n} (sets|circles).', '{n} circles ' + ('are nested.' if nested else 'overlap.'))
    if numbers and not nested:
        story.note('Numbers (give|are) the (size|number of elements) of each (set|region|intersection).')
    if solid:
        story.note('Circles are (shown|filled|drawn) in {names}.')
    return story.finish(pen.done(), colours=[n for n, _ in look.palette[:count]] if solid else (), count=count)


@kind('timeline', 'diagram', ('timeline', 'time line', 'chronology', 'history', 'roadmap', 'project timeline', 'milestones', 'study timeline', 'protocol timeline', 'experimental timeline'), weight=.6)
def timeline(rng, domain):
    look = random_look(rng, 6)
    count = int(rng.integers(3, 9))
    vertical = rng.random() < .2
    names = labels(rng, domain, count)
    start, step = int(rng.integers(1990, 2020)), int(rng.integers(1, 4))
    unit = choice(rng, ('year', 'week', 'day', 'phase'))
    date = lambda k: str(start + k * step) if unit == 'year' else f'{unit.title()} {k * step}'
    if vertical:
        pen = Pen(rng, 380, count * 66 + 40, look)
        pen.line([(110, 14), (110, pen.height - 14)], width=3)
    else:
        pen = Pen(rng, count * rng.uniform(96, 140) + 30, rng.uniform(170, 250), look)
        middle = pen.height / 2
        pen.arrow((8, middle), (pen.width - 8, middle), width=3)
    mono = rng.random() < .5
    for k, name in enumerate(names):
        tone = look.palette[0 if mono else k % 6][1]
        if vertical:
            y = 44 + k * 66
            pen.disc(110, y, 9, tone, look.ink)
            pen.text(94, y, date(k), 12, anchor='rm', bold=True)
            pen.box(136, y - 22, 210, 44, name, tone)
        else:
            x, up = 15 + (k + .5) * (pen.width - 40) / count, k % 2 == 0
            pen.disc(x, middle, 8, tone, look.ink)
            end = middle + (-36 if up else 36)
            pen.line([(x, middle), (x, end)])
            w = (pen.width - 40) / count * 1.3
            pen.box(x - w / 2, end - (44 if up else 0), w, 44, name, tone)
            pen.text(x, middle + (18 if up else -18), date(k), 11, bold=True)
    story = Story(rng, domain, 'timeline').set(n=number(count), a=names[0], z=names[-1], first=date(0), last=date(count - 1), c=look.palette[0][0])
    story.lead('{noun} of {subject}.', '(Development|History|Evolution|Milestones) of {subject}.', '{noun} of the (study|project|experiment|protocol|development).')
    story.note('The timeline (has|lists|shows) {n} (events|milestones|phases|steps).', 'It (starts|begins) with {a} and ends with {z}.', 'Time runs from ' + ('top to bottom.' if vertical else 'left to right.'))
    if not vertical:
        story.note('Labels (alternate|are placed alternately) above and below the line.')
    if mono and look.fill != 'white':
        story.note('(Events|Markers) are {c}.')
    return story.finish(pen.done(), colours=[look.palette[0][0]] if mono and look.fill != 'white' else (), count=count, sides=True)


@kind('Gantt chart', 'diagram', ('Gantt chart', 'schedule', 'project schedule', 'work plan', 'execution trace', 'task timeline', 'parallel execution trace', 'scheduling diagram'), weight=.6)
def gantt(rng, domain):
    look = random_look(rng, 6, .06)
    look.sketch = False
    rows = int(rng.integers(4, 14))
    trace = rng.random() < .4
    pen = Pen(rng, rng.uniform(460, 740), rows * rng.uniform(20, 30) + 56, look)
    left, top = 130, 28
    step, w = (pen.height - 56) / rows, pen.width - left - 16
    names = [f'{choice(rng, ("thread", "rank", "worker", "core", "GPU"))} {k}' for k in range(rows)] if trace else labels(rng, domain, rows, (STEPS,))
    for k in range(rows):
        y = top + k * step
        if k % 2 == 0:
            pen.rect(left, y, w, step, colours.mix(look.paper, look.ink, .05))
        pen.text(left - 6, y + step / 2, names[k][:20], 10.5, anchor='rm')
        if trace:
            x = rng.uniform(0, .06)
            while x < .96:
                length = rng.uniform(.03, .2)
                pen.rect(left + x * w, y + step * .15, min(length, 1 - x) * w, step * .7, look.palette[int(rng.integers(4))][1], look.ink if rng.random() < .5 else None, .6)
                x += length + rng.exponential(.02)
        else:
            a = k / rows * .7 + rng.uniform(0, .08)
            pen.rect(left + a * w, y + step * .18, min(rng.uniform(.1, .34), 1 - a) * w, step * .64, look.palette[k % 6 if rng.random() < .6 else 0][1], None, radius=3)
    for k in range(7):
        x = left + w * k / 6
        pen.line([(x, top), (x, pen.height - 28)], colours.mix(look.ink, look.paper, .75), .8)
        pen.text(x, pen.height - 16, f'{choice(rng, ("",))}{k * 2}', 10)
    pen.line([(left, pen.height - 28), (left + w, pen.height - 28)])
    pen.text(left + w / 2, 12, choice(rng, ('Time (s)', 'Month', 'Week', 'time')), 11)
    story = Story(rng, domain, 'Gantt chart').set(n=number(rows) if rows < 13 else str(rows), what='workers' if trace else 'tasks')
    story.lead('{noun} of {subject}.', '(Execution|Schedule|Timeline) of {what} (in|for|of) {subject}.', '(Parallel|Task) (execution|scheduling) of {subject} on {n} (workers|threads|ranks|cores).' if trace else '(Project|Work) plan with {n} tasks.')
    story.note('There are {n} {what}.', 'Time (runs|goes|is shown) from left to right.', '(Bars|Coloured bars) (show|are|mark) the (duration|time) of (each|a) task.')
    if trace:
        story.note('Colours (distinguish|mark) (tasks|kernels|functions|computation and communication).', '(Gaps|White gaps) are idle time.')
    return story.finish(pen.done(), count=rows if rows < 13 else None, sides=True)


@kind('matrix drawing', 'diagram', ('matrix', 'block matrix', 'sparsity pattern', 'tensor diagram', 'tensor network', 'matrix structure', 'matrix multiplication', 'tensor decomposition', 'stencil', 'data layout', 'tensor', 'sparse matrix'), weight=.8)
def matrices(rng, domain):
    look = random_look(rng, 4, .04)
    look.sketch = False
    what = str(choice(rng, ('product', 'blocks', 'sparse', 'cube', 'network', 'stencil')))
    chosen = look.palette
    n = int(rng.integers(3, 7))
    if what == 'product':
        pen = Pen(rng, 560, 220, look)
        x = 20
        rows, inner, columns = int(rng.integers(3, 6)), int(rng.integers(2, 5)), int(rng.integers(3, 6))
        for k, (r, c, sign) in enumerate(((rows, inner, 'x'), (inner, columns, '='), (rows, columns, ''))):
            cell = 26
            y = 100 - r * cell / 2
            for i in range(r):
                for j in range(c):
                    hot = (k == 0 and i == 1) or (k == 1 and j == 1) or (k == 2 and i == 1 and j == 1)
                    pen.rect(x + j * cell, y + i * cell, cell, cell, chosen[k][1] if hot else colours.tint(chosen[k][1], .7), look.ink, 1)
            pen.text(x + c * cell / 2, 190, 'ABC'[k], 17, family='italic')
            x += c * cell + 12
            pen.text(x + 10, 100, sign, 20)
            x += 34
        count = rows
        story_note = ('The highlighted row of A and column of B give one entry of C.', 'A has {n} rows.')
    elif what == 'blocks':
        side = 320
        pen = Pen(rng, side + 40, side + 40, look)
        cuts = np.r_[0, np.sort(rng.uniform(.15, .85, n - 1)), 1] if rng.random() < .5 else np.linspace(0, 1, n + 1)
        for i in range(n):
            for j in range(n):
                tone = chosen[0][1] if i == j else chosen[1][1] if abs(i - j) == 1 else None
                pen.rect(20 + cuts[j] * side, 20 + cuts[i] * side, (cuts[j + 1] - cuts[j]) * side, (cuts[i + 1] - cuts[i]) * side, tone, look.ink, 1)
                if tone:
                    pen.text(20 + (cuts[j] + cuts[j + 1]) / 2 * side, 20 + (cuts[i] + cuts[i + 1]) / 2 * side, f'{"AB"[i != j]}{i + 1}{j + 1}', 12, colours.readable(tone))
        count = n
        story_note = ('The matrix is block tridiagonal with {n} diagonal blocks.', 'Diagonal blocks are {c} and off-diagonal blocks {d}.')
    elif what == 'sparse':
        side, m = 320, int(rng.integers(24, 60))
        pen = Pen(rng, side + 50, side + 50, look)
        pen.rect(25, 25, side, side, None, look.ink, 1.4)
        band = int(rng.integers(2, 9))
        for i in range(m):
            for j in {i, *(i + s for s in (-1, 1, -band, band)), *rng.integers(m, size=2).tolist()}:
                if 0 <= j < m and rng.random() < .9:
                    pen.rect(25 + j * side / m, 25 + i * side / m, side / m * .8, side / m * .8, chosen[0][1])
        count = None
        story_note = ('(Dots|Squares|Nonzero entries) are {c}.', 'The matrix is (sparse|banded).')
    elif what == 'cube':
        pen = Pen(rng, 460, 260, look)
        cell = 24
        for k in range(n - 1, -1, -1):
            x, y = 40 + k * 20, 90 - k * 12
            for i in range(5):
                for j in range(6):
                    pen.rect(x + j * cell, y + i * cell, cell, cell, colours.tint(chosen[k % 4][1], .4), look.ink, 1)
        pen.arrow((300, 130), (350, 130), width=2)
        for i in range(5):
            pen.rect(370, 70 + i * cell, 60, cell, chosen[0][1], look.ink, 1)
        count = n
        story_note = ('The tensor has {n} (slices|channels|layers).', 'The (tensor|array) on the left is (reduced|reshaped|flattened) to the one on the right.')
    elif what == 'network':
        pen = Pen(rng, 110 * n + 40, 180, look)
        for k in range(n):
            x = 60 + k * 110
            if k:
                pen.line([(x - 110, 80), (x, 80)], width=3)
            pen.line([(x, 80), (x, 150)], width=2)
            pen.text(x + 12, 146, f'i{k + 1}', 12, family='italic')
            pen.disc(x, 80, 26, chosen[0][1], look.ink) if rng.random() < .7 else pen.rect(x - 24, 56, 48, 48, chosen[0][1], look.ink)
            pen.text(x, 80, f'A{k + 1}', 14, colours.readable(chosen[0][1]))
        count = n
        story_note = ('The (tensor train|matrix product state|network) has {n} (tensors|sites|cores).', '(Tensors|Nodes) are {c}.')
    else:
        pen = Pen(rng, 320, 320, look)
        for k in range(9):
            pen.line([(32 + k * 32, 32), (32 + k * 32, 288)], (150, 150, 150), 1)
            pen.line([(32, 32 + k * 32), (288, 32 + k * 32)], (150, 150, 150), 1)
        points = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)] + ([(2, 0), (-2, 0), (0, 2), (0, -2)] if rng.random() < .5 else [])
        for i, j in points:
            pen.disc(160 + i * 32, 160 + j * 32, 9, chosen[0 if (i, j) != (0, 0) else 1][1], look.ink)
        count = len(points)
        story_note = ('The stencil has {n} points.', 'The (central|centre) point is {d} and its neighbours are {c}.')
    story = Story(rng, domain, 'matrix drawing').set(n=number(count or 1), c=chosen[0][0], d=chosen[1][0], what={'product': 'matrix product', 'blocks': 'block matrix', 'sparse': 'sparse matrix', 'cube': 'tensor', 'network': 'tensor network', 'stencil': 'finite difference stencil'}[what])
    story.named(*{'product': ('matrix multiplication', 'matrix product', 'matrix'), 'blocks': ('block matrix', 'matrix structure', 'matrix'), 'sparse': ('sparsity pattern', 'sparse matrix', 'matrix structure'), 'cube': ('tensor', 'data layout', 'tensor diagram'), 'network': ('tensor network', 'tensor diagram', 'tensor decomposition'), 'stencil': ('stencil', 'finite difference stencil')}[what])
    story.lead('(Structure|Illustration|Sketch|Schematic) of (a|the) {what}.', '(A|The) {what} (used|) (in|for) {subject}.', '{what}: {noun}.')
    story.note(*story_note)
    named = {'blocks': 2, 'sparse': 1, 'network': 1, 'stencil': 2}.get(what, 0)
    return story.finish(pen.done(), colours=[n_ for n_, _ in chosen[:named]], count=count, sides=what == 'cube')


@kind('data structure', 'diagram', ('data structure', 'linked list', 'hash table', 'memory layout', 'array layout', 'pointer diagram', 'data format', 'file format layout', 'buffer layout', 'message format', 'packet structure', 'stack and heap'), weight=.8)
def structures(rng, domain):
    look = random_look(rng, 4, .05)
    look.sketch = rng.random() < .05
    what = str(choice(rng, ('array', 'linked list', 'hash table', 'memory layout', 'packet', 'ring buffer', 'index tree')))
    n, chosen = int(rng.integers(4, 10)), look.palette
    value = lambda: str(int(rng.integers(0, 99)))
    if what == 'array':
        rows = int(rng.integers(1, 4))
        pen = Pen(rng, n * 48 + 40, rows * 72 + 30, look)
        for r in range(rows):
            for k in range(n):
                pen.rect(20 + k * 48, 30 + r * 72, 48, 36, colours.tint(chosen[r][1], .5 if k % 3 else .1), look.ink)
                pen.text(44 + k * 48, 48 + r * 72, value(), 14, (20, 20, 20))
                pen.text(44 + k * 48, 20 + r * 72, str(k), 10)
        words = ('array', 'cells')
    elif what == 'linked list':
        pen = Pen(rng, n * 92 + 30, 120, look)
        for k in range(n):
            x = 16 + k * 92
            pen.rect(x, 40, 62, 40, chosen[0][1], look.ink)
            pen.line([(x + 40, 40), (x + 40, 80)])
            pen.text(x + 20, 60, value(), 14, colours.readable(chosen[0][1]))
            if k < n - 1:
                pen.arrow((x + 51, 60), (x + 92, 60))
            else:
                pen.line([(x + 40, 80), (x + 62, 40)])
        pen.text(34, 22, 'head', 12)
        words = ('linked list', 'nodes')
    elif what == 'hash table':
        pen = Pen(rng, 420, n * 34 + 30, look)
        for k in range(n):
            y = 16 + k * 34
            pen.rect(100, y, 50, 34, chosen[0][1], look.ink)
            pen.text(125, y + 17, str(k), 13, colours.readable(chosen[0][1]))
            x = 150
            for _ in range(int(rng.integers(0, 4))):
                pen.arrow((x, y + 17), (x + 24, y + 17))
                pen.rect(x + 24, y + 5, 52, 24, chosen[1][1], look.ink)
                x += 76
            if rng.random() < .5:
                pen.text(48, y + 17, choice(rng, ('key', 'name', 'id', 'hash(x)')), 11)
                pen.arrow((70, y + 17), (100, y + 17))
        words = ('hash table', 'buckets')
    elif what in ('memory layout', 'packet'):
        tall = what == 'memory layout'
        names = sample(rng, ('stack', 'heap', 'data', 'code', 'bss', 'kernel', 'shared memory', 'registers', 'cache line', 'free') if tall else ('header', 'length', 'type', 'flags', 'payload', 'checksum', 'offset', 'id', 'version', 'padding'), min(n, 8))
        n = len(names)
        pen = Pen(rng, 320 if tall else 640, n * 44 + 40 if tall else 130, look)
        shares = rng.dirichlet(np.ones(n) * 4)
        at = 0.0
        for k, (name, share) in enumerate(zip(names, shares)):
            tone = chosen[k % 4][1]
            if tall:
                pen.box(100, 20 + k * 44, 150, 44, name, tone)
                pen.text(92, 20 + k * 44, f'0x{int(rng.integers(16, 255)):02x}00', 10.5, anchor='rm', family='mono')
            else:
                pen.box(20 + at * 600, 44, share * 600, 44, name, tone)
                pen.text(20 + (at + share / 2) * 600, 104, f'{int(choice(rng, (1, 2, 4, 8)))} B', 10)
                at += share
        words = ('memory layout' if tall else 'message format', 'fields' if not tall else 'segments')
    elif what == 'ring buffer':
        pen = Pen(rng, 340, 320, look)
        for k in range(n):
            a, b = 2 * math.pi * k / n, 2 * math.pi * (k + 1) / n
            arc = np.linspace(a, b, 8)
            used = k < n * .6
            pen.polygon([(170 + 120 * math.cos(t), 160 + 120 * math.sin(t)) for t in arc] + [(170 + 72 * math.cos(t), 160 + 72 * math.sin(t)) for t in arc[::-1]], chosen[0][1] if used else look.paper, look.ink, 1.4)
            pen.text(170 + 96 * math.cos((a + b) / 2), 160 + 96 * math.sin((a + b) / 2), value() if used else '', 12, colours.readable(chosen[0][1]))
        pen.arrow((318, 160), (294, 160))
        words = ('ring buffer', 'slots')
    else:
        pen = Pen(rng, 560, 230, look)
        pen.box(220, 14, 120, 34, '17 | 42', chosen[0][1])
        for k in range(3):
            pen.arrow((240 + k * 40, 48), (100 + k * 180, 90))
            pen.box(40 + k * 180, 90, 120, 34, f'{k * 20 + 3} | {k * 20 + 11}', chosen[1][1])
            for j in range(2):
                pen.arrow((80 + k * 180 + j * 40, 124), (60 + k * 180 + j * 80, 168))
                pen.box(24 + k * 180 + j * 84, 168, 74, 30, f'{k * 20 + j * 9}', chosen[2][1])
        n, words = 3, ('B-tree', 'levels')
    story = Story(rng, domain, 'data structure').set(n=number(n), what=words[0], unit=words[1], c=chosen[0][0])
    story.named('data structure', *{'array': ('array layout', 'memory layout'), 'linked list': ('linked list', 'pointer diagram'), 'hash table': ('hash table',), 'memory layout': ('memory layout', 'stack and heap'), 'packet': ('message format', 'packet structure', 'data format', 'file format layout'), 'ring buffer': ('buffer layout',), 'index tree': ('data structure',)}[what])
    story.lead('(Structure|Layout|Representation|Illustration) of (a|the) {what} (used|) (in|for|by) {subject}.', '{what} (of|used by|in) {subject}.', 'How {module} is stored in (memory|a {what}).')
    story.note('The {what} has {n} {unit}.', '(Arrows|Pointers) (link|point to) the next (element|node|block).' if what in ('linked list', 'hash table', 'index tree') else '(Cells|Fields|Entries) are (contiguous|stored one after another).')
    if what in ('linked list', 'hash table', 'ring buffer', 'index tree'):
        story.note({'linked list': 'Nodes are {c}.', 'hash table': '(Buckets|Slots) are {c}.', 'ring buffer': '(Used|Occupied) slots are {c}.', 'index tree': 'The root is {c}.'}[what])
        return story.finish(pen.done(), colours=[chosen[0][0]], count=n)
    return story.finish(pen.done(), count=n)


@kind('infographic', 'diagram', ('infographic', 'graphical abstract', 'summary graphic', 'conceptual overview', 'visual summary', 'feature summary', 'conceptual figure', 'conceptual framework'), weight=.9)
def infographic(rng, domain):
    """Icons with captions in columns or around a centre, as graphical abstracts have them."""
    from . import mini

    look = random_look(rng, 6, .05)
    count, rows = int(rng.integers(3, 6)), int(rng.integers(1, 3))
    w = rng.uniform(120, 170)
    pen = Pen(rng, count * w + 30, rows * 190 + (60 if rng.random() < .5 else 16), look)
    head = pen.height - rows * 190
    if head > 30:
        pen.text(pen.width / 2, 26, str(choice(rng, domain.topics)).title()[:46], 19, bold=True)
    names = labels(rng, domain, count * rows)
    shown = []
    for index in range(count * rows):
        x, y = 15 + (index % count) * w, head - 8 + (index // count) * 190
        name, tone = look.palette[index % 6]
        card = rng.random() < .5
        if card:
            pen.rect(x + 5, y + 2, w - 10, 176, colours.tint(tone, .82) if sum(look.paper) > 400 else colours.mix(look.paper, tone, .25), tone if rng.random() < .5 else None, 1.4, 10)
        icon(pen, rng, x + w / 2, y + 62, 40, tone, shown)
        pen.label(x + w / 2, y + 134, names[index], w - 20, 40, 13)
        if index % count < count - 1 and rng.random() < .7:
            pen.arrow((x + w - 16, y + 62), (x + w + 16, y + 62), width=3)
    story = Story(rng, domain, 'infographic').set(n=number(count * rows), a=names[0], z=names[-1], all=listed(names[:4]))
    story.lead('{noun} of {subject}.', '(Overview|Summary|Illustration|Graphical summary) of {subject}: {all}.', '(Main|Key) (features|ideas|concepts|steps|applications) of {subject}.')
    story.note('{n} (icons|panels|elements) (show|stand for|illustrate) {all}.', '{a} is (on the left|in the top left)(| and {z} on the right).', 'Icons (represent|show) (data sources|the steps|users and tools).')
    return story.finish(pen.done(), count=count * rows, sides=True)


def icon(pen, rng, x, y, r, tone, shown):
    """A simple pictogram around (x, y)."""
    from . import mini
    from .space import ball

    what = str(choice(rng, ('person', 'computer', 'database', 'gear', 'cloud', 'document', 'chart', 'globe', 'flask', 'bulb', 'camera', 'tree', 'network', 'clock')))
    shown.append(what)
    dark = colours.dark(tone, .25)
    if what == 'person':
        pen.disc(x, y - r * .45, r * .35, tone)
        pen.polygon([(x + r * .75 * math.cos(t), y + r * .85 - r * .8 * math.sin(t)) for t in np.linspace(0, math.pi, 16)], tone)
    elif what == 'computer':
        pen.rect(x - r, y - r * .7, 2 * r, r * 1.3, dark, radius=4)
        pen.rect(x - r * .88, y - r * .58, r * 1.76, r * 1.02, (225, 240, 250))
        pen.rect(x - r * .4, y + r * .68, r * .8, r * .14, dark)
    elif what == 'database':
        for k in range(3):
            pen.rect(x - r * .7, y - r * .7 + k * r * .5, r * 1.4, r * .42, tone)
            pen.disc(x, y - r * .7 + k * r * .5, r * .7, colours.tint(tone, .3), dark, 1, .22)
    elif what == 'gear':
        pen.polygon([(x + r * (.95 if k % 4 < 2 else .7) * math.cos(k * math.pi / 16), y + r * (.95 if k % 4 < 2 else .7) * math.sin(k * math.pi / 16)) for k in range(32)], tone)
        pen.disc(x, y, r * .3, pen.look.paper)
    elif what == 'cloud':
        for dx, dy, s in ((-.5, .2, .4), (0, -.1, .55), (.5, .2, .4), (0, .3, .4)):
            pen.disc(x + dx * r, y + dy * r, s * r, tone)
    elif what == 'document':
        pen.polygon([(x - r * .6, y - r), (x + r * .3, y - r), (x + r * .65, y - r * .65), (x + r * .65, y + r), (x - r * .6, y + r)], colours.tint(tone, .6), dark, 1.4)
        for k in range(5):
            pen.rect(x - r * .4, y - r * .45 + k * r * .28, r * .8, r * .08, dark)
    elif what == 'chart':
        mini.plot(pen, rng, x - r, y - r * .8, 2 * r, 1.6 * r)
    elif what == 'globe':
        pen.disc(x, y, r * .9, tone)
        for s in (.35, .7):
            pen.disc(x, y, r * .9 * s, None, (255, 255, 255), 1.2, 1 / s)
        pen.line([(x - r * .9, y), (x + r * .9, y)], (255, 255, 255), 1.2, sketch=False)
    elif what == 'flask':
        pen.polygon([(x - r * .2, y - r), (x + r * .2, y - r), (x + r * .2, y - r * .2), (x + r * .8, y + r * .9), (x - r * .8, y + r * .9), (x - r * .2, y - r * .2)], colours.tint(tone, .7), dark, 1.5)
        pen.polygon([(x - r * .45, y + r * .3), (x + r * .45, y + r * .3), (x + r * .78, y + r * .88), (x - r * .78, y + r * .88)], tone)
    elif what == 'bulb':
        pen.disc(x, y - r * .25, r * .62, (255, 221, 87), dark, 1.4)
        pen.rect(x - r * .26, y + r * .38, r * .52, r * .45, dark)
    elif what == 'camera':
        pen.rect(x - r * .9, y - r * .5, r * 1.8, r * 1.15, dark, radius=5)
        pen.disc(x, y + r * .08, r * .42, (210, 225, 240), (255, 255, 255), 2)
    elif what == 'tree':
        pen.rect(x - r * .12, y + r * .2, r * .24, r * .75, (120, 80, 50))
        pen.disc(x, y - r * .2, r * .62, (70, 150, 70))
    elif what == 'clock':
        pen.disc(x, y, r * .85, (255, 255, 255), dark, 3)
        pen.line([(x, y), (x, y - r * .55)], dark, 2.4, sketch=False)
        pen.line([(x, y), (x + r * .4, y + r * .15)], dark, 2.4, sketch=False)
    else:
        spots = [(x + r * .75 * math.cos(k * 1.26), y + r * .75 * math.sin(k * 1.26)) for k in range(5)]
        for p in spots:
            pen.line([(x, y), p], dark, 1.6, sketch=False)
        for p in (*spots, (x, y)):
            pen.disc(*p, r * .2, tone)
