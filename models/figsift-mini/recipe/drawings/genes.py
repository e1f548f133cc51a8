"""Genes, plasmids, pathways and alignments."""

import math

import numpy as np

from ..figure import choice, kind, sample
from . import colours
from .pen import Pen, random_look
from .story import Story, fitting, number, several

GENES = 'abcA rpoB lacZ gyrA recA dnaK ftsZ hisG trpE araC sodA katG ompA nuoB atpD cysK metE ilvC leuA purF'.split()
BIO = ('bio', 'geno', 'medic', 'neuro', 'cell')


@kind('gene map', 'diagram', ('gene map', 'genome map', 'gene cluster', 'gene structure', 'genomic region', 'genome browser view', 'operon structure', 'exon-intron structure', 'genome annotation'), weight=.6)
def gene_map(rng, domain):
    domain = fitting(rng, domain, *BIO)
    look = random_look(rng, 6, .03)
    rows = int(rng.integers(1, 6))
    pen = Pen(rng, rng.uniform(480, 780), rows * rng.uniform(54, 76) + 44, look)
    step, total = (pen.height - 40) / rows, 0
    exons = rng.random() < .35
    for row in range(rows):
        y = 20 + (row + .5) * step
        pen.line([(90, y), (pen.width - 14, y)], width=1.6, sketch=False)
        pen.text(82, y, choice(rng, (f'strain {row + 1}', f'contig {row + 1}', f'chr{int(rng.integers(1, 23))}', f'clone {row + 1}', 'track')), 10.5, anchor='rm')
        x = 98.0
        while x < pen.width - 60:
            w = rng.uniform(22, 90)
            if x + w > pen.width - 16:
                break
            name, tone = look.palette[int(rng.integers(6))]
            h, total = 11, total + 1
            if exons:
                pen.rect(x, y - h, w * .6, 2 * h, look.palette[row % 6][1], look.ink if look.outline != 'none' else None, 1)
            elif rng.random() < .75:
                pen.polygon([(x, y - h * .7), (x + w - 9, y - h * .7), (x + w - 9, y - h), (x + w, y), (x + w - 9, y + h), (x + w - 9, y + h * .7), (x, y + h * .7)], tone, look.ink, 1)
            else:
                pen.polygon([(x + w, y - h * .7), (x + 9, y - h * .7), (x + 9, y - h), (x, y), (x + 9, y + h), (x + 9, y + h * .7), (x + w, y + h * .7)], tone, look.ink, 1)
            if not exons and w > 34:
                pen.text(x + w / 2, y - h - 8, choice(rng, GENES), 9, family='italic')
            x += w + rng.uniform(4, 26)
    for k in range(6):
        x = 98 + (pen.width - 120) * k / 5
        pen.line([(x, pen.height - 20), (x, pen.height - 15)], width=1)
        pen.text(x, pen.height - 8, f'{k * 2} kb', 9)
    story = Story(rng, domain, 'gene map', ('the (locus|operon|gene cluster|region|genome|plasmid)', '{category}')).set(n=several(rows, choice(rng, ('track', 'strain', 'sequence', 'row'))))
    story.lead('{noun} of {subject}.', '(Organisation|Arrangement|Structure) of (genes|the genes|exons) (in|of) {subject}.', 'Comparison of (gene clusters|genomic regions|loci) (in|of) {subject}.')
    story.note('Arrows (show|indicate) (genes|the direction of transcription).' if not exons else 'Boxes are exons and lines introns.', 'The (figure|map) shows {n}.', 'The scale is given (in kilobases|at the bottom).')
    return story.finish(pen.done(), count=rows, sides=True)


@kind('plasmid map', 'diagram', ('plasmid map', 'circular genome map', 'vector map', 'circular map of the plasmid', 'construct map', 'circular genome'), weight=.4)
def plasmid(rng, domain):
    domain = fitting(rng, domain, *BIO)
    look = random_look(rng, 6, .03)
    pen = Pen(rng, rng.uniform(340, 480), rng.uniform(330, 420), look)
    cx, cy, r = pen.width / 2, pen.height / 2, min(pen.width, pen.height) * .3
    pen.disc(cx, cy, r, None, look.ink, 2)
    count = int(rng.integers(3, 10))
    starts = np.sort(rng.uniform(0, 2 * np.pi, count))
    gaps = np.diff(np.r_[starts, starts[0] + 2 * np.pi])
    for index, (start, gap) in enumerate(zip(starts, gaps)):
        arc = np.linspace(start, start + gap * .7, 14)
        tone = look.palette[index % 6][1]
        ring = lambda t, s: (cx + r * s * math.cos(t), cy + r * s * math.sin(t))
        pen.polygon([ring(t, 1.09) for t in arc[:-2]] + [ring(arc[-1], 1)] + [ring(t, .91) for t in arc[:-2][::-1]], tone, look.ink, 1)
        middle = arc.mean()
        pen.text(cx + r * 1.28 * math.cos(middle), cy + r * 1.22 * math.sin(middle), choice(rng, (*GENES, 'ori', 'AmpR', 'KanR', 'promoter', 'GFP')), 11, anchor='lm' if math.cos(middle) > .2 else 'rm' if math.cos(middle) < -.2 else 'mm')
    pen.text(cx, cy - 8, f'p{choice(rng, ("UC", "ET", "BR", "KS", "AC"))}{int(rng.integers(10, 400))}', 15, bold=True)
    pen.text(cx, cy + 12, f'{int(rng.integers(2000, 12000))} bp', 11)
    story = Story(rng, domain, 'plasmid map', ('the (plasmid|vector|construct|expression vector)',)).set(n=number(count))
    story.lead('{noun} of {subject}.', '(Map|Features) of {subject}.')
    story.note('The (plasmid|vector) (has|carries) {n} (features|genes|elements).', '(Arrows|Coloured arrows) (show|are) (genes|features).', 'The name and (size|length) are in the centre.')
    return story.finish(pen.done(), count=count)


@kind('pathway diagram', 'diagram', ('pathway', 'signalling pathway', 'metabolic pathway', 'signaling pathway', 'biochemical pathway', 'regulatory network', 'gene regulatory network', 'mechanism', 'schematic of the mechanism', 'cell signalling diagram'), weight=.7)
def pathway(rng, domain):
    domain = fitting(rng, domain, *BIO)
    look = random_look(rng, 6, .03)
    pen = Pen(rng, rng.uniform(380, 580), rng.uniform(320, 480), look)
    w, h = pen.width, pen.height
    membrane = rng.random() < .55
    if membrane:
        pen.rect(0, h * .2, w, h * .8, colours.tint(look.palette[5][1], .88))
        for k in range(int(w / 11)):
            for s in (0, 1):
                pen.disc(6 + k * 11, h * .2 + s * 20, 4.2, look.palette[4][1])
                pen.line([(6 + k * 11, h * .2 + s * 20), (6 + k * 11, h * .2 + 10)], look.palette[4][1], 1)
    nucleus = membrane and rng.random() < .6
    if nucleus:
        pen.disc(w / 2, h * .92, w * .34, colours.tint(look.palette[3][1], .7), look.ink, 1.4, .45)
        t = np.linspace(0, 1, 50)
        for s in (1, -1):
            pen.line([(w * .32 + w * .36 * a, h * .9 + s * 8 * math.sin(a * 26)) for a in t], look.palette[0][1], 2)
    names = sample(rng, ('EGFR', 'RAS', 'RAF', 'MEK', 'ERK', 'AKT', 'PI3K', 'mTOR', 'p53', 'NF-kB', 'JAK', 'STAT', 'WNT', 'MYC', 'glucose', 'pyruvate', 'lactate', 'ATP', 'NADH', 'citrate', 'TF', 'mRNA', 'protein', 'receptor', 'ligand', 'kinase'), 12)
    levels, spots = int(rng.integers(3, 6)), []
    for level in range(levels):
        count = int(rng.integers(1, 4))
        y = h * (.2 if membrane else .1) + (h * .7) * level / levels + 10
        spots.append([(w * (k + 1) / (count + 1), y) for k in range(count)])
    inhibited = 0
    for before, after in zip(spots, spots[1:]):
        for q in after:
            p = before[int(rng.integers(len(before)))]
            d = math.dist(p, q)
            a, b = (p[0] + (q[0] - p[0]) * 20 / d, p[1] + (q[1] - p[1]) * 20 / d), (q[0] - (q[0] - p[0]) * 24 / d, q[1] - (q[1] - p[1]) * 24 / d)
            if rng.random() < .22:
                inhibited += 1
                pen.line([a, b], (200, 40, 40), 2)
                n = ((q[1] - p[1]) / d * 9, -(q[0] - p[0]) / d * 9)
                pen.line([(b[0] + n[0], b[1] + n[1]), (b[0] - n[0], b[1] - n[1])], (200, 40, 40), 2.4)
            else:
                pen.arrow(a, b)
    index = 0
    for level, row in enumerate(spots):
        for x, y in row:
            pen.box(x - 36, y - 16, 72, 32, names[index % 12], look.palette[(level if rng.random() < .7 else index) % 6][1], choice(rng, ('ellipse', 'ellipse', 'stadium', 'hexagon', 'box')), size=12)
            index += 1
    story = Story(rng, domain, 'pathway diagram', ('the (signalling|MAPK|metabolic|apoptosis|glycolysis|insulin|immune) (pathway|network|cascade)', '{category}')).set(n=number(index), a=names[0], z=names[(index - 1) % 12], k=number(inhibited))
    story.lead('{noun} of {subject}.', '(Simplified|Schematic) (view|representation|model) of {subject}.', '(Regulation|Activation) of {z} (by|downstream of) {a}.')
    story.note('(Arrows|Black arrows) (denote|indicate|mean) activation.', 'The pathway (has|comprises|includes) {n} (components|proteins|species|molecules).')
    if inhibited:
        story.note('(Red blunt|Blunt red) lines (denote|indicate) inhibition.')
    if membrane:
        story.note('The (cell membrane|membrane) is at the top.')
    if nucleus:
        story.note('The nucleus (with DNA|) is at the bottom.')
    return story.finish(pen.done(), colours=['red'] if inhibited else (), count=index if index < 13 else None, sides=membrane)


@kind('sequence alignment', 'image', ('multiple sequence alignment', 'sequence alignment', 'alignment', 'aligned sequences', 'alignment view', 'read alignment', 'sequence logo and alignment'), weight=.6)
def alignment(rng, domain):
    domain = fitting(rng, domain, *BIO)
    look = random_look(rng, 4, .02)
    rows, columns = int(rng.integers(4, 20)), int(rng.integers(24, 60))
    cell = rng.uniform(11, 15)
    pen = Pen(rng, columns * cell + 110, rows * cell * 1.2 + 44, look)
    dna = rng.random() < .5
    letters = 'ACGT' if dna else 'ACDEFGHIKLMNPQRSTVWY'
    tone = {'A': '#64d264', 'C': '#6a8bff', 'G': '#ffb340', 'T': '#f36d6d'} if dna else {c: ('#80a0f0', '#f01505', '#15c015', '#c048c0', '#15a4a4', '#f09048', '#c0c000', '#f08080')[k % 8] for k, c in enumerate(letters)}
    consensus = [choice(rng, letters) for _ in range(columns)]
    conserved = rng.random(columns)
    style = str(choice(rng, ('full', 'full', 'differences', 'text')))
    for row in range(rows):
        y = 24 + row * cell * 1.2
        pen.text(98, y + cell / 2, choice(rng, (f'seq{row + 1}', f'sp_{row + 1}', f'read {row + 1}', f'HUMAN{row + 1}')), cell * .75, anchor='rm', family='mono')
        for column in range(columns):
            letter = consensus[column] if rng.random() < conserved[column] ** .4 else choice(rng, letters + '-')
            if letter != '-' and (style == 'full' or (style == 'differences' and letter != consensus[column])):
                pen.rect(104 + column * cell, y, cell, cell * 1.2, colours.rgb(tone[letter]))
            pen.text(104 + (column + .5) * cell, y + cell * .6, letter if style != 'differences' or letter != consensus[column] or row == 0 else '.', cell * .72, family='mono')
    for column in range(0, columns, 10):
        pen.text(104 + (column + .5) * cell, 13, str(column + 1), 8.5)
    bars = rng.random() < .5
    if bars:
        for column in range(columns):
            pen.rect(104 + column * cell + 1, pen.height - 2 - 16 * conserved[column], cell - 2, 16 * conserved[column], (120, 120, 125))
    story = Story(rng, domain, 'sequence alignment', ('the (protein|gene|homologous|ribosomal|mitochondrial) sequences', '{category} (sequences|genes)', 'the (conserved domain|active site|promoter|region)')).set(n=number(rows) if rows < 13 else str(rows), m='nucleotide' if dna else 'amino acid')
    story.lead('{noun} of {subject}.', 'Alignment of {n} {m} sequences.', '(Conserved|Variable) (residues|positions|sites) in {subject}.')
    story.note('{n} sequences are (aligned|shown).', '(Letters|Residues|Bases) are coloured by (type|{m}).' if style == 'full' else '(Dots|Points) are identical positions.' if style == 'differences' else 'Dashes are gaps.', 'Names are on the left.')
    if bars:
        story.note('Bars at the bottom (show|give) conservation.')
    return story.finish(pen.done(), count=rows if rows < 13 else None, sides=True)
