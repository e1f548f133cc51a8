"""Finite element meshes and bodies under load."""

import numpy as np
from scipy.spatial import Delaunay

from ..figure import choice, kind
from . import colours, mini, space
from .pen import Pen
from .solids import ENGINEER, axes_triad, empty_stage, side_bar
from .stage import RAMPS, stage_look
from .story import Story, fitting, number


@kind('finite element mesh', '3d', ('finite element mesh', 'computational mesh', 'mesh', 'triangular mesh', 'unstructured mesh', 'surface mesh', 'adaptive mesh', 'finite element discretisation', 'computational grid'), weight=1.2)
def mesh2d(rng, domain):
    domain = fitting(rng, domain, *ENGINEER, 'math', 'geo')
    look = stage_look(rng, 0)
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
        side_bar(pen, cmap, 'stress', rng)
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
    return story.finish(pen.done(), colours=[tone_name] if mode == 'plain' else (), count=parts if mode == 'parts' else None, colormap=cmap if mode == 'stress' else '')


@kind('structural analysis render', '3d', ('finite element analysis', 'stress distribution', 'von Mises stress', 'deformed shape', 'displacement field', 'structural analysis', 'finite element simulation', 'simulated deformation', 'stress field'), weight=1)
def stress3d(rng, domain):
    domain = fitting(rng, domain, *ENGINEER)
    pen = empty_stage(rng)
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
        side_bar(pen, cmap, quantity, rng)
    if rng.random() < .3:
        axes_triad(pen, scene, rng)
    story = Story(rng, domain, 'structural analysis render', ('a {what} (under load|in bending|)', 'the deformed {what}', 'a {what} (fixed|clamped) at one end')).set(what=what, quantity=quantity, low=RAMPS[cmap][0], high=RAMPS[cmap][1])
    story.lead('{quantity} (in|of|on) a {what}.', '(Simulated|Computed) {quantity} (in|of) the {what}.', 'Deformed (shape|configuration) of a {what} coloured by {quantity}.')
    story.note('Colours show {quantity}.', 'Low values are {low} and high values {high}.', 'The (deformation|displacement) is (exaggerated|scaled) for (visibility|clarity).')
    if bar:
        story.note('The colour bar on the right gives {quantity}.')
    if edge:
        story.note('(The mesh|Element edges|Elements) (is|are) (visible|shown|drawn).')
    return story.finish(pen.done(), colours=RAMPS[cmap], sides=bar, colormap=cmap)
