"""Images of bodies and of everyday things."""

import numpy as np
from PIL import Image, ImageFilter
from scipy import ndimage

from ..figure import choice, kind
from . import colours, mini
from .pen import Look, Pen
from .stage import show, stage_look
from .story import Story, fitting, number


@kind('medical scan', 'image', ('MRI scan', 'CT scan', 'magnetic resonance image', 'computed tomography slice', 'brain MRI', 'axial slice', 'medical image', 'X-ray image', 'chest X-ray', 'tomographic slices', 'ultrasound image', 'radiograph', 'knee MRI'), weight=1.1)
def scan(rng, domain):
    domain = fitting(rng, domain, 'medic', 'neuro', 'bio', 'imag')
    size = int(choice(rng, (150, 180)))
    y, x = (np.mgrid[:size, :size] / size - .5) * 2
    what = str(choice(rng, ('brain', 'brain', 'abdomen', 'chest X-ray', 'knee', 'ultrasound')))
    count = int(choice(rng, (1, 1, 2, 3, 4, 6)))
    overlay_map, cmap = rng.random() < .35, str(choice(rng, ('hot', 'jet', 'autumn', 'viridis', 'cool')))
    lesion_name, lesion = colours.pick(rng, 1, ('red', 'green', 'yellow', 'blue', 'cyan'))[0]
    marked, pictures = not overlay_map and rng.random() < .35, []
    for frame in range(count):
        texture = mini.smooth_noise(rng, size, size, 22, 2)
        if what == 'brain':
            scale = .8 - .06 * frame
            rr = np.hypot(x / .78, y / .95) / scale
            folds = np.sin(14 * rr + 9 * mini.smooth_noise(rng, size, size, 9, 2))
            image = np.where(rr < .84, .42 + .16 * np.sign(folds) * (rr > .3) + .12 * texture, 0)
            image = np.where((rr > .9) & (rr < .99), .85, image)
            for s in (-1, 1):
                image = np.where(np.hypot((x - s * .11) / .09, (y + .02) / .27) < scale, .1, image)
        elif what == 'abdomen':
            rr = np.hypot(x / .92, y / .7)
            image = np.where(rr < .97, .25, 0) + np.where(rr < .86, .22 + .1 * texture, 0)
            for px, py, a, b, v in ((-.35, -.05, .36, .38, .16), (.4, -.1, .2, .22, .1), (0, .38, .13, .13, .5), (-.3, .3, .13, .16, .18), (.33, .3, .13, .16, .18), (.1, -.2, .18, .1, -.3)):
                image += np.where(np.hypot((x - px) / a, (y - py) / b) < rng.uniform(.85, 1.1), v, 0)
        elif what == 'chest X-ray':
            image = .75 - .25 * np.hypot(x, y * .7)
            for s in (-1, 1):
                image -= .42 * np.clip(1.2 - np.hypot((x - s * .42) / .33, (y - .02) / .68) ** 4, 0, 1)
            image += .18 * np.exp(-(x / .1) ** 2) + .28 * np.clip(1 - np.hypot((x - .14) / .33, (y - .35) / .35), 0, 1)
            for k in range(9):
                image += .07 * np.exp(-((y - (-.75 + .18 * k) - .25 * x**2) / .03) ** 2) * (abs(x) > .1)
        elif what == 'knee':
            image = np.where(abs(x) < .62 + .06 * np.sin(4 * y), .32 + .1 * texture, 0)
            image += np.where((abs(x) < .38 + .12 * np.exp(-((y + .12) / .2) ** 2)) & (y < -.06), .38, 0) + np.where((abs(x) < .36 + .12 * np.exp(-((y - .14) / .2) ** 2)) & (y > .06), .38, 0)
        else:
            a, r = np.arctan2(x, y + 1.3), np.hypot(x, y + 1.3)
            image = np.where((abs(a) < .62) & (r > .4) & (r < 2.15), .35 * rng.gamma(2, .5, x.shape) * (.4 + texture), 0)
            image *= np.where(np.hypot((x - .1) / .3, (y - .1) / .24) < 1, .15, 1)
        image = np.clip(ndimage.gaussian_filter(image, .9) + rng.normal(0, .02, image.shape) * (image > .02), 0, 1)
        picture = (image * 255)[..., None].repeat(3, 2)
        if overlay_map or marked:
            px, py = rng.uniform(-.35, .35, 2)
            spot = np.exp(-(((x - px) / rng.uniform(.1, .22)) ** 2 + ((y - py) / rng.uniform(.1, .22)) ** 2))
            if overlay_map:
                heat = mini.paint(spot, cmap)
                picture = np.where((spot > .3)[..., None], .25 * picture + .75 * heat, picture)
            else:
                picture = np.where((spot > .45)[..., None], .45 * picture + .55 * np.array(lesion), picture)
        pictures.append(picture.astype(np.uint8))
    look = stage_look(rng, .6)
    image, facts = show(rng, pictures, cmap if overlay_map else None, 'activation', look=look, axes=False, frame=False)
    story = Story(rng, domain, 'medical scan', ('(the|a human|a patient\'s) {what}', '(a patient|a volunteer|a subject|the phantom)', 'the {what} with (a|the) lesion' if marked else 'the {what}')).set(what=what.replace(' X-ray', ''), n=number(count), c=lesion_name, mod={'brain': 'MRI', 'abdomen': 'CT', 'chest X-ray': 'X-ray', 'knee': 'MRI', 'ultrasound': 'ultrasound'}[what])
    story.named('medical image', *{'brain': ('MRI scan', 'magnetic resonance image', 'brain MRI', 'axial slice'), 'abdomen': ('CT scan', 'computed tomography slice', 'axial slice', 'tomographic slices'), 'chest X-ray': ('X-ray image', 'chest X-ray', 'radiograph'), 'knee': ('MRI scan', 'magnetic resonance image', 'knee MRI'), 'ultrasound': ('ultrasound image',)}[what])
    story.lead('{mod} (image|scan|slice) of {subject}.', '(Axial|Coronal|Sagittal|Transverse|Representative) (slice|slices|view) of {subject}.', '(Segmentation|Reconstruction|Registration|Denoising) of a {mod} (image|volume|scan).')
    if marked:
        story.note('The (lesion|tumour|segmentation|region of interest|mask) is (shown|overlaid|marked) in {c}.')
    if overlay_map:
        story.note('(Activation|Statistical|The activation) (map|values) (is|are) overlaid in colour.')
    story.note('{n} (slices|images|slices) are shown.' if count > 1 else 'A single slice is shown.', 'The background is black.', 'Grey levels (show|are) (intensity|attenuation|signal).')
    return story.finish(image, colours=[lesion_name] if marked else (), panels=count)


@kind('photograph', 'image', ('photograph', 'photo', 'picture', 'photograph of the setup', 'photograph of the experimental setup', 'photograph of the device', 'camera image', 'photo of the prototype', 'field photograph'), weight=1.1)
def photo(rng, domain):
    """Blurred scenes with light from one side: benches, boards, landscapes, plants."""
    what = str(choice(rng, ('circuit board', 'laboratory bench', 'landscape', 'leaf', 'rock sample', 'device', 'crowd of objects', 'sensor in the field', 'animal-like shape')))
    w, h = rng.uniform(340, 560), rng.uniform(260, 420)
    pen = Pen(rng, w, h, Look(line=1))
    tone = lambda c, s=1.0: tuple(int(np.clip(v * s, 0, 255)) for v in c)
    named, main = colours.pick(rng, 1)[0]
    sky_tone, ground = choice(rng, ((170, 200, 230), (205, 215, 225), (120, 165, 215))), choice(rng, ((110, 130, 70), (150, 130, 100), (200, 190, 170)))
    if what in ('landscape', 'sensor in the field'):
        named = 'green' if ground[1] > ground[0] else 'brown'
        ramp = np.linspace(np.array(sky_tone) * .8, np.array(sky_tone) * 1.1, 60).clip(0, 255).astype(np.uint8)[:, None].repeat(4, 1)
        pen.paste(ramp, 0, 0, w, h * .6)
        for layer in range(3):
            line = mini.smooth_noise(rng, 4, 80, 5, 2)[0]
            base = h * (.4 + .08 * layer)
            pen.polygon([(0, h), *[(w * k / 79, base + 60 * (.5 - v) * (1 - .25 * layer)) for k, v in enumerate(line)], (w, h)], tone(colours.mix(ground, sky_tone, .55 - .25 * layer)))
        pen.rect(0, h * .66, w, h * .34, ground)
        if what == 'sensor in the field':
            pen.rect(w * .48, h * .25, w * .025, h * .6, (120, 122, 125))
            pen.rect(w * .42, h * .2, w * .14, h * .13, (235, 235, 235))
            pen.polygon([(w * .38, h * .42), (w * .58, h * .38), (w * .6, h * .52), (w * .4, h * .56)], (35, 45, 90))
    elif what == 'circuit board':
        named = str(choice(rng, ('green', 'blue', 'red')))
        board = {'green': (25, 95, 55), 'blue': (25, 60, 130), 'red': (140, 30, 35)}[named]
        pen.rect(0, 0, w, h, (150, 145, 138))
        pen.rect(w * .08, h * .1, w * .84, h * .8, board, tone(board, .6), 2, 8)
        for _ in range(30):
            x, y = w * rng.uniform(.12, .85), h * rng.uniform(.15, .82)
            pen.line([(x, y), (x + rng.uniform(-60, 60), y), (x + rng.uniform(-60, 60), y + rng.uniform(-40, 40))], tone(board, 1.5), 1)
        for _ in range(int(rng.integers(5, 14))):
            x, y, a, b = w * rng.uniform(.14, .75), h * rng.uniform(.15, .72), rng.uniform(16, 60), rng.uniform(14, 50)
            pen.rect(x + 2, y + 2, a, b, tone(board, .5))
            pen.rect(x, y, a, b, choice(rng, ((30, 30, 32), (45, 45, 48), (190, 190, 195), (215, 200, 120))))
            for k in range(6):
                pen.rect(x + a * k / 6, y - 3, 3, 3, (210, 210, 215))
                pen.rect(x + a * k / 6, y + b, 3, 3, (210, 210, 215))
        for k in range(14):
            pen.disc(w * (.12 + .055 * k), h * .14, 3, (215, 190, 110))
    elif what in ('leaf', 'rock sample', 'animal-like shape'):
        back = choice(rng, ((235, 235, 235), (25, 25, 28), (200, 190, 170)))
        pen.rect(0, 0, w, h, back)
        named, main = ('green', (70, 130, 50)) if what == 'leaf' else ('brown', (140, 115, 85)) if what == 'rock sample' else (named, main)
        t = np.linspace(0, 2 * np.pi, 80)
        shape = (np.abs(np.sin(t)) ** 1.3 * np.sign(np.sin(t)) * .28, np.cos(t) * .42) if what == 'leaf' else ((.36 + .05 * np.sin(3 * t + 1) + .03 * np.sin(7 * t)) * np.cos(t), (.3 + .05 * np.cos(4 * t)) * np.sin(t))
        pen.polygon([(w / 2 + w * .8 * b + 8, h / 2 + h * a * 1.1 + 10) for a, b in zip(*shape)], tone(back, .6))
        pen.polygon([(w / 2 + w * .8 * b, h / 2 + h * a * 1.1) for a, b in zip(*shape)], main)
        if what == 'leaf':
            pen.line([(w * .17, h / 2), (w * .83, h / 2)], tone(main, 1.4), 3)
            for k in np.linspace(.22, .72, 9):
                for s in (-1, 1):
                    pen.line([(w * k, h / 2), (w * (k + .1), h / 2 + s * h * .2 * np.sin((k - .15) * 4.3))], tone(main, 1.3), 1.4)
        if rng.random() < .5:
            pen.rect(w * .1, h * .9, w * .3, 7, (240, 240, 240))
            for k in range(6):
                pen.rect(w * (.1 + .05 * k), h * .9, w * .025, 7, (20, 20, 20))
    else:
        wall, table = choice(rng, ((205, 205, 200), (170, 180, 185), (230, 225, 215))), choice(rng, ((130, 100, 75), (95, 98, 102), (200, 200, 200)))
        pen.rect(0, 0, w, h, wall)
        pen.polygon([(0, h * .62), (w, h * .56), (w, h), (0, h)], table)
        for _ in range(int(rng.integers(3, 9))):
            x, base, a, b = w * rng.uniform(.05, .8), h * rng.uniform(.6, .85), w * rng.uniform(.06, .22), h * rng.uniform(.12, .45)
            c = colours.pick(rng, 1)[0][1] if rng.random() < .35 else choice(rng, ((60, 62, 66), (190, 192, 195), (230, 230, 230), (110, 112, 116)))
            pen.polygon([(x + a, base), (x + a * 1.5, base + 6), (x + 6, base + 9), (x, base)], tone(table, .65))
            pen.polygon([(x + a, base - b), (x + a * 1.2, base - b - 8), (x + a * 1.2, base - 9), (x + a, base)], tone(c, .65))
            pen.polygon([(x, base - b), (x + a * .2, base - b - 8), (x + a * 1.2, base - b - 8), (x + a, base - b)], tone(c, 1.2))
            pen.rect(x, base - b, a, b, c)
            if rng.random() < .5:
                pen.rect(x + a * .15, base - b * .85, a * .7, b * .35, choice(rng, ((20, 40, 30), (30, 60, 110), (220, 230, 235))))
            if rng.random() < .5:
                pen.line(pen.curve((x + a / 2, base - b * .2), (x + rng.uniform(-120, 120), base + 14), .3), choice(rng, ((20, 20, 20), (170, 40, 40))), 2.4)
    raw = np.asarray(pen.done()).astype(float)
    grain = mini.smooth_noise(rng, raw.shape[0] // 2 + 1, raw.shape[1] // 2 + 1, 60, 3).repeat(2, 0).repeat(2, 1)[: raw.shape[0], : raw.shape[1], None]
    ramp = np.linspace(rng.uniform(.75, 1), rng.uniform(.95, 1.2), raw.shape[1])[None, :, None]
    raw = raw * ramp * (.86 + .26 * grain)

    image = np.asarray(Image.fromarray(np.clip(raw + rng.normal(0, 4, raw.shape), 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(rng.uniform(.4, 1.1))))
    story = Story(rng, domain, 'photograph', ('the {what}', 'a {what}', '(the|our) (experimental setup|prototype|instrument|sensor)', '{object}'), filler=False).set(what=what, c=named)
    story.lead('(Photograph|Photo|Picture) of {subject}.', 'The {what} (used|installed|deployed) (in|for) the (experiment|experiments|study|field campaign).', '(Photograph|Photo) (showing|of) the {what} (in the laboratory|in the field|during the experiment).')
    if what in ('circuit board', 'leaf', 'landscape'):
        story.note('The (board|scene|object|main object) is (mainly|mostly|) {c}.')
    story.note('(The photograph was taken|Taken) (in the laboratory|during the campaign|by the authors).', 'The (main parts|components) are visible.', 'The object is in the centre.')
    return story.finish(image, colours=[named] if what in ('circuit board', 'leaf', 'landscape') else ())
