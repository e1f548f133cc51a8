"""Icons with captions, as graphical abstracts have them."""

import math

import numpy as np

from ..figure import choice, kind
from . import colours, mini
from .names import labels
from .pen import Pen, random_look
from .story import Story, listed, number


@kind('infographic', 'diagram', ('infographic', 'graphical abstract', 'summary graphic', 'conceptual overview', 'visual summary', 'feature summary', 'conceptual figure', 'conceptual framework'), weight=.9)
def infographic(rng, domain):
    """Icons with captions in columns or around a centre, as graphical abstracts have them."""
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
