"""Maps of a whole world."""

import numpy as np

from ..figure import choice, kind
from . import colours, mini
from .maps import EARTH
from .micrographs import voronoi
from .pen import Pen
from .stage import RAMPS, stage_look
from .story import Story, fitting


@kind('world map', 'map', ('world map', 'global map', 'map of the world', 'global distribution map', 'map projection', 'global field', 'map of global anomalies'), weight=1)
def world(rng, domain):
    """A globe of invented continents, in a rectangle, an ellipse or from space."""
    domain = fitting(rng, domain, *EARTH, 'astro')
    height, width = 140, 280
    level = mini.smooth_noise(rng, height, width, 3.2, 5)
    lat = abs(np.mgrid[:height, :width][0] / height - .5) * 2
    level = level - .12 * lat
    land = level > np.quantile(level, .66)
    field = mini.smooth_noise(rng, height, width, rng.uniform(4, 9), 3)
    mode = str(choice(rng, ('field', 'field', 'points', 'countries', 'plain')))
    cmap = str(choice(rng, ('RdBu_r', 'coolwarm', 'viridis', 'jet', 'Blues', 'YlOrRd', 'turbo', 'Spectral_r')))
    if mode == 'field':
        if rng.random() < .6:
            field = np.clip(.75 * (1 - lat) + .35 * field, 0, 1)
        picture = mini.paint(field, cmap)
        if rng.random() < .3:
            picture[~land] = 255
    elif mode == 'countries':
        which, _, border = voronoi(rng, height, width, 90)
        picture = mini.paint(rng.random(which.max() + 1), cmap)[which]
        picture[border < .8] = 255
        picture[~land] = choice(rng, ((255, 255, 255), (225, 238, 248)))
    else:
        picture = np.where(land[..., None], np.array(choice(rng, ((215, 215, 210), (170, 190, 150), (120, 120, 120)))), np.array(choice(rng, ((255, 255, 255), (205, 225, 240), (235, 243, 250))))).astype(np.uint8)
    rim = land ^ np.roll(land, 1, 0) | (land ^ np.roll(land, 1, 1))
    picture[rim] = (50, 50, 50)
    shape = str(choice(rng, ('rectangle', 'rectangle', 'ellipse', 'globe')))
    if shape != 'rectangle':
        side = 200
        yy, xx = np.mgrid[:side, : side * (2 if shape == 'ellipse' else 1)]
        if shape == 'ellipse':
            v, u = (yy / side - .5) * 2, (xx / (2 * side) - .5) * 2
            half = np.sqrt(np.clip(1 - v**2, 1e-6, 1))
            inside = abs(u) < half
            row, column = (v / 2 + .5) * height, (u / half / 2 + .5) * width
        else:
            v, u = (yy / side - .5) * 2.02, (xx / side - .5) * 2.02
            r2 = u**2 + v**2
            inside = r2 < 1
            depth = np.sqrt(np.clip(1 - r2, 0, 1))
            tilt = rng.uniform(-.5, .5)
            vy, vz = v * np.cos(tilt) - depth * np.sin(tilt), v * np.sin(tilt) + depth * np.cos(tilt)
            row, column = (np.arcsin(np.clip(vy, -1, 1)) / np.pi + .5) * height, ((np.arctan2(u, vz) / (2 * np.pi) + .5) % 1) * width
        picture = picture[np.clip(row, 0, height - 1).astype(int), np.clip(column, 0, width - 1).astype(int)]
        picture[~inside] = 255
    look = stage_look(rng, 0)
    w = rng.uniform(420, 700) if shape != 'globe' else rng.uniform(300, 380)
    h = w * picture.shape[0] / picture.shape[1]
    bar = mode in ('field', 'countries') and rng.random() < .75
    pen = Pen(rng, w + 40, h + (56 if bar else 24), look)
    pen.paste(picture, 20, 10, w, h)
    if shape == 'rectangle':
        pen.rect(20, 10, w, h, None, look.ink, 1)
    if rng.random() < .45 and shape == 'rectangle':
        for k in range(1, 6):
            pen.line([(20 + w * k / 6, 10), (20 + w * k / 6, 10 + h)], (140, 140, 140), .6, 3)
            pen.line([(20, 10 + h * k / 6), (20 + w, 10 + h * k / 6)], (140, 140, 140), .6, 3)
    label = choice(rng, domain.quantities).name
    if bar:
        pen.paste(mini.paint(np.linspace(0, 1, 64), cmap)[None].repeat(3, 0), 20 + w * .2, h + 20, w * .6, 10)
        pen.rect(20 + w * .2, h + 20, w * .6, 10, None, look.ink, .8)
        pen.text(20 + w / 2, h + 42, label, 11)
    name, tone = colours.pick(rng, 1, ('red', 'blue', 'orange', 'black'))[0]
    if mode == 'points':
        ys, xs = np.nonzero(land)
        for k in rng.integers(len(ys), size=int(rng.integers(10, 80))):
            if shape == 'rectangle':
                pen.disc(20 + w * xs[k] / width, 10 + h * ys[k] / height, 3.5, tone, (255, 255, 255), .8)
    story = Story(rng, domain, 'world map', ('{quantity}', 'global {quantity}', '{entity} (around the world|worldwide)')).set(quantity=label, entity=str(choice(rng, getattr(domain, 'entities', domain.objects))), c=name, low=RAMPS.get(cmap, ('blue', 'red'))[0], high=RAMPS.get(cmap, ('blue', 'red'))[1], shape={'globe': 'an orthographic', 'ellipse': 'an equal-area', 'rectangle': 'a rectangular'}[shape])
    story.lead('(Global|World|Worldwide) (map|distribution|pattern) of {quantity}.' if mode in ('field', 'countries') else '{noun} (showing|with) the (location|locations|distribution) of {entity}.', '(Simulated|Mean|Annual mean|Modelled|Observed) {quantity} (on a global grid|over the globe).' if mode == 'field' else '(Locations|Distribution|Map) of {entity}.')
    story.note('The map (is in|uses) {shape} projection.')
    if bar:
        story.note('The colour bar at the bottom (gives|shows) {quantity}.')
        if cmap in RAMPS:
            story.note('(Low|Negative) values are {low} and (high|positive) values {high}.')
    if mode == 'points' and shape == 'rectangle':
        story.note('{c} dots (mark|are) {entity}.')
    return story.finish(pen.done(), colours=RAMPS[cmap] if bar and cmap in RAMPS else [name] if mode == 'points' and shape == 'rectangle' else (), sides=bar, colormap=cmap if bar else '')
