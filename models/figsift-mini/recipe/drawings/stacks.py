"""Software architecture: layers, nested components, client and server."""

import math

from ..figure import choice, kind, sample
from .names import ACTORS, LANGUAGES, MODULES, SYSTEMS, labels
from .pen import Pen, random_look
from .story import Story, listed, number, several

LAYERS = '''User interface|Application layer|Presentation layer|Business logic|Service layer|Data access|Data layer|Persistence|Core library|High-level API|
Low-level API|Python interface|C++ core|Kernels|Runtime|Operating system|Hardware|Network|Infrastructure|Physical layer|Transport|Middleware|Backends|
Numerical solvers|Linear algebra|Mesh and fields|Models|Visualisation|Input and output|Parallelisation|Domain layer|Plugins|Language bindings'''.replace('\n', '').split('|')


@kind('layered software stack', 'diagram', ('software stack', 'layered architecture', 'layer diagram', 'architecture stack', 'technology stack', 'layered structure', 'software layers'), weight=1.2)
def stack(rng, domain):
    look = random_look(rng, 6)
    layers = int(rng.integers(3, 7))
    names = sample(rng, LAYERS, layers)
    parts = [labels(rng, domain, int(rng.integers(0, 6)), (SYSTEMS, MODULES, LANGUAGES)) for _ in names]
    width, height = rng.uniform(420, 760), rng.uniform(52, 96)
    pen = Pen(rng, width, layers * (height + 8) + 24, look)
    side_label, mono, pyramid = rng.random() < .35, rng.random() < .35, rng.random() < .12
    arrows = rng.random() < .3
    for index, (name, inner) in enumerate(zip(names, parts)):
        colour = look.palette[0 if mono else index % 6][1]
        y = 12 + index * (height + 8)
        inset = (layers - 1 - index) * width * .06 if pyramid else 0
        x0, w = 14 + inset, width - 28 - 2 * inset
        if side_label:
            pen.box(x0, y, 96, height, name, colour)
            x0, w = x0 + 104, w - 104
        if inner:
            pen.box(x0, y, w, height, '', colour, fill='tint' if look.fill == 'solid' else None)
            if not side_label:
                pen.text(x0 + w / 2, y + 13, name, 12, (20, 20, 25) if look.fill != 'white' else None, bold=True)
            step = w / len(inner)
            for place, text in enumerate(inner):
                top = y + (height * .16 if side_label else 25)
                pen.box(x0 + place * step + 6, top, step - 12, y + height - top - 7, text, colour, fill='solid' if rng.random() < .5 else 'white', size=12)
        else:
            pen.box(x0, y, w, height, name, colour, size=16)
        if arrows and index:
            pen.arrow((pen.width / 2, y - 14), (pen.width / 2, y + 8), both=True, width=2)
    story = Story(rng, domain, 'layered software stack').set(n=number(layers), top=names[0], bottom=names[-1], all=listed(names), c=look.palette[0][0])
    story.lead('(Layers|Software layers|Layered design|Layered architecture) of {subject}.', '(Software stack|Stack|Architecture) of the {pkg} (package|library|framework).', 'The (layers|levels) of {subject}: {all}.', '(High-level|Overall|System) architecture of {subject}.')
    story.note('The {top} (layer is|is) at the top and the {bottom} at the bottom.', 'The (architecture|stack|system) (has|consists of|is organised in) {n} layers(|: {all}).', 'Each layer (uses|depends on|builds on) the (one|layer) below.',
               '(Users|Developers|Applications) interact (only|) with the top layer.', 'The bottom layer (is|provides) {bottom}.')
    if mono and look.fill != 'white':
        story.note('Layers are (drawn|shown|coloured) in {c}.')
    return story.finish(pen.done(), colours=[look.palette[0][0]] if mono and look.fill != 'white' else (), count=layers, sides=True)


@kind('architecture diagram', 'diagram', ('architecture diagram', 'system architecture', 'software architecture', 'component diagram', 'overview of the architecture', 'system overview', 'architecture overview', 'package structure', 'module structure'), weight=2.2)
def architecture(rng, domain):
    """Containers that hold components, joined by arrows."""
    look = random_look(rng, 5)
    columns, rows = int(rng.integers(2, 4)), int(rng.integers(1, 3))
    groups = columns * rows
    titles = labels(rng, domain, groups, (SYSTEMS, ACTORS, LAYERS))
    cw, ch, gap = rng.uniform(150, 230), rng.uniform(110, 200), rng.uniform(34, 64)
    pen = Pen(rng, columns * (cw + gap) + 20, rows * (ch + gap) + 20, look)
    boxes = []
    dashed = rng.random() < .35
    for index in range(groups):
        x, y = 10 + gap / 2 + (index % columns) * (cw + gap), 10 + gap / 2 + (index // columns) * (ch + gap)
        name, colour = look.palette[index % 5]
        if rng.random() < .16:
            pen.box(x + cw * .2, y + ch * .2, cw * .6, ch * .6, titles[index], colour, choice(rng, ('cylinder', 'cloud', 'ellipse', 'note')))
            boxes.append((x + cw * .2, y + ch * .2, cw * .6, ch * .6))
            continue
        boxes.append((x, y, cw, ch))
        if dashed:
            pen.polygon([(x, y), (x + cw, y), (x + cw, y + ch), (x, y + ch)], None, look.ink, look.line, 6)
        else:
            pen.box(x, y, cw, ch, '', colour, fill='tint' if look.fill == 'solid' else None)
        below = rng.random() < .2
        pen.label(x + cw / 2, y + (ch - 13 if below else 14), titles[index], cw - 10, 24, 14, (20, 20, 25) if not dashed and look.fill != 'white' else None, bold=True)
        count = int(rng.integers(1, 6))
        across = 1 if count < 4 else 2
        down = -(-count // across)
        parts = labels(rng, domain, count, (MODULES, SYSTEMS))
        for place, text in enumerate(parts):
            w, h = (cw - 16) / across, (ch - 34) / down
            pen.box(x + 8 + (place % across) * w + 3, y + (6 if below else 28) + (place // across) * h + 2, w - 6, h - 5, text, colour, choice(rng, ('box', 'box', 'box', 'box', 'cylinder')) if h > 34 else 'box', size=12, fill='solid' if rng.random() < .4 else 'white')
    for index in range(groups - 1):
        a, b = boxes[index], boxes[index + 1]
        if (index + 1) % columns:
            pen.arrow((a[0] + a[2], a[1] + a[3] / 2), (b[0], b[1] + b[3] / 2), both=rng.random() < .35, width=look.line * 1.4)
        if rows > 1 and index < columns and rng.random() < .8:
            c = boxes[index + columns]
            pen.arrow((a[0] + a[2] / 2, a[1] + a[3]), (c[0] + c[2] / 2, c[1]), both=rng.random() < .35, width=look.line * 1.4)
    story = Story(rng, domain, 'architecture diagram').set(n=number(groups), all=listed(titles), a=titles[0], z=titles[-1], c=look.palette[0][0], d=look.palette[1][0], lang=choice(rng, LANGUAGES))
    story.lead('(Architecture|Software architecture|System architecture|Overall architecture|High-level architecture|General structure|Design|Structure) of {subject}.', 'The architecture of (the|our) (software|system|package|platform|framework|library|toolkit|tool).',
               '(Overview|Schematic overview|High-level overview|Block diagram) of the (software|system|components|main components|package) (for|of) {subject}.', '(Main|Core|Key) (components|modules|building blocks) of {subject} and (their|the) (interactions|relations|dependencies|connections).',
               'The (package|library|framework|system) consists of {all}.', 'Interaction between the (components|modules|subsystems) of {subject}.', 'Organisation of the {pkg} (code|code base|source code|software).')
    story.note('The (system|software|architecture|framework) (consists of|comprises|is divided into) {n} (components|subsystems|modules|parts|blocks).', '{a} (is|sits) in the (top|upper) left (corner|part)' + (' and {z} in the (bottom|lower) right.' if rows > 1 else ' and {z} on the right.'),
               '{a} (communicates|exchanges data|interacts) with {z}.', 'The (core|backend|library) is (written|implemented) in {lang}.', 'Arrows (show|indicate|denote) (communication|dependencies|data flow|calls) between (components|modules).',
               'Each (component|block) (contains|groups|bundles) (several|related) (modules|classes|functions).')
    if look.fill != 'white' and not dashed:
        story.note('The (first|left) (block|component) is (drawn|shown) in {c}, the (next|one beside it) in {d}.')
    return story.finish(pen.done(), colours=[n for n, _ in look.palette[:2]] if look.fill != 'white' and not dashed else (), count=groups, sides=True)


@kind('client server diagram', 'diagram', ('client-server architecture', 'deployment diagram', 'network architecture', 'client server diagram', 'infrastructure diagram', 'cloud architecture', 'microservice architecture', 'distributed system architecture'), weight=.7)
def client_server(rng, domain):
    look = random_look(rng, 4)
    clients, workers = int(rng.integers(1, 5)), int(rng.integers(2, 6))
    pen = Pen(rng, rng.uniform(520, 760), rng.uniform(280, 420), look)
    w, h = pen.width, pen.height
    c = [colour for _, colour in look.palette]
    for index in range(clients):
        y = h * (index + .5) / clients
        _computer(pen, w * .1, y, min(34, h / clients * .4), c[0])
        pen.text(w * .1, y + min(34, h / clients * .4) + 10, f'client {index + 1}' if rng.random() < .6 else choice(rng, ('browser', 'laptop', 'user', 'mobile app')), 10)
        pen.arrow((w * .16, y), (w * .34, h / 2 + (y - h / 2) * .3), both=True)
    middle = choice(rng, ('Web server', 'API server', 'Gateway', 'Master node', 'Scheduler', 'Broker', 'Cloud'))
    pen.box(w * .35, h * .34, w * .2, h * .32, middle, c[1], choice(rng, ('box', 'cloud', 'box')))
    kindly = str(choice(rng, ('worker', 'node', 'service', 'database')))
    for index in range(workers):
        y = h * (index + .5) / workers
        pen.box(w * .76, y - h / workers * .36, w * .19, h / workers * .72, f'{kindly} {index + 1}', c[2], 'cylinder' if kindly == 'database' else 'box')
        pen.arrow((w * .555, h / 2 + (y - h / 2) * .25), (w * .76, y), both=rng.random() < .4)
    story = Story(rng, domain, 'client server diagram').set(n=several(clients, 'client'), m=several(workers, kindly), mid=middle.lower(), c=look.palette[1][0], k=kindly)
    story.lead('(Deployment|Infrastructure|Network layout|Distributed architecture) of {subject}.', 'Communication between clients, {mid} and (workers|nodes|services).', 'Client-server (model|architecture|communication) (of|in|used by) {subject}.')
    story.note('{n} on the left (send requests|connect) to the {mid}, which (distributes|forwards) (jobs|tasks|queries|requests) to {m} on the right.', 'The {mid} in the centre (handles|schedules|dispatches) (all|the) (requests|jobs).', 'There are {m}.', 'Communication (uses|is over|takes place via) (HTTP|a REST API|sockets|MPI|a message queue).')
    if look.fill != 'white':
        story.note('The {mid} is (shown|drawn) in {c}.')
    return story.finish(pen.done(), colours=[look.palette[1][0]] if look.fill != 'white' else (), count=workers, sides=True)


def _computer(pen, x, y, size, colour):
    pen.rect(x - size, y - size * .8, size * 2, size * 1.25, colour, pen.look.ink, 1.2, 3)
    pen.rect(x - size * .82, y - size * .64, size * 1.64, size * .9, (225, 238, 250))
    pen.rect(x - size * .25, y + size * .45, size * .5, size * .25, pen.look.ink)
    pen.rect(x - size * .6, y + size * .68, size * 1.2, size * .12, pen.look.ink)


@kind('nested block diagram', 'diagram', ('nested block diagram', 'component hierarchy', 'block structure', 'modular structure', 'module overview', 'package overview', 'feature overview', 'ecosystem overview'), weight=.8)
def modules_around(rng, domain):
    """A core in the middle and modules around it, as package overviews are often drawn."""
    look = random_look(rng, 6)
    count = int(rng.integers(4, 9))
    names = labels(rng, domain, count)
    side = rng.uniform(380, 560)
    pen = Pen(rng, side * rng.uniform(1.05, 1.6), side, look)
    cx, cy = pen.width / 2, side / 2
    rx, ry = pen.width * .36, side * .37
    mono = rng.random() < .5
    spots = [(cx + rx * math.cos(2 * math.pi * (i + .5) / count), cy + ry * math.sin(2 * math.pi * (i + .5) / count)) for i in range(count)]
    for x, y in spots:
        if rng.random() < .5:
            pen.line([(cx, cy), (x, y)])
        else:
            pen.arrow((cx + (x - cx) * .35, cy + (y - cy) * .35), (cx + (x - cx) * .72, cy + (y - cy) * .72), both=rng.random() < .4)
    shape = choice(rng, ('box', 'ellipse', 'hexagon', 'box'))
    for index, ((x, y), name) in enumerate(zip(spots, names)):
        pen.box(x - side * .12, y - side * .055, side * .24, side * .11, name, look.palette[1 if mono else 1 + index % 5][1], shape)
    pen.box(cx - side * .13, cy - side * .09, side * .26, side * .18, 'core', look.palette[0][1], choice(rng, ('ellipse', 'box', 'hexagon', 'cylinder')), size=18)
    story = Story(rng, domain, 'nested block diagram').set(n=number(count), all=listed(names[:4]), a=names[0], c=look.palette[0][0], d=look.palette[1][0])
    story.lead('(Modules|Components|Submodules|Packages|Features|Functionality|Capabilities) of {subject}.', 'The core of {subject} and the modules around it.', 'The {pkg} ecosystem.', '(Structure|Overview) of the {pkg} (package|library) and its (modules|submodules|extensions|dependencies).')
    story.note('The core in the centre is (connected to|surrounded by) {n} modules.', 'Modules include {all}.', '{n} (modules|components|packages) (are arranged around|depend on|extend) the core.', 'The (package|library) provides (modules|functions) for {all}.')
    if look.fill != 'white' and mono:
        story.note('The core is {c} and the modules (around it|) are {d}.')
    return story.finish(pen.done(), colours=[n for n, _ in look.palette[:2]] if look.fill != 'white' and mono else (), count=count)
