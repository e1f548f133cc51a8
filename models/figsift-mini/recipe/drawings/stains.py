"""Stained sections, gels and blots."""

import numpy as np
from scipy import ndimage

from ..figure import choice, kind
from . import mini
from .micrographs import BARS, LIFE, scale_bar, stamps, voronoi
from .pen import Look, Pen
from .stage import show
from .story import Story, fitting, number, several


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
