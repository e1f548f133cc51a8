"""3D renders of machine parts and robots."""

import numpy as np

from ..figure import choice, kind
from . import colours, mini, space
from .pen import Pen
from .stage import stage_look
from .story import Story, fitting, number

ENGINEER = ('engineer', 'mechan', 'robot', 'mater', 'physic', 'fluid', 'energy')


BACKS = ((255, 255, 255), (255, 255, 255), (255, 255, 255), (0, 0, 0), (82, 87, 110), (200, 210, 225), (235, 235, 235), (50, 50, 55))


def empty_stage(rng, width=None, height=None):
    look = stage_look(rng, 0)
    look.paper = choice(rng, BACKS)
    look.ink = (25, 25, 25) if sum(look.paper) > 380 else (235, 235, 235)
    pen = Pen(rng, width or rng.uniform(380, 640), height or rng.uniform(320, 500), look)
    if rng.random() < .22 and sum(look.paper) < 700:
        ramp = np.linspace(np.array(look.paper, float) * .6, np.minimum(255, np.array(look.paper, float) * 1.3 + 25), 64).astype(np.uint8)[:, None].repeat(2, 1)
        pen.paste(ramp, 0, 0, pen.width, pen.height)
    return pen


def axes_triad(pen, scene, rng):
    """Coordinate axes in the lower left corner."""
    cx, cy, size = 44, pen.height - 40, 30
    for axis, (name, colour) in enumerate((('x', '#d62728'), ('y', '#2ca02c'), ('z', '#1f77b4'))):
        p = scene.turn[:, axis] * size
        pen.arrow((cx, cy), (cx + p[0], cy - p[1]), colour=colours.rgb(colour), width=1.8, size=7)
        pen.text(cx + p[0] * 1.3, cy - p[1] * 1.3, name, 11)


def side_bar(pen, cmap, label, rng):
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
    pen = empty_stage(rng)
    scene = space.Scene(rng.uniform(-1.2, 1.2), rng.uniform(.2, .9), rng.uniform(0, .15))
    name, tone = colours.pick(rng, 1)[0]
    edge = (40, 40, 40) if rng.random() < .45 else None
    what = _part(rng, scene, tone, edge)
    scene.paint(pen, 12, 12, pen.width - 24, pen.height - 24)
    triad = rng.random() < .4
    if triad:
        axes_triad(pen, scene, rng)
    story = Story(rng, domain, 'CAD model', ('a {what}', 'the {what}', 'a parametric {what}', 'the {what} (used in|for) the (experiment|simulation|prototype|printer)', 'a 3D-printed {what}')).set(what=what, c=name)
    story.lead('(Geometry|Shape|Design|CAD design|Solid model) of a {what}.', 'A {what} (created|designed|modelled|generated|rendered) with {pkg}.')
    story.note('The {what} is (shown|drawn|rendered) in {c}.', 'The (part|model|geometry|shape) was (exported|written|converted) (to|as) (STL|STEP|a mesh).', 'The model is (parametric|defined by a script|generated from code).', 'Dimensions are in (millimetres|mm).')
    if triad:
        story.note('The coordinate axes are shown in the (bottom left corner|lower left).')
    return story.finish(pen.done(), colours=[name], sides=triad)


@kind('robot', '3d', ('robot', 'robot arm', 'robot model', 'rendering of the robot', 'robot simulation', 'simulated robot', 'manipulator', 'mobile robot', 'legged robot'), weight=.6)
def robot(rng, domain):
    domain = fitting(rng, domain, 'robot', 'engineer', 'machine')
    pen = empty_stage(rng)
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
        axes_triad(pen, scene, rng)
    story = Story(rng, domain, 'robot', ('a {what}', 'the {what} (in the simulator|in simulation|used in the experiments)')).set(what=what, c=name, d=name2, n=number(joints))
    story.named('robot', 'robot model', 'rendering of the robot', 'robot simulation', 'simulated robot', *{'robot arm': ('robot arm', 'manipulator'), 'quadruped robot': ('legged robot',)}.get(what, ('mobile robot',)))
    story.lead('A {what} (in|rendered in|simulated with|in a scene of) {pkg}.', '(Simulated|Rendered|Model of a|The) {what}.')
    story.note('The (body is|links are|links and body are) {c} and the (other parts|joints) {d}.', 'The {what} (follows|executes|tracks) (a planned path|the trajectory|the commands).')
    if what == 'robot arm':
        story.note('The arm has {n} (joints|degrees of freedom|links).')
    return story.finish(pen.done(), colours=[name, name2], count=joints if what == 'robot arm' else None)
