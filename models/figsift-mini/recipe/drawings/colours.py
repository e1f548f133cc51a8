"""Colours with the names that captions give them."""

import colorsys

RGB = tuple[int, int, int]

# Several shades stand for one name, since papers call very different blues blue.
SHADES: dict[str, tuple[str, ...]] = {
    'blue': ('#1f77b4', '#4c72b0', '#2b6cb0', '#3b82f6', '#0b5394', '#377eb8', '#6fa8dc', '#4472c4'),
    'orange': ('#ff7f0e', '#dd8452', '#f28e2b', '#ed7d31', '#f6a13a', '#e69138'),
    'green': ('#2ca02c', '#55a868', '#59a14f', '#70ad47', '#38a169', '#6aa84f', '#1b9e77'),
    'red': ('#d62728', '#c44e52', '#e15759', '#e53e3e', '#cc0000', '#b22222', '#ea4335'),
    'purple': ('#9467bd', '#8172b3', '#7e57c2', '#805ad5', '#8e63ce', '#674ea7'),
    'yellow': ('#ffd92f', '#f1c232', '#ffc000', '#fbd34d', '#edc948', '#ffe066'),
    'grey': ('#7f7f7f', '#a5a5a5', '#999999', '#8c8c8c', '#b7b7b7', '#718096'),
    'brown': ('#8c564b', '#937860', '#9c755f', '#a0522d', '#7b4a2e'),
    'pink': ('#e377c2', '#f78fb3', '#ff9da7', '#ed64a6', '#f4a6c6'),
    'cyan': ('#17becf', '#66ccee', '#22b8cf', '#4dd0e1', '#00acc1'),
    'black': ('#111111', '#000000', '#222222'),
}
MAIN = ('blue', 'orange', 'green', 'red', 'purple', 'yellow', 'grey', 'brown', 'pink', 'cyan')


def rgb(code: str) -> RGB:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def shade(rng, name: str) -> RGB:
    return rgb(SHADES[name][rng.integers(len(SHADES[name]))])


def pick(rng, count: int, names=MAIN) -> list[tuple[str, RGB]]:
    """`count` differently named colours, the common ones more often."""
    weights = [1 / (2 + place) for place in range(len(names))]
    total = sum(weights)
    chosen = rng.choice(len(names), min(count, len(names)), replace=False, p=[weight / total for weight in weights])
    return [(names[index], shade(rng, names[index])) for index in chosen]


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """`share` of b, the rest of a."""
    return tuple(int(round(x + (y - x) * share)) for x, y in zip(a, b))


def tint(colour: RGB, share: float) -> RGB:
    return mix(colour, (255, 255, 255), share)


def dark(colour: RGB, share: float) -> RGB:
    return mix(colour, (0, 0, 0), share)


def luminance(colour: RGB) -> float:
    return (.299 * colour[0] + .587 * colour[1] + .114 * colour[2]) / 255


def readable(colour: RGB) -> RGB:
    """Ink that can be read on `colour`."""
    return (255, 255, 255) if luminance(colour) < .55 else (20, 20, 25)


def wheel(hue: float, saturation: float = .6, value: float = .8) -> RGB:
    return tuple(int(255 * part) for part in colorsys.hsv_to_rgb(hue % 1, saturation, value))
