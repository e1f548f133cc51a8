"""Figures of several panels, put together from figures of any kind, with panel letters and a caption that names the parts."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from recipe.figure import COUNTS, KINDS, Rendered, chance, choice, say, swap_count

LAYOUTS = {2: ((1, 2), (1, 2), (2, 1)), 3: ((1, 3), (3, 1), (1, 3)), 4: ((2, 2), (2, 2), (1, 4)), 5: ((2, 3),), 6: ((2, 3), (3, 2))}
LETTERS = 'abcdef'
MARKS = ('(%s)', '%s', '%s)', '%s.')
SIDES = {(1, 2): ('left', 'right'), (2, 1): ('top', 'bottom'), (1, 3): ('left', 'middle', 'right'), (3, 1): ('top', 'middle', 'bottom')}


def composite(rng, domain, render_one):
    """A multi-panel figure. `render_one(rng, domain, kind or None)` renders a single one of a kind, or of any."""
    count = int(choice(rng, (2, 2, 2, 2, 3, 3, 4, 4, 5, 6)))
    rows, columns = choice(rng, LAYOUTS[count])
    first = render_one(rng, domain, None)
    same = chance(rng, 0.6)
    panels = [first]
    while len(panels) < count:
        panels.append(render_one(rng, domain, KINDS[first.kind] if same else None))
    image = _paste(rng, [p.image for p in panels], rows, columns)
    captions, negatives = _captions(rng, domain, panels, rows, columns, same)
    colours = sorted({c for p in panels for c in p.attributes.get('colours', ())})
    attributes = {'panels': count, 'colours': colours, 'left_right': (rows, columns) in SIDES}
    return Rendered(image, captions, first.kind if same else 'mixed panels', first.family, domain.name, attributes, negatives)


def _paste(rng, images, rows, columns):
    """The panels on one white canvas, each scaled into its cell with its aspect kept, a letter in a corner."""
    first = images[0]
    aspect = float(np.clip(first.shape[1] / first.shape[0], 0.6, 1.8))
    height = int(rng.integers(240, 420))
    width = int(height * aspect)
    gap = int(rng.integers(4, 30))
    canvas = Image.new('RGB', (columns * (width + gap) + gap, rows * (height + gap) + gap), 'white')
    draw = ImageDraw.Draw(canvas)
    lettered, upper, mark = chance(rng, 0.65), chance(rng, 0.35), choice(rng, MARKS)
    font = _font(int(rng.integers(16, 34)))
    inside = chance(rng, 0.4)
    for i, pixels in enumerate(images):
        panel = Image.fromarray(pixels)
        scale = min(width / panel.width, height / panel.height)
        panel = panel.resize((max(1, int(panel.width * scale)), max(1, int(panel.height * scale))), Image.BICUBIC)
        x, y = gap + (i % columns) * (width + gap), gap + (i // columns) * (height + gap)
        canvas.paste(panel, (x + (width - panel.width) // 2, y + (height - panel.height) // 2))
        if lettered:
            letter = LETTERS[i].upper() if upper else LETTERS[i]
            draw.text((x + 4, y + 4) if inside else (max(0, x - gap), max(0, y - gap)), mark % letter, fill='black', font=font)
    return np.asarray(canvas)


def _font(size):
    from matplotlib import font_manager

    return ImageFont.truetype(font_manager.findfont('DejaVu Sans:bold'), size)


def _lower(text):
    text = text.rstrip('. ')
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _captions(rng, domain, panels, rows, columns, same):
    parts = [_lower(p.captions[0]) for p in panels]
    topic = choice(rng, domain.topics)
    word = choice(rng, KINDS[panels[0].kind].words)
    number = COUNTS[len(panels)]
    subject = f'{word}s' if same else choice(rng, ('results', 'panels', 'views', 'examples', 'comparison'))
    terse = say(rng, '({n} {s}|{s}|{n} panels) (of|for|showing|about) {t}.', n=number, s=subject, t=topic)
    lead = say(rng, '(Overview of|Results for|Comparison of|Illustration of|Examples of|) {t} ([with] {s}|).', s=subject, t=topic)
    style = choice(rng, ('(%s) %s', '%s) %s', '%s: %s', '(%s): %s', 'Panel %s: %s'))
    upper = chance(rng, 0.3)
    letters = [c.upper() if upper else c for c in LETTERS]
    lettered = lead + ' ' + '. '.join(style % (letters[i], text) for i, text in enumerate(parts)) + '.'
    captions = [terse, lead + ' ' + parts[0].capitalize() + '.', lettered]
    negatives = [swap_count(rng, terse, {len(panels)}), _other_part(rng, captions[2], parts, panels)]
    sides = SIDES.get((rows, columns))
    if sides:
        plain = say(rng, '{a}', a=choice(rng, ('%s: %s', '%s panel: %s', '(%s) %s', 'On the %s, %s')))
        sided = [plain % (side.capitalize() if plain[0] != 'O' else side, text) for side, text in zip(sides, parts)]
        captions.append(lead + ' ' + '. '.join(sided) + '.')
        if parts[0] != parts[-1]:
            order = [parts[-1], *parts[1:-1], parts[0]]
            sided = [plain % (side.capitalize() if plain[0] != 'O' else side, text) for side, text in zip(sides, order)]
            negatives.append(lead + ' ' + '. '.join(sided) + '.')
    return captions, [text for text in negatives if text]


def _other_part(rng, caption, parts, panels):
    """The lettered caption with one panel described by one of that panel's own negatives."""
    i = int(rng.integers(len(panels)))
    if not panels[i].negatives:
        return None
    return caption.replace(parts[i], _lower(choice(rng, panels[i].negatives)), 1)
