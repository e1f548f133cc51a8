"""UML and entity-relationship diagrams."""

import math

from ..figure import choice, kind, sample
from .names import ACTORS, CLASSES, FIELDS, METHODS, STEPS, TYPES
from .pen import Pen, random_look
from .story import Story, listed, number, several


def _class(pen, rng, x, y, w, name, fields, methods, colour, header):
    """A class box with three compartments; returns its height."""
    step = 14
    heights = [22, max(1, len(fields)) * step + 5, max(1, len(methods)) * step + 5]
    total = sum(heights)
    body = pen.look.paper if header else tuple(int(.75 * p + .25 * c) for p, c in zip(pen.look.paper, colour))
    pen.rect(x, y, w, total, body, pen.look.ink, pen.look.line)
    pen.rect(x, y, w, heights[0], colour if header else body, pen.look.ink, pen.look.line)
    ink = (255, 255, 255) if header and sum(colour) < 380 else pen.look.ink if not header or sum(pen.look.ink) < 300 else (20, 20, 20)
    pen.label(x + w / 2, y + 11, name, w - 6, 20, 12, ink, bold=True)
    pen.line([(x, y + heights[0] + heights[1]), (x + w, y + heights[0] + heights[1])])
    for index, text in enumerate(fields):
        pen.text(x + 5, y + heights[0] + 3 + (index + .5) * step, text, 9.5, anchor='lm', bold=False)
    for index, text in enumerate(methods):
        pen.text(x + 5, y + heights[0] + heights[1] + 3 + (index + .5) * step, text, 9.5, anchor='lm', bold=False)
    return total


@kind('UML class diagram', 'diagram', ('UML class diagram', 'class diagram', 'UML diagram', 'class hierarchy', 'inheritance diagram', 'object-oriented design', 'class structure'), weight=1.3)
def class_diagram(rng, domain):
    look = random_look(rng, 2)
    look.sketch = False
    children = int(rng.integers(1, 5))
    levels = 2 if rng.random() < .65 else 3
    names = sample(rng, CLASSES, children + levels + 1)
    w, gap = rng.uniform(120, 170), rng.uniform(18, 40)
    columns = max(children, 2)
    pen = Pen(rng, columns * (w + gap) + 20, levels * 150 + 20, look)
    colour, header = look.palette[0][1] if rng.random() < .8 else look.paper, rng.random() < .6
    member = lambda: f'{choice(rng, "+-#")}{choice(rng, FIELDS)}: {choice(rng, TYPES)}'
    method = lambda: f'{choice(rng, "++-")}{choice(rng, METHODS)}({choice(rng, ("", "x", "data", "path", "self"))})'
    make = lambda x, y, name: _class(pen, rng, x, y, w, name, [member() for _ in range(int(rng.integers(1, 4)))], [method() for _ in range(int(rng.integers(1, 4)))], colour, header)
    top_x = (pen.width - w) / 2
    if rng.random() < .4:
        top_x = 10 + gap / 2
        high = make(top_x, 10, names[0])
        side_x = pen.width - w - 10 - gap / 2
        if side_x > top_x + w + 20:
            make(side_x, 10, names[-1])
            pen.arrow((side_x, 40), (top_x + w, 40), head='diamond')
    else:
        high = make(top_x, 10, names[0])
    rows = [(top_x + w / 2, 10 + high)]
    for level in range(1, levels):
        count = children if level == levels - 1 else 1
        y = 20 + level * 150
        joint = (rows[-1][1] + y) / 2 + 4
        px, py = rows[-1]
        pen.arrow((px, joint), (px, py), head='hollow', size=11)
        lows = []
        for index in range(count):
            x = pen.width / 2 + (index - (count - 1) / 2) * (w + gap) - w / 2
            pen.line([(px, joint), (x + w / 2, joint), (x + w / 2, y)])
            lows.append((x + w / 2, y + make(x, y, names[level + index])))
        rows.append(lows[0] if count == 1 else (pen.width / 2, max(low for _, low in lows)))
    story = Story(rng, domain, 'UML class diagram').set(n=number(children), base=names[0], subs=listed(names[levels - 1:levels - 1 + children]), c=look.palette[0][0], a=names[1])
    story.lead('{noun} of the {pkg} (package|library|module|code).', '(Main|Core|Central|Principal|Important) classes (of|in) {subject}.', '{noun} (showing|with) the (main|core|base) classes and (their|the) (relationships|attributes|methods|inheritance).', '(Class|Inheritance) (relationships|hierarchy|structure) (of|in) {subject}.',
               'The {base} class and (its|the) (subclasses|derived classes|specialisations).', 'Object model of {subject}.')
    story.note('{n} (subclasses|derived classes|classes) (inherit from|extend|are derived from) (the base class|the abstract class|) {base}.', '{base} is the (abstract|) base class (shown|) at the top.', 'Each box lists (attributes|fields|the attributes) and methods(| of a class).',
               'Hollow (arrows|triangles|arrowheads) denote inheritance.', 'The classes {subs} (implement|override|share) the (interface|methods) of {base}.', 'Only public (methods|members) are shown.')
    if colour is not look.paper:
        story.note('Class (headers|names|boxes) are (shown|filled|drawn) in {c}.')
    return story.finish(pen.done(), colours=[look.palette[0][0]] if colour is not look.paper else (), count=children, sides=True)


@kind('UML sequence diagram', 'diagram', ('UML sequence diagram', 'sequence diagram', 'message sequence chart', 'interaction diagram', 'call sequence'), weight=.9)
def sequence(rng, domain):
    look = random_look(rng, 3)
    actors, messages = int(rng.integers(3, 6)), int(rng.integers(5, 13))
    names = sample(rng, ACTORS, actors) if rng.random() < .6 else sample(rng, CLASSES, actors)
    pitch, step = rng.uniform(110, 170), rng.uniform(24, 38)
    pen = Pen(rng, actors * pitch, messages * step + 90, look)
    base = look.palette[0][1]
    xs = [(index + .5) * pitch for index in range(actors)]
    for x, name in zip(xs, names):
        pen.line([(x, 40), (x, pen.height - 20)], dash=5, width=1)
        pen.box(x - pitch * .38, 10, pitch * .76, 30, name, base)
        if rng.random() < .3:
            pen.box(x - pitch * .38, pen.height - 34, pitch * .76, 26, name, base)
    bars = rng.random() < .6
    now = 0
    for index in range(messages):
        y = 62 + index * step
        target = int(choice(rng, [i for i in range(actors) if abs(i - now) == 1 or (i != now and rng.random() < .2)] or [(now + 1) % actors]))
        if bars:
            pen.rect(xs[target] - 5, y, 10, step * rng.uniform(.8, 2), (255, 255, 255) if rng.random() < .5 else base, look.ink, 1)
        back = target < now
        pen.arrow((xs[now], y), (xs[target], y), dash=5 if back else 0)
        words = str(choice(rng, METHODS)) + '()' if not back or rng.random() < .4 else str(choice(rng, ('return', 'result', 'ok', 'data', 'response', 'ack')))
        pen.text((xs[now] + xs[target]) / 2, y - 7, words, 9.5)
        now = target
    if rng.random() < .3:
        pen.rect(12, 50 + step * 2, pen.width - 24, step * 3.2, None, look.ink, 1)
        pen.box(12, 50 + step * 2, 44, 17, choice(rng, ('loop', 'alt', 'opt')), None, size=9)
    story = Story(rng, domain, 'UML sequence diagram').set(n=number(actors), all=listed(names), a=names[0], z=names[-1], m=number(messages))
    story.lead('{noun} (of|for) {subject}.', '{noun} (of|showing) the (interaction|communication|messages|calls) between {all}.', '(Sequence|Order) of (calls|messages|events) (in|during) {subject}.', 'Communication (protocol|sequence) between {a} and {z}.')
    story.note('There are {n} (participants|lifelines|actors): {all}.', 'Time runs from top to bottom.', '(Solid|Full) arrows are (calls|requests) and dashed arrows (returns|responses|replies).', 'The {a} is on the left and the {z} on the right.', '(Messages|Calls) are (exchanged|passed) (between|among) {all}.')
    return story.finish(pen.done(), count=actors, sides=True)


@kind('state diagram', 'diagram', ('state diagram', 'state machine', 'state machine diagram', 'finite state machine', 'state transition diagram', 'finite automaton', 'Markov chain diagram', 'transition diagram'), weight=.9)
def states(rng, domain):
    look = random_look(rng, 4)
    count = int(rng.integers(3, 7))
    words = 'idle ready running waiting stopped paused error finished queued active inactive open closed initial final failed loading connected disconnected susceptible exposed infected recovered dead healthy'.split()
    names = sample(rng, words, count) if rng.random() < .7 else [f'{choice(rng, ("S", "q", "s"))}{i}' for i in range(count)]
    side = rng.uniform(300, 460)
    line = rng.random() < .35
    pen = Pen(rng, side * rng.uniform(1.3, 1.7), side * .5, look) if line else Pen(rng, side * rng.uniform(1.1, 1.7), side, look)
    side = pen.height
    circle = rng.random() < .55
    radius = min(side * .2, pen.width / count * .3) if line else side * .1
    spots = []
    for index in range(count):
        if line:
            spots.append((pen.width * (index + .5) / count, side / 2))
        else:
            a = 2 * math.pi * index / count - math.pi / 2
            spots.append((pen.width / 2 + pen.width * .36 * math.cos(a), side / 2 + side * .36 * math.sin(a)))
    pairs = [(i, (i + 1) % count) for i in range(count - (1 if line else 0))]
    pairs += [tuple(int(v) for v in rng.choice(count, 2, replace=False)) for _ in range(int(rng.integers(1, 4)))]
    loops = 0
    probabilities = rng.random() < .4
    wide = radius * 1.3 if not circle else radius
    for a, b in dict.fromkeys(pairs):
        (x0, y0), (x1, y1) = spots[a], spots[b]
        path = pen.curve((x0, y0), (x1, y1), rng.uniform(.12, .35))
        inside = lambda p, s: ((p[0] - s[0]) / (wide + 3)) ** 2 + ((p[1] - s[1]) / (radius + 3)) ** 2 < 1
        path = [p for p in path if not inside(p, (x0, y0)) and not inside(p, (x1, y1))]
        if len(path) > 1:
            pen.arrow(*path)
            pen.text(path[len(path) // 2][0], path[len(path) // 2][1] - 8, f'{rng.random():.2f}' if probabilities else str(choice(rng, ('start', 'stop', 'a', 'b', '0', '1', 'timeout', 'event', 'reset', 'k1', 'k2', 'beta', 'gamma', 'done'))), 10)
    for index, (x, y) in enumerate(spots):
        if rng.random() < .3:
            loops += 1
            pen.arrow(*[(x + radius * .5 * math.sin(t) * 1.2, y - radius * .8 - radius * .6 * (1 - math.cos(t)) * .8) for t in [.5 + .35 * k for k in range(16)]], size=7)
    for index, ((x, y), name) in enumerate(zip(spots, names)):
        pen.box(x - wide, y - radius, 2 * wide, 2 * radius, name, look.palette[index % 4][1] if rng.random() < .5 else look.palette[0][1], 'ellipse' if circle else 'stadium')
        if index == count - 1 and circle and rng.random() < .5:
            pen.disc(x, y, radius * .84, None, look.ink)
    story = Story(rng, domain, 'state diagram').set(n=number(count), all=listed(names), a=names[0], z=names[-1], k=several(loops, 'state'))
    story.lead('{noun} (of|for) {subject}.', '(States|Possible states) and transitions of {subject}.', '{noun} with (the|) states {all}.', 'Transitions between {all}.', 'Compartment model of {topic} with states {all}.')
    story.note('The (machine|automaton|model|system) has {n} states(|: {all}).', '(Arrows|Edges) (are|denote|represent) transitions(| between states).', 'The (initial|first) state is {a}.', '(Labels|Numbers) on the (arrows|edges) (give|are) ' + ('transition probabilities.' if probabilities else 'events.'))
    return story.finish(pen.done(), count=count)


@kind('ER diagram', 'diagram', ('entity relationship diagram', 'ER diagram', 'entity-relationship model', 'database schema', 'data model', 'relational schema', 'database structure'), weight=.8)
def entities(rng, domain):
    look = random_look(rng, 3)
    look.sketch = False
    count = int(rng.integers(3, 7))
    names = sample(rng, CLASSES, count)
    columns = 2 if count < 5 else 3
    w, h = rng.uniform(125, 165), rng.uniform(110, 150)
    gap = rng.uniform(40, 70)
    pen = Pen(rng, columns * (w + gap), -(-count // columns) * (h + gap * .6) + 20, look)
    base = look.palette[0][1]
    spots = []
    for index, name in enumerate(names):
        x, y = gap / 2 + (index % columns) * (w + gap), 20 + (index // columns) * (h + gap * .6) + rng.uniform(-8, 8)
        spots.append((x, y))
    for index in range(1, count):
        other = int(rng.integers(max(0, index - columns), index))
        (x0, y0), (x1, y1) = spots[other], spots[index]
        a, b = (x0 + w, y0 + 40), (x1, y1 + 40)
        if x1 <= x0:
            a, b = (x0 + w / 2, y0 + 30), (x1 + w / 2, y1)
            pen.line([a, (a[0], (a[1] + b[1]) / 2 + 40), (b[0], (a[1] + b[1]) / 2 + 40), b])
        else:
            middle = (a[0] + b[0]) / 2
            pen.line([a, (middle, a[1]), (middle, b[1]), b])
            for s in (-6, 6):
                pen.line([(b[0] - 10, b[1]), (b[0], b[1] + s)])
            pen.text(a[0] + 9, a[1] - 8, '1', 10)
            pen.text(b[0] - 14, b[1] - 9, choice(rng, ('n', 'N', '*', '0..*', 'm')), 10)
    for (x, y), name in zip(spots, names):
        rows = sample(rng, FIELDS, int(rng.integers(3, 6)))
        total = 24 + 15 * len(rows)
        pen.rect(x, y, w, total, look.paper, look.ink, look.line)
        pen.rect(x, y, w, 22, base, look.ink, look.line)
        pen.text(x + w / 2, y + 11, name.lower() + 's', 12, (255, 255, 255) if sum(base) < 420 else (20, 20, 20), bold=True)
        for place, text in enumerate(rows):
            pen.text(x + 6, y + 31 + place * 15, ('PK ' if place == 0 else 'FK ' if rng.random() < .15 else '') + text, 10, anchor='lm', bold=False)
            pen.text(x + w - 6, y + 31 + place * 15, choice(rng, ('int', 'varchar', 'text', 'float', 'date', 'bool')), 9, (130, 130, 140), 'rm', bold=False)
    story = Story(rng, domain, 'ER diagram').set(n=number(count), all=listed(name.lower() + 's' for name in names), a=names[0].lower(), c=look.palette[0][0])
    story.lead('{noun} of the (database|data base|data store|catalogue) (for|of) {subject}.', '(Database|Relational) schema (of|for|used by) {subject}.', '(Tables|Entities) and relations of (the database|the data model|{subject}).')
    story.note('The (schema|database|model) has {n} tables: {all}.', 'Lines (mark|show|denote) (foreign keys|relationships|one-to-many relations).', 'Each table lists (its|) columns and (data types|types).', 'Primary keys are marked PK.', 'Table (headers|names) are (shown in|on) {c}.')
    return story.finish(pen.done(), colours=[look.palette[0][0]], count=count)


@kind('use case diagram', 'diagram', ('use case diagram', 'UML use case diagram', 'use cases', 'actors and use cases'), weight=.3)
def use_cases(rng, domain):
    look = random_look(rng, 2)
    count, actors = int(rng.integers(3, 7)), int(rng.integers(1, 3))
    pen = Pen(rng, 480, count * 58 + 50, look)
    names = sample(rng, STEPS, count)
    pen.rect(130, 16, 220, pen.height - 32, None, look.ink)
    spots = [(14 + 50, pen.height / 2), (416, pen.height / 2)][:actors]
    for index, name in enumerate(names):
        y = 46 + index * 58
        for place, (x, ay) in enumerate(spots):
            if rng.random() < .75:
                pen.line([(x + (22 if place == 0 else -22), ay), (150 if place == 0 else 330, y)])
        pen.box(150, y - 20, 180, 40, name, look.palette[0][1], 'ellipse')
    for (x, y), name in zip(spots, sample(rng, ('User', 'Administrator', 'Researcher', 'Developer', 'Student', 'Operator'), 2)):
        pen.disc(x, y - 26, 9, None, look.ink)
        for line in ([(x, y - 17), (x, y + 10)], [(x - 14, y - 8), (x + 14, y - 8)], [(x, y + 10), (x - 11, y + 28)], [(x, y + 10), (x + 11, y + 28)]):
            pen.line(line)
        pen.text(x, y + 42, name, 11)
    story = Story(rng, domain, 'use case diagram').set(n=number(count), all=listed(names), k=several(actors, 'actor'))
    story.lead('{noun} (of|for) {subject}.', 'What users can do with {subject}.')
    story.note('There are {n} use cases: {all}.', 'The diagram shows {k}.', 'Ellipses are use cases and stick figures are actors.')
    return story.finish(pen.done(), count=count)
