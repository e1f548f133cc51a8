"""Sets and schedules that are drawn rather than plotted."""

import math

from PIL import Image, ImageDraw

from ..figure import choice, kind
from . import colours
from .names import STEPS, labels
from .pen import SCALE, Pen, random_look
from .story import Story, listed, number


@kind('Venn diagram', 'diagram', ('Venn diagram', 'Euler diagram', 'set diagram', 'overlap diagram', 'overlap of sets'), weight=.7)
def venn(rng, domain):
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
        pen.text(x, pen.height - 16, str(k * 2), 10)
    pen.line([(left, pen.height - 28), (left + w, pen.height - 28)])
    pen.text(left + w / 2, 12, choice(rng, ('Time (s)', 'Month', 'Week', 'time')), 11)
    story = Story(rng, domain, 'Gantt chart').set(n=number(rows) if rows < 13 else str(rows), what='workers' if trace else 'tasks')
    story.lead('{noun} of {subject}.', '(Execution|Schedule|Timeline) of {what} (in|for|of) {subject}.', '(Parallel|Task) (execution|scheduling) of {subject} on {n} (workers|threads|ranks|cores).' if trace else '(Project|Work) plan with {n} tasks.')
    story.note('There are {n} {what}.', 'Time (runs|goes|is shown) from left to right.', '(Bars|Coloured bars) (show|are|mark) the (duration|time) of (each|a) task.')
    if trace:
        story.note('Colours (distinguish|mark) (tasks|kernels|functions|computation and communication).', '(Gaps|White gaps) are idle time.')
    return story.finish(pen.done(), count=rows if rows < 13 else None, sides=True)
