"""3D renders: machine parts, robots, terrain, meshes under load, point clouds, volumes."""

import numpy as np
from scipy import ndimage

from ..figure import choice, kind
from . import colours, mini, space
from .fluids import warped
from .pen import Pen
from .stage import RAMPS, show, stage_look, tell, times
from .story import Story, fitting, listed, number, several

ENGINEER = ('engineer', 'mechan', 'robot', 'mater', 'physic', 'fluid', 'energy')
BACKS = ((255, 255, 255), (255, 255, 255), (255, 255, 255), (0, 0, 0), (82, 87, 110), (200, 210, 225), (235, 235, 235), (50, 50, 55))


def _stage(rng, width=None, height=None):
    look = stage_look(rng, 0)
    look.paper = choice(rng, BACKS)
    look.ink = (25, 25, 25) if sum(look.paper) > 380 else (235, 235, 235)
    pen = Pen(rng, width or rng.uniform(380, 640), height or rng.uniform(320, 500), look)
    if rng.random() < .22 and sum(look.paper) < 700:
        ramp = np.linspace(np.array(look.paper, float) * .6, np.minimum(255, np.array(look.paper, float) * 1.3 + 25), 64).astype(np.uint8)[:, None].repeat(2, 1)
        pen.paste(ramp, 0, 0, pen.width, pen.height)
    return pen


def _triad(pen, scene, rng):
    """Coordinate axes in the lower left corner."""
    cx, cy, size = 44, pen.height - 40, 30
    for axis, (name, colour) in enumerate((('x', '#d62728'), ('y', '#2ca02c'), ('z', '#1f77b4'))):
        p = scene.turn[:, axis] * size
        pen.arrow((cx, cy), (cx + p[0], cy - p[1]), colour=colours.rgb(colour), width=1.8, size=7)
        pen.text(cx + p[0] * 1.3, cy - p[1] * 1.3, name, 11)


def _side_bar(pen, cmap, label, rng):
    x, y, h = pen.width - 58, pen.height * .15, pen.height * .7
    pen.paste(mini.paint(np.linspace(1, 0, 64), cmap)[:, None].repeat(3, 1), x, y, 13, h)
    pen.rect(x, y, 13, h, None, pen.look.ink, .8)
    top = choice(rng, (1, 10, 250, .05, 2))
    for step in range(5):
        pen.text(x + 17, y + h * (1 - step / 4), f'{top * step / 4:.3g}', 9.5, anchor='lm')
    pen.text(x + 6, y - 12, label[:16], 10)


def _part(rng, scene, tone, edge):
    """Adds a random machine part and returns what it is called."""
    what = str(choice(rng, ('gear', 'flange', 'bracket', 'shaft', 'bottle', 'nut', 'turbine', 'wheel', 'pipe', 'spring', 'beam')))
    if what == 'gear':
        teeth = int(rng.integers(10, 22))
        t = np.linspace(0, 2 * np.pi, teeth * 4, endpoint=False)
        r = np.where(np.arange(teeth * 4) % 4 < 2, 1, .82)
        scene.mesh(*space.prism(np.c_[r * np.cos(t), r * np.sin(t)], -.14, .14), tone, edge)
        scene.quads(*space.lathe([(.001, .26), (.3, .26), (.3, .14)], 24), np.asarray(tone) * .85, edge)
    elif what == 'flange':
        scene.quads(*space.lathe([(.3, .9), (.45, .9), (.45, .15), (1, .15), (1, -.1), (.3, -.1)], 30), tone, edge)
        for t in np.arange(6) * np.pi / 3:
            scene.quads(*space.lathe([(.001, .2), (.1, .2), (.1, .14)], 12, (.75 * np.cos(t), .75 * np.sin(t), 0)), np.asarray(tone) * .6)
    elif what == 'bracket':
        scene.mesh(*space.cuboid((1.6, 1, .15), (0, 0, 0)), tone, edge).mesh(*space.cuboid((.15, 1, 1.2), (-.72, 0, .6)), tone, edge)
        scene.mesh([[-.65, -.06, .08], [-.65, -.06, .9], [.3, -.06, .08], [-.65, .06, .08], [-.65, .06, .9], [.3, .06, .08]], [(0, 1, 2), (3, 4, 5), (0, 1, 4, 3), (1, 2, 5, 4)], np.asarray(tone) * .9, edge)
    elif what == 'shaft':
        profile = [(.001, -1.5)]
        for z0 in np.linspace(-1.5, 1.2, 6):
            r = rng.uniform(.15, .45)
            profile += [(r, z0), (r, z0 + .5)]
        scene.quads(*space.lathe(profile + [(.001, 1.7)], 24, axis=0), tone, edge)
    elif what == 'bottle':
        scene.quads(*space.lathe([(.001, 0), (.5, 0), (.55, .1), (.55, 1), (.45, 1.25), (.2, 1.5), (.18, 1.9), (.22, 1.92), (.22, 2)], 28), tone, edge)
    elif what == 'nut':
        t = np.arange(6) * np.pi / 3
        scene.mesh(*space.prism(np.c_[np.cos(t), np.sin(t)], -.35, .35), tone, edge)
        scene.quads(*space.lathe([(.001, .37), (.5, .37)], 20), np.asarray(tone) * .35)
    elif what == 'turbine':
        for k in range(int(rng.integers(3, 9))):
            a = 2 * np.pi * k / 7
            s, c = np.linspace(.2, 1.3, 8)[:, None], np.linspace(-.2, .2, 4)[None]
            twist = .9 - .5 * s
            u, v = s + 0 * c, c * np.cos(twist)
            scene.quads(u * np.cos(a) - v * np.sin(a), u * np.sin(a) + v * np.cos(a), c * np.sin(twist), tone, edge)
        scene.quads(*space.lathe([(.001, .45), (.15, .35), (.25, .1), (.25, -.3), (.001, -.3)], 20), np.asarray(tone) * .8, edge)
    elif what == 'wheel':
        a, b = np.meshgrid(np.linspace(0, 2 * np.pi, 37), np.linspace(0, 2 * np.pi, 13))
        scene.quads((1 + .22 * np.cos(b)) * np.cos(a), (1 + .22 * np.cos(b)) * np.sin(a), .22 * np.sin(b), tone, edge)
        for k in range(5):
            scene.stick((0, 0, 0), (np.cos(k * 1.257), np.sin(k * 1.257), 0), np.asarray(tone) * .8, .12)
    elif what == 'pipe':
        t = np.linspace(0, 1, 30)
        path = np.c_[np.where(t < .5, t * 3, 1.5 + .1 * t), np.sin(t * np.pi * rng.uniform(.6, 2.2)), t * rng.uniform(0, 2)]
        scene.quads(*space.tube(path, .22, 14), tone, edge)
    elif what == 'spring':
        t = np.linspace(0, 6 * 2 * np.pi, 110)
        scene.quads(*space.tube(np.c_[.6 * np.cos(t), .6 * np.sin(t), t * .055], .09, 8), tone, edge)
    else:
        for y0, size in ((-.4, (3, .1, 1)), (0, (3, .7, .1))):
            scene.mesh(*space.cuboid(size, (0, 0, 0)), tone, edge)
        scene.mesh(*space.cuboid((3, .7, .1), (0, 0, .5)), tone, edge).mesh(*space.cuboid((3, .7, .1), (0, 0, -.5)), tone, edge)
    return what


@kind('CAD model', '3d', ('3D model', 'CAD model', 'CAD rendering', 'three-dimensional model', 'solid model', 'rendered 3D geometry', '3D geometry', 'rendering of the part', 'computer-aided design model'), weight=1)
def cad(rng, domain):
    domain = fitting(rng, domain, *ENGINEER)
    pen = _stage(rng)
    scene = space.Scene(rng.uniform(-1.2, 1.2), rng.uniform(.2, .9), rng.uniform(0, .15))
    name, tone = colours.pick(rng, 1)[0]
    edge = (40, 40, 40) if rng.random() < .45 else None
    what = _part(rng, scene, tone, edge)
    scene.paint(pen, 12, 12, pen.width - 24, pen.height - 24)
    triad = rng.random() < .4
    if triad:
        _triad(pen, scene, rng)
    story = Story(rng, domain, 'CAD model', ('a {what}', 'the {what}', 'a parametric {what}', 'the {what} (used in|for) the (experiment|simulation|prototype|printer)', 'a 3D-printed {what}')).set(what=what, c=name)
    story.lead('(Geometry|Shape|Design|CAD design|Solid model) of a {what}.', 'A {what} (created|designed|modelled|generated|rendered) with {pkg}.')
    story.note('The {what} is (shown|drawn|rendered) in {c}.', 'The (part|model|geometry|shape) was (exported|written|converted) (to|as) (STL|STEP|a mesh).', 'The model is (parametric|defined by a script|generated from code).', 'Dimensions are in (millimetres|mm).')
    if triad:
        story.note('The coordinate axes are shown in the (bottom left corner|lower left).')
    return story.finish(pen.done(), colours=[name], sides=triad)


@kind('robot', '3d', ('robot', 'robot arm', 'robot model', 'rendering of the robot', 'robot simulation', 'simulated robot', 'manipulator', 'mobile robot', 'legged robot'), weight=.6)
def robot(rng, domain):
    domain = fitting(rng, domain, 'robot', 'engineer', 'machine')
    pen = _stage(rng)
    scene = space.Scene(rng.uniform(-1, 1), rng.uniform(.2, .6), .12)
    (name, tone), (name2, tone2) = colours.pick(rng, 2)
    grey, what = np.array([90, 92, 98.]), str(choice(rng, ('robot arm', 'robot arm', 'wheeled robot', 'quadruped robot', 'drone')))
    if rng.random() < .6:
        for k in np.linspace(-2, 2, 9):
            scene.stick((k, -2, 0), (k, 2, 0), (170, 170, 175), .012).stick((-2, k, 0), (2, k, 0), (170, 170, 175), .012)
    joints = int(rng.integers(3, 7))
    if what == 'robot arm':
        scene.quads(*space.lathe([(.001, 0), (.45, 0), (.4, .2), (.25, .3), (.001, .3)], 20), grey)
        point, yaw, pitch = np.array([0, 0, .3]), rng.uniform(0, 6), 1.4
        for k in range(joints):
            length = 1.1 * .82**k
            end = point + length * np.array([np.cos(pitch) * np.cos(yaw), np.cos(pitch) * np.sin(yaw), np.sin(pitch)])
            scene.quads(*space.tube(np.linspace(point, end, 5), .17 * .86**k, 12), tone)
            scene.quads(*space.sphere(.21 * .86**k, end, 8, 12), tone2)
            point, pitch = end, pitch - rng.uniform(.2, .8)
        for s in (-.1, .1):
            scene.mesh(*space.cuboid((.05, .05, .35), point + [s, 0, -.2]), grey)
    elif what == 'wheeled robot':
        scene.mesh(*space.cuboid((1.8, 1, .5), (0, 0, .55)), tone, (40, 40, 40)).mesh(*space.cuboid((.5, .5, .4), (.4, 0, 1)), tone2, (40, 40, 40))
        for sx in (-.6, .6):
            for sy in (-.6, .6):
                scene.quads(*space.lathe([(.001, -.1), (.32, -.1), (.32, .1), (.001, .1)], 18, (sx, sy, .32), 1), grey)
    elif what == 'quadruped robot':
        scene.mesh(*space.cuboid((1.8, .7, .4), (0, 0, 1.2)), tone, (40, 40, 40))
        for sx in (-.75, .75):
            for sy in (-.42, .42):
                bend = rng.uniform(-.3, .3)
                scene.quads(*space.tube([(sx, sy, 1.2), (sx + bend + .1, sy, .9), (sx + bend + .2, sy, .65)], .1, 8), tone2).quads(*space.tube([(sx + bend + .2, sy, .65), (sx + bend, sy, .3), (sx, sy, 0)], .07, 8), grey)
    else:
        scene.mesh(*space.cuboid((.5, .5, .2), (0, 0, 0)), tone, (40, 40, 40))
        for sx in (-1, 1):
            for sy in (-1, 1):
                scene.stick((0, 0, 0), (sx * .8, sy * .8, .05), grey, .1).quads(*space.lathe([(.001, .12), (.42, .12)], 16, (sx * .8, sy * .8, 0)), tone2)
    scene.paint(pen, 12, 12, pen.width - 24, pen.height - 24)
    if rng.random() < .4:
        _triad(pen, scene, rng)
    story = Story(rng, domain, 'robot', ('a {what}', 'the {what} (in the simulator|in simulation|used in the experiments)')).set(what=what, c=name, d=name2, n=number(joints))
    story.named('robot', 'robot model', 'rendering of the robot', 'robot simulation', 'simulated robot', *{'robot arm': ('robot arm', 'manipulator'), 'quadruped robot': ('legged robot',)}.get(what, ('mobile robot',)))
    story.lead('A {what} (in|rendered in|simulated with|in a scene of) {pkg}.', '(Simulated|Rendered|Model of a|The) {what}.')
    story.note('The (body is|links are|links and body are) {c} and the (other parts|joints) {d}.', 'The {what} (follows|executes|tracks) (a planned path|the trajectory|the commands).')
    if what == 'robot arm':
        story.note('The arm has {n} (joints|degrees of freedom|links).')
    return story.finish(pen.done(), colours=[name, name2], count=joints if what == 'robot arm' else None)


@kind('terrain render', '3d', ('3D terrain model', 'terrain rendering', 'digital elevation model', 'three-dimensional terrain', 'landscape model', 'perspective view of the terrain', 'topographic relief', '3D surface of the landscape'), weight=.8)
def terrain(rng, domain):
    domain = fitting(rng, domain, 'geo', 'earth', 'climat', 'ecolog', 'hydro', 'planet')
    pen = _stage(rng)
    n = int(choice(rng, (36, 46, 56)))
    scene = space.Scene(rng.uniform(-1.2, 1.2), rng.uniform(.35, .8), .1)
    x, y = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    z = mini.smooth_noise(rng, n + 20, n + 20, rng.uniform(1.5, 4), 4)[:n, :n]
    if rng.random() < .35:
        z = z * .4 + np.exp(-((x - .1) ** 2 + y**2) / rng.uniform(.05, .3)) * .8
    z = (z - z.min()) / np.ptp(z)
    water = rng.random() < .35
    if water:
        z = np.maximum(z, .35)
    cmap = str(choice(rng, ('terrain', 'gist_earth', 'viridis', 'gray', 'YlOrBr', 'Greens', 'Spectral_r')))
    tone = mini.paint((z[:-1, :-1] - (.35 if water else 0)) * (.7 if water else .85) + .2, cmap).astype(float)
    if water:
        tone[z[:-1, :-1] <= .351] = (70, 130, 200)
    scene.quads(x, y, z * rng.uniform(.25, .6), tone, (60, 60, 60) if rng.random() < .18 else None)
    bar = rng.random() < .4
    scene.paint(pen, 8, 8, pen.width - (80 if bar else 16), pen.height - 16, shiny=False)
    if bar:
        _side_bar(pen, cmap, 'elevation', rng)
    story = Story(rng, domain, 'terrain render', ('the (landscape|terrain|topography|catchment|mountain|valley|volcano|seafloor)', 'a (synthetic|simulated|eroded|mountainous) landscape', 'the (island|coast)' if water else 'the mountains')).set(quantity='elevation')
    story.lead('(Simulated|Synthetic|Modelled|Perspective view of the) (topography|landscape|terrain|relief).', 'Landscape (generated|evolved|computed) with {pkg}.', '(Elevation|Topography) of the (model domain|study area|catchment) in 3D.')
    story.note('Colours show elevation.', 'The vertical (scale|axis) is exaggerated.', '(Rivers|Valleys|Ridges|Channels) are (visible|carved by erosion).')
    if water:
        story.note('Water is (shown in|) blue.', 'Low areas are filled with water.')
    return story.finish(pen.done(), colours=['blue'] if water else (), colormap=cmap)


@kind('finite element mesh', '3d', ('finite element mesh', 'computational mesh', 'mesh', 'triangular mesh', 'unstructured mesh', 'surface mesh', 'adaptive mesh', 'finite element discretisation', 'computational grid'), weight=1.2)
def mesh2d(rng, domain):
    from scipy.spatial import Delaunay

    domain = fitting(rng, domain, *ENGINEER, 'math', 'geo')
    look = stage_look(rng, 0)
    wide = rng.uniform(.5, 1.0)
    pen = Pen(rng, rng.uniform(400, 720), rng.uniform(260, 440), look)
    w, h = pen.width - 30, pen.height - 30
    n = int(rng.integers(120, 420))
    focus = rng.uniform(.25, .75, 2)
    points = rng.random((n * 2, 2)) * [1, h / w]
    focus *= [1, h / w]
    hole = rng.uniform(.05, .12) if rng.random() < .65 else 0
    distance = np.hypot(*(points - focus).T)
    refine = rng.random() < .6
    keep = (distance > hole * 1.12) & (rng.random(len(points)) < (np.clip(.12 / (distance + .05), .25, 1) if refine else .7))
    points = points[keep][:n]
    edge = np.linspace(0, 1, 18)
    rim = np.concatenate([np.c_[edge, 0 * edge], np.c_[edge, 0 * edge + h / w], np.c_[0 * edge[1:-1], edge[1:-1] * h / w], np.c_[0 * edge[1:-1] + 1, edge[1:-1] * h / w]])
    ring = focus + hole * np.c_[np.cos(edge[:-1] * 2 * np.pi), np.sin(edge[:-1] * 2 * np.pi)] if hole else np.empty((0, 2))
    points = np.concatenate([points, rim, ring])
    for _ in range(2):  # smoothing makes triangles rounder
        mesh = Delaunay(points).simplices
        total, count = np.zeros_like(points), np.zeros(len(points))
        for a, b in ((0, 1), (1, 2), (2, 0)):
            np.add.at(total, mesh[:, a], points[mesh[:, b]])
            np.add.at(count, mesh[:, a], 1)
        inner = np.arange(len(points)) < len(points) - len(rim) - len(ring)
        points[inner] = (.4 * points + .6 * total / np.maximum(count, 1)[:, None])[inner]
    mesh = Delaunay(points).simplices
    centre = points[mesh].mean(1)
    mesh = mesh[np.hypot(*(centre - focus).T) > hole]
    centre = points[mesh].mean(1)
    mode = str(choice(rng, ('wire', 'wire', 'stress', 'stress', 'parts', 'plain')))
    cmap = str(choice(rng, ('jet', 'viridis', 'coolwarm', 'turbo', 'rainbow', 'plasma')))
    d = np.hypot(*(centre - focus).T)
    values = np.clip((hole + .04) / d * (1 + .8 * np.cos(2 * np.arctan2(*(centre - focus).T[::-1]))) * .5, 0, 1) if hole and rng.random() < .6 else np.clip(.5 + .5 * np.sin(centre[:, 0] * rng.uniform(2, 7) + centre[:, 1] * rng.uniform(2, 7)), 0, 1)
    parts = int(rng.integers(2, 6))
    seeds, palette = rng.random((parts, 2)) * [1, h / w], colours.pick(rng, parts)
    tone_name, tone = colours.pick(rng, 1)[0]
    bar = mode == 'stress' and rng.random() < .6
    s = (w - (64 if bar else 0))
    line = colours.rgb(str(choice(rng, ('#000000', '#222222', '#1f4e9e', '#555555'))))
    for tri, c, v in zip(mesh, centre, values):
        fill = None
        if mode == 'stress':
            fill = tuple(int(k) for k in mini.paint(np.array([v]), cmap)[0])
        elif mode == 'parts':
            fill = palette[int(np.argmin(np.hypot(*(seeds - c).T)))][1]
        elif mode == 'plain':
            fill = colours.tint(tone, .6)
        flat = [((15 + s * px) * 2, (15 + s * py) * 2) for px, py in points[tri]]
        pen.draw.polygon(flat, fill=fill)
        pen.draw.line(flat + flat[:1], fill=line, width=1)
    if bar:
        _side_bar(pen, cmap, 'stress', rng)
    story = Story(rng, domain, 'finite element mesh', ('the (domain|plate|geometry|model|body)', 'a (plate|domain|square) with a (circular|) hole' if hole else 'a rectangular (domain|plate)', 'the computational domain')).set(n=number(parts), c=tone_name, quantity='stress')
    story.lead('(Triangulation|Discretisation|Discretization|Mesh|Finite element mesh) of {subject}.', '(Mesh|Grid) used for {topic}.', '(Von Mises stress|Stress|Displacement|Solution) on the (deformed|) mesh.' if mode == 'stress' else '(Partitioned|Unstructured|Refined|Coarse|Fine) {noun}.')
    if refine:
        story.note('The mesh is (refined|finer|denser) (near|around) the ' + ('hole.' if hole else 'region of interest.'))
    if mode == 'stress':
        story.note('Colours show the (stress|von Mises stress|displacement|solution).', 'The (stress|maximum) is (concentrated|largest) near the (hole|edge|centre).')
    if mode == 'parts':
        story.note('The mesh is (divided|partitioned|split) into {n} (parts|subdomains|regions|partitions) shown in different colours.')
    if mode == 'plain':
        story.note('Elements are (filled|drawn) in {c}.')
    if hole:
        story.note('The domain has (a|one) (circular|) hole.')
    story.note('The mesh (consists of|has|contains) (triangles|triangular elements|hundreds of elements).')
    low, high = RAMPS.get(cmap, ('', ''))
    return story.finish(pen.done(), colours=[tone_name] if mode == 'plain' else (), count=parts if mode == 'parts' else None, colormap=cmap if mode == 'stress' else '')


@kind('structural analysis render', '3d', ('finite element analysis', 'stress distribution', 'von Mises stress', 'deformed shape', 'displacement field', 'structural analysis', 'finite element simulation', 'simulated deformation', 'stress field'), weight=1)
def stress3d(rng, domain):
    domain = fitting(rng, domain, *ENGINEER)
    pen = _stage(rng)
    scene = space.Scene(rng.uniform(-1, 1), rng.uniform(.2, .7), .08)
    cmap = str(choice(rng, ('jet', 'jet', 'turbo', 'rainbow', 'viridis', 'coolwarm', 'plasma')))
    edge = (50, 50, 50) if rng.random() < .6 else None
    what = str(choice(rng, ('cantilever beam', 'plate', 'shell', 'cylinder', 'column', 'bridge')))
    n = 30
    paint = lambda v: mini.paint(np.clip(v, 0, 1), cmap).astype(float)
    if what in ('cantilever beam', 'bridge', 'column'):
        t = np.linspace(0, 1, n)
        sag = (-.5 * t**2 * rng.uniform(.5, 1.4)) if what == 'cantilever beam' else -.25 * np.sin(np.pi * t) if what == 'bridge' else .12 * np.sin(np.pi * t)
        size = rng.uniform(.1, .2)
        for u, v in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            across = np.linspace(-1, 1, 5)
            a, b = np.meshgrid(t * 3, across * size, indexing='ij')
            side, up = (u * size + 0 * b, b) if u else (b, v * size + 0 * b)
            value = np.clip(abs(1 - a / 3) * (.35 + .65 * abs(up) / size), 0, 1) if what == 'cantilever beam' else np.sin(np.pi * a / 3) * (.4 + .6 * abs(up) / size)
            tone = paint(value[:-1, :-1])
            if what == 'column':
                scene.quads(side + sag[:, None], up, a, tone, edge)
            else:
                scene.quads(a, side, up + sag[:, None], tone, edge)
        if what == 'bridge':
            for k in (0, 1.5, 3):
                scene.mesh(*space.cuboid((.12, .3, .8), (k, 0, -.6)), (150, 150, 150))
    elif what == 'cylinder':
        a, z = np.meshgrid(np.linspace(0, 2 * np.pi, 31), np.linspace(0, 2, 20))
        waves = int(rng.integers(2, 7))
        bump = .12 * np.cos(waves * a) * np.sin(np.pi * z / 2)
        scene.quads((.7 + bump) * np.cos(a), (.7 + bump) * np.sin(a), z, paint(.5 + bump[:-1, :-1] * 4), edge)
    else:
        x, y = np.meshgrid(np.linspace(-1, 1, 24), np.linspace(-1, 1, 24))
        m, k = int(rng.integers(1, 4)), int(rng.integers(1, 4))
        z = .25 * np.cos(m * np.pi * x / 2) * np.cos(k * np.pi * y / 2) + (.5 * (1 - x**2) if what == 'shell' else 0)
        scene.quads(x, y, z, paint(abs(z[:-1, :-1]) / abs(z).max()), edge)
    bar = rng.random() < .65
    scene.paint(pen, 10, 10, pen.width - (84 if bar else 20), pen.height - 20, ambient=.65)
    quantity = str(choice(rng, ('von Mises stress', 'displacement', 'strain', 'stress', 'deformation', 'temperature')))
    if bar:
        _side_bar(pen, cmap, quantity, rng)
    if rng.random() < .3:
        _triad(pen, scene, rng)
    story = Story(rng, domain, 'structural analysis render', ('a {what} (under load|in bending|)', 'the deformed {what}', 'a {what} (fixed|clamped) at one end')).set(what=what, quantity=quantity, low=RAMPS[cmap][0], high=RAMPS[cmap][1])
    story.lead('{quantity} (in|of|on) a {what}.', '(Simulated|Computed) {quantity} (in|of) the {what}.', 'Deformed (shape|configuration) of a {what} coloured by {quantity}.')
    story.note('Colours show {quantity}.', 'Low values are {low} and high values {high}.', 'The (deformation|displacement) is (exaggerated|scaled) for (visibility|clarity).')
    if bar:
        story.note('The colour bar on the right gives {quantity}.')
    if edge:
        story.note('(The mesh|Element edges|Elements) (is|are) (visible|shown|drawn).')
    return story.finish(pen.done(), colours=RAMPS[cmap], sides=bar, colormap=cmap)


@kind('point cloud', '3d', ('point cloud', '3D point cloud', 'LiDAR point cloud', 'laser scan', 'three-dimensional point cloud', 'segmented point cloud', 'point cloud data'), weight=.8)
def point_cloud(rng, domain):
    domain = fitting(rng, domain, 'geo', 'robot', 'ecolog', 'machine', 'computer', 'earth', 'engineer')
    pen = _stage(rng)
    n = int(rng.integers(4000, 9000))
    what = str(choice(rng, ('tree', 'building', 'street', 'terrain', 'forest', 'torus', 'bunny-like shape')))
    a, b, c = rng.random((3, n))
    if what in ('tree', 'forest'):
        stems = 1 if what == 'tree' else int(rng.integers(4, 10))
        px, py, size = rng.uniform(-1.5, 1.5, (2, stems)) if stems > 1 else np.zeros((2, 1)), None, rng.uniform(.6, 1.1, stems)
        px, py = px
        pick = rng.integers(stems, size=n)
        crown = c < .75
        level = rng.random(n)
        r = np.where(crown, .42 * np.cbrt(a) * np.sqrt(1 - (2 * level - 1) ** 2), .05)
        t = 2 * np.pi * b
        z = np.where(crown, 1.1 + .5 * np.cbrt(a) * (2 * level - 1), level * .9)
        points = np.c_[px[pick] + r * np.cos(t) * size[pick], py[pick] + r * np.sin(t) * size[pick], z * size[pick]]
        ground = rng.random((n // 4, 3)) * [4, 4, .05] - [2, 2, 0]
        points = np.concatenate([points, ground])
    elif what in ('building', 'street'):
        blocks, all_points = int(rng.integers(2, 7)), [rng.random((n // 4, 3)) * [4, 4, .02] - [2, 2, 0]]
        for _ in range(blocks):
            w, d, h = rng.uniform(.3, .8, 3) * [1, 1, 1.6]
            x0, y0 = rng.uniform(-1.6, 1.4, 2)
            m = n // blocks
            u, v, face = rng.random(m), rng.random(m), rng.integers(5, size=m)
            all_points.append(np.c_[x0 + w * np.where(face < 2, face, u), y0 + d * np.where((face > 1) & (face < 4), face - 2, np.where(face < 2, u, v)), h * np.where(face == 4, 1, v)])
        points = np.concatenate(all_points)
    elif what == 'terrain':
        z = mini.smooth_noise(rng, 64, 64, 3, 3)
        points = np.c_[a * 2 - 1, b * 2 - 1, z[(b * 63).astype(int), (a * 63).astype(int)] * .5]
    elif what == 'torus':
        points = np.c_[(1 + .4 * np.cos(6.28 * a)) * np.cos(6.28 * b), (1 + .4 * np.cos(6.28 * a)) * np.sin(6.28 * b), .4 * np.sin(6.28 * a)] + rng.normal(0, .01, (n, 3))
    else:
        t, u = np.arccos(2 * a - 1), 6.28 * b
        r = 1 + .3 * np.sin(3 * u) * np.sin(t) + .25 * np.cos(2 * t)
        points = np.c_[r * np.sin(t) * np.cos(u), r * np.sin(t) * np.sin(u), r * np.cos(t)]
    scene = space.Scene(rng.uniform(-1.2, 1.2), rng.uniform(.15, .7))
    seen = points @ scene.turn.T
    seen -= (seen.min(0) + seen.max(0)) / 2
    cmap = str(choice(rng, ('viridis', 'jet', 'rainbow', 'terrain', 'turbo', 'gray', 'plasma')))
    mode = str(choice(rng, ('height', 'height', 'class', 'plain')))
    height_share = (points[:, 2] - points[:, 2].min()) / (np.ptp(points[:, 2]) + 1e-9)
    classes, palette = int(rng.integers(2, 5)), colours.pick(rng, 4)
    name, plain = palette[0]
    if mode == 'height':
        tone = mini.paint(height_share, cmap)
    elif mode == 'class':
        tone = np.array([rgb for _, rgb in palette])[np.minimum((height_share * classes).astype(int), classes - 1)]
    else:
        tone = np.broadcast_to(np.array(plain), (len(points), 3))
    order = np.argsort(seen[:, 2])
    zoom = .92 * min(pen.width / np.ptp(seen[:, 0]), pen.height / np.ptp(seen[:, 1])) * 2
    px, py = (pen.width + seen[order, 0] * zoom).astype(int), (pen.height - seen[order, 1] * zoom).astype(int)
    raw = np.array(pen.image)
    for dx in range(3):
        for dy in range(3):
            raw[np.clip(py + dy, 0, raw.shape[0] - 1), np.clip(px + dx, 0, raw.shape[1] - 1)] = tone[order]
    image = raw.reshape(pen.height, 2, pen.width, 2, 3).mean((1, 3)).astype(np.uint8)
    story = Story(rng, domain, 'point cloud', ('a {what}', 'the (scanned|segmented|classified) {what}', 'a {what} (acquired|scanned) with a (laser scanner|LiDAR|depth camera|drone)')).set(what=what, c=name, n=number(classes))
    story.lead('(Scan|Laser scan|3D scan|Point cloud) of a {what}.', '(Segmented|Classified|Filtered|Registered|Raw) point cloud of a {what}.')
    story.note({'height': 'Points are coloured by (height|elevation).', 'class': 'Points are coloured by (class|segment|label); there are {n} (classes|segments).', 'plain': 'Points are (shown|drawn) in {c}.'}[mode], 'The cloud (has|contains) (thousands|millions) of points.', 'The background is ' + ('black.' if sum(pen.look.paper) < 60 else 'white.' if sum(pen.look.paper) > 700 else 'plain.'))
    return story.finish(image, colours=[name] if mode == 'plain' else (), count=classes if mode == 'class' else None)


@kind('volume rendering', '3d', ('volume rendering', 'volume render', '3D volume rendering', 'isosurface rendering', 'isosurface', '3D reconstruction', 'three-dimensional reconstruction', 'rendered volume'), weight=1)
def volume(rng, domain):
    domain = fitting(rng, domain, 'physic', 'fluid', 'astro', 'bio', 'medic', 'mater', 'neuro', 'chem', 'imag')
    size = 150
    dark = rng.random() < .6
    mode = str(choice(rng, ('emission', 'surface', 'surface')))
    y, x = np.mgrid[:size, :size] / size * 2 - 1
    count, cmap = int(choice(rng, (1, 1, 1, 2, 3))), str(choice(rng, ('inferno', 'viridis', 'hot', 'plasma', 'jet', 'cividis', 'gray', 'magma', 'Blues')))
    name, tone = colours.pick(rng, 1)[0]
    blobs, pictures = int(rng.integers(1, 9)), []
    for frame in range(count):
        if mode == 'emission':
            light = np.zeros((size, size))
            for _ in range(5):
                light += warped(rng, size, size, rng.uniform(3, 8), 1.2) ** 3
            light *= np.clip(1.15 - np.hypot(x, y) ** 3, 0, 1) if rng.random() < .7 else 1
            picture = mini.paint(np.clip(light / light.max() * 1.15, 0, 1), cmap)
            if not dark and cmap not in ('Blues',):
                picture = (255 - (255 - picture.astype(int)) * (light / light.max() * 1.3).clip(0, 1)[..., None]).astype(np.uint8)
        else:
            depth = np.full((size, size), -9.0)
            for _ in range(blobs):
                cx, cy, cz, r = *rng.uniform(-.5, .5, 3), rng.uniform(.2, .5)
                d = r * r - (x - cx) ** 2 - (y - cy) ** 2
                depth = np.where(d > 0, np.maximum(depth, cz + np.sqrt(np.clip(d, 0, None))), depth)
            solid = depth > -5
            rough = mini.smooth_noise(rng, size, size, rng.uniform(4, 22), 2) * rng.uniform(.05, .4)
            soft = ndimage.gaussian_filter(np.where(solid, depth, -.8), 1.5 + 2 * rng.random()) + rough
            gy, gx = np.gradient(soft * size / 2)
            shade = (.3 * gx + .5 * gy + 1) / np.sqrt(gx**2 + gy**2 + 1)
            lit = np.clip(.25 + .7 * shade, 0, 1.2)
            base = mini.paint(np.clip(soft + .5, 0, 1), cmap).astype(float) if rng.random() < .3 else np.array(tone, float)
            picture = np.where(solid[..., None], np.clip(base * lit[..., None] + 60 * (lit[..., None] > .92), 0, 255), 0 if dark else 255).astype(np.uint8)
        pictures.append(picture)
    story = Story(rng, domain, 'volume rendering', ('the {object}', '{object}', 'the (scanned|reconstructed|simulated|segmented) (sample|volume|structure|object)', 'the (density|intensity|concentration) field')).set(quantity='density', c=name)
    story.named(*(('volume rendering', 'volume render', '3D volume rendering', 'rendered volume') if mode == 'emission' else ('isosurface rendering', 'isosurface', '3D reconstruction', 'three-dimensional reconstruction')))
    look = stage_look(rng, 0)
    look.paper, look.ink = ((0, 0, 0), (240, 240, 240)) if dark else ((255, 255, 255), (20, 20, 20))
    image, facts = show(rng, pictures, cmap if mode == 'emission' else None, 'density', look=look, axes=False)
    story.lead('(3D|Three-dimensional) (rendering|visualisation|visualization|view|reconstruction) of {subject}.', '(Isosurface|Volume rendering) of the (density|field|simulated field|reconstructed volume).')
    if mode == 'surface':
        story.note('The surface is (shown|rendered|drawn) in {c}.', 'The (surface|isosurface) was (extracted|computed) with marching cubes.')
    story.note('The background is (black|dark).' if dark else 'The background is white.')
    told = tell(story, facts, cmap if mode == 'emission' else None)
    if mode == 'surface':
        told['colours'] = [name]
    return story.finish(image, **told)


