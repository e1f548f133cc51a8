"""Sketches of geometry, forces, optics and experimental setups."""

import math

import numpy as np

from ..figure import choice, kind, sample
from . import colours
from .pen import Pen, random_look
from .story import Story, fitting, listed, number

PHYSICS = ('physic', 'engineer', 'fluid', 'mater', 'robot', 'astro', 'chem', 'optic', 'quantum')


@kind('geometry sketch', 'diagram', ('geometry', 'sketch of the geometry', 'schematic of the geometry', 'problem setup', 'coordinate system', 'definition of the coordinates', 'free body diagram', 'computational domain', 'domain and boundary conditions', 'geometric construction'), weight=1.2)
def geometry(rng, domain):
    look = random_look(rng, 3, .03)
    look.family = str(choice(rng, ('times', 'latin', 'sans', 'serif')))
    pen = Pen(rng, rng.uniform(340, 560), rng.uniform(260, 420), look)
    w, h = pen.width, pen.height
    (name, tone), _, _ = look.palette
    what = str(choice(rng, ('domain', 'frame', 'angles', 'inclined plane', 'pendulum', 'spherical')))
    greek = ('θ', 'φ', 'α', 'β', 'ψ')
    cx, cy = w / 2, h / 2
    parts = []
    if what == 'domain':
        x, y, a, b = w * .14, h * .18, w * .72, h * .6
        pen.rect(x, y, a, b, colours.tint(tone, .8), look.ink, 2)
        if rng.random() < .6:
            pen.disc(cx - a * .15, cy, b * .16, look.paper, look.ink)
            pen.text(cx - a * .15, cy, 'D', 14, family='italic')
        for k in range(5):
            pen.arrow((x - 30, y + b * (k + .5) / 5), (x - 3, y + b * (k + .5) / 5), colour=look.palette[1][1])
        pen.text(x - 18, y - 12, choice(rng, ('inlet', 'u = 1', 'U')), 12)
        pen.text(x + a + 4, y - 12, choice(rng, ('outlet', 'p = 0')), 12)
        pen.arrow((x, y + b + 18), (x + a, y + b + 18), both=True, width=1)
        pen.text(cx, y + b + 30, 'L', 13, family='italic')
        pen.arrow((x + a + 16, y), (x + a + 16, y + b), both=True, width=1)
        pen.text(x + a + 28, cy, 'H', 13, family='italic')
        pen.text(cx, y + 12, choice(rng, ('no slip', 'wall', 'periodic', 'Γ')), 12)
        parts = ['inlet', 'outlet', 'walls']
        subject = ('the computational domain', 'the (channel|simulation domain|test case)')
    elif what in ('frame', 'spherical'):
        o, length = (w * .42, h * .62), min(w, h) * .4
        for text, angle in (('x', math.radians(215)), ('y', 0), ('z', -math.pi / 2)):
            p = (o[0] + length * math.cos(angle) * (.7 if text == 'x' else 1), o[1] - length * math.sin(angle) * (1 if text != 'x' else -.7) * (-1 if text == 'x' else 1))
            p = (o[0] + length * math.cos(angle) * (.7 if text == 'x' else 1), o[1] + length * (.5 if text == 'x' else math.sin(angle)))
            pen.arrow(o, p)
            pen.text(p[0] + 10, p[1] - 8, text, 15, family='italic')
        p = (o[0] + length * .62, o[1] - length * .72)
        pen.arrow(o, p, colour=tone, width=2.4)
        pen.text(p[0] + 10, p[1] - 6, choice(rng, ('r', 'v', 'n', 'P', 'B')), 15, tone, family='italic')
        low = (p[0], o[1] + length * .28)
        pen.line([p, low], dash=5, width=1)
        pen.line([o, low], dash=5, width=1)
        pen.line([(o[0] + 28 * math.cos(t), o[1] - 28 * math.sin(t)) for t in np.linspace(.86, math.pi / 2, 10)], width=1)
        pen.text(o[0] + 20, o[1] - 42, choice(rng, greek), 14)
        if what == 'spherical':
            pen.disc(*o, length, None, look.ink, 1)
            pen.disc(*o, length, None, (150, 150, 150), 1, .3)
        parts = ['x', 'y', 'z']
        subject = ('the coordinate system', 'the (reference frame|coordinate frame|axes) (used|)', 'spherical coordinates' if what == 'spherical' else 'Cartesian coordinates')
    elif what == 'angles':
        points = [(rng.uniform(.1, .9) * w, rng.uniform(.12, .88) * h) for _ in range(int(rng.integers(3, 6)))]
        points.sort(key=lambda p: math.atan2(p[1] - cy, p[0] - cx))
        pen.polygon(points, colours.tint(tone, .75), look.ink, 2)
        for text, p in zip('ABCDE', points):
            pen.disc(*p, 3.5, look.ink)
            pen.text(p[0] + (14 if p[0] > cx else -14), p[1] + (14 if p[1] > cy else -14), text, 15, family='italic')
            parts.append(text)
        if rng.random() < .5:
            pen.line([points[0], points[2]], dash=5)
        pen.text(cx, cy, choice(rng, greek), 14)
        subject = ('a (triangle|polygon|element|cell)' if len(points) != 3 else 'a triangle', 'the (construction|proof|element)')
    elif what == 'inclined plane':
        pen.polygon([(w * .1, h * .8), (w * .9, h * .8), (w * .9, h * .3)], colours.tint(tone, .7), look.ink, 2)
        a = math.atan2(h * .5, w * .8)
        bx, by = w * .55, h * .8 - (w * .45) * math.tan(a)
        at = lambda u, v: (bx + u * math.cos(a) + v * math.sin(a) * -1, by - u * math.sin(a) - v * math.cos(a))
        pen.polygon([at(-28, 0), at(28, 0), at(28, 40), at(-28, 40)], look.palette[1][1], look.ink)
        m = at(0, 20)
        pen.arrow(m, (m[0], m[1] + 80), width=2, colour=look.palette[2][1])
        pen.text(m[0] + 14, m[1] + 78, 'mg', 13, family='italic')
        pen.arrow(at(0, 40), at(0, 95), width=2)
        pen.text(*at(14, 95), 'N', 13, family='italic')
        pen.text(w * .25, h * .8 - 12, 'α', 14)
        parts = ['gravity', 'normal force']
        subject = ('a block on an inclined plane', 'the forces on a block')
    else:
        top = (cx, h * .12)
        pen.rect(cx - 70, h * .12 - 10, 140, 10, (150, 150, 150))
        links, point, angle = int(rng.integers(1, 3)), top, rng.uniform(.25, .7)
        pen.line([top, (cx, h * .75)], dash=5, width=1)
        for k in range(links):
            end = (point[0] + h * .34 * math.sin(angle), point[1] + h * .34 * math.cos(angle))
            pen.line([point, end], width=2)
            pen.disc(*end, 15, look.palette[k][1], look.ink)
            pen.text(end[0] + 26, end[1], f'm{k + 1}', 13, family='italic')
            point, angle = end, angle * rng.uniform(-.6, 1.4)
        pen.text(cx + 14, h * .3, choice(rng, greek), 14)
        parts = ['mass', 'rod']
        subject = ('a double pendulum' if links == 2 else 'a pendulum', 'the mechanical model')
    story = Story(rng, domain, 'geometry sketch', subject).set(all=listed(parts), c=name)
    story.named(*{'domain': ('geometry', 'problem setup', 'computational domain', 'domain and boundary conditions', 'schematic of the geometry'), 'angles': ('geometric construction', 'geometry', 'sketch of the geometry'), 'inclined plane': ('free body diagram', 'problem setup'), 'pendulum': ('free body diagram', 'problem setup', 'geometry')}.get(what, ('coordinate system', 'definition of the coordinates', 'sketch of the geometry')))
    story.lead('(Sketch|Schematic|Definition|Illustration|Drawing) of {subject}.', '(Notation|Geometry|Definition of variables) (for|of|used for) {subject}.')
    if what == 'domain':
        story.note('The inlet is on the left and the outlet on the right.', 'The domain has (length|width) L and height H.', 'Boundary conditions are (given|indicated) (at|on) (each side|the walls).', 'The domain is (shaded|filled) in {c}.')
    elif what in ('frame', 'spherical'):
        story.note('The (vector|position vector) is (drawn|shown) in {c}.', 'The z axis points (upwards|to the top).', 'Angles are measured from the axes.')
    elif what == 'angles':
        story.note('(Vertices|Corners|Points) are labelled {all}.', 'The (polygon|area|figure) is {c}.')
    else:
        story.note('(The forces|Arrows|Labels) (are|show) {all}.')
    return story.finish(pen.done(), colours=[name] if what in ('domain', 'frame', 'spherical', 'angles') else (), sides=what in ('domain', 'frame', 'spherical'))


@kind('optical setup', 'diagram', ('optical setup', 'ray diagram', 'optical path', 'schematic of the optical setup', 'beam path', 'optical layout', 'ray tracing diagram', 'interferometer setup'), weight=.7)
def optics(rng, domain):
    domain = fitting(rng, domain, 'physic', 'optic', 'quantum', 'astro', 'imag', 'engineer')
    look = random_look(rng, 3, .05)
    pen = Pen(rng, rng.uniform(460, 720), rng.uniform(180, 320), look)
    w, y = pen.width, pen.height * .55
    beam_name, beam = colours.pick(rng, 1, ('red', 'green', 'blue', 'orange'))[0]
    rays = rng.random() < .45
    count = int(rng.integers(2, 5))
    lenses = []
    if rays:
        pen.line([(10, y), (w - 10, y)], dash=6, width=1)
        xs = np.linspace(w * .22, w * .78, count)
        heights = [pen.height * .3] + [pen.height * rng.uniform(.05, .32) * choice(rng, (1, -1)) for _ in range(count - 1)] + [0]
        for sign in (1, 0, -1) if rng.random() < .5 else (1, .5, -.5, -1):
            points = [(12, y - sign * heights[0])] + [(x, y - sign * v) for x, v in zip(xs, heights)] + [(w - 14, y - sign * heights[-1])]
            pen.line(points, beam, 1.4, sketch=False)
        for k, x in enumerate(xs):
            _lens(pen, x, y, pen.height * .36)
            pen.text(x, y + pen.height * .4, f'L{k + 1}', 12)
            lenses.append(f'L{k + 1}')
        pen.rect(w - 16, y - 50, 7, 100, (60, 60, 65))
        pen.text(w - 30, y - 60, 'detector', 11, anchor='rm')
    else:
        pen.box(12, y - 18, 80, 36, choice(rng, ('laser', 'LED', 'source', 'lamp')), look.palette[0][1])
        pen.line([(92, y), (w - 50, y)], beam, 3, sketch=False)
        for k in range(count):
            x = 130 + k * (w - 230) / count
            part = str(choice(rng, ('lens', 'splitter', 'mirror', 'sample', 'polariser', 'AOM')))
            lenses.append(part)
            if part == 'lens':
                _lens(pen, x, y, 34)
            elif part in ('splitter', 'mirror'):
                up = pen.height * .14
                pen.line([(x, y), (x, up)], beam, 3, sketch=False)
                if part == 'splitter':
                    pen.rect(x - 14, y - 14, 28, 28, (225, 238, 248), look.ink, 1)
                pen.line([(x - 14, y + 14), (x + 14, y - 14)], look.ink, 2)
                pen.line([(x - 16, up), (x + 16, up)], look.ink, 4)
            else:
                pen.box(x - 18, y - 22, 36, 44, '', look.palette[1][1])
            pen.text(x, y + 48, part, 11)
        pen.box(w - 76, y - 22, 64, 44, choice(rng, ('camera', 'detector', 'PMT', 'CCD')), look.palette[2][1])
    story = Story(rng, domain, 'optical setup', ('the (experiment|microscope|interferometer|telescope|spectrometer|imaging system|laser system)',)).set(all=listed(list(dict.fromkeys(lenses))), n=number(count), c=beam_name)
    story.lead('(Optical|Schematic of the optical|Simplified optical) (setup|layout|path) of {subject}.', '(Rays|Light path|Beam path) (through|in) {subject}.')
    story.note('(The beam is|The light is|Rays are) (drawn|shown) in {c}.', 'Light (travels|propagates|goes) from left to right.', 'The detector is on the right.')
    story.note('The light passes {n} lenses.' if rays else 'The beam passes {n} (elements|components): {all}.')
    return story.finish(pen.done(), colours=[beam_name], count=count, sides=True)


def _lens(pen, x, y, half):
    t = np.linspace(-1, 1, 14)
    pen.polygon([(x + 9 * (1 - s * s), y + half * s) for s in t] + [(x - 9 * (1 - s * s), y + half * s) for s in t[::-1]], (205, 228, 245), pen.look.ink, 1.2)


@kind('experimental setup', 'diagram', ('experimental setup', 'schematic of the experimental setup', 'experimental apparatus', 'setup of the experiment', 'schematic of the apparatus', 'test rig', 'vacuum system schematic', 'laboratory setup', 'measurement setup'), weight=1)
def apparatus(rng, domain):
    look = random_look(rng, 5, .03)
    pen = Pen(rng, rng.uniform(420, 680), rng.uniform(280, 420), look)
    w, h = pen.width, pen.height
    grey = (200, 203, 208)
    cx, cy = w * .42, h * .5
    liquid_name, liquid = colours.pick(rng, 1, ('blue', 'orange', 'green', 'yellow', 'cyan'))[0]
    vessel = str(choice(rng, ('tank', 'chamber', 'flask', 'tube furnace', 'column')))
    if vessel == 'tank':
        pen.rect(cx - w * .17, cy - h * .24, w * .34, h * .5, (245, 248, 250), look.ink, 2)
        pen.rect(cx - w * .17 + 2, cy - h * .02, w * .34 - 4, h * .28 - 2, liquid)
    elif vessel == 'chamber':
        pen.disc(cx, cy, h * .26, grey, look.ink, 2)
        pen.disc(cx, cy, h * .21, (248, 249, 252), look.ink, 1)
        pen.rect(cx - 22, cy + 6, 44, 10, liquid, look.ink, 1)
        for a in (0, math.pi / 2, math.pi):
            x, y = cx + h * .3 * math.cos(a), cy - h * .3 * math.sin(a)
            pen.rect(x - 12, y - 12, 24, 24, grey, look.ink)
    elif vessel == 'flask':
        pen.polygon([(cx - 13, cy - h * .28), (cx + 13, cy - h * .28), (cx + 13, cy - h * .08), (cx + w * .12, cy + h * .24), (cx - w * .12, cy + h * .24), (cx - 13, cy - h * .08)], (248, 250, 252), look.ink, 2)
        pen.polygon([(cx - w * .075, cy + h * .1), (cx + w * .075, cy + h * .1), (cx + w * .115, cy + h * .235), (cx - w * .115, cy + h * .235)], liquid)
        pen.rect(cx - w * .13, cy + h * .25, w * .26, h * .06, (120, 122, 126), look.ink)
    elif vessel == 'tube furnace':
        pen.rect(cx - w * .2, cy - h * .15, w * .4, h * .3, (215, 120, 90), look.ink, 2)
        pen.rect(cx - w * .27, cy - h * .05, w * .54, h * .1, (245, 248, 250), look.ink, 1.4)
        pen.rect(cx - 14, cy - 3, 28, 8, liquid, look.ink, 1)
    else:
        pen.rect(cx - w * .05, cy - h * .36, w * .1, h * .72, (245, 248, 250), look.ink, 2)
        pen.rect(cx - w * .05 + 2, cy - h * .1, w * .1 - 4, h * .4, liquid)
    parts = sample(rng, ('pump', 'pressure gauge', 'heater', 'valve', 'camera', 'light source', 'computer', 'power supply', 'thermocouple', 'gas inlet', 'flow meter', 'sensor', 'laser', 'data acquisition', 'stirrer', 'motor', 'sample holder', 'electrode'), int(rng.integers(3, 7)))
    places = [(.82, .16), (.82, .42), (.82, .68), (.82, .9), (.1, .16), (.1, .84)]
    for index, (text, (px, py)) in enumerate(zip(parts, places)):
        x, y = w * px, h * py
        start = (cx + (h * .22 if px > .5 else -h * .22), cy + (py - .5) * h * .3)
        if rng.random() < .5:
            pen.line([start, (start[0], y), (x, y)], look.ink if rng.random() < .7 else look.palette[0][1])
        else:
            pen.arrow((x, y), start)
        if text in ('pump', 'pressure gauge', 'flow meter', 'motor'):
            pen.disc(x, y, 20, look.palette[index % 5][1], look.ink)
            pen.text(x, y + 31, text, 11)
        elif text == 'computer':
            pen.rect(x - 30, y - 24, 60, 40, (60, 62, 68), look.ink)
            pen.rect(x - 26, y - 20, 52, 32, (190, 215, 240))
            pen.text(x, y + 28, text, 11)
        elif text == 'camera':
            pen.rect(x - 22, y - 14, 44, 28, (70, 72, 78), look.ink)
            pen.rect(x - 34, y - 8, 12, 16, (110, 112, 118), look.ink)
            pen.text(x, y + 26, text, 11)
        elif text == 'valve':
            pen.polygon([(x - 16, y - 10), (x + 16, y + 10), (x + 16, y - 10), (x - 16, y + 10)], look.palette[index % 5][1], look.ink)
            pen.text(x, y + 22, text, 11)
        else:
            pen.box(x - 44, y - 17, 88, 34, text, look.palette[index % 5][1])
    story = Story(rng, domain, 'experimental setup', ('the {vessel}', 'the (experiment|apparatus|measurement|test bench)')).set(vessel=vessel, all=listed(parts), n=number(len(parts)), c=liquid_name)
    story.lead('(Schematic|Sketch|Drawing|Schematic view|Diagram) of the (experimental|measurement|test|laboratory) (setup|apparatus|rig|arrangement).', '(Setup|Apparatus) (used|) for {topic}.', 'Experimental setup with (a|the) {vessel}, {all}.')
    story.note('The (setup|apparatus) (consists of|includes) a {vessel} and {n} (devices|components|instruments): {all}.', 'The {vessel} is (in the centre|left of centre).', 'The (liquid|sample) is (shown|drawn) in {c}.', 'The {vessel} is connected to {all}.')
    return story.finish(pen.done(), colours=[liquid_name], count=len(parts))
