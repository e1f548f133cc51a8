"""Drawings of matrices, tensors and data structures."""

import math

import numpy as np

from ..figure import choice, kind, sample
from . import colours
from .pen import Pen, random_look
from .story import Story, number


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
