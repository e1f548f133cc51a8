"""Block diagrams, control loops, electrical and quantum circuits."""

import math

import numpy as np

from ..figure import choice, kind, sample
from .names import labels
from .pen import Pen, random_look
from .story import Story, listed, number, several


@kind('control loop', 'diagram', ('block diagram', 'control loop', 'feedback loop', 'closed-loop control', 'control system block diagram', 'signal flow diagram', 'block diagram of the controller', 'feedback control diagram'), weight=1)
def control(rng, domain):
    look = random_look(rng, 3)
    count = int(rng.integers(2, 5))
    words = ('Controller', 'Plant', 'Actuator', 'Filter', 'Amplifier', 'Process', 'PID', 'Valve', 'Motor', 'Estimator', 'G(s)', 'C(s)', 'H(s)', 'Low-pass', 'ADC', 'DAC', 'Mixer', 'Kalman filter', 'Integrator', 'Gain K')
    names = sample(rng, words, count) if rng.random() < .7 else labels(rng, domain, count)
    pen = Pen(rng, count * 150 + 170, rng.uniform(150, 230), look)
    y, r = pen.height * .36, 13
    pen.disc(70, y, r, look.paper, look.ink)
    pen.text(70, y, '+', 14)
    pen.text(84, y + 18, '-', 15)
    pen.arrow((12, y), (70 - r, y))
    pen.text(28, y - 12, choice(rng, ('r', 'input', 'setpoint', 'u', 'r(t)', 'reference')), 11)
    x = 70 + r
    mono = rng.random() < .6
    for index, name in enumerate(names):
        pen.arrow((x, y), (x + 40, y))
        if index == 0:
            pen.text(x + 18, y - 10, 'e', 11)
        pen.box(x + 40, y - 26, 104, 52, name, look.palette[0 if mono else index % 3][1])
        x += 144
    pen.arrow((x, y), (pen.width - 8, y))
    pen.text(pen.width - 26, y - 12, choice(rng, ('y', 'output', 'y(t)')), 11)
    low = pen.height * .82
    tap = x + 18
    pen.disc(tap, y, 3, look.ink)
    sensor = rng.random() < .6
    if sensor:
        cx = pen.width / 2
        pen.arrow((tap, y), (tap, low), (cx + 52, low))
        pen.box(cx - 52, low - 20, 104, 40, choice(rng, ('Sensor', 'Observer', 'H(s)', 'Feedback', 'Measurement')), look.palette[1][1])
        pen.arrow((cx - 52, low), (70, low), (70, y + r))
    else:
        pen.arrow((tap, y), (tap, low), (70, low), (70, y + r))
    disturbed = rng.random() < .3
    if disturbed:
        pen.arrow((x - 52, 8), (x - 52, y - 26))
        pen.text(x - 38, 14, 'd', 12)
    story = Story(rng, domain, 'control loop').set(n=number(count), all=listed(names), a=names[0], z=names[-1], c=look.palette[0][0])
    story.lead('{noun} of (the|a) (controller|closed loop|feedback system|servo|signal chain) (for|used in) {topic}.', '(Closed-loop|Feedback) (control|system) (of|for) {subject}.', '{noun} with {all}.')
    story.note('The (loop|diagram) has {n} blocks in the forward path: {all}.', 'The output is fed back to the (summing junction|input) on the left.', 'The (reference|input) enters on the left and the output leaves on the right.', 'The error signal drives the {a}.')
    if sensor:
        story.note('A (sensor|block) is in the feedback path at the bottom.')
    if disturbed:
        story.note('A disturbance (enters|acts) from the top.')
    if mono and look.fill != 'white':
        story.note('Blocks are {c}.')
    return story.finish(pen.done(), colours=[look.palette[0][0]] if mono and look.fill != 'white' and not sensor else (), count=count, sides=True)


def _part(pen, what, x0, y0, x1, y1, text):
    """A two-terminal part on the line from (x0, y0) to (x1, y1)."""
    length, angle = math.hypot(x1 - x0, y1 - y0), math.atan2(y1 - y0, x1 - x0)
    at = lambda a, b: (x0 + a * math.cos(angle) - b * math.sin(angle), y0 + a * math.sin(angle) + b * math.cos(angle))
    m, s = length / 2, 17
    if what == 'wire':
        pen.line([at(0, 0), at(length, 0)], sketch=False)
        return
    ends = {'capacitor': 4, 'battery': 4}.get(what, s)
    pen.line([at(0, 0), at(m - ends, 0)], sketch=False)
    pen.line([at(m + ends, 0), at(length, 0)], sketch=False)
    if what == 'resistor':
        pen.line([at(m - s, 0)] + [at(m - s + 2 * s * (k + .5) / 6, 7 * (-1) ** k) for k in range(6)] + [at(m + s, 0)], sketch=False)
    elif what == 'box resistor':
        pen.polygon([at(m - s, -6), at(m + s, -6), at(m + s, 6), at(m - s, 6)], pen.look.paper, pen.look.ink)
    elif what == 'capacitor':
        pen.line([at(m - 4, -12), at(m - 4, 12)], width=pen.look.line * 1.5, sketch=False)
        pen.line([at(m + 4, -12), at(m + 4, 12)], width=pen.look.line * 1.5, sketch=False)
    elif what == 'battery':
        pen.line([at(m - 4, -14), at(m - 4, 14)], sketch=False)
        pen.line([at(m + 4, -7), at(m + 4, 7)], width=pen.look.line * 2.4, sketch=False)
    elif what == 'inductor':
        pen.line([at(m - s + 2 * s * t / 60, -9 * abs(math.sin(t / 60 * 4 * math.pi))) for t in range(61)], sketch=False)
    elif what == 'diode':
        pen.polygon([at(m - 10, -9), at(m - 10, 9), at(m + 8, 0)], pen.look.ink)
        pen.line([at(m + 8, -10), at(m + 8, 10)], sketch=False)
        pen.line([at(m - s, 0), at(m + s, 0)], sketch=False)
    else:
        pen.disc(*at(m, 0), s, pen.look.paper, pen.look.ink)
        pen.text(*at(m, 0), {'source': '~', 'ammeter': 'A', 'voltmeter': 'V', 'motor': 'M'}[what], 14)
    label = at(m, -22 if abs(math.cos(angle)) > .5 else 24)
    pen.text(*label, text, 11)


@kind('circuit diagram', 'diagram', ('circuit diagram', 'electrical circuit', 'electronic circuit', 'equivalent circuit', 'schematic of the circuit', 'wiring diagram', 'circuit schematic', 'analog circuit'), weight=.8)
def circuit(rng, domain):
    look = random_look(rng, 1, .05)
    look.line, look.sketch = float(rng.choice([1.2, 1.6, 2])), rng.random() < .06
    columns, rows = int(rng.integers(2, 5)), int(rng.integers(1, 3))
    cell = rng.uniform(84, 112)
    pen = Pen(rng, max(300, columns * cell + 90), rows * cell + 80, look)
    x0, y0 = (pen.width - columns * cell) / 2, 40
    counts = {}
    letters = {'resistor': 'R', 'box resistor': 'R', 'capacitor': 'C', 'inductor': 'L', 'diode': 'D', 'source': 'V', 'battery': 'B', 'ammeter': '', 'voltmeter': '', 'motor': ''}
    style = str(choice(rng, ('resistor', 'resistor', 'box resistor')))

    def put(what, *ends):
        if what != 'wire':
            counts[what] = counts.get(what, 0) + 1
        name = letters.get(what, '')
        _part(pen, what, *ends, f'{name}{counts.get(what, 0)}' if name else '')

    pool = (style, style, 'capacitor', 'capacitor', 'inductor', 'diode', 'wire', 'wire', 'wire', 'ammeter', 'voltmeter')
    for row in range(rows + 1):
        for column in range(columns):
            put(str(choice(rng, pool)) if row < rows or rng.random() < .2 else 'wire', x0 + column * cell, y0 + row * cell, x0 + (column + 1) * cell, y0 + row * cell)
    for row in range(rows):
        for column in range(columns + 1):
            what = str(choice(rng, ('source', 'battery'))) if row == 0 and column == 0 else str(choice(rng, pool))
            if column == 0 and row > 0:
                what = 'wire'
            if rng.random() < .85 or column in (0, columns):
                put(what, x0 + column * cell, y0 + row * cell, x0 + column * cell, y0 + (row + 1) * cell)
    for row in range(rows + 1):
        for column in range(1, columns):
            pen.disc(x0 + column * cell, y0 + row * cell, 3, look.ink)
    base = y0 + rows * cell
    ground = rng.random() < .6
    if ground:
        pen.line([(x0, base), (x0, base + 12)])
        for k, half in enumerate((12, 8, 4)):
            pen.line([(x0 - half, base + 12 + k * 5), (x0 + half, base + 12 + k * 5)], sketch=False)
    resistors = counts.get(style, 0)
    parts = [several(v, k.replace('box ', '')) for k, v in counts.items() if k not in ('source', 'battery')]
    story = Story(rng, domain, 'circuit diagram').set(r=several(resistors, 'resistor'), all=listed(parts[:3] or ['wires']))
    story.lead('{noun} (of|for) (the|a) (amplifier|filter|sensor|front end|power supply|measurement circuit|oscillator|bridge|battery model|readout electronics).', '(Equivalent|Simplified|Electrical) circuit (of|for|used for) {subject}.')
    story.note('The circuit (contains|has|consists of) {all}.', 'The (voltage source|source|supply) is on the left.')
    if resistors:
        story.note('There are {r}.' if resistors > 1 else 'There is {r}.')
    if ground:
        story.note('The ground symbol is at the bottom(| left).')
    return story.finish(pen.done(), count=resistors or None, sides=True)


@kind('quantum circuit', 'diagram', ('quantum circuit', 'quantum circuit diagram', 'circuit of quantum gates', 'gate sequence', 'variational quantum circuit'), weight=.5)
def quantum(rng, domain):
    look = random_look(rng, 4)
    look.sketch = False
    qubits, steps = int(rng.integers(2, 7)), int(rng.integers(3, 11))
    gap, step = rng.uniform(38, 52), rng.uniform(44, 60)
    pen = Pen(rng, steps * step + 130, qubits * gap + 20, look)
    ys = [10 + (k + .5) * gap for k in range(qubits)]
    for k, y in enumerate(ys):
        pen.line([(54, y), (pen.width - 20, y)])
        pen.text(46, y, f'|0>' if rng.random() < .6 else f'q{k}', 13, anchor='rm', family='times')
    plain, gates = rng.random() < .4, 0
    for place in range(steps):
        x, free = 76 + place * step, list(range(qubits))
        while free:
            q = free.pop(int(rng.integers(len(free))))
            if rng.random() < .35:
                continue
            gates += 1
            if free and rng.random() < .4:
                t = free.pop(int(rng.integers(len(free))))
                pen.line([(x + 14, ys[q]), (x + 14, ys[t])])
                pen.disc(x + 14, ys[q], 4.5, look.ink)
                pen.disc(x + 14, ys[t], 10, look.paper, look.ink)
                pen.line([(x + 4, ys[t]), (x + 24, ys[t])])
                pen.line([(x + 14, ys[t] - 10), (x + 14, ys[t] + 10)])
                free = [f for f in free if not min(q, t) < f < max(q, t)]
            else:
                pen.rect(x, ys[q] - 14, 28, 28, look.paper if plain else look.palette[gates % 4][1], look.ink)
                pen.text(x + 14, ys[q], choice(rng, ('H', 'X', 'Y', 'Z', 'S', 'T', 'Rx', 'Rz', 'U')), 13, None if plain else (20, 20, 20))
    measured = rng.random() < .6
    if measured:
        for y in ys:
            x = pen.width - 42
            pen.rect(x, y - 13, 28, 26, look.paper, look.ink)
            pen.line([(x + 14 + 9 * math.cos(t), y + 6 - 9 * math.sin(t)) for t in np.linspace(.2, math.pi - .2, 10)])
            pen.line([(x + 14, y + 6), (x + 22, y - 7)])
    story = Story(rng, domain, 'quantum circuit').set(n=number(qubits))
    story.lead('{noun} (for|of) (state preparation|the variational ansatz|the Fourier transform|error correction|{subject}|Grover search).', '{noun} (on|with|acting on) {n} qubits.')
    story.note('The circuit (acts on|has|uses) {n} qubits.', 'Time (runs|goes) from left to right.', 'Boxes are (single-qubit|) gates and vertical lines (controlled|two-qubit) gates.')
    if measured:
        story.note('(All|The) qubits are measured (at the end|on the right).')
    return story.finish(pen.done(), count=qubits, sides=True)
