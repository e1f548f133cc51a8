"""Three dimensions on paper: surfaces, points, paths, meshes, molecules."""

import numpy as np

from recipe.plots import colours
from recipe.plots.colours import base_name
from recipe.plots.fields import scalar
from recipe.plots.panel import Facts
from recipe.plots.registry import chart

SOLID = {'family': '3d', 'projection': '3d', 'aspect': (0.85, 1.4)}


def names3(p):
    """Labels of the three axes."""
    if p.chance(0.45):
        unit = p.pick(('', ' (m)', ' (mm)', ' [m]', ' (km)', ' (nm)'))
        a, b, c = f'x{unit}', f'y{unit}', f'z{unit}'
    else:
        a, b, c = p.x(), p.x(), p.y()
    bare = p.chance(0.15)
    if bare:
        p.ax.set_axis_off()
    else:
        p.ax.set_xlabel(p.label(a))
        p.ax.set_ylabel(p.label(b))
        p.ax.set_zlabel(p.label(c))
        p.ax.tick_params(labelsize=7)
    p.ax.view_init(p.uniform(10, 55), p.uniform(-150, 60))
    if p.chance(0.25):
        for axis in (p.ax.xaxis, p.ax.yaxis, p.ax.zaxis):
            axis.set_pane_color((1, 1, 1, 0))
    if p.chance(0.2):
        p.ax.grid(False)
    return a, b, c


@chart('3D surface plot', 'surface',
    'surface plot; 3D surface; three-dimensional surface plot; response surface; 3D plot; mesh plot', weight=1.8,
    **SOLID)
def surface(p):
    n = p.count(18, 34)
    x, y, z = scalar(p, n, n)
    cmap = p.cmap(p.chance(0.3))
    way = p.count(0, 3)
    c, word = p.colour()
    if way == 3:
        p.ax.plot_surface(x, y, z, color=c, rstride=1, cstride=1, lw=0.2, edgecolor=p.pick(('black', 'none')),
            alpha=p.uniform(0.6, 1))
    else:
        shown = p.ax.plot_surface(x, y, z, cmap=cmap, rstride=1, cstride=1, lw=0.2 if way == 1 else 0,
            edgecolor='black' if way == 1 else 'none', antialiased=way == 1)
        if p.chance(0.5):
            p.ax.figure.colorbar(shown, ax=p.ax, shrink=0.6, pad=0.12)
        if way == 2:
            p.ax.contour(x, y, z, 8, zdir='z', offset=-0.4, cmap=cmap, linewidths=0.8)
            p.ax.set_zlim(-0.4, 1)
    q = p.y()
    a, b = p.x(), p.x()
    names3(p)
    return Facts([p.field(q, a, b), p.field(q, a, b),
        p.say('(loss|energy|cost|fitness|potential|response|objective) (landscape|surface) [over two parameters]'),
        p.say('(height|topography|surface|free surface|shape) of (the {o}|the (membrane|interface|terrain|solution))',
        o=p.domain.objects)], [*(p.map_details(q.name, cmap) if way != 3
        else [p.say('The surface is <c:{c}>', c=word)]), 'Contours are projected on the bottom' if way == 2
        else 'The surface has a single minimum', 'The height of the surface is the value'],
        colormap=cmap if way != 3 else '')


@chart('3D wireframe', 'surface', 'wireframe plot; 3D wireframe; mesh plot; wire mesh; 3D mesh', weight=0.7, **SOLID)
def wireframe(p):
    x, y, z = scalar(p, 30, 30)
    c, word = p.colour()
    p.ax.plot_wireframe(x, y, z, color=c, rstride=p.pick((1, 2)), cstride=p.pick((1, 2)), lw=p.uniform(0.3, 0.9))
    names3(p)
    q = p.y()
    return Facts([p.field(q, p.x(), p.x()), p.say('{q} surface', q=q.name),
        p.say('(surface|function|solution) over the (plane|unit square|domain)')],
        [p.say('<c:{c}> lines form the mesh', c=word.capitalize())], attributes={'colours': [base_name(c)]})


@chart('3D scatter plot', 'points3d',
    '3D scatter plot; three-dimensional scatter plot; point cloud; 3D point cloud; 3D scatterplot', weight=1.4, **SOLID)
def scatter3(p):
    series, cmap = [], ''
    if p.chance(0.4):
        n = p.count(300, 2500)
        kind = p.count(0, 2)
        v = p.rng.normal(0, 1, (3, n))
        if kind == 1:
            v /= np.linalg.norm(v, axis=0)
        elif kind == 2:
            t = p.rng.uniform(4, 14, n)
            v = np.array([t * np.cos(t), p.rng.uniform(-6, 6, n), t * np.sin(t)])
        cmap = p.cmap()
        shown = p.ax.scatter(*v, c=v[p.count(0, 2)], cmap=cmap, s=p.uniform(2, 14), lw=0)
        if p.chance(0.6):
            p.ax.figure.colorbar(shown, ax=p.ax, shrink=0.6, pad=0.12)
    else:
        series = p.series(p.count(1, 5), lined=False, marked=True)
        for s in series:
            p.ax.scatter(*(p.rng.uniform(0, 1, (3, 1)) + p.rng.normal(0, p.uniform(0.04, 0.15), (3, p.count(20, 150)))),
                color=s.colour, marker=s.marker, s=p.uniform(6, 40), label=s.name, alpha=0.8)
        if len(series) > 1 and p.chance(0.8):
            p.ax.legend(loc='upper left', fontsize=7)
    names3(p)
    a, b, c = p.some(p.domain.quantities, 3)
    return Facts([p.say('{e} in (three dimensions|3D|the space of {a}, {b} and {c}|parameter space)',
        e=p.domain.entities, a=a.name, b=b.name, c=c.name),
        p.say('(positions|distribution|clusters) of {e} in (space|three dimensions)', e=p.domain.entities),
        p.say('(first three principal components|embedding|3D embedding) of {e}', e=p.domain.entities),
        p.say('(LiDAR|laser scan|reconstructed|simulated) point cloud of (the scene|the {o})', o=p.domain.objects)],
        [p.say('Each (point|dot) is one (sample|particle|observation)'),
        *(p.map_details(a.name, cmap)[:3] if cmap else [p.say('{n} (groups|clusters) are shown',
        n=p.number(len(series)))])], series, colormap=cmap, thing='points')


@chart('3D trajectory', 'path3d',
    '3D trajectory; three-dimensional trajectory; 3D line plot; phase space trajectory; orbit; attractor; 3D curve',
    weight=1.4, **SOLID)
def trajectory(p):
    kind = p.count(0, 4)
    k = p.pick((1, 1, 2, 3)) if kind else 1
    series = p.series(k, marked=False)
    t = np.linspace(0, 1, 500)
    for i, s in enumerate(series):
        if kind == 0:
            state, path = np.array([1.0, 1.0, 20.0]), []
            for _ in range(1800):
                x, y, z = state
                state = state + 0.012 * np.array([10 * (y - x), x * (28 - z) - y, x * y - 8 / 3 * z])
                path.append(state)
            v = np.array(path).T
        elif kind == 1:
            w = p.uniform(3, 12)
            v = np.array([np.cos(w * 2 * np.pi * t), np.sin(w * 2 * np.pi * t), t * p.uniform(1, 4)]) * (1 + 0.3 * i)
        elif kind == 2:
            a, inc, node = p.uniform(0.6, 1.5), p.uniform(0, 1.4), p.uniform(0, 6)
            u = 2 * np.pi * t
            x, y = a * np.cos(u), a * p.uniform(0.6, 1) * np.sin(u)
            v = np.array([x * np.cos(node) - y * np.cos(inc) * np.sin(node),
                x * np.sin(node) + y * np.cos(inc) * np.cos(node), y * np.sin(inc)])
        elif kind == 3:
            v = np.cumsum(p.rng.normal(0, 1, (3, 500)), axis=1)
        else:
            v = np.array([np.sin(2 * np.pi * p.count(1, 4) * t), np.sin(2 * np.pi * p.count(1, 4) * t + p.uniform(0,
                2)), t + 0.2 * np.sin(2 * np.pi * 3 * t)])
        p.ax.plot(*v, color=s.colour, ls=s.dash, lw=p.uniform(0.5, 2), label=s.name)
        if kind in (1, 3, 4) and p.chance(0.5):
            p.ax.scatter(*v[:, :1], color='green', s=30)
            p.ax.scatter(*v[:, -1:], color='red', s=30)
    if kind == 2:
        p.ax.scatter([0], [0], [0], color=p.pick(('gold', 'blue')), s=120)
    names3(p)
    if k > 1 and p.chance(0.7):
        p.ax.legend(loc='upper left', fontsize=7)
    what = (('the Lorenz attractor', 'the Lorenz system', 'a chaotic attractor'),
        ('a helix', 'helical paths', 'particle motion in a magnetic field', 'a charged particle'),
        ('a satellite around the Earth', 'orbits around the central body', 'planets', 'the spacecraft', 'a binary'),
        ('a random walk', 'a diffusing particle', 'Brownian motion', 'an animal', 'tracers'),
        ('the end effector', 'the robot', 'the drone', 'the vehicle', 'the solution in phase space'))[kind]
    return Facts([p.say('(trajectory|path|motion|orbit) of {w}', w=what),
        p.say('{w} in (three dimensions|phase space|space)', w=what),
        p.say('(simulated|computed|measured|planned|estimated) (trajectory|trajectories|paths) of {w}', w=what)],
        ['Green and red dots mark start and end' if kind in (1, 3, 4)
        else p.say('The system is integrated for {n} steps', n=str(p.count(100, 10000))),
        p.say('{n} (paths|trajectories|orbits) are shown', n=p.number(k)),
        'The central body is at the origin' if kind == 2 else 'The initial condition is marked'],
        series if k > 1 else [], thing='curve', attributes={'series': k})


@chart('3D bar chart', 'bars3d', '3D bar chart; three-dimensional bar plot; 3D histogram', weight=0.5, **SOLID)
def bars3(p):
    n, m = p.count(3, 7), p.count(3, 7)
    x, y = (v.ravel() for v in np.meshgrid(range(n), range(m)))
    z = p.rng.beta(1, 2, x.size) + 0.03
    ramp, cmap = colours.ramp(p.rng, 20)
    many = p.chance(0.5)
    c, word = p.colour()
    p.ax.bar3d(x, y, 0, 0.65, 0.65, z, color=[ramp[int(v / z.max() * 19)] for v in z] if many else c, shade=True)
    names3(p)
    q = p.y()
    return Facts([p.comparison(q, ['a']), p.say('{q} (for|of) combinations of {a} and {b}', q=q.name, a=p.x().name,
        b=p.x().name), p.say('(joint|two-dimensional) distribution of {a} and {b}', a=p.x().name, b=p.x().name)],
        [p.say('Bar height is {q}', q=q.name), p.say('Bars are <c:{c}>', c=word) if not many
        else 'Bars are coloured by height'])


@chart('3D quiver plot', 'vector3d', '3D vector field; 3D quiver plot; three-dimensional arrows; 3D arrows', weight=0.5,
    **SOLID)
def quiver3(p):
    x, y, z = np.meshgrid(*[np.linspace(-1, 1, p.count(3, 5))] * 3)
    u, v, w = -y, x, p.uniform(-0.5, 0.5) * z + p.uniform(0, 0.4)
    c, word = p.colour()
    p.ax.quiver(x, y, z, u, v, w, length=0.3, color=c, normalize=p.chance(0.5), lw=1)
    names3(p)
    q = p.pick(('velocity', 'magnetic field', 'magnetization', 'force', 'displacement', 'electric field', 'spin'))
    return Facts([p.say('{q} (field|vectors) in three dimensions', q=q),
        p.say('direction of (the|) {q} (in the volume|in space)', q=q), p.say('{q} of {e}', q=q, e=p.domain.entities)],
        [p.say('Arrows (show|are) (the|) {q}', q=q), p.say('<c:{c}> arrows', c=word.capitalize())],
        attributes={'colours': [base_name(c)]})


def icosphere(p, detail):
    """Triangles of a deformed sphere, [n, 3, 3]."""
    t = np.linspace(0, np.pi, detail)
    f = np.linspace(0, 2 * np.pi, 2 * detail)
    t, f = np.meshgrid(t, f, indexing='ij')
    r = 1 + p.uniform(0, 0.4) * np.sin(p.count(2, 5) * t) * np.cos(p.count(1, 5) * f) + p.uniform(0,
        0.25) * np.cos(p.count(1, 4) * t)
    x, y, z = r * np.sin(t) * np.cos(f) * p.uniform(0.6, 1.4), r * np.sin(t) * np.sin(f), r * np.cos(t) * p.uniform(0.6,
        1.5)
    return x, y, z


@chart('3D mesh of a body', 'body3d',
    '3D mesh; surface mesh; triangulated surface; 3D rendering; 3D model; finite element model; isosurface; rendered surface',
    weight=1.2, **SOLID)
def body(p):
    kind = p.count(0, 3)
    n = p.count(12, 26)
    if kind == 0:
        x, y, z = icosphere(p, n)
    elif kind == 1:
        u, v = np.meshgrid(np.linspace(0, 2 * np.pi, 2 * n), np.linspace(0, 2 * np.pi, n))
        r = p.uniform(0.2, 0.5)
        x, y, z = (1 + r * np.cos(v)) * np.cos(u), (1 + r * np.cos(v)) * np.sin(u), r * np.sin(v)
    elif kind == 2:
        u, v = np.meshgrid(np.linspace(0, 2 * np.pi, 2 * n), np.linspace(0, p.uniform(1, 4), n))
        r = 0.5 + 0.2 * np.sin(p.uniform(1, 4) * v) + 0.1 * p.chance(0.5) * np.cos(3 * u)
        x, y, z = r * np.cos(u), r * np.sin(u), v
    else:
        u, v = np.meshgrid(np.linspace(0, 4, 2 * n), np.linspace(-0.5, 0.5, n))
        x, y, z = u, v, 0.4 * np.sin(u * p.uniform(0.5, 2)) + 0.1 * v
    cmap, c = p.cmap(), p.pick(('#aaaaaa', '#cccccc', p.colour()[0], '#d2b48c', '#7fb3d5'))
    painted = p.chance(0.5)
    field = np.sin(p.uniform(1, 4) * x + p.uniform(0, 3)) + np.cos(p.uniform(1, 4) * z)
    field = (field - field.min()) / np.ptp(field)
    from matplotlib import colormaps

    paint = {'facecolors': colormaps[cmap](field)} if painted else {'color': c}
    p.ax.plot_surface(x, y, z, rstride=1, cstride=1, **paint, shade=True, lw=p.pick((0, 0.2, 0.3)),
        edgecolor=p.pick(('black', '#333333', '#666666')))
    p.ax.set_box_aspect((np.ptp(x), np.ptp(y), np.ptp(z)))
    names3(p)
    if p.chance(0.6):
        p.ax.set_axis_off()
    q = p.y()
    thing = p.pick((('deformed sphere', 'asteroid shape', 'cell surface', 'organ surface', 'particle'),
        ('torus', 'toroidal surface', 'ring'), ('pipe', 'vessel', 'cylinder', 'tube', 'artery', 'tower'),
        ('plate', 'beam', 'shell', 'membrane', 'wing'))[kind])
    return Facts([p.say('(surface|surface mesh|geometry|shape|deformed shape) of (a|the) {t}', t=thing),
        p.say('{q} on the surface of (a|the) {t}', q=q.name, t=thing),
        p.say('(finite element|boundary element|reconstructed|simulated) (model|mesh|surface|geometry) of (a|the) {t}',
        t=thing), p.say('(isosurface of {q}|{q} isosurface|level set)', q=q.name)],
        [*(p.map_details(q.name, cmap)[:4] if painted else [p.say('The {t} is <c:{c}>', t=thing, c=base_name(c))]),
        p.say('The mesh has {n} (triangles|elements|faces|vertices)', n=str(x.size)), 'Lighting is from above'],
        colormap=cmap if painted else '')


@chart('ball-and-stick molecule', 'molecule3d',
    'ball-and-stick model; molecular structure; crystal structure; atomic structure; unit cell; lattice structure; 3D molecular model',
    weight=1.0, home='chemistry;materials;physics;cell biology', **SOLID)
def molecule(p):
    palette = dict(zip(p.some(['carbon', 'oxygen', 'nitrogen', 'hydrogen', 'sulfur', 'metal'], 3),
        p.some(['#444444', '#d62728', '#1f77b4', '#eeeeee', '#ffdd00', '#2ca02c', '#9467bd', '#ff7f0e'], 3)))
    names = list(palette)
    crystal = p.chance(0.5)
    if crystal:
        n = p.count(2, 4)
        at = np.array([(i, j, k) for i in range(n) for j in range(n) for k in range(n)], float)
        kind = at.sum(1).astype(int) % 2
        if p.chance(0.5):
            at = np.r_[at, at[(at < n - 1).all(1)] + 0.5]
            kind = np.r_[kind, np.full(len(at) - len(kind), 2)]
        reach = 1.05
    else:
        at = [np.zeros(3)]
        while len(at) < p.count(10, 26):
            step = p.rng.normal(0, 1, 3)
            new = at[p.count(max(0, len(at) - 5), len(at) - 1)] + 1.4 * step / np.linalg.norm(step)
            if min(np.linalg.norm(new - a) for a in at) > 1.1:
                at.append(new)
        at = np.array(at)
        kind = p.rng.integers(0, 3, len(at))
        reach = 1.5
    for i in range(len(at)):
        for j in range(i):
            if np.linalg.norm(at[i] - at[j]) < reach:
                p.ax.plot(*np.c_[at[i], at[j]], color='#888888', lw=2)
    for k, name in enumerate(names):
        if (kind == k).any():
            p.ax.scatter(*at[kind == k].T, s=p.uniform(80, 320), color=palette[name], edgecolors='black', lw=0.5,
                depthshade=p.chance(0.5), label=name, alpha=1)
    p.ax.set_box_aspect((1, 1, 1))
    p.ax.set_axis_off()
    p.ax.view_init(p.uniform(8, 40), p.uniform(-80, 60))
    if p.chance(0.4):
        p.ax.legend(loc='upper left', fontsize=8)
    words = {name: base_name(c) for name, c in palette.items()}
    return Facts([p.say('(the crystal|the unit cell|a cubic lattice|the (rock salt|perovskite|body-centred cubic) structure|the supercell)')
        if crystal else p.say('(the|a) (molecule|ligand|optimized geometry|cluster|complex|monomer)'),
        p.say('(optimized|relaxed|initial|equilibrium) (geometry|structure) of the (compound|molecule|crystal|cluster)'),
        p.say('arrangement of {n} atoms', n=str(len(at)))], [p.say('{a} atoms are <c:{c}>, {b} atoms <c:{d}>',
        a=names[0].capitalize(), c=words[names[0]], b=names[1], d=words[names[1]]),
        p.say('(Carbon is grey|Bonds are grey sticks|Spheres are atoms)'), 'Hydrogen atoms are omitted'],
        attributes={'colours': list(words.values())})


@chart('waterfall of lines in 3D', 'waterfall3d',
    '3D waterfall plot; waterfall plot; stacked 3D line plot; 3D ribbon plot', weight=0.5, **SOLID)
def waterfall(p):
    k = p.count(5, 14)
    u = np.linspace(0, 1, 90)
    ramp, cmap = colours.ramp(p.rng, k)
    c, word = p.colour()
    one = p.chance(0.3)
    for i in range(k):
        y = np.exp(-(((u - 0.3 - 0.03 * i) / 0.06) ** 2)) * p.uniform(0.5, 1) + 0.5 * np.exp(-(((u - 0.7) / 0.05) ** 2))
        p.ax.plot(u, np.full(90, i), y, color=c if one else ramp[i], lw=1.2)
    names3(p)
    a, b, q = p.x(), p.x(), p.y()
    return Facts([p.say('{q} versus {a} for (different|increasing) {b}', q=q.name, a=a.name, b=b.name),
        p.say('evolution of {q} (profiles|spectra) with {b}', q=q.name, b=b.name)],
        [p.say('{n} curves are shown', n=p.number(k)), p.say('Lines are <c:{c}>', c=word) if one
        else p.say('Curves are coloured by {b}', b=b.name)], attributes={'series': k})
