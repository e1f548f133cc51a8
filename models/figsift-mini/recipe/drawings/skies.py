"""Images of the sky and of the Earth from above."""

import numpy as np

from ..figure import choice, kind
from . import colours, mini
from .fluids import warped
from .micrographs import voronoi
from .stage import show
from .story import Story, fitting, number, several


def _stars(rng, height, width, count, colour=True):
    """A black sky with stars of many brightnesses."""
    image = np.zeros((height, width, 3))
    for _ in range(count):
        x, y, flux = int(rng.integers(3, width - 3)), int(rng.integers(3, height - 3)), rng.pareto(1.3) * .25 + .15
        tone = np.array(choice(rng, ((1, 1, 1), (1, .9, .75), (.75, .85, 1), (1, .8, .6)))) if colour else np.ones(3)
        size = .8 + .35 * np.log1p(flux)
        patch = np.exp(-(np.mgrid[-3:4, -3:4] ** 2).sum(0) / (2 * size**2)) * min(flux, 3)
        image[y - 3:y + 4, x - 3:x + 4] += patch[..., None] * tone
    return image


@kind('astronomical image', 'image', ('astronomical image', 'image of the galaxy', 'star field', 'sky image', 'telescope image', 'deep sky image', 'image of the nebula', 'CCD image', 'Hubble image', 'solar image'), weight=1.1)
def sky(rng, domain):
    domain = fitting(rng, domain, 'astro', 'physic')
    height, width = int(choice(rng, (170, 200, 240))), int(choice(rng, (200, 240, 280)))
    y, x = np.mgrid[:height, :width].astype(float)
    what = str(choice(rng, ('spiral galaxy', 'elliptical galaxy', 'star cluster', 'star field', 'nebula', 'Sun', 'planet', 'radio jet', 'comet', 'gravitational lens', 'black hole shadow', 'lunar surface')))
    mono = rng.random() < .45
    stars = _stars(rng, height, width, int(rng.integers(20, 200)), not mono)
    cx, cy, light = width / 2, height / 2, np.zeros((height, width, 3))
    angle, ratio = rng.uniform(0, np.pi), rng.uniform(.35, .95)
    u, v = ((x - cx) * np.cos(angle) + (y - cy) * np.sin(angle)) / width, (-(x - cx) * np.sin(angle) + (y - cy) * np.cos(angle)) / ratio / width
    r, t = np.hypot(u, v) + 1e-6, np.arctan2(v, u)
    if what == 'spiral galaxy':
        arms = np.cos(int(rng.integers(2, 4)) * t - rng.uniform(5, 11) * np.log(r)) * .5 + .5
        disc = np.exp(-r / .12) * (.35 + 1.3 * arms**2) * (.7 + .6 * mini.smooth_noise(rng, height, width, 25, 3))
        light = disc[..., None] * np.array([.7, .8, 1.15]) + np.exp(-(r / .05) ** 2)[..., None] * np.array([1.3, 1.1, .8])
    elif what == 'elliptical galaxy':
        light = np.exp(-7 * r**.4 + 2.6)[..., None] * np.array([1.1, 1, .8])
    elif what == 'star cluster':
        for a, b in rng.normal(0, .11, (260, 2)):
            i, j = int(cx + a * width), int(cy + b * width)
            if 3 < i < width - 4 and 3 < j < height - 4:
                stars[j - 1:j + 2, i - 1:i + 2] += rng.pareto(2) * .4 + .1
    elif what == 'nebula':
        gas, gas2 = warped(rng, height, width, 4, 1.5), warped(rng, height, width, 6, 1.5)
        tint = np.array(choice(rng, ((1.2, .4, .5), (.4, .8, 1.2), (.9, .5, 1.1), (.5, 1.1, .8))))
        light = (gas**1.6)[..., None] * tint + (gas2**2.5)[..., None] * tint[::-1] * .6
    elif what in ('Sun', 'planet'):
        disc = np.hypot(x - cx, y - cy) / (min(height, width) * rng.uniform(.33, .45))
        surface = mini.smooth_noise(rng, height, width, 40, 2)
        if what == 'Sun':
            active = np.clip(mini.smooth_noise(rng, height, width, 8, 3) * 2 - 1.05, 0, 1)
            body = (.5 + .25 * surface + active * 1.2) * np.sqrt(np.clip(1.02 - disc**2, .05, 1))
            tint = np.array(choice(rng, ((1.3, .85, .25), (.4, 1.1, .5), (1.2, .5, .2), (1.1, 1, .8))))
            light = np.where((disc < 1)[..., None], body[..., None] * tint, (.5 * np.exp(-(disc - 1) * 5) * (.5 + surface))[..., None] * tint * .8)
        else:
            bands = .6 + .3 * np.sin((y + 9 * surface) / height * rng.uniform(10, 45)) if rng.random() < .6 else .3 + .7 * mini.smooth_noise(rng, height, width, 5, 4)
            shade = np.clip((x - cx) * .004 + .9 - disc**2 * .6, 0, 1.1)
            light = np.where((disc < 1)[..., None], (bands * shade)[..., None] * np.array(choice(rng, ((1.1, .9, .7), (1.1, .6, .4), (.6, .8, 1.1), (.9, .9, .9)))), 0)
    elif what == 'radio jet':
        jet = np.exp(-(v * 28 / (1 + 8 * abs(u))) ** 2) * np.exp(-abs(u) * 4) * (.7 + .6 * np.sin(40 * u) ** 2)
        lobes = sum(np.exp(-((u - s) / .08) ** 2 - (v / .06) ** 2) for s in (-.3, .3)) * mini.smooth_noise(rng, height, width, 12, 2)
        light = mini.paint(np.clip(jet + lobes, 0, 1), choice(rng, ('inferno', 'hot', 'gray', 'afmhot'))) / 255.0
        stars *= 0
    elif what == 'comet':
        tail = np.exp(-(v / (.01 + .25 * np.clip(u, 0, None))) ** 2) * np.exp(-np.clip(u, 0, None) * 5) * (u > 0)
        light = (tail + 2 * np.exp(-(r / .02) ** 2))[..., None] * np.array([.8, 1, 1])
    elif what == 'gravitational lens':
        ring = np.exp(-((np.hypot(x - cx, y - cy) / width - .2) / .012) ** 2) * (np.cos(t * 2 + 1) * .5 + .5) ** 2
        light = ring[..., None] * np.array([.5, .7, 1.3]) + np.exp(-(r / .05) ** 1.2)[..., None] * np.array([1.3, 1, .6])
    elif what == 'black hole shadow':
        ring = np.exp(-((np.hypot(x - cx, y - cy) / height - .22) / .07) ** 2) * (1 + .7 * np.sin(np.arctan2(y - cy, x - cx) + rng.uniform(0, 6)))
        light, stars = mini.paint(np.clip(ring / 1.6, 0, 1), choice(rng, ('afmhot', 'inferno', 'hot'))) / 255.0, stars * 0
    elif what == 'lunar surface':
        relief = mini.smooth_noise(rng, height, width, 10, 4) * 14
        for _ in range(int(rng.integers(15, 60))):
            px, py, size = rng.uniform(0, width), rng.uniform(0, height), rng.pareto(1.6) * 4 + 3
            d = np.hypot(x - px, y - py) / size
            relief += size * (.3 * np.exp(-((d - 1) / .25) ** 2) - .35 * np.exp(-d**4))
        gy, gx = np.gradient(relief)
        light, stars = np.clip(.5 + .32 * gx + .2 * gy, 0, 1)[..., None].repeat(3, 2), stars * 0
    image = np.clip(light, 0, 3) + stars
    image = 1 - np.exp(-image * 1.5)
    if mono and what not in ('radio jet', 'black hole shadow'):
        image = image.mean(2, keepdims=True).repeat(3, 2)
        if rng.random() < .35:
            image = 1 - image
    picture = (np.clip(image + rng.normal(0, .012, image.shape), 0, 1) * 255).astype(np.uint8)
    marked = int(rng.integers(1, 6)) if rng.random() < .3 else 0
    ring_name, ring_tone = colours.pick(rng, 1, ('green', 'red', 'yellow', 'cyan'))[0]

    def overlay(pen, index, px, py, w, h):
        for _ in range(marked):
            pen.disc(px + w * rng.uniform(.1, .9), py + h * rng.uniform(.1, .9), 9, None, ring_tone, 1.5)

    image, facts = show(rng, [picture], axes=rng.random() < .35, overlay=overlay)
    article = '' if what in ('Sun', 'lunar surface') else 'a '
    story = Story(rng, domain, 'astronomical image', (f'{article or "the "}' + '{what}',)).set(what=what, m=number(marked), c=ring_name)
    story.named('astronomical image', 'telescope image', 'sky image', 'CCD image', *{'spiral galaxy': ('image of the galaxy', 'deep sky image'), 'elliptical galaxy': ('image of the galaxy',), 'star cluster': ('star field', 'deep sky image'), 'star field': ('star field',), 'nebula': ('image of the nebula', 'Hubble image'), 'Sun': ('solar image',), 'gravitational lens': ('Hubble image', 'deep sky image')}.get(what, ('astronomical image',)))
    story.lead('(Image|Optical image|Composite image|False-colour image|Exposure|Telescope image|Infrared image) of {subject}.', '{what} (observed|imaged|seen) (with|by) the (telescope|instrument|camera|survey).', '(Simulated|Mock|Processed|Calibrated) image of {subject}.')
    story.note('North is up and east is left.', 'The image is (shown in|) (grey scale|black and white).' if mono else 'The image is a colour composite.')
    if marked:
        story.note('{m} (source|object) is (marked|circled) in {c}.' if marked == 1 else '{m} (sources|objects|stars) are (marked|circled) in {c}.', '(Circles|{c} circles) mark (detected|detected sources|candidates).')
    return story.finish(image, colours=[ring_name] if marked else (), count=marked or None, sides=True)


@kind('satellite image', 'image', ('satellite image', 'aerial image', 'remote sensing image', 'aerial photograph', 'orthophoto', 'drone image', 'multispectral image', 'land cover image', 'SAR image', 'false-colour satellite image'), weight=.8)
def satellite(rng, domain):
    domain = fitting(rng, domain, 'geo', 'earth', 'climat', 'ecolog', 'hydro', 'ocean', 'agri')
    height, width = int(choice(rng, (170, 200))), int(choice(rng, (200, 250)))
    what = str(choice(rng, ('fields', 'city', 'coast', 'forest', 'river', 'clouds', 'glacier', 'SAR scene')))
    count = int(choice(rng, (1, 1, 2, 3)))
    pictures = []
    for _ in range(count):
        noise = mini.smooth_noise(rng, height, width, rng.uniform(4, 9), 5)
        fine = mini.smooth_noise(rng, height, width, 60, 2)
        if what in ('fields', 'city'):
            which, _, border = voronoi(rng, height, width, int(rng.integers(25, 90)))
            if what == 'fields':
                y, x = np.mgrid[:height, :width]
                cell = int(rng.integers(24, 50))
                which = (x // cell + 3 * np.sin(y / 60)).astype(int) * 31 + (y // (cell * .7)).astype(int) * 17
                border = np.minimum(x % cell, y % int(cell * .7))
            palette = np.array([[95, 130, 60], [150, 150, 80], [180, 160, 110], [70, 105, 55], [120, 140, 90], [200, 190, 140]] if what == 'fields' else [[140, 135, 130], [165, 155, 150], [120, 118, 115], [180, 110, 90], [90, 110, 80], [200, 195, 190]], float)
            image = palette[(which * 7919) % 6] * (.85 + .3 * fine[..., None])
            image[border < 1.6] = (200, 195, 180) if what == 'fields' else (90, 90, 92)
            if what == 'city':
                roofs = (fine > .58)[..., None]
                image = np.where(roofs, image * 1.2, image * .85)
        elif what in ('coast', 'river', 'glacier'):
            y, x = np.mgrid[:height, :width] / width
            level = noise - (.5 if what != 'river' else .0)
            if what == 'river':
                path = .5 + .18 * np.sin(y * rng.uniform(6, 14)) + .1 * (noise - .5)
                level = abs(x - path) - rng.uniform(.02, .05)
            land = np.array([92, 115, 68.]) + (noise[..., None] - .5) * 90 + (fine[..., None] - .5) * 50
            water = np.array([28, 62, 105.]) + (level[..., None]) * 60 if what != 'glacier' else np.array([225, 235, 245.]) - (fine[..., None]) * 40
            image = np.where((level > 0)[..., None], land, water)
        elif what == 'clouds':
            cover = np.clip(warped(rng, height, width, 5, 1.6) * 2 - .6, 0, 1)[..., None]
            image = np.array([20, 55, 100.]) * (1 - cover) + 250 * cover
        elif what == 'SAR scene':
            image = (np.clip(noise * rng.gamma(2, .5, noise.shape), 0, 1.4) * 170)[..., None].repeat(3, 2)
        else:
            crowns, near, _ = voronoi(rng, height, width, 600)
            image = np.array([45, 80, 40.]) * (1.3 - near / near.max())[..., None] + rng.uniform(-12, 25, crowns.max() + 1)[crowns][..., None] + (noise[..., None] - .5) * 40
        pictures.append(np.clip(image + rng.normal(0, 4, image.shape), 0, 255).astype(np.uint8))
    swap = what in ('fields', 'forest', 'coast', 'river') and rng.random() < .25
    if swap:  # near infrared in the red channel, as vegetation is often shown
        pictures = [picture[..., [1, 0, 2]].astype(int) * np.array([1.5, .8, .9]) for picture in pictures]
        pictures = [np.clip(picture, 0, 255).astype(np.uint8) for picture in pictures]
    boxes = int(rng.integers(1, 6)) if rng.random() < .3 else 0
    name, tone = colours.pick(rng, 1, ('red', 'yellow', 'orange', 'cyan'))[0]

    def overlay(pen, index, px, py, w, h):
        for _ in range(boxes):
            a, b = rng.uniform(.05, .7, 2)
            pen.rect(px + a * w, py + b * h, w * rng.uniform(.08, .2), h * rng.uniform(.08, .2), None, tone, 2)

    image, facts = show(rng, pictures, axes=rng.random() < .25, overlay=overlay)
    scene = {'fields': 'agricultural fields', 'city': 'a city', 'coast': 'a coast', 'forest': 'a forest', 'river': 'a river', 'clouds': 'clouds over the ocean', 'glacier': 'a glacier', 'SAR scene': 'the land surface'}[what]
    story = Story(rng, domain, 'satellite image', (scene, scene, '{what} in the study area')).set(what=scene, n=number(count), m=several(boxes, 'box'), c=name)
    story.named(*(('SAR image', 'satellite image', 'remote sensing image') if what == 'SAR scene' else ('satellite image', 'remote sensing image', 'multispectral image', 'false-colour satellite image') if swap or what in ('clouds', 'glacier', 'coast') else ('satellite image', 'aerial image', 'remote sensing image', 'aerial photograph', 'orthophoto', 'drone image', 'land cover image')))
    story.lead('(Satellite|Aerial|Sentinel-2|Landsat|Drone|Optical|Radar) (image|scene|view) of {subject}.', '{noun} (showing|with|of) {what}.', '(Classification|Segmentation|Detection of objects) in a {noun} of {what}.')
    story.note('False colours (show|mark) vegetation in red.' if swap else 'The image is shown in (natural|true) colours.' if what != 'SAR scene' else 'Speckle is (visible|typical of radar).')
    if boxes:
        story.note('{m} in {c} (mark|marks) (detections|regions of interest|objects|subsets).', '(Detected|Labelled) objects are (marked|outlined) in {c}.')
    if count > 1:
        story.note('{n} (scenes|dates|images) are shown.')
    return story.finish(image, colours=[name] if boxes else ['red'] if swap else (), panels=count, count=boxes or None)
