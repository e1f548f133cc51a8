"""Fields of fluid dynamics: wakes, turbulence, convection, free surfaces, particle velocities."""

import numpy as np
from scipy import ndimage

from ..figure import choice, kind
from . import mini
from .pen import SCALE
from .stage import show, tell, times
from .story import Story, fitting

FLUID = ('fluid', 'engineer', 'physic', 'climat', 'ocean', 'geo', 'energy', 'mechan')


def grid(height, width):
    y, x = np.mgrid[:height, :width]
    return x / width, y / width


def _obstacle(rng, x, y, cx, cy, size):
    """(mask, outline words) of a body in a stream from the left."""
    what = str(choice(rng, ('cylinder', 'cylinder', 'square cylinder', 'airfoil', 'sphere', 'plate', 'car', 'building')))
    u, v = x - cx, y - cy
    if what in ('cylinder', 'sphere'):
        return u**2 + v**2 < size**2, what
    if what == 'square cylinder':
        return (abs(u) < size) & (abs(v) < size), what
    if what == 'airfoil':
        a = rng.uniform(-.1, .25)
        s, t = (u * np.cos(a) + v * np.sin(a)) / (4 * size) + .3, (-u * np.sin(a) + v * np.cos(a)) / (4 * size)
        s1 = np.clip(s, 0, 1)
        return (s > 0) & (s < 1) & (abs(t) < .6 * .2 * 1.5 * (1.48 * np.sqrt(s1) - .63 * s1 - 1.76 * s1**2 + 1.42 * s1**3 - .51 * s1**4)), what
    if what == 'plate':
        return (abs(u) < size * .16) & (abs(v) < size * 1.3), what
    if what == 'car':
        return ((abs(u) < size * 2.2) & (v > -size * .1) & (v < size * .7)) | ((u > -size * 1.1) & (u < size * 1.2) & (v > -size * .8 + abs(u) * .15) & (v < 0)), what
    return (abs(u) < size * .7) & (v > -size * 1.2), what


@kind('flow around an obstacle', '3d', ('flow simulation', 'CFD simulation', 'flow field', 'vorticity field', 'velocity field', 'simulated flow', 'wake', 'streamlines', 'computational fluid dynamics simulation', 'instantaneous flow field'), weight=1.6)
def wake(rng, domain):
    domain = fitting(rng, domain, *FLUID)
    height, width = int(choice(rng, (64, 84, 104))), 210
    x, y = grid(height, width)
    cx, cy, size = rng.uniform(.16, .28), height / width * rng.uniform(.42, .58), rng.uniform(.03, .06)
    mask, body = _obstacle(rng, x, y, cx, cy, size)
    count, what = int(choice(rng, (1, 1, 1, 2, 3, 4))), str(choice(rng, ('vorticity', 'velocity magnitude', 'pressure', 'streamlines', 'velocity magnitude')))
    cmap = str(choice(rng, ('coolwarm', 'RdBu_r', 'seismic', 'jet') if what in ('vorticity', 'pressure') else ('jet', 'viridis', 'turbo', 'plasma', 'inferno', 'rainbow', 'Blues')))
    spacing, sway = size * rng.uniform(3.2, 4.4), size * rng.uniform(.5, 1.1)
    turbulent = rng.random() < .35
    pictures, flows = [], []
    for frame in range(count):
        phase, curl = rng.random() if count == 1 else frame / count, np.zeros_like(x)
        speed_u, speed_v = np.ones_like(x), np.zeros_like(x)
        for index in range(14):
            px = cx + size * 1.6 + (index + phase * 2) * spacing / 2
            sign = 1 if index % 2 else -1
            radius = size * (.5 + .09 * index)
            dx, dy = x - px, y - (cy + sign * sway * min(1.4, .5 + .12 * index))
            if turbulent:
                dy = dy + rng.normal(0, size * .5)
            distance = dx**2 + dy**2
            core = sign * np.exp(-distance / radius**2) * .94**index
            curl += core
            swirl = sign * .5 * size * (1 - np.exp(-distance / radius**2)) / (distance + 1e-4) * .9**index
            speed_u += dy * swirl
            speed_v -= dx * swirl
        shear = np.exp(-((x - cx) / (size * 3)) ** 2) * (x > cx)
        curl += shear * (np.exp(-(((y - cy + size) / (size * .35)) ** 2)) - np.exp(-(((y - cy - size) / (size * .35)) ** 2)))
        r2 = (x - cx) ** 2 + (y - cy) ** 2 + 1e-4
        dipole = size**2 / r2
        speed_u -= dipole * ((x - cx) ** 2 - (y - cy) ** 2) / r2 * 1.0
        speed_v -= dipole * 2 * (x - cx) * (y - cy) / r2
        deficit = .7 * np.exp(-(((y - cy) / (size * 1.5 + .12 * np.clip(x - cx, 0, None))) ** 2)) * (x > cx) * np.exp(-(x - cx) * 1.5)
        speed_u -= deficit
        flows.append((speed_u, speed_v))
        if what == 'vorticity':
            values = .5 + .5 * np.tanh(curl * 1.4)
        elif what == 'pressure':
            values = np.clip(.5 + .35 * (dipole * ((x - cx) ** 2 - (y - cy) ** 2) / r2) - .3 * abs(curl), 0, 1)
        else:
            values = np.clip(np.hypot(speed_u, speed_v) / 1.9, 0, 1)
        if turbulent:
            values = np.clip(values + .1 * (mini.smooth_noise(rng, height, width, 24, 2) - .5) * (x > cx), 0, 1)
        picture = mini.paint(values, cmap) if what != 'streamlines' or rng.random() < .5 else np.full((height, width, 3), 255, np.uint8)
        picture = picture.copy()
        picture[mask] = choice(rng, ((0, 0, 0), (128, 128, 128), (255, 255, 255)))
        pictures.append(picture)
    lines = what == 'streamlines' or rng.random() < .2
    arrows = not lines and rng.random() < .15

    def overlay(pen, index, left, top, w, h):
        u, v = flows[index]
        if arrows:
            for j in range(6, height, 12):
                for i in range(6, width, 14):
                    if not mask[j, i]:
                        a, b = left + w * i / width, top + h * j / height
                        pen.arrow((a, b), (a + u[j, i] * 9, b + v[j, i] * 9), colour=(0, 0, 0), width=.7, size=3)
        if lines:
            for path in trace(u, v, np.c_[np.zeros(22), np.linspace(2, height - 3, 22)], 330, 1.0):
                pen.draw.line([((left + w * a / width) * SCALE, (top + h * b / height) * SCALE) for a, b in path], fill=(20, 20, 20) if what == 'streamlines' else (245, 245, 245), width=2)

    story = Story(rng, domain, 'flow around an obstacle', ('flow (around|past|over) a {body}', 'the wake (behind|of) a {body}', '{what} (around|behind|in the wake of) a {body}', 'vortex shedding behind a {body}', 'a {body} in (uniform|turbulent|laminar|incompressible) flow'))
    image, facts = show(rng, pictures, None if what == 'streamlines' else cmap, what, times(rng, count) if count > 1 and rng.random() < .6 else None, columns=1 if count < 4 else 2, overlay=overlay)
    story.set(body=body, what=what, quantity=what)
    story.lead('(Simulated|Computed|Instantaneous|Contours of|Snapshot of the) {what} (around|past|behind) a {body}.', '(Von Karman|Karman) vortex street behind a {body}.', '{what} (contours|field) for flow past a {body}.', '(Lattice Boltzmann|Finite volume|Large eddy|Direct numerical|Navier-Stokes) simulation of flow (past|around|over) a {body}.')
    story.note('(Flow|The flow|The stream) is from left to right.', 'The {body} is (on the left|near the inlet).', 'Vortices are shed alternately (from|behind) the {body}.', 'The Reynolds number is (low|moderate|high|100|200|1000).')
    if lines:
        story.note('Streamlines are (overlaid|drawn|shown) (in black|).' if what == 'streamlines' else 'Streamlines are overlaid.')
    if arrows:
        story.note('Arrows show the velocity (vectors|).')
    told = tell(story, facts, cmap if what != 'streamlines' else None)
    return story.finish(image, **told)


def trace(u, v, starts, steps, length):
    """Paths of points that follow a velocity field given on pixels: [points][steps, 2] in pixels."""
    height, width = u.shape
    position = starts.astype(float).copy()
    path = np.empty((steps, len(starts), 2))
    for step in range(steps):
        path[step] = position
        i, j = np.clip(position[:, 0].astype(int), 0, width - 1), np.clip(position[:, 1].astype(int), 0, height - 1)
        speed = np.c_[u[j, i], v[j, i]]
        position = position + length * speed / (np.hypot(speed[:, 0], speed[:, 1])[:, None] + 1e-6)
    inside = (path[..., 0] >= 0) & (path[..., 0] < width) & (path[..., 1] >= 0) & (path[..., 1] < height)
    return [path[: max(2, int(np.argmin(inside[:, k])) if not inside[:, k].all() else steps), k] for k in range(len(starts))]


def warped(rng, height, width, cells, strength=1.0, octaves=2):
    """Noise drawn out by noise: filaments as stirred fluids show them."""
    a, b = mini.smooth_noise(rng, height, width, cells * .7, octaves), mini.smooth_noise(rng, height, width, cells * .7, octaves)
    base = mini.smooth_noise(rng, height, width, cells, 2)
    y, x = np.mgrid[:height, :width]
    shift = strength * width / cells
    return ndimage.map_coordinates(base, [(y + shift * (a - .5) * 2) % height, (x + shift * (b - .5) * 2) % width], order=1, mode='grid-wrap')


@kind('turbulence field', '3d', ('turbulence simulation', 'vorticity field', 'turbulent flow', 'density field', 'slice through the simulation', 'snapshot of the simulation', 'simulation snapshot', 'scalar field', 'turbulent flow field'), weight=1.3)
def turbulence(rng, domain):
    domain = fitting(rng, domain, *FLUID, 'astro')
    size = int(choice(rng, (140, 180, 220)))
    height = size if rng.random() < .6 else int(size * rng.uniform(.4, .8))
    count = int(choice(rng, (1, 1, 2, 2, 3, 4, 6)))
    what = str(choice(rng, ('vorticity', 'density', 'temperature', 'velocity magnitude', 'concentration', 'magnetic field strength', 'pressure', 'enstrophy')))
    cmap = str(choice(rng, ('coolwarm', 'RdBu_r', 'seismic', 'viridis', 'inferno', 'plasma', 'jet', 'magma', 'hot', 'turbo', 'gray', 'Blues')))
    cells, pictures = rng.uniform(3, 12), []
    for index in range(count):
        values = warped(rng, height, size, cells * (1 + .4 * index), rng.uniform(.6, 2))
        if rng.random() < .4:
            values = np.clip((values - .5) * 1.7 + .5, 0, 1)
        pictures.append(mini.paint(values, cmap))
    story = Story(rng, domain, 'turbulence field', ('{what} in (decaying|forced|isotropic|homogeneous|two-dimensional|stratified|rotating|magnetohydrodynamic) turbulence', 'the {what} field', 'a (turbulent|mixing) (flow|layer|fluid)', '{what} (in a|from the) (simulation|run)')).set(what=what, quantity=what)
    image, facts = show(rng, pictures, cmap, what, times(rng, count) if count > 1 and rng.random() < .6 else None)
    story.lead('(Slice|Slice through|Cross-section of|Snapshot of|Map of) the {what} (field|in the simulation box|at the final time).', '{what} in a (two-dimensional|periodic|turbulent) (box|domain|flow).', '(Evolution|Time evolution|Development) of the {what} field.' if count > 1 else '{what} (at|after) (the end of the simulation|saturation|late times).')
    story.note('(Eddies|Vortices|Filaments|Structures) of (many|different) (sizes|scales) are (visible|seen|present).', 'The domain is periodic.', 'The resolution is (256|512|1024|2048) (cells|grid points|pixels).', 'Fine structures (develop|form|appear) at late times.')
    return story.finish(image, **tell(story, facts, cmap))


@kind('temperature field', '3d', ('temperature field', 'simulated temperature distribution', 'convection simulation', 'heat distribution', 'thermal simulation', 'temperature contours', 'contours of temperature'), weight=1)
def temperature(rng, domain):
    domain = fitting(rng, domain, *FLUID)
    width = 220
    height = int(width * rng.uniform(.35, .9))
    x, y = grid(height, width)
    top = height / width
    mode = str(choice(rng, ('convection', 'convection', 'conduction', 'plume', 'mantle')))
    cmap = str(choice(rng, ('jet', 'coolwarm', 'inferno', 'hot', 'plasma', 'turbo', 'RdBu_r')))
    count = int(choice(rng, (1, 1, 2, 3)))
    pictures = []
    for index in range(count):
        if mode in ('convection', 'mantle'):
            values = .5 + .5 * (np.exp(-(top - y) / .03) - np.exp(-y / .03))
            for k in range(int(rng.integers(3, 8))):
                px, sign = rng.random(), 1 if rng.random() < .5 else -1
                bend = .03 * np.sin(y * rng.uniform(8, 25) + rng.uniform(0, 6))
                reach = top * rng.uniform(.4, 1)
                height_from = (top - y) if sign > 0 else y
                stem = np.exp(-((((x - px + .5) % 1 - .5 - bend) / .014) ** 2)) * (height_from < reach)
                cap = np.exp(-(((x - px + .5) % 1 - .5) / .05) ** 2 - ((height_from - reach) / .03) ** 2)
                values = values + sign * .45 * np.clip(stem + cap, 0, 1)
        elif mode == 'plume':
            spread = .03 + .22 * np.clip(top - y, 0, None)
            wave = .06 * mini.smooth_noise(rng, height, width, 6, 2) * 2
            values = np.exp(-(((x - .5 + wave - .06) / spread) ** 2)) * np.exp(-(top - y) * 1.1) * (.75 + .5 * mini.smooth_noise(rng, height, width, 14, 2))
        else:
            values = np.zeros_like(x)
            for k in range(int(rng.integers(1, 5))):
                px, py = rng.random(), rng.random() * top
                values += rng.uniform(.5, 1) * np.exp(-np.hypot(x - px, y - py) / rng.uniform(.08, .3))
            values /= values.max()
        pictures.append(mini.paint(np.clip(values, 0, 1), cmap))
    if mode == 'mantle' and rng.random() < .6:
        pictures = [annulus(picture) for picture in pictures]
    word = {'convection': 'Rayleigh-Benard convection', 'mantle': 'mantle convection', 'plume': 'a buoyant plume', 'conduction': 'heat conduction'}[mode]
    story = Story(rng, domain, 'temperature field', ('{word}', 'the temperature in (a|the) (heated|cooled) (cavity|plate|layer|domain|body)', '{word} (heated from below|at high Rayleigh number)')).set(word=word, quantity='temperature')
    image, facts = show(rng, pictures, cmap, choice(rng, ('Temperature (K)', 'T', 'Temperature [°C]', 'temperature')), times(rng, count) if count > 1 and rng.random() < .6 else None, overlay=None)
    story.lead('(Simulation|Model|Snapshot) of {word}.', 'Temperature (field|distribution|contours) (for|in|of) {word}.', '{word} simulated with {pkg}.')
    if mode in ('convection', 'mantle'):
        story.note('Hot (plumes|fluid) (rise|rises) from the bottom and cold (plumes|fluid) (sink|sinks) from the top.', 'The bottom (boundary|wall|plate) is hot and the top (boundary|wall|plate) is cold.')
    if mode == 'plume':
        story.note('The plume rises from the (bottom|source at the bottom).')
    story.note('Boundary conditions are (fixed|no-slip|periodic|insulating).')
    return story.finish(image, **tell(story, facts, cmap))


def annulus(picture, size=220):
    """Bends a picture into a ring, its bottom inwards."""
    y, x = np.mgrid[:size, :size]
    radius, angle = np.hypot(x - size / 2, y - size / 2) / (size / 2), (np.arctan2(y - size / 2, x - size / 2) / (2 * np.pi)) % 1
    height, width = picture.shape[:2]
    row = np.clip((1 - (radius - .5) / .48) * height, 0, height - 1).astype(int)
    bent = picture[row, np.minimum((angle * width).astype(int), width - 1)]
    bent = bent.copy()
    bent[(radius < .5) | (radius > .98)] = 255
    return bent


@kind('particle simulation', '3d', ('particle simulation', 'SPH simulation', 'smoothed particle hydrodynamics', 'dam break simulation', 'discrete element simulation', 'granular simulation', 'particle-based simulation', 'molecular dynamics snapshot', 'snapshot of the particles'), weight=1.1)
def particles(rng, domain):
    domain = fitting(rng, domain, *FLUID, 'chem', 'mater')
    mode = str(choice(rng, ('dam break', 'droplet', 'granular column', 'packed bed', 'gas', 'lattice')))
    count = int(choice(rng, (1, 1, 2, 3, 4)))
    cmap = str(choice(rng, ('jet', 'viridis', 'Blues', 'plasma', 'coolwarm', 'turbo')))
    plain = rng.random() < .3
    width, height = 150, int(150 * rng.uniform(.5, 1))
    pictures = []
    n = int(rng.integers(350, 900))
    for frame in range(count):
        canvas = np.full((height * 2, width * 2, 3), 255, np.uint8)
        share = (frame + rng.random()) / count
        a, b = rng.random(n), rng.random(n)
        if mode == 'dam break':
            front = .35 + .6 * share
            px = a * front
            surface = .85 * (1 - share * .6) * (1 - (px / front) ** 1.6) + .04 + .12 * share * np.exp(-((px - .95) / .05) ** 2)
            py = 1 - b * surface
        elif mode == 'droplet':
            r, t = .2 * np.sqrt(a), 2 * np.pi * b
            px, py = .5 + r * np.cos(t) * (1 + share), .3 + .45 * share + r * np.sin(t) * (1 - .5 * share)
            pool = rng.random(n) < .5
            px, py = np.where(pool, a, px), np.where(pool, .88 + .12 * b, py)
        elif mode == 'granular column':
            px = .5 + (a - .5) * (.25 + .7 * share)
            py = 1 - b * (.8 - .5 * share) * (1 - abs(px - .5) / (.14 + .37 * share)).clip(0, 1)
        elif mode == 'lattice':
            side = int(np.sqrt(n))
            px, py = (np.arange(side * side) % side + .5) / side + rng.normal(0, .004, side * side), (np.arange(side * side) // side + .5) / side + rng.normal(0, .004, side * side)
            px = np.where((np.arange(side * side) // side) % 2, px + .5 / side, px)
        elif mode == 'packed bed':
            px, py = a, .3 + .7 * b
        else:
            px, py = a, b
        value = np.clip(px * .6 + .5 * rng.random(len(px)) - .1, 0, 1) if rng.random() < .5 else rng.random(len(px))
        tint = mini.paint(value if not plain else np.full(len(px), rng.random()), cmap)
        radius = max(2, int(np.sqrt(height * width * 4 * .35 / n / 3.1))) if mode in ('packed bed', 'lattice') else 3
        ys, xs = np.mgrid[-radius:radius + 1, -radius:radius + 1]
        stamp = xs**2 + ys**2 <= radius**2
        xs, ys = xs[stamp], ys[stamp]
        light = np.clip(1.15 - .5 * (np.hypot(xs + radius * .4, ys + radius * .4) / (radius * 1.5)), .4, 1.1)
        gy = np.clip((py * (height * 2 - 1)).astype(int)[:, None] + ys, 0, height * 2 - 1)
        gx = np.clip((px * (width * 2 - 1)).astype(int)[:, None] + xs, 0, width * 2 - 1)
        canvas[gy, gx] = np.clip(tint[:, None] * light[None, :, None], 0, 255).astype(np.uint8)
        pictures.append(canvas)
    story = Story(rng, domain, 'particle simulation', ('a {mode}', '{mode} (simulated|modelled|computed) with particles', 'the {mode} (problem|test|test case|benchmark)', 'particles in a box')).set(mode=mode, quantity=str(choice(rng, ('velocity', 'pressure', 'density', 'energy', 'speed'))))
    story.named('particle simulation', 'particle-based simulation', 'snapshot of the particles', *{'dam break': ('dam break simulation', 'SPH simulation', 'smoothed particle hydrodynamics'), 'droplet': ('SPH simulation', 'smoothed particle hydrodynamics'), 'granular column': ('granular simulation', 'discrete element simulation'), 'packed bed': ('granular simulation', 'discrete element simulation')}.get(mode, ('molecular dynamics snapshot',)))
    image, facts = show(rng, pictures, None if plain else cmap, story.slots['quantity'], times(rng, count) if count > 1 and rng.random() < .7 else None, frame=True)
    story.lead('(Snapshot|Snapshots|Simulation|Particle simulation) of a {mode}.', 'A {mode} (simulated|computed) (with|by|using) (SPH|smoothed particle hydrodynamics|molecular dynamics|the discrete element method|DEM|the particle method).', '{mode} (test case|example|problem|benchmark).')
    if mode == 'dam break':
        story.note('The fluid (collapses|flows|spreads) from left to right.', 'The column of water on the left (is released|collapses).')
    story.note('Particles are coloured (by|according to) {quantity}.' if not plain else 'All particles have the same colour.', 'The particles (settle|move) under gravity.', 'The simulation (uses|has|contains) (thousands|millions) of particles.')
    return story.finish(image, **tell(story, facts, None if plain else cmap))


@kind('PIV velocity field', '3d', ('velocity vector field', 'PIV measurement', 'particle image velocimetry', 'quiver of velocity vectors', 'velocity vectors', 'vector field'), weight=.6)
def piv(rng, domain):
    domain = fitting(rng, domain, *FLUID)
    height, width = 120, int(choice(rng, (120, 160, 220)))
    x, y = grid(height, width)
    u, v, top, centres = rng.normal(0, .4) * np.ones_like(x), np.zeros_like(x), height / width, int(rng.integers(1, 5))
    for _ in range(centres):
        px, py, spin = rng.uniform(.15, .85), rng.uniform(.15, .85) * top, rng.choice([-1, 1])
        d = (x - px) ** 2 + (y - py) ** 2
        u, v = u - spin * (y - py) * 8 * np.exp(-d / .02), v + spin * (x - px) * 8 * np.exp(-d / .02)
    speed = np.hypot(u, v)
    speed /= speed.max()
    back = str(choice(rng, ('white', 'map', 'particles')))
    cmap = str(choice(rng, ('jet', 'viridis', 'turbo', 'coolwarm', 'gray')))
    picture = mini.paint(speed, cmap) if back == 'map' else np.full((height, width, 3), 255, np.uint8) if back == 'white' else (np.clip(ndimage.gaussian_filter((rng.random((height, width)) > .97) * 3.0, .7), 0, 1)[..., None] * 255).repeat(3, 2).astype(np.uint8)
    ink = (20, 20, 20) if back != 'particles' else (80, 255, 80)

    def overlay(pen, index, left, top_y, w, h):
        step = int(choice(rng, (9, 11, 14)))
        for j in range(step // 2, height, step):
            for i in range(step // 2, width, step):
                a, b, scale = left + w * i / width, top_y + h * j / height, w / width * step * 1.1 / (np.hypot(u, v).max())
                pen.arrow((a, b), (a + u[j, i] * scale, b + v[j, i] * scale), colour=ink, width=.8, size=3.2)

    story = Story(rng, domain, 'PIV velocity field', ('the (flow|velocity) (field|) (in|around|behind) (a|the) (stirred tank|jet|wake|cavity|vortex|channel)', 'the measured flow')).set(n=choice(rng, ('a vortex',)) if centres == 1 else f'{("", "one", "two", "three", "four")[centres]} vortices', quantity='velocity magnitude')
    image, facts = show(rng, [picture], cmap if back == 'map' else None, 'velocity (m/s)', overlay=overlay)
    story.lead('(Measured|Mean|Instantaneous|Estimated|Average) velocity (vectors|field) of {subject}.', 'Velocity field (obtained|computed|measured) (by|with|from) particle image velocimetry.')
    story.note('The flow (has|contains|shows) {n}.', 'Arrows (show|indicate|represent) the (local|) velocity.', 'The length of the arrows is proportional to (the speed|velocity).')
    if back == 'particles':
        story.note('Green vectors are overlaid on (the raw|an) image of (tracer|) particles.')
    return story.finish(image, **{**tell(story, facts, cmap if back == 'map' else None), 'count': centres})
