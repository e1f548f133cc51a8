"""Patterns and events: cellular automata, reaction and diffusion, fractals, spins, collisions, cosmic webs."""

import math

import numpy as np
from scipy import ndimage

from ..figure import choice, kind
from . import colours, mini
from .pen import Pen
from .stage import show, stage_look, tell, times
from .story import Story, fitting, number

PHYSICS = ('physic', 'math', 'computer', 'complex', 'bio', 'ecolog', 'mater')


@kind('cellular automaton', '3d', ('cellular automaton', 'lattice simulation', 'agent-based model', 'grid-based simulation', 'Ising model configuration', 'spin configuration', 'snapshot of the lattice', 'Game of Life', 'space-time diagram', 'percolation', 'lattice model'), weight=.6)
def automaton(rng, domain):
    domain = fitting(rng, domain, *PHYSICS)
    what = str(choice(rng, ('elementary automaton', 'Ising model', 'Game of Life', 'forest fire model', 'percolation', 'agent-based model')))
    count, n = int(choice(rng, (1, 1, 2, 3, 4))), int(choice(rng, (48, 72, 100)))
    (name, tone), (name2, tone2), (_, tone3) = colours.pick(rng, 3)
    if rng.random() < .45:
        (name, tone), (name2, tone2) = ('black', (10, 10, 10)), ('white', (250, 250, 250))
    table, pictures = np.array([tone2, tone, tone3, (200, 200, 200)], np.uint8), []
    rule = int(choice(rng, (30, 90, 110, 184, 45, 150)))
    for frame in range(count):
        if what == 'elementary automaton':
            state = np.zeros((n, n * 2), int)
            state[0] = rng.random(n * 2) < .5 if rng.random() < .4 else np.arange(n * 2) == n
            for row in range(1, n):
                code = 4 * np.roll(state[row - 1], 1) + 2 * state[row - 1] + np.roll(state[row - 1], -1)
                state[row] = rule >> code & 1
            state = state[:, n // 2: n // 2 + n]
        elif what == 'Ising model':
            state = (mini.smooth_noise(rng, n, n, n / (2 + 6 * frame + rng.uniform(0, 6))) + rng.normal(0, .03, (n, n)) > .5).astype(int)
        elif what == 'Game of Life':
            state = (rng.random((n, n)) < .3).astype(int)
            for _ in range(14):
                near = sum(np.roll(state, (i, j), (0, 1)) for i in (-1, 0, 1) for j in (-1, 0, 1)) - state
                state = ((near == 3) | ((state == 1) & (near == 2))).astype(int)
        elif what == 'percolation':
            state = (rng.random((n, n)) < .55 + .05 * frame).astype(int)
            label, total = ndimage.label(state)
            if total:
                state[label == 1 + np.argmax(np.bincount(label.ravel())[1:])] = 2
        else:
            state = (rng.random((n, n)) < .6).astype(int)
            state[mini.smooth_noise(rng, n, n, 5) > .68] = 2
            state[rng.random((n, n)) < .05] = 3
        pictures.append(table[state].repeat(3, 0).repeat(3, 1))
    gaps = rng.random() < .15
    if gaps:
        for picture in pictures:
            picture[::3], picture[:, ::3] = 220, 220
    story = Story(rng, domain, 'cellular automaton', ('(a|the) {what}', 'the (lattice|grid|population|system)')).set(what=what, a=name, b=name2)
    story.named('lattice simulation', 'grid-based simulation', 'snapshot of the lattice', *{'elementary automaton': ('cellular automaton', 'space-time diagram'), 'Ising model': ('Ising model configuration', 'spin configuration'), 'Game of Life': ('Game of Life', 'cellular automaton'), 'percolation': ('percolation', 'lattice model')}.get(what, ('agent-based model', 'cellular automaton')))
    image, facts = show(rng, pictures, titles=times(rng, count) if count > 1 and rng.random() < .6 else None)
    story.lead('(Simulation|Snapshot|Snapshots|Evolution|States) of (a|the) {what}.', '{what} on a (square lattice|grid)(| at different times).')
    story.note('(Occupied|Active|Live|Up) cells are {a} and (empty|dead|inactive|down) cells {b}.', 'The lattice has (periodic|open) boundaries.')
    if what == 'elementary automaton':
        story.note('Time runs from top to bottom.')
    told = tell(story, facts)
    return story.finish(image, **{**told, 'colours': [name, name2]})


@kind('pattern formation', '3d', ('reaction-diffusion pattern', 'Turing pattern', 'phase field simulation', 'phase separation', 'spatial pattern', 'pattern formation', 'spiral waves', 'domain structure', 'dendritic growth simulation'), weight=.7)
def pattern(rng, domain):
    domain = fitting(rng, domain, *PHYSICS, 'chem')
    size, count = int(choice(rng, (128, 160))), int(choice(rng, (1, 1, 2, 3, 4)))
    what = str(choice(rng, ('stripes', 'spots', 'spiral waves', 'phase separation', 'dendrites', 'target waves')))
    cmap, pictures = str(choice(rng, ('viridis', 'gray', 'RdBu_r', 'plasma', 'hot', 'coolwarm', 'jet', 'Blues', 'inferno'))), []
    y, x = np.mgrid[:size, :size] / size
    for frame in range(count):
        if what in ('stripes', 'spots', 'phase separation'):
            fy, fx = np.fft.fftfreq(size)[:, None] * size, np.fft.rfftfreq(size)[None] * size
            k0 = rng.uniform(8, 18) if what != 'phase separation' else 14 / (1 + frame)
            ring = np.exp(-((np.hypot(fy, fx) - k0) / (k0 * .18)) ** 2)
            waves = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((size, size))) * ring, (size, size))
            waves /= waves.std()
            values = .5 + .5 * np.tanh(waves * 2.2 - (1.5 if what == 'spots' else 0))
        elif what in ('spiral waves', 'target waves'):
            phase = np.zeros((size, size))
            for _ in range(int(rng.integers(1, 4))):
                px, py = rng.uniform(.2, .8, 2)
                turn = rng.choice([-1, 1]) if what == 'spiral waves' else 0
                wave = turn * np.arctan2(y - py, x - px) + 2 * np.pi * 9 * np.hypot(x - px, y - py)
                phase = np.where(np.hypot(x - px, y - py) < .4 + .1 * rng.random(), wave, phase) if phase.any() else wave
            values = .5 + .5 * np.cos(phase - frame)
        else:
            arms = 6
            r, t = np.hypot(x - .5, y - .5), np.arctan2(y - .5, x - .5)
            reach = (.18 + .09 * frame if count > 1 else .38)
            tip = abs((t / (2 * np.pi / arms)) % 1 - .5) * 2
            values = np.clip((reach * (.25 + .75 * tip**6 + .3 * tip**2 * (.5 + .5 * np.sin(60 * r))) - r) * 25 + .5, 0, 1)
        pictures.append(mini.paint(values, cmap))
    story = Story(rng, domain, 'pattern formation', ('{what} in the (model|simulation|reaction-diffusion system|Gray-Scott model|Cahn-Hilliard equation)', '{what}')).set(what=what, quantity='concentration')
    story.named('spatial pattern', 'pattern formation', *{'stripes': ('Turing pattern', 'reaction-diffusion pattern'), 'spots': ('Turing pattern', 'reaction-diffusion pattern'), 'phase separation': ('phase separation', 'phase field simulation', 'domain structure'), 'dendrites': ('phase field simulation', 'dendritic growth simulation'), 'spiral waves': ('spiral waves', 'reaction-diffusion pattern')}.get(what, ('reaction-diffusion pattern',)))
    image, facts = show(rng, pictures, cmap, 'concentration', times(rng, count) if count > 1 and rng.random() < .6 else None)
    story.lead('(Simulated|Numerical solution showing|Emergence of|Formation of|Snapshot of) {what}.', '{what} (obtained|simulated) (with|by) {pkg}.')
    story.note('(Initial conditions|The initial state) (is|are) random.', 'The pattern (is|becomes) (stationary|steady) (at late times|).')
    return story.finish(image, **tell(story, facts, cmap))


@kind('fractal image', 'image', ('fractal', 'Mandelbrot set', 'Julia set', 'fractal image', 'basins of attraction', 'attractor', 'strange attractor', 'generative art'), weight=.35)
def fractal(rng, domain):
    domain = fitting(rng, domain, 'math', 'computer', 'physic')
    size = 200
    what = str(choice(rng, ('Mandelbrot set', 'Julia set', 'basins of attraction', 'strange attractor', 'Barnsley fern')))
    cmap = str(choice(rng, ('inferno', 'twilight_shifted', 'jet', 'hot', 'viridis', 'gray', 'magma', 'turbo')))
    y, x = np.mgrid[:size, :size] / size * 2.6 - 1.3
    if what in ('Mandelbrot set', 'Julia set'):
        z, zoom = x + 1j * y, rng.uniform(.7, 1.1)
        c = z * zoom - .55 if what == 'Mandelbrot set' else np.full_like(z, complex(*choice(rng, ((-.8, .156), (.285, .01), (-.4, .6), (-.7269, .1889)))))
        z = np.zeros_like(z) if what == 'Mandelbrot set' else z * zoom
        steps = np.zeros(z.shape)
        for k in range(36):
            z = z * z + c
            out = abs(z) > 4
            steps[out & (steps == 0)] = k + 1
            z[out] = 4
        picture = mini.paint((steps / 36) ** .5, cmap)
    elif what == 'basins of attraction':
        z = x + 1j * y
        for _ in range(16):
            z = z - (z**3 - 1) / (3 * z**2 + 1e-9)
        roots = np.exp(2j * np.pi * np.arange(3) / 3)
        tones = np.array([rgb for _, rgb in colours.pick(rng, 3)], np.uint8)
        picture = tones[np.argmin(abs(z[..., None] - roots), -1)]
    else:
        n = 9000
        p = rng.random((n, 2)) * .1
        a, b, c, d = rng.uniform(-2.4, 2.4, 4)
        if what == 'Barnsley fern':
            maps = ((0, 0, 0, .16, 0), (.85, .04, -.04, .85, 1.6), (.2, -.26, .23, .22, 1.6), (-.15, .28, .26, .24, .44))
            for _ in range(30):
                which = rng.choice(4, n, p=(.01, .85, .07, .07))
                m = np.array(maps)[which]
                p = np.c_[m[:, 0] * p[:, 0] + m[:, 1] * p[:, 1], m[:, 2] * p[:, 0] + m[:, 3] * p[:, 1] + m[:, 4]]
            p[:, 1] *= -1
        else:
            cloud = []
            for _ in range(24):
                p = np.c_[np.sin(a * p[:, 1]) - np.cos(b * p[:, 0]), np.sin(c * p[:, 0]) - np.cos(d * p[:, 1])]
                cloud.append(p)
            p = np.concatenate(cloud[8:])
        p = (p - p.min(0)) / (np.ptp(p, axis=0) + 1e-9)
        count = np.histogram2d(p[:, 1], p[:, 0], size)[0]
        picture = mini.paint(np.log1p(count) / np.log1p(count).max(), cmap)
    image, facts = show(rng, [picture], axes=rng.random() < .3)
    story = Story(rng, domain, 'fractal image', ('the {what}', 'a {what}')).set(what=what)
    story.named(*{'basins of attraction': ('basins of attraction', 'fractal'), 'strange attractor': ('attractor', 'strange attractor', 'generative art'), 'Barnsley fern': ('fractal', 'fractal image')}.get(what, ('fractal', 'fractal image', what)))
    story.lead('{what} (computed|generated|rendered) with {pkg}.', 'The {what}.', '(Image|Rendering) of the {what}.')
    story.note('Colours show the number of iterations.' if 'set' in what else 'Colours show (density|which root is reached).', 'The (structure|boundary) is (self-similar|fractal).')
    return story.finish(image)


@kind('event display', '3d', ('event display', 'detector event display', 'particle tracks', 'collision event', 'reconstructed tracks', 'shower simulation', 'detector geometry', 'simulated particle interaction'), weight=.5)
def event(rng, domain):
    domain = fitting(rng, domain, 'physic', 'particle', 'astro')
    look = stage_look(rng, .6)
    pen = Pen(rng, rng.uniform(340, 520), rng.uniform(320, 440), look)
    cx, cy, r = pen.width / 2, pen.height / 2, min(pen.width, pen.height) * .46
    grey = (110, 110, 120) if sum(look.paper) > 300 else (90, 95, 110)
    (name, tone), (name2, tone2) = colours.pick(rng, 2, ('red', 'green', 'blue', 'yellow', 'cyan', 'orange', 'pink'))
    layers = int(rng.integers(3, 7))
    for k in range(layers):
        radius = r * (.25 + .75 * k / layers)
        if rng.random() < .5:
            pen.disc(cx, cy, radius, None, grey, 1)
        else:
            sides = int(rng.integers(8, 20))
            pen.polygon([(cx + radius * math.cos(2 * math.pi * s / sides), cy + radius * math.sin(2 * math.pi * s / sides)) for s in range(sides)], None, grey, 1)
    tracks = int(rng.integers(6, 50))
    jets = rng.uniform(0, 6.28, 2)
    for _ in range(tracks):
        a, bend, reach = (rng.uniform(0, 6.28) if rng.random() < .4 else rng.choice(jets) + rng.normal(0, .18)), rng.normal(0, .9), rng.uniform(.5, .95)
        path = [(cx + r * reach * t * math.cos(a + bend * t), cy + r * reach * t * math.sin(a + bend * t)) for t in np.linspace(0, 1, 14)]
        pen.line(path, tone if rng.random() < .7 else tone2, 1.2, sketch=False)
    towers = rng.random() < .7
    if towers:
        for a in np.linspace(0, 2 * np.pi, 64, endpoint=False):
            e = .12 * rng.exponential(.25) + .14 * sum(math.exp(-(((a - j + math.pi) % (2 * math.pi) - math.pi) / .15) ** 2) for j in jets) * rng.random()
            ring = lambda t, s: (cx + r * s * math.cos(t), cy + r * s * math.sin(t))
            pen.polygon([ring(a, .8), ring(a + .09, .8), ring(a + .09, .8 + e), ring(a, .8 + e)], tone2)
    story = Story(rng, domain, 'event display', ('a (simulated|reconstructed|candidate|proton-proton|neutrino|dijet|cosmic ray) (event|collision|interaction)', 'the detector')).set(a=name, b=name2, n=number(layers))
    story.lead('{noun} of {subject}.', '(View|Transverse view|Cross-section) of {subject} (in the detector|).')
    story.note('(Tracks|Particle tracks|Charged tracks) are (shown in|) {a}(| and {b}).', 'The detector has {n} layers.', 'The background is ' + ('black.' if sum(look.paper) < 300 else 'white.'))
    if towers:
        story.note('(Energy deposits|Calorimeter towers) are {b}.')
    return story.finish(pen.done(), colours=[name, name2], count=layers)


@kind('N-body snapshot', '3d', ('N-body simulation', 'cosmological simulation', 'cosmic web', 'dark matter density', 'galaxy merger simulation', 'simulated galaxy', 'particle distribution', 'projected density', 'snapshot of the N-body simulation', 'simulated star cluster'), weight=.8)
def nbody(rng, domain):
    domain = fitting(rng, domain, 'astro', 'physic', 'cosmo')
    size, count = 190, int(choice(rng, (1, 1, 2, 3, 4)))
    what = str(choice(rng, ('cosmic web', 'cosmic web', 'galaxy merger', 'disc galaxy', 'star cluster', 'protoplanetary disc', 'planetary rings')))
    cmap, pictures = str(choice(rng, ('inferno', 'magma', 'viridis', 'hot', 'gray', 'plasma', 'Blues_r', 'cividis'))), []
    for frame in range(count):
        if what == 'cosmic web':
            a, b = mini.smooth_noise(rng, size, size, rng.uniform(4, 7), 3), mini.smooth_noise(rng, size, size, 9, 3)
            web = np.exp(-abs(a - .5) * rng.uniform(12, 26)) * (.4 + .6 * np.exp(-abs(b - .5) * 9))
            values = web + .9 * ndimage.gaussian_filter((web > .5) * (rng.random((size, size)) > .985) * 14.0, 1.3)
            values = np.clip(values / 1.3, 0, 1) ** .8
        else:
            n, values = 15000, np.zeros((size, size))
            bodies = ((-.15 + .1 * frame / count, -.08, 1.0), (.16 - .1 * frame / count, .1, .7)) if what == 'galaxy merger' else ((0, 0, 1.0),)
            for px, py, scale in bodies:
                radius = rng.exponential(.07 * scale, n) if what != 'protoplanetary disc' else .08 + .3 * rng.random(n)
                if what == 'planetary rings':
                    radius = .1 + .32 * rng.choice(np.r_[rng.uniform(0, .3, 60), rng.uniform(.4, 1, 90)], n)
                turn = rng.uniform(0, 6.28, n)
                if what == 'disc galaxy':
                    turn = (rng.integers(2, size=n) * np.pi + np.log(radius + .01) * 3 + rng.normal(0, .5, n))
                tilt = .45 if what in ('galaxy merger', 'protoplanetary disc', 'planetary rings') else 1 if what == 'star cluster' else .8
                u, v = px + radius * np.cos(turn), py + tilt * radius * np.sin(turn)
                if what == 'star cluster':
                    u, v = rng.standard_t(2.5, (2, n // 4)) * .06
                values += np.histogram2d(v, u, size, [[-.5, .5]] * 2)[0]
            values = np.log1p(ndimage.gaussian_filter(values, .6))
            values /= values.max()
        pictures.append(mini.paint(values, cmap))
    story = Story(rng, domain, 'N-body snapshot', ('(a|the) {what}', 'the (density|dark matter|gas|stars|particles) (of|in) (a|the) {what}')).set(what=what, quantity='density')
    story.named('N-body simulation', 'particle distribution', 'snapshot of the N-body simulation', *{'cosmic web': ('cosmological simulation', 'cosmic web', 'dark matter density', 'projected density'), 'galaxy merger': ('galaxy merger simulation', 'projected density'), 'disc galaxy': ('simulated galaxy',), 'star cluster': ('simulated star cluster',)}.get(what, ('projected density',)))
    image, facts = show(rng, pictures, cmap, 'log density', times(rng, count) if count > 1 and rng.random() < .6 else None)
    story.lead('(Projected|Column|Surface) density of {subject}.', '(Simulation|Snapshot|Simulated evolution|Evolution) of (a|the) {what}.', '(Dark matter|Gas|Stellar) density in (a|the) (simulation|cosmological box|run).')
    story.note('The (simulation|run) (contains|has|uses) (millions|billions|thousands) of particles.', 'The (box|side) is (50|100|10) Mpc (wide|long).' if what == 'cosmic web' else 'The (system|disc) is seen (face-on|inclined|edge-on).')
    return story.finish(image, **tell(story, facts, cmap))
