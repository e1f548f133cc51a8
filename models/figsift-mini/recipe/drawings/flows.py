"""Flow charts, pipelines, cycles and swimlanes."""

import math

from ..figure import choice, kind, sample
from .names import ACTORS, FILES, QUESTIONS, labels
from .pen import Pen, random_look
from .story import Story, listed, number, several


def _colour_by_role(rng, look, roles):
    """Maps roles (start, step, decision, data) to colours, or all to one or none."""
    mode = rng.random()
    if mode < .2:
        return {role: None for role in roles}, []
    if mode < .5:
        return {role: look.palette[0][1] for role in roles}, [look.palette[0][0]]
    return {role: look.palette[index % len(look.palette)][1] for index, role in enumerate(roles)}, [name for name, _ in look.palette[: len(roles)]]


@kind('flow chart', 'diagram', ('flowchart', 'flow diagram', 'flow chart', 'process flow diagram', 'decision flow chart', 'algorithm flowchart'), weight=1.6)
def flow_chart(rng, domain):
    look = random_look(rng)
    steps, branch = int(rng.integers(4, 9)), rng.random() < .85
    colours, named = _colour_by_role(rng, look, ('step', 'end', 'decision', 'data'))
    names = labels(rng, domain, steps + 3)
    bw, bh, gap = rng.uniform(110, 190), rng.uniform(34, 58), rng.uniform(20, 44)
    side = rng.uniform(.9, 1.3) * bw
    pen = Pen(rng, bw + 2 * side + 60, (steps + 2) * (bh + gap) + 30, look)
    x, y = pen.width / 2 - bw / 2, 16
    spots = []
    decisions = set(int(i) for i in rng.choice(range(1, steps - 1), min(steps - 2, int(rng.integers(1, 3))), replace=False)) if branch and steps > 3 else set()
    right = rng.random() < .5
    texts = ['Start'] + names[:steps] + [choice(rng, ('End', 'Stop', 'Output', 'Done', 'Result'))]
    for index, text in enumerate(texts):
        first_last = index in (0, len(texts) - 1)
        if first_last:
            pen.box(x + bw * .15, y, bw * .7, bh * .8, text, colours['end'], 'stadium')
        elif index - 1 in decisions:
            pen.box(x - bw * .08, y - bh * .15, bw * 1.16, bh * 1.4, choice(rng, QUESTIONS), colours['decision'], 'diamond')
        else:
            shape = 'parallelogram' if rng.random() < .18 else 'document' if rng.random() < .06 else 'box'
            pen.box(x, y, bw, bh, text, colours['data' if shape != 'box' else 'step'], shape)
        spots.append((y, bh * (.8 if first_last else 1.25 if index - 1 in decisions else 1)))
        y += (bh * (1.25 if index - 1 in decisions else 1)) + gap
    for (top, height), (below, _) in zip(spots, spots[1:]):
        pen.arrow((pen.width / 2, top + height), (pen.width / 2, below))
    sign = 1 if right else -1
    for index in decisions:
        top, height = spots[index + 1]
        middle = top + bh * .55
        edge = pen.width / 2 + sign * bw * .58
        if rng.random() < .5 and index > 0:  # back to an earlier step
            target = spots[int(rng.integers(1, index + 1))][0] + bh / 2
            out = edge + sign * side * .45
            pen.arrow((edge, middle), (out, middle), (out, target), (pen.width / 2 + sign * bw / 2, target))
        else:
            far = edge + sign * side * .25
            pen.arrow((edge, middle), (far, middle))
            pen.box(far if sign > 0 else far - bw * .7, middle - bh / 2, bw * .7, bh, names[-1 - index % 3], colours['step'])
        pen.text(edge + sign * 12, middle - 9, choice(rng, ('no', 'No', 'N')), 10)
        pen.text(pen.width / 2 + 14, top + bh * 1.3, choice(rng, ('yes', 'Yes', 'Y')), 10)
    story = Story(rng, domain, 'flow chart').set(n=several(len(decisions), choice(rng, ('decision', 'decision node', 'branching point', 'condition'))), a=names[0], b=names[1], z=names[steps - 1], side='right' if right else 'left', c=named[0] if named else 'white')
    story.lead('{noun} of the algorithm (for|used for) {topic}.', '{noun} of the (main|overall|proposed) (procedure|algorithm|method|process|program).', 'Flow of (control|the program|execution) (for|in) {subject}.',
               '{noun} showing the (steps|logic|decisions|sequence of operations) (of|in|behind) {subject}.', 'Algorithm for {topic} as a {noun}.')
    story.note('The (process|procedure|algorithm|program) (starts|begins) with {a} and (ends|finishes) (with|after) {z}.', 'After {a}, the (algorithm|procedure) (continues|proceeds) with {b}.',
               'The steps are (executed|carried out|performed) from top to bottom.', '(Diamonds|Rhombi|Diamond shapes) (are|mark|represent|denote) decisions.' if decisions else 'The sequence is linear.',
               'Rounded boxes mark the start and the end.')
    if decisions:
        story.note('The (chart|diagram|algorithm) (has|contains) {n}.', 'The branch on the {side} is taken when the (condition|test|check) fails.',
                   'The loop is (repeated|iterated) until (convergence|the stopping criterion is met|all data are processed).')
    if named and len(set(named)) == 1:
        story.note('(Boxes|Steps) are (drawn|coloured|shown) in {c}.')
    return story.finish(pen.done(), colours=named[:1], count=len(decisions) or None, sides=True)


@kind('pipeline', 'diagram', ('pipeline', 'workflow', 'workflow diagram', 'processing pipeline', 'data flow diagram', 'workflow overview', 'processing chain', 'data processing workflow'), weight=2)
def pipeline(rng, domain):
    look = random_look(rng, 5)
    count = int(rng.integers(3, 8))
    names = labels(rng, domain, count)
    vertical, shape = rng.random() < .25, str(choice(rng, ('box', 'box', 'box', 'chevron', 'hexagon', 'ellipse', 'document', 'cylinder')))
    bw, bh, gap = rng.uniform(78, 150), rng.uniform(40, 90), rng.uniform(16, 46)
    snake = not vertical and count > 4 and rng.random() < .35
    per_row = (count + 1) // 2 if snake else count
    title, notes = rng.random() < .3, rng.random() < .4
    if vertical:
        pen = Pen(rng, bw * rng.uniform(1.4, 2.6) + 40, count * (bh + gap) + 40, look)
    else:
        pen = Pen(rng, per_row * (bw + gap) + 30, (2 if snake else 1) * (bh + gap + (46 if notes else 0)) + (64 if title else 36), look)
    mono = rng.random() < .45
    named = [look.palette[0]] if mono else look.palette
    top = 46 if title else 20
    if title:
        pen.text(pen.width / 2, 22, names[0].title() + ' workflow', 14, bold=True)
    spots = []
    for index, name in enumerate(names):
        if vertical:
            x, y = (pen.width - bw) / 2, 20 + index * (bh + gap)
        else:
            row = index // per_row
            place = index % per_row if row == 0 else per_row - 1 - index % per_row
            x, y = 15 + gap / 2 + place * (bw + gap), top + row * (bh + gap + (46 if notes else 0))
        pen.box(x, y, bw, bh, name, named[index % len(named)][1], 'box' if snake and shape == 'chevron' else shape)
        spots.append((x, y))
        if rng.random() < .25 and not vertical:
            pen.text(x + 8, y - 8, f'{index + 1}.', 10, anchor='lm')
        if notes and not vertical:
            pen.label(x + bw / 2, y + bh + 22, choice(rng, FILES), bw, 34, 9, family='mono' if rng.random() < .5 else None)
    if not (shape == 'chevron' and not snake and not vertical):
        for (x0, y0), (x1, y1) in zip(spots, spots[1:]):
            if abs(x1 - x0) < 2:
                pen.arrow((x0 + bw / 2, y0 + bh), (x1 + bw / 2, y1))
            elif x1 > x0:
                pen.arrow((x0 + bw, y0 + bh / 2), (x1, y1 + bh / 2))
            else:
                pen.arrow((x0, y0 + bh / 2), (x1 + bw, y1 + bh / 2))
    loop = not snake and not vertical and rng.random() < .3 and not notes
    if loop:
        (x0, y0), (x1, _) = spots[-1], spots[int(rng.integers(0, count - 1))]
        low = y0 + bh + gap * .5
        pen.arrow((x0 + bw / 2, y0 + bh), (x0 + bw / 2, low), (x1 + bw / 2, low), (x1 + bw / 2, y0 + bh), dash=5 if rng.random() < .5 else 0)
    way = 'top to bottom' if vertical else 'left to right'
    story = Story(rng, domain, 'pipeline').set(n=number(count), a=names[0], b=names[1], z=names[-1], way=way, c=named[0][0], all=listed(names), first='top' if vertical else 'left', last='bottom' if vertical else 'right')
    story.lead('{noun} (for|of|used for) {topic}.', 'Workflow of (the|the {pkg}) (package|software|analysis|pipeline).', '(Overview|Summary|Schematic) of the {noun}: {all}.', '{noun} (with|from) {a} to {z}.', 'The (main|typical|general|basic) {noun} of {subject}.',
               '(Typical|General|Standard|Basic|Complete|End-to-end) {noun} (for|of|with|in) {subject}.', '(Steps|Stages) of the {noun}.', 'Analysis {noun} for {topic}.')
    story.note('(It|The {noun}|The pipeline) (consists of|has|comprises|involves) {n} (steps|stages|phases|modules): {all}.', 'Data (flow|move|are passed) from {way}.', 'Input is (given|shown|read) on the {first} and output on the {last}.',
               '(First|Initially), {a} (is performed|takes place), (followed by|then) {b}.', 'The (final|last) (step|stage) is {z}.', 'Each step (can be run separately|reads the output of the previous one|writes intermediate files).')
    if mono and look.fill != 'white':
        story.note('(All steps|Steps|Boxes) are (shown|drawn|filled) in {c}.')
    if loop:
        story.note('A feedback loop (leads|goes) back to an earlier step.', 'The loop is iterated (until convergence|several times).')
    return story.finish(pen.done(), colours=[named[0][0]] if mono and look.fill != 'white' else (), count=count, sides=True)


@kind('branching workflow', 'diagram', ('workflow diagram', 'workflow', 'data flow diagram', 'processing workflow', 'overview of the workflow', 'overview diagram', 'schematic overview'), weight=1.5)
def branching(rng, domain):
    """Layers of boxes with arrows between neighbours: several inputs, stages, several outputs."""
    look = random_look(rng, 5)
    layers = int(rng.integers(3, 6))
    sizes = [int(rng.integers(1, 5)) for _ in range(layers)]
    names = labels(rng, domain, sum(sizes))
    down = rng.random() < .4
    bw, bh = rng.uniform(84, 140), rng.uniform(30, 54)
    gap_long, gap_short = rng.uniform(30, 60), rng.uniform(12, 28)
    step_long, step_short = ((bh if down else bw) + gap_long), ((bw if down else bh) + gap_short)
    long, short = layers * step_long, max(sizes) * step_short
    pen = Pen(rng, (short if down else long) + 30, (long if down else short) + 40, look)
    groups = rng.random() < .4
    spots, index = [], 0
    for layer, size in enumerate(sizes):
        row = []
        if groups:
            a, b = 14 + layer * step_long, short
            if down:
                pen.rect(8, a, pen.width - 16, bh + gap_long * .5, pen.look.paper if layer % 2 else tuple(int(v * .95) for v in look.paper), (150, 150, 150), 1, 6)
            else:
                pen.rect(a, 8, bw + gap_long * .5, pen.height - 16, pen.look.paper if layer % 2 else tuple(int(v * .95) for v in look.paper), (150, 150, 150), 1, 6)
        for place in range(size):
            along = 15 + layer * step_long + gap_long * (.25 if groups else .5)
            across = ((pen.width if down else pen.height) - size * step_short) / 2 + place * step_short + gap_short / 2
            row.append((across, along) if down else (along, across))
        spots.append(row)
    for before, after in zip(spots, spots[1:]):
        for j, (x1, y1) in enumerate(after):
            sources = sample(rng, before, 1 if rng.random() < .6 else 2)
            for x0, y0 in sources:
                if down:
                    pen.arrow((x0 + bw / 2, y0 + bh), (x1 + bw / 2, y1))
                else:
                    start, end = (x0 + bw, y0 + bh / 2), (x1, y1 + bh / 2)
                    if rng.random() < .4:
                        middle = (start[0] + end[0]) / 2
                        pen.arrow(start, (middle, start[1]), (middle, end[1]), end)
                    else:
                        pen.arrow(start, end)
    for layer, row in enumerate(spots):
        name, colour = look.palette[layer % len(look.palette)]
        for x, y in row:
            pen.box(x, y, bw, bh, names[index], colour, 'cylinder' if layer == 0 and rng.random() < .3 and bh > 40 else 'box')
            index += 1
    story = Story(rng, domain, 'branching workflow').set(n=number(layers), ins=several(sizes[0], 'input'), outs=several(sizes[-1], 'output'), a=names[0], z=names[-1], c=look.palette[0][0], d=look.palette[1][0], first='top' if down else 'left', last='bottom' if down else 'right')
    story.lead('(Overview|Schematic|Diagram) of the (main|different|individual) (components|parts|modules|steps) of {subject}.', 'How the (components|modules|parts) of {subject} (interact|are connected|work together).',
               'Data flow (in|through|within) {subject}.', '(Relationship|Relationships) between the (modules|components|inputs and outputs) of {subject}.', 'Inputs, (processing|processing steps|models) and outputs of {subject}.')
    story.note('{ins} (combined|processed|transformed) into {outs}.', 'Inputs are on the {first}, outputs on the {last}.', 'The (diagram|workflow) has {n} (stages|levels|layers|columns).',
               'Inputs (such as|like|including) {a} (are passed|flow|lead) to {z}.')
    if look.fill != 'white':
        story.note('Inputs are (shown|drawn|coloured) in {c} and the (next|second) (stage|step) in {d}.')
    return story.finish(pen.done(), colours=[c for c, _ in look.palette[:2]] if look.fill != 'white' else (), count=layers, sides=True)


@kind('cycle diagram', 'diagram', ('cycle diagram', 'life cycle diagram', 'circular diagram', 'iterative cycle', 'feedback cycle', 'life cycle', 'circular workflow'), weight=.7)
def cycle(rng, domain):
    look = random_look(rng, 6)
    count = int(rng.integers(3, 8))
    names = labels(rng, domain, count)
    side = int(rng.uniform(340, 560))
    pen = Pen(rng, side * rng.uniform(1, 1.35), side, look)
    cx, cy, radius = pen.width / 2, side / 2, side * .34
    mono = rng.random() < .4
    clockwise = rng.random() < .8
    bw, bh = side * rng.uniform(.2, .27), side * rng.uniform(.1, .15)
    shape = str(choice(rng, ('box', 'ellipse', 'circle', 'hexagon')))
    block = rng.random() < .3
    for index in range(count):
        a = -math.pi / 2 + 2 * math.pi * index / count
        b = a + 2 * math.pi / count
        gap = .36 if count < 6 else .27
        points = [(cx + radius * math.cos(a + gap + (b - a - 2 * gap) * s / 10), cy + radius * math.sin(a + gap + (b - a - 2 * gap) * s / 10)) for s in range(11)]
        pen.arrow(*(points if clockwise else points[::-1]), width=look.line * (4 if block else 1.3), colour=look.palette[0 if mono else index % 6][1] if block else None, size=18 if block else None)
    for index, name in enumerate(names):
        a = -math.pi / 2 + 2 * math.pi * index / count
        x, y = cx + radius * math.cos(a), cy + radius * math.sin(a)
        w, h = (bh * 1.7, bh * 1.7) if shape == 'circle' else (bw, bh)
        pen.box(x - w / 2, y - h / 2, w, h, name, look.palette[0 if mono else index % 6][1], 'ellipse' if shape == 'circle' else shape)
    if rng.random() < .5:
        pen.label(cx, cy, choice(rng, domain.topics), side * .3, side * .2, 13)
    story = Story(rng, domain, 'cycle diagram').set(n=number(count), a=names[0], b=names[1], z=names[-1], c=look.palette[0][0], way='clockwise' if clockwise else 'counterclockwise')
    story.lead('The (cycle|life cycle|loop) of {subject}.', '{noun} (of|for) {subject}.', '(Iterative|Continuous|Closed) (loop|cycle|process) (of|for) {subject}.')
    story.note('The cycle (has|consists of|comprises) {n} (steps|phases|stages).', '{a} is followed by {b}.', 'After {z} the cycle (starts again|returns to {a}|repeats).', 'Arrows run {way}.', 'The (process|loop) starts at the top with {a}.')
    if mono and look.fill != 'white':
        story.note('All (stages|nodes) are {c}.')
    return story.finish(pen.done(), colours=[look.palette[0][0]] if mono and look.fill != 'white' else (), count=count, sides=True)


@kind('swimlane diagram', 'diagram', ('swimlane diagram', 'swim lane diagram', 'cross-functional flowchart', 'activity diagram', 'process diagram with lanes', 'BPMN diagram'), weight=.6)
def swimlanes(rng, domain):
    look = random_look(rng, 5)
    lanes, steps = int(rng.integers(2, 5)), int(rng.integers(4, 9))
    actors, names = sample(rng, ACTORS, lanes), labels(rng, domain, steps)
    lane, bw = rng.uniform(74, 110), rng.uniform(78, 110)
    pen = Pen(rng, steps * (bw + 20) * .8 + 110, lanes * lane + 20, look)
    for index, actor in enumerate(actors):
        base = look.palette[index % 5][1]
        pen.rect(8, 10 + index * lane, pen.width - 16, lane, tuple(int(.12 * b + .88 * p) for b, p in zip(base, look.paper)), (140, 140, 140), 1)
        pen.rect(8, 10 + index * lane, 30, lane, base, (140, 140, 140), 1)
        pen.turned(23, 10 + (index + .5) * lane, actor, 12, (255, 255, 255))
    spots, row = [], int(rng.integers(lanes))
    pitch = (pen.width - 70) / steps
    for index, name in enumerate(names):
        x, y = 50 + index * pitch, 10 + (row + .5) * lane
        pen.box(x, y - lane * .26, pitch * .74, lane * .52, name, look.palette[row % 5][1], 'diamond' if 0 < index < steps - 1 and rng.random() < .15 else 'box', size=10)
        spots.append((x, y))
        row = int(rng.integers(lanes))
    for (x0, y0), (x1, y1) in zip(spots, spots[1:]):
        middle = x0 + pitch * .87
        pen.arrow((x0 + pitch * .74, y0), (middle, y0), (middle, y1), (x1, y1))
    story = Story(rng, domain, 'swimlane diagram').set(n=number(lanes), m=number(steps), actors=listed(actors), a=names[0], z=names[-1], t=actors[0], u=actors[-1])
    story.lead('{noun} of the (process|interaction) between {actors}.', 'Process for {topic} with one lane for each of {actors}.')
    story.note('There (are|is) {n} lanes: {actors}.', 'Each lane shows the (activities|tasks|actions|responsibilities) of one (actor|component|participant).', 'The top lane belongs to the {t}, the bottom lane to the {u}.', 'The process (starts|begins) with {a} and ends with {z}.', 'Time (runs|goes) from left to right.')
    return story.finish(pen.done(), count=lanes, sides=True)
