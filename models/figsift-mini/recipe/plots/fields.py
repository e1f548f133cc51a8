"""Fields over two coordinates: contours, colour, arrows, streamlines."""

import numpy as np

from recipe.plots.panel import Facts
from recipe.plots.registry import chart


def scalar(p, n=64, m=64):
    """A field on [n, m] in 0..1 of one of many shapes, with its coordinates in -1..1."""
    x, y = np.meshgrid(np.linspace(-1, 1, m), np.linspace(-1, 1, n))
    kind = p.count(0, 8)
    if kind == 0:
        z = sum(p.uniform(-1, 1.5) * np.exp(-(((x - p.uniform(-0.8, 0.8)) ** 2 + (y - p.uniform(-0.8, 0.8)) ** 2) / p.uniform(0.02, 0.3))) for _ in range(p.count(1, 6)))
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
        subjects = [p.say('(spatial distribution|spatial variation|distribution|map|field|snapshot) of {z}', z=z.name), p.say('{z} (field|distribution|) (in|over|on) (the (x-y plane|computational domain|mid-plane|unit square|cross-section|symmetry plane)|a (vertical|horizontal) (slice|plane))', z=z.name), p.say('(simulated|computed|numerical|predicted|exact|reconstructed|measured|interpolated|initial|steady-state) {z} (field|distribution|solution)', z=z.name), p.say('{z} at (t = {t} s|time step {s}|steady state|the final time)', z=z.name, t=f'{p.uniform(0, 100):.1f}', s=str(p.count(10, 9000)))]
    return Facts(subjects, [*(p.map_details(z.name, cmap) if cmap else ()), *more], colormap=cmap)


@chart('contour plot', 'field', 'contour plot; contour map; contours; isolines; level curves; contour lines', aspect=(0.9, 1.6), weight=1.3)
def contour(p):
    x, y, z = scalar(p)
    a, b, pair = axes_names(p)
    box = extent(p, pair)
    x, y = spread(box, x, y)
    q = p.y()
    one = p.chance(0.4)
    c, word = p.colour()
    cmap = p.cmap()
    lines = p.ax.contour(x, y, q.low + (q.high - q.low) * z, p.count(5, 20), colors=[c] if one else None, cmap=None if one else cmap, linewidths=p.uniform(0.6, 2))
    if p.chance(0.5):
        p.ax.clabel(lines, fontsize=7, fmt='%.3g')
    elif not one:
        p.colorbar(lines, q)
    if p.chance(0.3):
        t = np.linspace(0, 1, 20)
        p.ax.plot(*spread(box, -0.8 + t * 1.1, 0.8 - t + 0.15 * np.sin(9 * t)), 'o-', color=p.pick(('red', p.ink)), ms=3)
    p.labels(a, b)
    return field_facts(p, q, pair, '' if one else cmap, [p.say('(Contours|Contour lines|Labels) (give|show|are|mark) (values of {z}|levels of equal {z}|constant {z})', z=q.name), p.say('The path of the optimizer is shown (in red|as dots)'), 'The contour interval is constant'])


@chart('filled contour plot', 'field', 'filled contour plot; contour plot; contourf plot; colour contours; contour map', aspect=(0.9, 1.8), weight=1.4)
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
    return field_facts(p, q, pair, cmap, ['Black lines are isolines' if p.chance(0.3) else p.say('Contours of {z}', z=q.name)])


@chart('colour field', 'field', 'pseudocolor plot; colour map; color plot; density plot; heat map; field plot; intensity map; image plot; surface plot', aspect=(0.8, 2.2), weight=1.6)
def pcolor(p):
    n = p.count(24, 120)
    x, y, z = scalar(p, n, n)
    a, b, pair = axes_names(p)
    q = p.y()
    cmap = p.cmap(p.chance(0.35))
    p.ax.grid(False)
    box = extent(p, pair)
    shown = p.ax.imshow(q.low + (q.high - q.low) * z, origin='lower', extent=box, aspect=p.pick(('auto', 'auto', 'equal')) if pair is None else 'auto', cmap=cmap, interpolation=p.pick(('nearest', 'bilinear')))
    if p.chance(0.2):
        p.ax.plot(*spread(box, p.rng.uniform(-0.9, 0.9, 12), p.rng.uniform(-0.9, 0.9, 12)), p.pick(('k^', 'wo', 'r*', 'kx')), ms=6)
    p.colorbar(shown, q)
    p.labels(a, b)
    return field_facts(p, q, pair, cmap, ['Symbols mark sampling points', p.say('The grid has {n} by {n} (cells|points)', n=str(n))])


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


@chart('vector field', 'vector', 'vector field; quiver plot; velocity vectors; arrow plot; vector plot', aspect=(0.9, 1.6))
def quiver(p):
    x, y, u, v = vectors(p, p.count(10, 26))
    a, b, pair = axes_names(p)
    x, y = spread(extent(p, pair), x, y)
    speed = np.hypot(u, v)
    c, word = p.colour()
    q = p.pick(('velocity', 'flow velocity', 'wind', 'displacement', 'magnetic field', 'electric field', 'gradient', 'force', 'current', 'magnetization'))
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
    return Facts([p.say('{q} (field|vectors) (in|of|around|over) (the (domain|plane|flow|channel|vortex)|a (cross-section|vertical plane))', q=q), p.say('direction and magnitude of (the {q}|{q})', q=q), p.say('(simulated|measured|computed|analytical) {q} (field|vectors)', q=q)], [p.say('Arrows (show|give|indicate|denote) (the direction|direction and magnitude) of (the|) {q}', q=q), p.say('Arrow (length|colour) is proportional to speed'), *(p.map_details(f'{q} magnitude', cmap) if way != 1 else [])], colormap=cmap if way != 1 else '')


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
        shown = p.ax.imshow(np.hypot(u, v), extent=(-s, s, -s, s), origin='lower', cmap=cmap, aspect='auto', interpolation='bilinear')
        p.ax.streamplot(x, y, u, v, color=p.pick(('white', 'black')), density=density, linewidth=0.8)
        p.colorbar(shown, p.pick(('Velocity magnitude (m/s)', 'Speed', '|u|')))
    p.labels('x', 'y')
    return Facts([p.say('streamlines of the {q}', q=q), p.say('(flow pattern|recirculation|vortices|vortex structure) (in|of|around|behind) (the cavity|a cylinder|the channel|the obstacle|the domain)'), p.say('{q} (in the plane|at steady state|for Re = {r})', q=q, r=str(p.count(1, 50) * 100))], ['Lines are tangent to the velocity', 'Arrowheads give the direction of the flow', *(p.map_details('speed', cmap)[:3] if way else [p.say('<c:{c}> lines are streamlines', c=word)])], colormap=cmap if way else '')


@chart('phase portrait', 'vector', 'phase portrait; phase plane; phase plane diagram; phase space plot; phase diagram', home='mathematics;physics;engineering;neuroscience;ecology;fluid dynamics;economics', aspect=(0.9, 1.4))
def phase_portrait(p):
    x, y = np.meshgrid(np.linspace(-2.5, 2.5, 24), np.linspace(-2.5, 2.5, 24))
    name, f = p.pick((('van der Pol oscillator', lambda x, y: (y, (1 - x**2) * y - x)), ('pendulum', lambda x, y: (y, -np.sin(2 * x))), ('Duffing oscillator', lambda x, y: (y, x - x**3 - 0.2 * y)), ('Lotka-Volterra system', lambda x, y: ((x + 2.5) * (1 - (y + 2.5) / 2), -(y + 2.5) * (1 - (x + 2.5) / 2))), ('damped oscillator', lambda x, y: (y, -x - 0.4 * y)), ('FitzHugh-Nagumo model', lambda x, y: (x - x**3 / 3 - y, 0.3 * (x + 0.7 - 0.8 * y)))))
    u, v = f(x, y)
    (p.ax.streamplot(x, y, u, v, color='#999999', linewidth=0.6, density=0.6) if p.chance(0.5) else p.ax.quiver(x, y, u / np.hypot(u, v).clip(1e-3), v / np.hypot(u, v).clip(1e-3), color='#aaaaaa'))
    series = p.series(p.count(1, 4))
    for s in series:
        state = p.rng.uniform(-2, 2, 2)
        path = [state]
        for _ in range(240):
            state = np.clip(state + 0.04 * np.array(f(*state)), -6, 6)
            path.append(state)
        path = np.array(path)
        p.ax.plot(*path.T, color=s.colour, label=s.name)
        p.ax.plot(*path[0], 'o', color=s.colour, ms=5)
    p.ax.set(xlim=(-2.5, 2.5), ylim=(-2.5, 2.5))
    p.labels(p.pick(('x', 'x1', 'u', 'Position', 'V')), p.pick(('y', 'x2', 'dx/dt', 'Velocity', 'w')))
    return Facts([f'the {name}', p.say('trajectories of the {n} (in phase space|in the phase plane|from different initial conditions|)', n=name), p.say('(dynamics|limit cycle|fixed points|orbits) of the {n}', n=name)], [p.say('{n} trajectories are shown', n=p.number(len(series))), 'Dots mark the initial conditions', 'Grey arrows are the vector field', 'Fixed points are stable or unstable'], series, thing='trajectory')


@chart('decision boundary', 'field', 'decision boundary; decision regions; decision surface; classification regions', home='machine learning;statistics;robotics', aspect=(0.9, 1.4))
def decision(p):
    k = p.count(2, 4)
    series = p.series(k, lined=False, marked=True)
    centres = p.rng.uniform(-0.7, 0.7, (k, 2))
    x, y = np.meshgrid(np.linspace(-1, 1, 90), np.linspace(-1, 1, 90))
    d = np.array([(x - a) ** 2 + (y - b) ** 2 for a, b in centres]) + 0.15 * np.array([p.smooth_noise((90, 90), 2.2) for _ in range(k)])
    p.ax.grid(False)
    if k == 2 and p.chance(0.5):
        cmap = p.cmap(True)
        p.ax.contourf(x, y, d[0] - d[1], 14, cmap=cmap, alpha=0.8)
    else:
        p.ax.contourf(x, y, d.argmin(0), np.arange(k + 1) - 0.5, colors=[s.colour for s in series], alpha=0.3)
    for s, c in zip(series, centres):
        at = c + p.rng.normal(0, 0.2, (p.count(15, 60), 2))
        p.ax.scatter(*at.T, color=s.colour, marker=s.marker, s=p.uniform(10, 35), edgecolors='k' if s.marker not in 'x+' else None, lw=0.6, label=s.name)
    p.ax.set(xlim=(-1, 1), ylim=(-1, 1))
    p.labels(p.pick(('Feature 1', 'x1')), p.pick(('Feature 2', 'x2')))
    p.legend(0.5)
    return Facts([p.say('{m} on a (two-dimensional|toy|synthetic|two-moons) (data set|problem)', m=p.domain.methods), p.say('(classification|separation) of {n} classes in feature space', n=p.number(k)), p.say('(decision function|classifier output|class regions) of {m}', m=p.domain.methods)], ['Background colours are the predicted class', 'Points are training samples', p.say('{n} classes are separated', n=p.number(k))], series, thing='points')


@chart('triangulated mesh', 'mesh', 'mesh; finite element mesh; triangulation; computational mesh; unstructured grid; computational grid', home='engineering;fluid dynamics;mathematics;geoscience;physics;computing', aspect=(0.9, 2.2))
def mesh(p):
    from matplotlib.tri import Triangulation

    kind = p.count(0, 2)
    if kind == 0:
        r, t = np.meshgrid(p.uniform(0.15, 0.4) + np.linspace(0, 1, p.count(6, 16)) ** 1.5, np.linspace(0, 2 * np.pi, p.count(24, 60), endpoint=False))
        x, y = (r * np.cos(t)).ravel(), (r * np.sin(t)).ravel()
        hole = r.min() * 0.97
    else:
        n = p.count(150, 900)
        x, y = p.rng.uniform(0, p.uniform(1, 3), n), p.rng.uniform(0, 1, n)
        edge = np.linspace(0, 1, 18)
        x = np.r_[x, edge * x.max(), edge * x.max(), edge * 0, edge * 0 + x.max()]
        y = np.r_[y, edge * 0, edge * 0 + 1, edge, edge]
        if kind == 2:
            far = np.hypot(x - x.max() / 2, y - 0.5) > 0.2
            t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
            x, y = np.r_[x[far], x.max() / 2 + 0.2 * np.cos(t)], np.r_[y[far], 0.5 + 0.2 * np.sin(t)]
        hole = None
    tri = Triangulation(x, y)
    cx, cy = x[tri.triangles].mean(1), y[tri.triangles].mean(1)
    if hole is not None:
        tri.set_mask(np.hypot(cx, cy) < hole)
    elif kind == 2:
        tri.set_mask(np.hypot(cx - x.max() / 2, cy - 0.5) < 0.19)
    p.ax.grid(False)
    cmap = ''
    q = p.y()
    if p.chance(0.4):
        cmap = p.cmap()
        shown = p.ax.tripcolor(tri, np.sin(p.uniform(1, 5) * x) + np.cos(p.uniform(1, 5) * y), cmap=cmap, shading=p.pick(('flat', 'gouraud')))
        p.colorbar(shown, q)
    c, word = p.colour()
    if not cmap or p.chance(0.7):
        p.ax.triplot(tri, color=p.pick((p.ink, c)), lw=p.uniform(0.25, 0.9))
    p.ax.set_aspect('equal')
    if p.chance(0.5):
        p.ax.set_axis_off()
    return Facts([p.say('(computational|finite element|unstructured|triangular|refined|coarse) (mesh|grid) (for|of|around|used for) (the (domain|geometry|cylinder|aerofoil|plate|simulation|wing)|{e})', e=p.domain.entities), p.say('(discretization|triangulation) of the (domain|geometry)'), *([p.say('{q} on (the|an) (unstructured|triangular) mesh', q=q.name)] if cmap else [])], [p.say('The mesh (has|consists of|contains) {n} (triangles|elements|cells|nodes)', n=str(len(tri.triangles))), 'The mesh is refined near the boundary', *(p.map_details(q.name, cmap)[:2] if cmap else [])], colormap=cmap)


@chart('spectrogram', 'spectrogram', 'spectrogram; time-frequency plot; short-time Fourier transform; wavelet scalogram; waterfall plot; sonogram; scalogram', home='neuroscience;geoscience;physics;optics;engineering;astronomy;ecology;imaging;optics;psychology', aspect=(1.1, 2.4), weight=1.3)
def spectrogram(p):
    n, m = 90, 160
    t, f = np.meshgrid(np.linspace(0, 1, m), np.linspace(0, 1, n))
    z = p.rng.gamma(1.5, 0.15, (n, m)) * (1 - 0.5 * f)
    for _ in range(p.count(1, 5)):
        centre = p.uniform(0.1, 0.8) + p.pick((0, p.uniform(-0.5, 0.5))) * t ** p.uniform(0.7, 3) + p.pick((0, 0.06)) * np.sin(2 * np.pi * p.uniform(2, 9) * t)
        z += p.uniform(0.6, 2) * np.exp(-(((f - centre) / p.uniform(0.01, 0.06)) ** 2)) * np.exp(-(((t - p.uniform(0.1, 0.9)) / p.uniform(0.15, 1)) ** 2))
    cmap = p.cmap()
    p.ax.grid(False)
    top, unit = p.pick(((8, 'kHz'), (100, 'Hz'), (500, 'Hz'), (20, 'Hz'), (2, 'MHz'), (40, 'GHz')))
    shown = p.ax.imshow(z, origin='lower', extent=(0, p.pick((1, 5, 10, 60, 24)), 0, top), aspect='auto', cmap=cmap, interpolation=p.pick(('nearest', 'bilinear')))
    p.colorbar(shown, p.pick(('Power (dB)', 'PSD', 'Amplitude', 'Power', 'Intensity (dB)')))
    p.labels(p.pick(('Time (s)', 'Time', 'Time (min)')), f'Frequency ({unit})')
    return Facts([p.say('(the (signal|recording|chirp)|{e}|a (recording|sound|signal))', e=p.domain.entities), p.say('(power|spectral power|energy) (as a function of|over) time and frequency'), p.say('time-frequency (representation|content|analysis) of (the signal|the recording|{e})', e=p.domain.entities)], p.map_details('spectral power', cmap) + [p.say('The chirp rises in frequency'), 'Time is on the horizontal and frequency on the vertical axis', 'Horizontal bands are harmonics'], colormap=cmap)


@chart('parameter plane', 'field', 'phase diagram; stability diagram; regime map; parameter space; stability map; phase diagram', aspect=(0.9, 1.5), home='physics;materials;chemistry;mathematics;fluid dynamics;engineering;ecology;cell biology;geoscience')
def regimes(p):
    k = p.count(2, 5)
    series = p.series(k, lined=False)
    x, y = p.x(), p.y()
    u = np.linspace(0, 1, 80)
    base = np.zeros(80)
    cuts = [c + p.uniform(-0.25, 0.25) * u + p.uniform(-0.12, 0.12) * np.sin(3 * u) for c in np.linspace(0.15, 0.9, k - 1)] + [np.ones(80) * 1.2] if k > 1 else [np.ones(80)]
    names = p.some(('liquid', 'solid', 'gas', 'stable', 'unstable', 'chaotic', 'periodic', 'laminar', 'turbulent', 'ordered', 'disordered', 'superconducting', 'ferromagnetic', 'insulator', 'metal', 'bistable', 'oscillatory', 'alpha', 'beta', 'liquid + solid', 'phase I', 'phase II', 'extinct', 'coexistence'), k)
    filled = p.chance(0.7)
    for s, cut, name in zip(series, cuts, names):
        cut = np.maximum(cut, base + 0.02)
        s.name = name
        if filled:
            p.ax.fill_between(x.low + (x.high - x.low) * u, base, cut, color=s.colour, alpha=0.5, lw=0)
        p.ax.plot(x.low + (x.high - x.low) * u, cut, color=p.ink, lw=1.3)
        p.ax.text(x.low + (x.high - x.low) * p.uniform(0.25, 0.6), (base[40] + min(cut[40], 1)) / 2, name, va='center')
        base = cut
    if p.chance(0.5):
        p.ax.plot(x.low + (x.high - x.low) * p.rng.random(25), p.rng.random(25), p.pick(('o', 'x', 's')), color=p.ink, ms=4, mfc='none')
    p.ax.set(ylim=(0, 1), xlim=(x.low, x.high))
    p.labels(x, y)
    return Facts([p.say('(phases|regimes|regions of stability|stable and unstable regions|states) (as a function of|in the plane of|depending on) {x} and {y}', x=x.name, y=y.name), p.say('(stability|equilibrium phases|dynamical regimes) of the (system|model|alloy|mixture|solution|flow)'), p.say('{x}-{y} (space|plane|diagram)', x=x.name, y=y.name)], [p.say('{n} (phases|regimes|regions) are (labelled|shown|distinguished)', n=p.number(k)), p.say('The (solid|black) (line|curve) (marks|is) the (phase boundary|transition|bifurcation|coexistence line)'), 'Symbols are simulations', p.say('The {a} phase lies <s:above> the {b} phase', a=names[-1], b=names[0]) if k > 1 else ''], series if filled else [], thing='region')
