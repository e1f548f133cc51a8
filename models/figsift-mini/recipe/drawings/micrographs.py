"""Images from microscopes: fluorescence, electrons, stains, gels."""

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from ..figure import choice, kind
from . import colours, mini
from .pen import SCALE
from .stage import show, stage_look
from .story import Story, fitting, listed, number, several

LIFE = ('bio', 'medic', 'neuro', 'geno', 'cell', 'imag')
MATTER = ('mater', 'chem', 'physic', 'engineer', 'geo')
BARS = ('1 µm', '5 µm', '10 µm', '20 µm', '50 µm', '100 µm', '200 nm', '500 nm', '50 nm', '10 nm', '2 mm')


def scale_bar(rng, text, ink=(255, 255, 255)):
    """An overlay that draws a scale bar into the lower right (or left) corner of each picture."""
    right, share = rng.random() < .8, rng.uniform(.12, .28)

    def overlay(pen, index, x, y, w, h):
        length = w * share
        start = x + w * .96 - length if right else x + w * .04
        pen.rect(start, y + h * .93, length, max(2, h * .012), ink)
        if text:
            pen.text(start + length / 2, y + h * .93 - 9, text, 11, ink)

    return overlay, 'right' if right else 'left'


def voronoi(rng, height, width, count):
    """(seed of each pixel, distance to it, distance to the border between two)."""
    y, x = np.mgrid[:height, :width]
    distance, which = cKDTree(rng.uniform((0, 0), (width, height), (count, 2))).query(np.c_[x.ravel(), y.ravel()], 2)
    return which[:, 0].reshape(height, width), distance[:, 0].reshape(height, width), (distance[:, 1] - distance[:, 0]).reshape(height, width)


def stamps(rng, height, width, spots, radius, squeeze=.0, blur=1.0):
    """Soft ellipses at `spots` [n, 2], highest value wins: nuclei and the like."""
    image = np.zeros((height, width))
    for x, y in spots:
        r = radius * rng.uniform(.75, 1.3)
        angle, ratio = rng.uniform(0, np.pi), 1 - squeeze * rng.random()
        reach = int(r * 1.6) + 2
        x0, x1, y0, y1 = max(0, int(x) - reach), min(width, int(x) + reach), max(0, int(y) - reach), min(height, int(y) + reach)
        if x0 >= x1 or y0 >= y1:
            continue
        yy, xx = np.mgrid[y0:y1, x0:x1]
        u, v = (xx - x) * np.cos(angle) + (yy - y) * np.sin(angle), (-(xx - x) * np.sin(angle) + (yy - y) * np.cos(angle)) / ratio
        d = np.hypot(u, v) / r
        image[y0:y1, x0:x1] = np.maximum(image[y0:y1, x0:x1], rng.uniform(.55, 1) * np.clip((1.15 - d) / .3 * blur, 0, 1))
    return image


CHANNELS = {'green': (40, 255, 60), 'red': (255, 45, 45), 'blue': (60, 90, 255), 'pink': (255, 60, 220), 'cyan': (40, 235, 255), 'yellow': (255, 235, 50), 'grey': (235, 235, 235), 'orange': (255, 150, 30)}


@kind('fluorescence micrograph', 'image', ('fluorescence microscopy image', 'fluorescence micrograph', 'confocal image', 'immunofluorescence image', 'confocal micrograph', 'microscopy image', 'fluorescent image of cells', 'stained cells', 'light microscopy image'), weight=1.6)
def fluorescence(rng, domain):
    domain = fitting(rng, domain, *LIFE)
    size = int(choice(rng, (170, 200, 230)))
    height = size if rng.random() < .6 else int(size * .72)
    count = int(choice(rng, (1, 1, 2, 3, 4)))
    what = str(choice(rng, ('nuclei', 'nuclei and membranes', 'nuclei and filaments', 'neurons', 'bacteria', 'puncta', 'tissue')))
    names = [str(n) for n in rng.permutation(list(CHANNELS))[:2]]
    if rng.random() < .5:
        names = ['blue', str(choice(rng, ('green', 'red')))]
    pictures, cells, separate = [], int(rng.integers(6, 45)), rng.random() < .5
    for frame in range(count):
        base, second = np.zeros((height, size)), np.zeros((height, size))
        radius = size / np.sqrt(cells) * .26
        spots = rng.uniform((0, 0), (size, height), (cells, 2))
        if what.startswith('nuclei'):
            base = stamps(rng, height, size, spots, radius, .45)
            base *= .7 + .5 * mini.smooth_noise(rng, height, size, 30, 1)
        if what == 'nuclei and membranes':
            _, _, border = voronoi(rng, height, size, cells)
            second = np.exp(-(border / 2.6) ** 2)
        elif what == 'nuclei and filaments' or what == 'neurons':
            lines = _filaments(rng, height, size, int(rng.integers(20, 60)) if what != 'neurons' else int(rng.integers(8, 20)))
            second = np.clip(ndimage.gaussian_filter(lines, .8) * 2.2, 0, 1)
            if what == 'neurons':
                base = stamps(rng, height, size, spots[: max(3, cells // 5)], radius, .3)
                second = np.maximum(second, ndimage.gaussian_filter(base, 2) * .8)
        elif what == 'bacteria':
            base = stamps(rng, height, size, rng.uniform((0, 0), (size, height), (cells * 3, 2)), 7, .8)
        elif what == 'puncta':
            second = ndimage.gaussian_filter((rng.random((height, size)) > .996) * 8.0, 1.1).clip(0, 1)
            base = ndimage.gaussian_filter(stamps(rng, height, size, spots[:8], radius * 2, .3), 4) * .35
        elif what == 'tissue':
            base = np.clip(mini.smooth_noise(rng, height, size, 14, 3) * 1.8 - .7, 0, 1)
            second = np.clip(mini.smooth_noise(rng, height, size, 9, 3) * 1.8 - .8, 0, 1)
        noise = rng.normal(0, .03, (height, size))
        base, second = np.clip(ndimage.gaussian_filter(base, .8) + noise, 0, 1), np.clip(second + noise, 0, 1)
        a, b = np.array(CHANNELS[names[0]]), np.array(CHANNELS[names[1]])
        if separate and count > 1 and frame < 2:
            mixed = (base[..., None] * a) if frame == 0 else (second[..., None] * b)
        else:
            mixed = base[..., None] * a + second[..., None] * b
        pictures.append(np.clip(mixed + 6, 0, 255).astype(np.uint8))
    two = second.any() and base.any()
    bar = str(choice(rng, BARS[:6]))
    overlay, side = scale_bar(rng, bar if rng.random() < .6 else '')
    outlined = what.startswith('nuclei') and rng.random() < .15

    def draw(pen, index, x, y, w, h):
        overlay(pen, index, x, y, w, h)
        if outlined:
            for px, py in spots[:30]:
                pen.disc(x + w * px / size, y + h * py / height, radius * w / size * 1.1, None, (255, 220, 0), 1)

    titles = ([*names, 'merged', 'zoom'] if two and separate and count > 2 else None)
    image, facts = show(rng, pictures, None, '', titles[:count] if titles and rng.random() < .5 else None, axes=False, overlay=draw)
    story = Story(rng, domain, 'fluorescence micrograph', ('{what}', 'cells stained for {what}', '(HeLa|cultured|epithelial|living|fixed|stem) cells', 'a (tissue section|cell culture|embryo|brain slice)')).set(what=what, a=names[0], b=names[1], bar=bar, side=side, n=number(count))
    story.lead('(Fluorescence|Confocal|Immunofluorescence|Widefield|Two-photon) (image|images|micrograph) of {subject}.', '(Segmentation|Detection|Tracking) of {what} in a {noun}.', '{what} (imaged|stained|labelled) in {a}.')
    story.note('Scale bar, {bar}.', 'Scale bar in the (bottom|lower) {side}.', *(('(Nuclei|DNA|DAPI) (are|is) (shown in|in) {a} and (membranes|actin|tubulin|the marker|filaments) in {b}.',) if two else ('(Signal|Cells|The stain) (is|are) shown in {a}.' if base.any() else '(Signal|Cells|The stain) (is|are) shown in {b}.',)), 'The background is black.')
    if count > 1:
        story.note('{n} (panels|images|fields of view) are shown.')
    if titles:
        story.note('The (single channels|channels) are on the left and the merged image on the right.')
    if outlined:
        story.note('(Detected|Segmented) nuclei are outlined in yellow.')
    used = names if two else [names[0] if base.any() else names[1]]
    return story.finish(image, colours=used, panels=count, sides=True)


def _filaments(rng, height, width, count):
    from PIL import Image, ImageDraw

    canvas = Image.new('L', (width, height))
    draw = ImageDraw.Draw(canvas)
    for _ in range(count):
        x, y, a = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(0, 6.28)
        points = []
        for _ in range(int(rng.integers(12, 40))):
            points.append((x, y))
            a += rng.normal(0, .22)
            x, y = x + 5 * np.cos(a), y + 5 * np.sin(a)
        draw.line(points, fill=int(rng.uniform(90, 230)), width=1)
    return np.asarray(canvas, float) / 255


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
            from PIL import Image, ImageDraw

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


@kind('histology image', 'image', ('histology image', 'histological section', 'H&E stained section', 'stained tissue section', 'bright-field micrograph', 'pathology slide', 'whole slide image', 'thin section'), weight=.7)
def histology(rng, domain):
    domain = fitting(rng, domain, *LIFE)
    height, width = int(choice(rng, (160, 190))), int(choice(rng, (190, 240)))
    count = int(choice(rng, (1, 1, 2, 3, 4)))
    stain = str(choice(rng, ('pink', 'pink', 'pink', 'brown', 'blue', 'thin')))
    base, nucleus = {'pink': ((238, 180, 208), (105, 55, 140)), 'brown': ((225, 215, 222), (130, 78, 42)), 'blue': ((205, 215, 238), (45, 55, 140)), 'thin': ((190, 170, 140), (90, 70, 110))}[stain]
    pictures = []
    for _ in range(count):
        tissue = mini.smooth_noise(rng, height, width, rng.uniform(5, 10), 3)
        image = np.array(base, float) + (tissue[..., None] - .5) * np.array([40, 95, 60])
        if stain == 'thin':
            which, _, border = voronoi(rng, height, width, int(rng.integers(20, 70)))
            shades = np.array([mini.paint(rng.random(which.max() + 1), choice(rng, ('Pastel1', 'twilight', 'cubehelix', 'Set3')))])[0].astype(float)
            image = shades[which] * (.75 + .3 * tissue[..., None])
        else:
            holes = mini.smooth_noise(rng, height, width, rng.uniform(3, 8), 2)
            spots = rng.uniform((0, 0), (width, height), (int(rng.integers(60, 260)), 2))
            spots = spots[holes[spots[:, 1].astype(int), spots[:, 0].astype(int)] > .35]
            nuclei = ndimage.gaussian_filter(stamps(rng, height, width, spots, rng.uniform(3, 5.5), .5), .6)[..., None]
            image = image * (1 - nuclei) + np.array(nucleus) * nuclei
            image[holes < .27] = (246, 243, 246)
        pictures.append(np.clip(image + rng.normal(0, 5, image.shape), 0, 255).astype(np.uint8))
    bar = str(choice(rng, BARS[2:6]))
    overlay, side = scale_bar(rng, bar, (0, 0, 0))
    image, facts = show(rng, pictures, axes=False, overlay=overlay)
    colour = {'pink': 'pink', 'brown': 'brown', 'blue': 'blue', 'thin': 'brown'}[stain]
    story = Story(rng, domain, 'histology image', ('(liver|kidney|lung|tumour|muscle|skin|brain|breast) tissue', 'a tissue section', 'the (tumour|lesion|biopsy)') if stain != 'thin' else ('a rock', '(granite|basalt|sandstone|a mineral assemblage)')).set(bar=bar, side=side, n=number(count), c=colour)
    story.named(*(('thin section', 'bright-field micrograph') if stain == 'thin' else ('histology image', 'histological section', 'stained tissue section', 'bright-field micrograph', 'pathology slide', 'whole slide image') + (('H&E stained section',) if stain == 'pink' else ())))
    story.lead('{noun} of {subject}(| at high magnification| stained with haematoxylin and eosin).', '(Stained|Annotated|Digitised) (section|slide) of {subject}.')
    story.note('Scale bar, {bar}.', *(('(Tissue|The section) is (stained|coloured) {c}.',) if stain != 'thin' else ('(Polarised|Polarized) light shows (grains|minerals) in different colours.',)), 'The scale bar is at the lower {side}.')
    if stain == 'pink':
        story.note('Nuclei (are|appear) purple and (cytoplasm|tissue) pink.')
    if count > 1:
        story.note('{n} (sections|fields|samples) are shown.')
    return story.finish(image, colours=['pink', 'purple'] if stain == 'pink' else [colour] if stain != 'thin' else (), panels=count, sides=True)


@kind('gel image', 'image', ('gel electrophoresis image', 'agarose gel', 'western blot', 'gel image', 'SDS-PAGE gel', 'blot', 'immunoblot'), weight=.5)
def gel(rng, domain):
    domain = fitting(rng, domain, *LIFE)
    from .pen import Look, Pen

    lanes = int(rng.integers(4, 13))
    blot = rng.random() < .45
    rows = int(rng.integers(1, 5)) if blot else 1
    dark = not blot and rng.random() < .7
    tall = rng.uniform(40, 60) if blot else rng.uniform(240, 340)
    pen = Pen(rng, lanes * rng.uniform(34, 50) + 130, rows * (tall + 10) + 50, Look(line=1, family=str(choice(rng, ('sans', 'narrow', 'times')))))
    w = pen.width - 120
    for row in range(rows):
        height, width = int(tall), int(w)
        y, x = np.mgrid[:height, :width].astype(float)
        image = .08 + .05 * mini.smooth_noise(rng, height, width, 4, 2)
        for lane in range(lanes):
            cx = width * (lane + .5) / lanes
            across = np.clip(1 - (abs(x - cx) / (width / lanes * .36)) ** 6, 0, 1)
            for band in range(1 if blot else int(rng.integers(1, 8)) if lane else 10):
                cy = height * (.5 if blot else (.08 + .084 * band) if lane == 0 else rng.uniform(.1, .92))
                image += across * rng.uniform(.1, 1) * np.exp(-((y - cy - .03 * (x - cx) ** 2 / 20) / (height * (.13 if blot else .011))) ** 2)
        image = np.clip(ndimage.gaussian_filter(image, 1) + rng.normal(0, .015, image.shape), 0, 1)
        pen.paste(((image if dark else 1 - image * .9) * 255)[..., None].repeat(3, 2).astype(np.uint8), 70, 34 + row * (tall + 10), w, tall)
        pen.rect(70, 34 + row * (tall + 10), w, tall, None, (60, 60, 60), 1)
        if blot:
            pen.text(64, 34 + row * (tall + 10) + tall / 2, choice(rng, ('actin', 'tubulin', 'GAPDH', 'p53', 'GFP', 'ERK', 'Flag', 'H3')), 11, anchor='rm')
            pen.text(pen.width - 44, 34 + row * (tall + 10) + tall / 2, f'{int(rng.integers(15, 200))} kDa', 10, anchor='lm')
    if not blot:
        for k, size in enumerate((3000, 2000, 1500, 1000, 700, 500, 300, 100)):
            pen.text(64, 34 + tall * (.08 + .1 * k), f'{size} bp' if k == 0 else str(size), 9.5, anchor='rm')
    for lane in range(lanes):
        pen.text(70 + w * (lane + .5) / lanes, 20, 'M' if lane == 0 and not blot else str(lane) if not blot else choice(rng, '+-'), 11)
    story = Story(rng, domain, 'gel image', ('PCR products', 'protein extracts', 'the (purified|recombinant) protein', 'DNA fragments', '{category} samples')).set(n=number(lanes), k=several(rows, 'protein'))
    story.named(*(('western blot', 'blot', 'immunoblot') if blot else ('gel electrophoresis image', 'agarose gel', 'gel image', 'SDS-PAGE gel')))
    story.lead('{noun} of {subject}.', '(Western blot|Immunoblot) (analysis|) of {subject}.' if blot else '(Agarose|Polyacrylamide) gel (electrophoresis|) of {subject}.')
    story.note('The (gel|blot|image) has {n} lanes.', '(Molecular weights|Sizes) are (given|marked) on the ' + ('right.' if blot else 'left.'))
    if blot:
        story.note('{k} (was|were) detected.', 'Plus and minus signs (at the top|above) mark treatment.')
    else:
        story.note('Lane M is the (marker|ladder).', 'Bands are (bright|white) on a dark background.' if dark else 'Bands are dark on a (light|white) background.')
    return story.finish(pen.done(), count=lanes, sides=True)
