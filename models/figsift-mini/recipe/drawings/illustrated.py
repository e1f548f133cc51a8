"""Workflows whose steps are pictures, and viewers that show one large picture."""

from ..figure import choice, kind, sample
from . import colours, inner, mini
from .gui import gui_look, skin, title_bar
from .names import BUTTONS, FILES, STEPS, labels, package
from .pen import Pen, random_look
from .story import Story, listed, number


@kind('illustrated workflow', 'diagram', ('illustrated workflow', 'workflow with example outputs', 'graphical workflow', 'schematic of the workflow', 'overview of the pipeline', 'overview of the method', 'method overview', 'processing steps with examples', 'overview figure'), weight=1.8)
def illustrated(rng, domain):
    look = random_look(rng, 5, .03)
    count = int(rng.integers(2, 5))
    rows = 1 if count < 4 or rng.random() < .6 else 2
    columns = -(-count // rows)
    side = rng.uniform(150, 210)
    pen = Pen(rng, columns * (side + 50) + 10, rows * (side + 56) + 14, look)
    names, words, spots = labels(rng, domain, count, (STEPS,)), [], []
    framed = rng.random() < .6
    for index in range(count):
        x, y = 22 + (index % columns) * (side + 50), 30 + (index // columns) * (side + 56)
        spots.append((x, y))
        tone = look.palette[index % 5][1]
        if framed:
            pen.rect(x - 8, y - 24, side + 16, side + 38, colours.mix(look.paper, tone, .14), tone, 1.4, 8)
        pen.label(x + side / 2, y - 11, names[index], side, 22, 13, bold=True)
        if rng.random() < .45:
            words.append(mini.PLOT_WORDS[mini.plot(pen, rng, x, y, side, side * .95)])
        elif rng.random() < .2:
            pen.box(x, y + side * .25, side, side * .45, choice(rng, FILES), tone, choice(rng, ('cylinder', 'document', 'box')))
            words.append('file')
        else:
            image, word = inner.picture(rng, domain, choice(rng, (inner.IMAGES, inner.SOLIDS, inner.MAPS, inner.GRAPHS)))
            inner.paste_whole(pen, image, x, y, side, side * .95)
            words.append(word)
    for (x0, y0), (x1, y1) in zip(spots, spots[1:]):
        if y1 == y0:
            pen.arrow((x0 + side + 9, y0 + side / 2), (x1 - 9, y1 + side / 2), width=3)
        else:
            pen.arrow((x0 + side / 2, y0 + side + 16), (x0 + side / 2, y0 + side + 28), width=3)
    story = Story(rng, domain, 'illustrated workflow').set(n=number(count), a=names[0], z=names[-1], all=listed(names), first=words[0], last=words[-1], shown=listed(dict.fromkeys(words)))
    story.lead('{noun} (of|for) {subject}.', '(Overview|Graphical overview|Illustration|Summary) of the (method|approach|pipeline|workflow|procedure|analysis) (for|used for) {topic}.', 'From {a} to {z}: {noun}.', '(Steps|Main steps) of the (analysis|workflow|method) with example (outputs|results|images).')
    story.note('The (workflow|method|pipeline) has {n} (steps|stages|panels): {all}.', 'A {first} is shown on the left (and|,) a {last} (on|at) the (right|end).' if rows == 1 else 'Examples (are|include) {shown}.', '(Example outputs|Insets|Panels) (show|are) {shown}.', 'The (output|result) of each step is (shown|illustrated).', 'The (first|initial) step is {a} and the last {z}.')
    return story.finish(pen.done(), count=count, sides=rows == 1)


@kind('viewer screenshot', 'screenshot', ('image viewer', 'viewer', 'screenshot of the viewer', '3D viewer', 'visualisation tool', 'visualization tool', 'interactive viewer', 'interactive visualisation', 'screenshot of the visualisation', 'annotation tool'), weight=1.4)
def viewer(rng, domain):
    dark, paper, field, ink, accent_name, accent = skin(rng)
    pen = Pen(rng, rng.uniform(460, 780), rng.uniform(340, 520), gui_look(paper, ink, rng))
    top = title_bar(pen, rng, f'{package(rng)} viewer', colours.mix(paper, (0, 0, 0), .1 if not dark else .3), ink) if rng.random() < .7 else 0
    strip = rng.random() < .6
    side = str(choice(rng, ('left', 'right')))
    panel = pen.width * rng.uniform(.14, .24) if rng.random() < .75 else 0
    image, word = inner.picture(rng, domain, choice(rng, (inner.IMAGES, inner.SOLIDS, inner.SOLIDS, inner.MAPS, inner.GRAPHS)))
    x, w, h = (panel if side == 'left' else 0), pen.width - panel, pen.height - top - (34 if strip else 4)
    pen.rect(x, top, w, h, tuple(int(v) for v in image[3, 3]))
    inner.paste_whole(pen, image, x, top, w, h)
    if panel:
        px, y = (0 if side == 'left' else pen.width - panel), top + 10
        for text in sample(rng, ('Layers', 'Opacity', 'Contrast', 'Colour map', 'Threshold', 'Labels', 'Slice', 'Scale', 'Camera', 'Zoom', 'Mesh', 'Points', 'Filters', 'Time'), int(rng.integers(4, 9))):
            if y > pen.height - 60:
                break
            pen.text(px + 8, y + 6, text, 10, ink, 'lm')
            what = int(rng.integers(3))
            if what == 0:
                pen.rect(px + 8, y + 18, panel - 20, 3, (160, 160, 165))
                pen.disc(px + 8 + (panel - 20) * rng.random(), y + 19.5, 5, accent)
            elif what == 1:
                pen.rect(px + 8, y + 15, panel - 20, 16, field, (150, 150, 155), 1, 3)
            else:
                pen.rect(px + 8, y + 15, panel - 20, 17, accent, radius=3)
                pen.text(px + panel / 2, y + 23, choice(rng, BUTTONS), 9.5, colours.readable(accent))
            y += 42
    if strip:
        y = pen.height - 18
        pen.polygon([(12, y - 8), (12, y + 8), (26, y)], ink)
        pen.rect(40, y - 1.5, pen.width - 90, 3, (150, 150, 155))
        pen.disc(40 + (pen.width - 90) * rng.random(), y, 6, accent)
        pen.text(pen.width - 24, y, f'{int(rng.integers(1, 99))}', 10, ink)
    story = Story(rng, domain, 'viewer screenshot', ('{word}', 'a {word} of {object}', '{object}', '{pkg}')).set(word=word, side=side, c=accent_name, theme='dark' if dark else 'light')
    story.lead('{noun} (showing|displaying|with) (a|the) {word}.', 'The {pkg} viewer (showing|displaying|with) (a|the) {word}.', '(Interactive|Web-based|Desktop) (visualisation|visualization|display) of (a|the) {word} (in|with) {pkg}.', 'Screenshot of {pkg} (showing|displaying) (a|the) {word}.')
    story.note('The (main|central) (view|area|canvas) (shows|displays) a {word}.', 'A {theme} theme is used.')
    if panel:
        story.note('(A panel|Controls|The control panel|Layer controls) on the {side} (sets|set|adjust|change) (display options|opacity and contrast|the view).')
    if strip:
        story.note('(A slider|The time slider) at the bottom (selects|steps through) (the slice|the frame|time).')
    return story.finish(pen.done(), sides=bool(panel or strip), theme='dark' if dark else 'light')
