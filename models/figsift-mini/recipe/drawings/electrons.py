"""Images from electron and scanning probe microscopes."""

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from ..figure import choice, kind
from . import mini
from .micrographs import BARS, MATTER, scale_bar, voronoi
from .stage import show
from .story import Story, fitting, number


@kind('electron micrograph', 'image', ('scanning electron micrograph', 'SEM image', 'scanning electron microscopy image', 'electron micrograph', 'SEM micrograph', 'electron microscopy image', 'microstructure'), weight=1.1)
def sem(rng, domain):
    domain = fitting(rng, domain, *MATTER, 'bio')
    height, width = int(choice(rng, (170, 200))), int(choice(rng, (200, 240, 270)))
    what = str(choice(rng, ('grains', 'particles', 'fibres', 'porous surface', 'fracture surface', 'nanowires', 'pollen grains')))
    count = int(choice(rng, (1, 1, 1, 2, 4)))
    pictures = []
    for _ in range(count):
        if what == 'grains':
            which, near, border = voronoi(rng, height, width, int(rng.integers(30, 220)))
            image = rng.uniform(.35, .65, which.max() + 1)[which] - .003 * near + .12 * np.exp(-border) - .33 * np.exp(-((border - 2) / 1.6) ** 2)
        elif what in ('particles', 'pollen grains'):
            image = np.full((height, width), .15)
            n = int(rng.integers(8, 60))
            for _ in range(n):
                r = width / np.sqrt(n) * rng.uniform(.3, .7)
                x, y = rng.uniform(0, width), rng.uniform(0, height)
                x0, x1, y0, y1 = max(0, int(x - r)), min(width, int(x + r) + 1), max(0, int(y - r)), min(height, int(y + r) + 1)
                yy, xx = np.mgrid[y0:y1, x0:x1]
                d = np.hypot(xx - x, yy - y) / r
                ball = .42 + .5 * d**3 + (.12 * np.sin(xx * .9) * np.sin(yy * .9) if what == 'pollen grains' else 0)
                patch = image[y0:y1, x0:x1]
                image[y0:y1, x0:x1] = np.where(d < 1, ball, patch - .12 * np.exp(-(d - 1) * 4) * (d < 1.4))
        elif what in ('fibres', 'nanowires'):

            canvas = Image.new('L', (width * 2, height * 2), 40)
            draw = ImageDraw.Draw(canvas)
            for layer in range(int(rng.integers(25, 70))):
                x, y, a, b = rng.uniform(0, width * 2), rng.uniform(0, height * 2), rng.uniform(0, 3.14), rng.integers(4, 16)
                u, v, tone = np.cos(a) * 600, np.sin(a) * 600, int(70 + layer * 1.6 + rng.uniform(0, 30))
                for share, extra in ((1, -25), (.7, 0), (.35, 35)):
                    draw.line([(x - u, y - v), (x + u, y + v)], fill=min(255, tone + extra), width=max(1, int(b * share)))
            image = np.asarray(canvas.reduce(2), float) / 255
        else:
            rough = mini.smooth_noise(rng, height, width, rng.uniform(6, 16), 4 if what == 'fracture surface' else 2)
            gy, gx = np.gradient(rough * 30)
            image = .45 + .25 * gx + .18 * gy + .25 * (rough - .5)
            if what == 'porous surface':
                image = np.where(rough < .42, image * .25, image)
        pictures.append((np.clip(ndimage.gaussian_filter(image, .7) + rng.normal(0, .035, image.shape), 0, 1) * 255)[..., None].repeat(3, 2).astype(np.uint8))
    bar = str(choice(rng, BARS))
    overlay, side = scale_bar(rng, bar)
    strip = rng.random() < .4 and count == 1

    def draw(pen, index, x, y, w, h):
        if strip:
            pen.rect(x, y + h * .91, w, h * .09, (0, 0, 0))
            pen.text(x + 8, y + h * .955, f'{choice(rng, (5, 10, 15, 20))}.0 kV  x{int(rng.integers(1, 40))},000  WD {rng.uniform(4, 12):.1f} mm', 10, (255, 255, 255), 'lm', 'mono')
            pen.rect(x + w * .75, y + h * .95, w * .2, 2.5, (255, 255, 255))
        else:
            overlay(pen, index, x, y, w, h)

    image, facts = show(rng, pictures, axes=False, overlay=draw)
    story = Story(rng, domain, 'electron micrograph', ('{what}', 'a (film|powder|sample|coating|catalyst|membrane|composite) with {what}', 'the (surface|microstructure) of the (sample|film|alloy|scaffold)')).set(what=what, bar=bar, side=side, n=number(count))
    story.lead('(SEM|Scanning electron|Electron) (micrograph|image|micrographs) of {what}.', '{what} (seen|imaged) by scanning electron microscopy.', '(Morphology|Microstructure) of the {what}.')
    story.note('Scale bar, {bar}.', 'The scale bar is in the lower {side}.' if not strip else 'Imaging conditions are given in the strip at the bottom.', 'The image is in grey levels.', 'The surface (shows|is covered with) {what}.')
    if count > 1:
        story.note('{n} (magnifications|areas|samples|images) are shown.')
    return story.finish(image, panels=count, sides=True)


@kind('lattice image', 'image', ('transmission electron micrograph', 'TEM image', 'high-resolution TEM image', 'atomic resolution image', 'STEM image', 'lattice image', 'scanning tunnelling microscopy image', 'atomic force microscopy image', 'AFM image', 'diffraction pattern'), weight=.6)
def tem(rng, domain):
    domain = fitting(rng, domain, *MATTER)
    size = int(choice(rng, (160, 200, 220)))
    y, x = np.mgrid[:size, :size].astype(float)
    mode = str(choice(rng, ('lattice', 'lattice', 'diffraction', 'topography')))
    cmap = str(choice(rng, ('gray', 'gray', 'afmhot', 'copper', 'hot'))) if mode != 'diffraction' else 'gray'
    if mode == 'diffraction':
        image = np.exp(-np.hypot(x - size / 2, y - size / 2) / 9) * .8
        a, b = rng.uniform(14, 30), rng.uniform(.7, 1.6)
        for i in range(-7, 8):
            for j in range(-7, 8):
                u, v = size / 2 + a * (i * np.cos(.3) + j * np.cos(.3 + b)), size / 2 + a * (i * np.sin(.3) + j * np.sin(.3 + b))
                if 4 < u < size - 5 and 4 < v < size - 5:
                    u, v = int(u), int(v)
                    image[v - 3:v + 4, u - 3:u + 4] += np.exp(-((np.mgrid[-3:4, -3:4] ** 2).sum(0)) / 2.5) * np.exp(-np.hypot(i, j) / 3.5) * rng.uniform(.5, 1)
    elif mode == 'lattice':
        pitch, angle, split = rng.uniform(7, 15), rng.uniform(0, 1), choice(rng, (np.pi / 2, np.pi / 3))
        second = rng.random() < .4
        left = x < size / 2 + 8 * np.sin(y / 25) if second else np.ones_like(x, bool)
        image = np.zeros_like(x)
        for part, turn in ((left, angle), (~left, angle + .5)):
            waves = sum(np.cos(2 * np.pi * (x * np.cos(turn + k * split) + y * np.sin(turn + k * split)) / pitch) for k in range(2 if split > 1.2 else 3))
            image = np.where(part, waves, image)
        image = (image - image.min()) / np.ptp(image) * (.75 + .3 * mini.smooth_noise(rng, size, size, 3, 2))
    else:
        image = mini.smooth_noise(rng, size, size, rng.uniform(4, 20), 3)
        if rng.random() < .5:
            image = np.floor(image * 7) / 7 + .06 * image
    picture = mini.paint(np.clip(image + rng.normal(0, .04, image.shape), 0, 1), cmap)
    bar = str(choice(rng, ('1 nm', '2 nm', '5 nm', '10 nm', '100 nm')))
    overlay, side = scale_bar(rng, bar)
    inset = mode == 'lattice' and rng.random() < .3

    def draw(pen, index, px, py, w, h):
        overlay(pen, index, px, py, w, h)
        if inset:
            s = w * .26
            pen.rect(px + w - s - 4, py + 4, s, s, (10, 10, 10), (255, 255, 255), 1)
            for k in range(6):
                pen.disc(px + w - s / 2 - 4 + s * .3 * np.cos(k * np.pi / 3), py + 4 + s / 2 + s * .3 * np.sin(k * np.pi / 3), 2.2, (255, 255, 255))

    image, facts = show(rng, [picture], cmap if mode == 'topography' else None, 'height (nm)', axes=False, overlay=draw, width=rng.uniform(320, 480))
    what = {'lattice': 'a crystal lattice', 'diffraction': 'a single crystal', 'topography': 'the surface topography'}[mode]
    story = Story(rng, domain, 'lattice image', (what, 'the (interface|film|nanoparticle|crystal|graphene|surface)', 'atomic columns')).set(bar=bar, side=side, what=what)
    story.named(*{'lattice': ('transmission electron micrograph', 'TEM image', 'high-resolution TEM image', 'atomic resolution image', 'STEM image', 'lattice image'), 'diffraction': ('diffraction pattern',), 'topography': ('atomic force microscopy image', 'AFM image', 'scanning tunnelling microscopy image')}[mode])
    story.lead({'lattice': '(High-resolution|Atomic-resolution) (TEM|STEM|electron microscopy) image of {subject}.', 'diffraction': '(Selected area electron|Electron|X-ray) diffraction pattern of {subject}.', 'topography': '(Atomic force|Scanning probe|Scanning tunnelling) microscopy image of {subject}.'}[mode])
    story.note('Scale bar, {bar}.', 'The scale bar is at the bottom {side}.', 'Atomic (columns|planes|rows) are (resolved|visible).' if mode == 'lattice' else 'The (image|pattern) is shown (as recorded|without filtering).')
    if inset:
        story.note('The inset (in the upper right|at the top right) shows the (Fourier transform|diffraction pattern|FFT).')
    return story.finish(image, sides=True)
