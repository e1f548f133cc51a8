"""Maps of streets, transport and floors."""

import math

from ..figure import choice, kind
from . import colours
from .maps import EARTH
from .pen import SCALE, Pen, random_look
from .stage import stage_look
from .story import Story, fitting, listed, number


@kind('street map', 'map', ('street map', 'road network', 'street network', 'city map', 'OpenStreetMap view', 'urban map', 'road map', 'map of the road network', 'GPS tracks', 'route map'), weight=.8)
def streets(rng, domain):
    domain = fitting(rng, domain, *EARTH, 'computer', 'data')
    style = str(choice(rng, ('light', 'light', 'figure ground', 'dark')))
    paper, road, major, green, water = {'light': ((242, 239, 233), (255, 255, 255), (252, 214, 164), (205, 235, 176), (170, 211, 223)), 'figure ground': ((255, 255, 255), (60, 60, 60), (20, 20, 20), (255, 255, 255), (225, 235, 245)), 'dark': ((30, 30, 34), (75, 75, 80), (120, 120, 125), (38, 46, 38), (24, 34, 48))}[style]
    look = stage_look(rng, 0)
    look.paper = paper
    pen = Pen(rng, rng.uniform(360, 620), rng.uniform(300, 480), look)
    w, h = pen.width, pen.height
    pen.polygon([(0, h * rng.uniform(.5, .9)), *pen.curve((0, h * rng.uniform(.4, .7)), (w, h * rng.uniform(.6, .95)), .15), (w, h), (0, h)] if rng.random() < .3 else [(0, 0), (1, 0), (1, 1)], water)
    for _ in range(int(rng.integers(1, 5))):
        x, y = rng.uniform(0, w), rng.uniform(0, h)
        pen.rect(x, y, rng.uniform(30, 110), rng.uniform(30, 90), green, radius=8)
    angle, step = rng.uniform(-.5, .5), rng.uniform(22, 46)
    c, s = math.cos(angle), math.sin(angle)
    turn = lambda u, v: (w / 2 + u * c - v * s, h / 2 + u * s + v * c)
    reach = int(max(w, h) * .8 / step)
    edge = (215, 210, 205) if style == 'light' else road
    segments = []
    for i in range(-reach, reach + 1):
        bend = rng.normal(0, 5)
        for j in range(-reach, reach):
            if rng.random() < .86:
                segments.append((turn(i * step + bend, j * step), turn(i * step + bend, (j + 1) * step)))
            if rng.random() < .82:
                segments.append((turn(j * step, i * step + bend), turn((j + 1) * step, i * step + bend)))
    wide = 5 if style == 'light' else 1.4
    if style == 'light':
        for a, b in segments:
            pen.draw.line([tuple(v * SCALE for v in a), tuple(v * SCALE for v in b)], fill=edge, width=int((wide + 1.6) * SCALE))
    for a, b in segments:
        pen.draw.line([tuple(v * SCALE for v in a), tuple(v * SCALE for v in b)], fill=road, width=int(wide * SCALE))
    for _ in range(int(rng.integers(1, 5))):
        path = pen.curve((rng.uniform(-20, w), -10), (rng.uniform(0, w), h + 10), rng.uniform(-.3, .3)) if rng.random() < .5 else pen.curve((-10, rng.uniform(0, h)), (w + 10, rng.uniform(0, h)), rng.uniform(-.3, .3))
        pen.line(path, major, 7 if style == 'light' else 2.5, sketch=False)
    mode = str(choice(rng, ('route', 'points', 'none', 'routes')))
    chosen = colours.pick(rng, 3, ('red', 'blue', 'purple', 'green', 'orange'))
    routes = 1 if mode == 'route' else int(rng.integers(2, 4)) if mode == 'routes' else 0
    for k in range(routes):
        u, v, path = 0.0, 0.0, [turn(0, 0)]
        u, v = step * int(rng.integers(-4, 1)), step * int(rng.integers(-4, 1))
        path = [turn(u, v)]
        for _ in range(14):
            if rng.random() < .5:
                u += step
            else:
                v += step * choice(rng, (1, 1, -1))
            path.append(turn(u, v))
        pen.line(path, chosen[k][1], 4, sketch=False)
        for p in (path[0], path[-1]):
            pen.disc(*p, 7, chosen[k][1], (255, 255, 255), 2)
    points = int(rng.integers(4, 40)) if mode == 'points' else 0
    for _ in range(points):
        x, y = rng.uniform(20, w - 20), rng.uniform(20, h - 20)
        pen.disc(x, y - 9, 6, chosen[0][1], (255, 255, 255), 1.2)
        pen.polygon([(x - 4, y - 5), (x + 4, y - 5), (x, y + 4)], chosen[0][1])
    story = Story(rng, domain, 'street map', ('the city (centre|)', 'a (city|town|neighbourhood|district)', 'the (road|street) network of (a|the) (city|town)')).set(c=chosen[0][0], n=number(routes), style=style.replace('figure ground', 'black and white'))
    story.named('street map', 'city map', 'urban map', *(('GPS tracks', 'route map') if routes else ('road network', 'street network', 'OpenStreetMap view', 'road map', 'map of the road network')))
    story.lead('(Street|Road) (network|map) of {subject}.', '(Route|Routes|Trip|Trajectory|Trajectories) (in|through) {subject}.' if routes else '(Locations|Facilities|Observations|Streets) in {subject}.')
    if routes == 1:
        story.note('The {c} line is the (route|shortest path|trajectory|track).')
    if routes > 1:
        story.note('{n} (routes|tracks|trajectories) are drawn in different colours.')
    if points:
        story.note('{c} (markers|pins|points) show (places|locations|facilities|observations).')
    story.note('(Map|Background) data (are|come|is) from OpenStreetMap.', 'Roads are (grey|white|dark) (lines|).' if style == 'light' else 'Streets are drawn as thin lines.')
    return story.finish(pen.done(), colours=[chosen[0][0]] if routes == 1 or points else (), count=routes if routes > 1 else None)


@kind('transit map', 'map', ('transit map', 'metro map', 'transport network map', 'railway map', 'subway map', 'network map', 'route network'), weight=.4)
def transit(rng, domain):
    look = stage_look(rng, 0)
    pen = Pen(rng, rng.uniform(380, 600), rng.uniform(280, 440), look)
    lines, cell = int(rng.integers(2, 7)), 36
    chosen = colours.pick(rng, lines)
    across, down, stops = int(pen.width // cell) - 1, int(pen.height // cell) - 1, 0
    for name, tone in chosen:
        x, y, d = int(rng.integers(0, 3)), int(rng.integers(1, down)), 0
        if rng.random() < .4:
            x, y, d = int(rng.integers(2, across)), 0, 2
        path = [(x, y)]
        moves = ((1, 0), (1, 1), (0, 1), (1, -1), (1, 0))
        for _ in range(across + down):
            if rng.random() < .3:
                d = int(rng.integers(5))
            x, y = x + moves[d][0], y + moves[d][1]
            y = min(max(y, 0), down)
            if x > across:
                break
            path.append((x, y))
        flat = [(20 + a * cell, 20 + b * cell) for a, b in path]
        if len(flat) < 2:
            flat.append((flat[0][0] + cell, flat[0][1]))
        pen.line(flat, tone, 6, sketch=False)
        for p in flat[::int(rng.integers(1, 3))]:
            stops += 1
            pen.disc(*p, 5, (255, 255, 255), (20, 20, 20), 1.5)
            if rng.random() < .35:
                pen.text(p[0] + 8, p[1] - 10, choice(rng, ('Central', 'North', 'Park', 'Airport', 'Museum', 'Harbour', 'Bridge', 'Market', 'West')), 9, anchor='lm')
    story = Story(rng, domain, 'transit map', ('the (public transport|metro|bus|railway|tram) (network|system)',)).set(n=number(lines), names=listed([n for n, _ in chosen]))
    story.lead('{noun} of {subject}.')
    story.note('There are {n} lines.', 'Lines are (drawn|shown) in {names}.', '(Stations|Stops) are white circles.')
    return story.finish(pen.done(), colours=[n for n, _ in chosen], count=lines)


@kind('floor plan', 'map', ('floor plan', 'building plan', 'layout of the building', 'room layout', 'site plan', 'indoor map'), weight=.5)
def floor(rng, domain):
    look = random_look(rng, 3, .04)
    look.sketch = False
    pen = Pen(rng, rng.uniform(360, 560), rng.uniform(280, 420), look)
    x0, y0, w, h = 20, 20, pen.width - 40, pen.height - 40
    rooms = []

    def split(x, y, w, h, depth):
        if depth == 0 or min(w, h) < 70:
            rooms.append((x, y, w, h))
        elif w > h:
            cut = rng.uniform(.35, .65) * w
            split(x, y, cut, h, depth - 1)
            split(x + cut, y, w - cut, h, depth - 1)
        else:
            cut = rng.uniform(.35, .65) * h
            split(x, y, w, cut, depth - 1)
            split(x, y + cut, w, h - cut, depth - 1)

    split(x0, y0, w, h, int(rng.integers(2, 4)))
    filled = rng.random() < .5
    for index, (x, y, a, b) in enumerate(rooms):
        pen.rect(x, y, a, b, colours.tint(look.palette[index % 3][1], .7) if filled else None, look.ink, 3.5)
    for index, (x, y, a, b) in enumerate(rooms):
        if y > y0 + 5:
            dx = x + a * rng.uniform(.2, .6)
            pen.rect(dx, y - 3, 26, 6, look.paper)
            pen.line(pen.curve((dx, y - 24), (dx + 26, y), -.25), look.ink, 1)
        elif x > x0 + 5:
            pen.rect(x - 3, y + b * .4, 6, 24, look.paper)
        pen.label(x + a / 2, y + b / 2, choice(rng, ('office', 'lab', 'kitchen', 'hall', 'storage', 'room ' + str(index + 1), 'meeting', 'clean room', 'workshop')), a - 16, 24, 12)
    path = rng.random() < .35
    name, tone = colours.pick(rng, 1, ('red', 'blue', 'green', 'orange'))[0]
    if path:
        pen.line([(x + a / 2, y + b * .7) for x, y, a, b in rooms], tone, 2.5, 6)
    story = Story(rng, domain, 'floor plan', ('the (laboratory|building|test environment|office|house|apartment)',)).set(n=number(len(rooms)), c=name)
    story.lead('{noun} of {subject}.', '(Layout|Plan) of {subject} (with|and) (rooms|sensor positions|doors).')
    story.note('There are {n} rooms.', 'Walls are (thick|black|drawn as thick) lines.')
    if path:
        story.note('The dashed {c} line is the (path|trajectory) (of the robot|).')
    return story.finish(pen.done(), colours=[name] if path else (), count=len(rooms))
