"""Fields over two coordinates: contours, colour, arrows, streamlines."""

import numpy as np

from recipe.plots.panel import Facts
from recipe.plots.registry import chart


def scalar(p, n=64, m=64):
    """A field on [n, m] in 0..1 of one of many shapes, with its coordinates in -1..1."""
    x, y = np.meshgrid(np.linspace(-1, 1, m), np.linspace(-1, 1, n))
    kind = p.count(0, 8)
    if kind == 0:
        z = sum(p.uniform(-1, 1.5) * np.exp(-(((x - p.uniform(-0.8, 0.8)) ** 2 + (y - p.uniform(-0.8,
            0.8)) ** 2) / p.uniform(0.02, 0.3))) for _ in range(p.count(1, 6)))
    elif kind == 1:
        z = p.smooth_noise((n, m), p.uniform(1.2, 2.5))
    elif kind == 2:
        z = np.sin(p.uniform(1, 7) * x + p.uniform(0, 6)) * np.cos(p.uniform(1, 7) * y)
    elif kind == 3:
        z = p.uniform(0.5, 2) * x**2 + p.uniform(0.2, 2) * y**2 + p.uniform(-0.8, 0.8) * x * y
    elif kind == 4:
        z = x**2 - y**2 + 0.3 * np.sin(5 * x)
    elif kind == 5:
        r = np.hypot(x, y)
        z = np.sin(p.uniform(6, 20) * r) / (0.3 + r)
    elif kind == 6:
        z = np.tanh((y - 0.3 * np.sin(p.uniform(2, 8) * x)) * p.uniform(2, 9))
    elif kind == 7:
        z = 1 / (1 + np.exp(-p.uniform(3, 10) * (x + p.uniform(-1, 1) * y))) + 0.2 * p.smooth_noise((n, m))
    else:
        z = (1 - x) ** 2 + 8 * (y - x**2) ** 2
        z = np.log(0.02 + z)
    return x, y, (z - z.min()) / (np.ptp(z) + 1e-12)


def axes_names(p):
    """Names of the two coordinates: those of a plane, or two quantities."""
    if p.chance(0.5):
        unit = p.pick(('', ' (m)', ' (mm)', ' (km)', ' (µm)', ' [m]', ' (nm)', '/D', ' (pixels)'))
        return f'x{unit}', f'{p.pick("yyz")}{unit}', None
    a, b = p.x(), p.x()
    return a, b, (a, b)


def extent(p, pair):
    if pair is None:
        s = p.pick((1, 1, 5, 10, 50, 100))
        return -s * p.pick((0, 1)), s, -s * p.pick((0, 1)), s
    return pair[0].low, pair[0].high, pair[1].low, pair[1].high


def spread(box, x, y):
    return box[0] + (box[1] - box[0]) * (x + 1) / 2, box[2] + (box[3] - box[2]) * (y + 1) / 2


def field_facts(p, z, pair, cmap='', more=()):
    if pair:
        subjects = [p.field(z, *pair) for _ in range(3)]
    else:
        subjects = [p.say('(spatial distribution|spatial variation|distribution|map|field|snapshot) of {z}', z=z.name),
            p.say('{z} (field|distribution|) (in|over|on) (the (x-y plane|computational domain|mid-plane|unit square|cross-section|symmetry plane)|a (vertical|horizontal) (slice|plane))',
            z=z.name), p.say('(simulated|computed|numerical|predicted|exact|reconstructed|measured|interpolated|initial|steady-state) {z} (field|distribution|solution)',
            z=z.name), p.say('{z} at (t = {t} s|time step {s}|steady state|the final time)', z=z.name,
            t=f'{p.uniform(0, 100):.1f}', s=str(p.count(10, 9000)))]
    return Facts(subjects, [*(p.map_details(z.name, cmap) if cmap else ()), *more], colormap=cmap)


@chart('contour plot', 'field', 'contour plot; contour map; contours; isolines; level curves; contour lines',
    aspect=(0.9, 1.6), weight=1.3)
def contour(p):
    x, y, z = scalar(p)
    a, b, pair = axes_names(p)
    box = extent(p, pair)
    x, y = spread(box, x, y)
    q = p.y()
    one = p.chance(0.4)
    c, word = p.colour()
    cmap = p.cmap()
    lines = p.ax.contour(x, y, q.low + (q.high - q.low) * z, p.count(5, 20), colors=[c] if one else None,
        cmap=None if one else cmap, linewidths=p.uniform(0.6, 2))
    if p.chance(0.5):
        p.ax.clabel(lines, fontsize=7, fmt='%.3g')
    elif not one:
        p.colorbar(lines, q)
    if p.chance(0.3):
        t = np.linspace(0, 1, 20)
        p.ax.plot(*spread(box, -0.8 + t * 1.1, 0.8 - t + 0.15 * np.sin(9 * t)), 'o-', color=p.pick(('red', p.ink)),
            ms=3)
    p.labels(a, b)
    return field_facts(p, q, pair, '' if one else cmap,
        [p.say('(Contours|Contour lines|Labels) (give|show|are|mark) (values of {z}|levels of equal {z}|constant {z})',
        z=q.name), p.say('The path of the optimizer is shown (in red|as dots)'), 'The contour interval is constant'])


@chart('filled contour plot', 'field', 'filled contour plot; contour plot; contourf plot; colour contours; contour map',
    aspect=(0.9, 1.8), weight=1.4)
def contourf(p):
    x, y, z = scalar(p, 50, 50)
    a, b, pair = axes_names(p)
    x, y = spread(extent(p, pair), x, y)
    q = p.y()
    cmap = p.cmap(p.chance(0.3))
    z = q.low + (q.high - q.low) * z
    levels = p.count(6, 22)
    shown = p.ax.contourf(x, y, z, levels, cmap=cmap)
    if p.chance(0.35):
        p.ax.contour(x, y, z, levels, colors=p.pick(('k', 'white')), linewidths=0.5)
    p.colorbar(shown, q)
    p.labels(a, b)
    return field_facts(p, q, pair, cmap, ['Black lines are isolines' if p.chance(0.3)
        else p.say('Contours of {z}', z=q.name)])


@chart('colour field', 'field',
    'pseudocolor plot; colour map; color plot; density plot; heat map; field plot; intensity map; image plot; surface plot',
    aspect=(0.8, 2.2), weight=1.6)
def pcolor(p):
    n = p.count(24, 120)
    x, y, z = scalar(p, n, n)
    a, b, pair = axes_names(p)
    q = p.y()
    cmap = p.cmap(p.chance(0.35))
    p.ax.grid(False)
    box = extent(p, pair)
    shown = p.ax.imshow(q.low + (q.high - q.low) * z, origin='lower', extent=box,
        aspect=p.pick(('auto', 'auto', 'equal')) if pair is None else 'auto', cmap=cmap,
        interpolation=p.pick(('nearest', 'bilinear')))
    if p.chance(0.2):
        p.ax.plot(*spread(box, p.rng.uniform(-0.9, 0.9, 12), p.rng.uniform(-0.9, 0.9, 12)),
            p.pick(('k^', 'wo', 'r*', 'kx')), ms=6)
    p.colorbar(shown, q)
    p.labels(a, b)
    return field_facts(p, q, pair, cmap, ['Symbols mark sampling points',
        p.say('The grid has {n} by {n} (cells|points)', n=str(n))])


def vectors(p, n):
    x, y = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    kind = p.count(0, 4)
    if kind == 0:
        u, v = -y, x - p.uniform(-0.5, 0.5)
    elif kind == 1:
        u, v = np.zeros_like(x), np.zeros_like(x)
        for _ in range(p.count(2, 4)):
            cx, cy, s = p.uniform(-0.7, 0.7), p.uniform(-0.7, 0.7), p.pick((-1, 1))
            w = s * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 0.15)
            u, v = u - w * (y - cy), v + w * (x - cx)
    elif kind == 2:
        u, v = y, p.uniform(0.2, 2) * (1 - (2 * x) ** 2) * y - x
    elif kind == 3:
        u, v = 1 - 0.6 * y**2, 0.5 * np.sin(p.uniform(2, 6) * x)
    else:
        z = p.smooth_noise((n, n), 2.2)
        v, u = np.gradient(z)
        u, v = -v, u
    return x, y, u, v


@chart('vector field', 'vector', 'vector field; quiver plot; velocity vectors; arrow plot; vector plot',
    aspect=(0.9, 1.6))
def quiver(p):
    x, y, u, v = vectors(p, p.count(10, 26))
    a, b, pair = axes_names(p)
    x, y = spread(extent(p, pair), x, y)
    speed = np.hypot(u, v)
    c, word = p.colour()
    q = p.pick(('velocity', 'flow velocity', 'wind', 'displacement', 'magnetic field', 'electric field', 'gradient',
        'force', 'current', 'magnetization'))
    cmap = p.cmap()
    way = p.count(0, 2)
    if way == 0:
        shown = p.ax.quiver(x, y, u, v, speed, cmap=cmap)
        p.colorbar(shown, f'{q} magnitude')
    elif way == 1:
        p.ax.quiver(x, y, u, v, color=c)
    else:
        p.ax.pcolormesh(x, y, speed, cmap=cmap, shading='gouraud')
        p.ax.quiver(x, y, u, v, color=p.pick(('white', 'black')))
    p.labels(a, b)
    return Facts([p.say('{q} (field|vectors) (in|of|around|over) (the (domain|plane|flow|channel|vortex)|a (cross-section|vertical plane))',
        q=q), p.say('direction and magnitude of (the {q}|{q})', q=q),
        p.say('(simulated|measured|computed|analytical) {q} (field|vectors)', q=q)],
        [p.say('Arrows (show|give|indicate|denote) (the direction|direction and magnitude) of (the|) {q}', q=q),
        p.say('Arrow (length|colour) is proportional to speed'), *(p.map_details(f'{q} magnitude', cmap) if way != 1
        else [])], colormap=cmap if way != 1 else '')


@chart('streamlines', 'vector', 'streamline plot; streamlines; stream plot; flow lines; field lines', aspect=(0.9, 1.8))
def streamlines(p):
    x, y, u, v = vectors(p, 24)
    a, b, pair = axes_names(p)
    s = p.pick((1, 2, 5, 10))
    x, y = x * s, y * s
    c, word = p.colour()
    q = p.pick(('flow', 'velocity field', 'magnetic field', 'current', 'electric field', 'wind field', 'phase flow'))
    way = p.count(0, 2)
    cmap = p.cmap()
    density = p.uniform(0.45, 0.9)
    if way == 0:
        p.ax.streamplot(x, y, u, v, color=c, density=density, linewidth=p.uniform(0.5, 1.5))
    elif way == 1:
        shown = p.ax.streamplot(x, y, u, v, color=np.hypot(u, v), cmap=cmap, density=density)
        p.colorbar(shown.lines, 'speed')
    else:
        shown = p.ax.imshow(np.hypot(u, v), extent=(-s, s, -s, s), origin='lower', cmap=cmap, aspect='auto',
            interpolation='bilinear')
        p.ax.streamplot(x, y, u, v, color=p.pick(('white', 'black')), density=density, linewidth=0.8)
        p.colorbar(shown, p.pick(('Velocity magnitude (m/s)', 'Speed', '|u|')))
    p.labels('x', 'y')
    return Facts([p.say('streamlines of the {q}', q=q),
        p.say('(flow pattern|recirculation|vortices|vortex structure) (in|of|around|behind) (the cavity|a cylinder|the channel|the obstacle|the domain)'),
        p.say('{q} (in the plane|at steady state|for Re = {r})', q=q, r=str(p.count(1, 50) * 100))],
        ['Lines are tangent to the velocity', 'Arrowheads give the direction of the flow',
        *(p.map_details('speed', cmap)[:3] if way else [p.say('<c:{c}> lines are streamlines', c=word)])],
        colormap=cmap if way else '')
