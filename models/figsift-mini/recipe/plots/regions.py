"""Planes cut into regions, meshes or frequencies."""

import numpy as np

from recipe.plots.panel import Facts
from recipe.plots.registry import chart


@chart('phase portrait', 'vector', 'phase portrait; phase plane; phase plane diagram; phase space plot; phase diagram',
    home='mathematics;physics;engineering;neuroscience;ecology;fluid dynamics;economics', aspect=(0.9, 1.4))
def phase_portrait(p):
    x, y = np.meshgrid(np.linspace(-2.5, 2.5, 24), np.linspace(-2.5, 2.5, 24))
    name, f = p.pick((('van der Pol oscillator', lambda x, y: (y, (1 - x**2) * y - x)),
        ('pendulum', lambda x, y: (y, -np.sin(2 * x))), ('Duffing oscillator', lambda x, y: (y, x - x**3 - 0.2 * y)),
        ('Lotka-Volterra system', lambda x, y: ((x + 2.5) * (1 - (y + 2.5) / 2), -(y + 2.5) * (1 - (x + 2.5) / 2))),
        ('damped oscillator', lambda x, y: (y, -x - 0.4 * y)), ('FitzHugh-Nagumo model', lambda x,
        y: (x - x**3 / 3 - y, 0.3 * (x + 0.7 - 0.8 * y)))))
    u, v = f(x, y)
    (p.ax.streamplot(x, y, u, v, color='#999999', linewidth=0.6, density=0.6) if p.chance(0.5)
        else p.ax.quiver(x, y, u / np.hypot(u, v).clip(1e-3), v / np.hypot(u, v).clip(1e-3), color='#aaaaaa'))
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
    return Facts([f'the {name}',
        p.say('trajectories of the {n} (in phase space|in the phase plane|from different initial conditions|)', n=name),
        p.say('(dynamics|limit cycle|fixed points|orbits) of the {n}', n=name)],
        [p.say('{n} trajectories are shown', n=p.number(len(series))), 'Dots mark the initial conditions',
        'Grey arrows are the vector field', 'Fixed points are stable or unstable'], series, thing='trajectory')


@chart('decision boundary', 'field', 'decision boundary; decision regions; decision surface; classification regions',
    home='machine learning;statistics;robotics', aspect=(0.9, 1.4))
def decision(p):
    k = p.count(2, 4)
    series = p.series(k, lined=False, marked=True)
    centres = p.rng.uniform(-0.7, 0.7, (k, 2))
    x, y = np.meshgrid(np.linspace(-1, 1, 90), np.linspace(-1, 1, 90))
    d = np.array([(x - a) ** 2 + (y - b) ** 2 for a, b in centres]) + 0.15 * np.array([p.smooth_noise((90, 90), 2.2)
        for _ in range(k)])
    p.ax.grid(False)
    if k == 2 and p.chance(0.5):
        cmap = p.cmap(True)
        p.ax.contourf(x, y, d[0] - d[1], 14, cmap=cmap, alpha=0.8)
    else:
        p.ax.contourf(x, y, d.argmin(0), np.arange(k + 1) - 0.5, colors=[s.colour for s in series], alpha=0.3)
    for s, c in zip(series, centres):
        at = c + p.rng.normal(0, 0.2, (p.count(15, 60), 2))
        p.ax.scatter(*at.T, color=s.colour, marker=s.marker, s=p.uniform(10, 35),
            edgecolors='k' if s.marker not in 'x+' else None, lw=0.6, label=s.name)
    p.ax.set(xlim=(-1, 1), ylim=(-1, 1))
    p.labels(p.pick(('Feature 1', 'x1')), p.pick(('Feature 2', 'x2')))
    p.legend(0.5)
    return Facts([p.say('{m} on a (two-dimensional|toy|synthetic|two-moons) (data set|problem)', m=p.domain.methods),
        p.say('(classification|separation) of {n} classes in feature space', n=p.number(k)),
        p.say('(decision function|classifier output|class regions) of {m}', m=p.domain.methods)],
        ['Background colours are the predicted class', 'Points are training samples',
        p.say('{n} classes are separated', n=p.number(k))], series, thing='points')


@chart('triangulated mesh', 'mesh',
    'mesh; finite element mesh; triangulation; computational mesh; unstructured grid; computational grid',
    home='engineering;fluid dynamics;mathematics;geoscience;physics;computing', aspect=(0.9, 2.2))
def mesh(p):
    from matplotlib.tri import Triangulation

    kind = p.count(0, 2)
    if kind == 0:
        r, t = np.meshgrid(p.uniform(0.15, 0.4) + np.linspace(0, 1, p.count(6, 16)) ** 1.5,
            np.linspace(0, 2 * np.pi, p.count(24, 60), endpoint=False))
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
        shown = p.ax.tripcolor(tri, np.sin(p.uniform(1, 5) * x) + np.cos(p.uniform(1, 5) * y), cmap=cmap,
            shading=p.pick(('flat', 'gouraud')))
        p.colorbar(shown, q)
    c, word = p.colour()
    if not cmap or p.chance(0.7):
        p.ax.triplot(tri, color=p.pick((p.ink, c)), lw=p.uniform(0.25, 0.9))
    p.ax.set_aspect('equal')
    if p.chance(0.5):
        p.ax.set_axis_off()
    return Facts([p.say('(computational|finite element|unstructured|triangular|refined|coarse) (mesh|grid) (for|of|around|used for) (the (domain|geometry|cylinder|aerofoil|plate|simulation|wing)|{e})',
        e=p.domain.entities), p.say('(discretization|triangulation) of the (domain|geometry)'),
        *([p.say('{q} on (the|an) (unstructured|triangular) mesh', q=q.name)] if cmap else [])],
        [p.say('The mesh (has|consists of|contains) {n} (triangles|elements|cells|nodes)', n=str(len(tri.triangles))),
        'The mesh is refined near the boundary', *(p.map_details(q.name, cmap)[:2] if cmap else [])], colormap=cmap)


@chart('spectrogram', 'spectrogram',
    'spectrogram; time-frequency plot; short-time Fourier transform; wavelet scalogram; waterfall plot; sonogram; scalogram',
    home='neuroscience;geoscience;physics;optics;engineering;astronomy;ecology;imaging;optics;psychology',
    aspect=(1.1, 2.4), weight=1.3)
def spectrogram(p):
    n, m = 90, 160
    t, f = np.meshgrid(np.linspace(0, 1, m), np.linspace(0, 1, n))
    z = p.rng.gamma(1.5, 0.15, (n, m)) * (1 - 0.5 * f)
    for _ in range(p.count(1, 5)):
        centre = p.uniform(0.1, 0.8) + p.pick((0, p.uniform(-0.5, 0.5))) * t ** p.uniform(0.7,
            3) + p.pick((0, 0.06)) * np.sin(2 * np.pi * p.uniform(2, 9) * t)
        z += p.uniform(0.6, 2) * np.exp(-(((f - centre) / p.uniform(0.01,
            0.06)) ** 2)) * np.exp(-(((t - p.uniform(0.1, 0.9)) / p.uniform(0.15, 1)) ** 2))
    cmap = p.cmap()
    p.ax.grid(False)
    top, unit = p.pick(((8, 'kHz'), (100, 'Hz'), (500, 'Hz'), (20, 'Hz'), (2, 'MHz'), (40, 'GHz')))
    shown = p.ax.imshow(z, origin='lower', extent=(0, p.pick((1, 5, 10, 60, 24)), 0, top), aspect='auto', cmap=cmap,
        interpolation=p.pick(('nearest', 'bilinear')))
    p.colorbar(shown, p.pick(('Power (dB)', 'PSD', 'Amplitude', 'Power', 'Intensity (dB)')))
    p.labels(p.pick(('Time (s)', 'Time', 'Time (min)')), f'Frequency ({unit})')
    return Facts([p.say('(the (signal|recording|chirp)|{e}|a (recording|sound|signal))', e=p.domain.entities),
        p.say('(power|spectral power|energy) (as a function of|over) time and frequency'),
        p.say('time-frequency (representation|content|analysis) of (the signal|the recording|{e})',
        e=p.domain.entities)], p.map_details('spectral power', cmap) + [p.say('The chirp rises in frequency'),
        'Time is on the horizontal and frequency on the vertical axis', 'Horizontal bands are harmonics'],
        colormap=cmap)


@chart('parameter plane', 'field',
    'phase diagram; stability diagram; regime map; parameter space; stability map; phase diagram', aspect=(0.9, 1.5),
    home='physics;materials;chemistry;mathematics;fluid dynamics;engineering;ecology;cell biology;geoscience')
def regimes(p):
    k = p.count(2, 5)
    series = p.series(k, lined=False)
    x, y = p.x(), p.y()
    u = np.linspace(0, 1, 80)
    base = np.zeros(80)
    cuts = [c + p.uniform(-0.25, 0.25) * u + p.uniform(-0.12, 0.12) * np.sin(3 * u)
        for c in np.linspace(0.15, 0.9, k - 1)] + [np.ones(80) * 1.2] if k > 1 else [np.ones(80)]
    names = p.some(('liquid', 'solid', 'gas', 'stable', 'unstable', 'chaotic', 'periodic', 'laminar', 'turbulent',
        'ordered', 'disordered', 'superconducting', 'ferromagnetic', 'insulator', 'metal', 'bistable', 'oscillatory',
        'alpha', 'beta', 'liquid + solid', 'phase I', 'phase II', 'extinct', 'coexistence'), k)
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
        p.ax.plot(x.low + (x.high - x.low) * p.rng.random(25), p.rng.random(25), p.pick(('o', 'x', 's')), color=p.ink,
            ms=4, mfc='none')
    p.ax.set(ylim=(0, 1), xlim=(x.low, x.high))
    p.labels(x, y)
    return Facts([p.say('(phases|regimes|regions of stability|stable and unstable regions|states) (as a function of|in the plane of|depending on) {x} and {y}',
        x=x.name, y=y.name), p.say('(stability|equilibrium phases|dynamical regimes) of the (system|model|alloy|mixture|solution|flow)'),
        p.say('{x}-{y} (space|plane|diagram)', x=x.name, y=y.name)],
        [p.say('{n} (phases|regimes|regions) are (labelled|shown|distinguished)', n=p.number(k)),
        p.say('The (solid|black) (line|curve) (marks|is) the (phase boundary|transition|bifurcation|coexistence line)'),
        'Symbols are simulations', p.say('The {a} phase lies <s:above> the {b} phase', a=names[-1], b=names[0])
        if k > 1 else ''], series if filled else [], thing='region')
