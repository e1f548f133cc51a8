"""Fonts that come with matplotlib, so that every machine has the same; Debian's condensed cuts are used where they are installed."""

from functools import lru_cache
from pathlib import Path

import matplotlib
from PIL import ImageFont

_BUNDLED = Path(matplotlib.get_data_path()) / 'fonts' / 'ttf'
_DEBIAN = Path('/usr/share/fonts/truetype/dejavu')

# family -> (regular, bold)
FAMILIES = {
    'sans': ('DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'),
    'serif': ('DejaVuSerif.ttf', 'DejaVuSerif-Bold.ttf'),
    'times': ('STIXGeneral.ttf', 'STIXGeneralBol.ttf'),
    'latin': ('cmr10.ttf', 'cmb10.ttf'),
    'modern': ('cmss10.ttf', 'cmss10.ttf'),
    'mono': ('DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf'),
    'typewriter': ('cmtt10.ttf', 'cmtt10.ttf'),
    'italic': ('STIXGeneralItalic.ttf', 'STIXGeneralBolIta.ttf'),
    'oblique': ('DejaVuSans-Oblique.ttf', 'DejaVuSans-BoldOblique.ttf'),
    'narrow': ('DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'),
}
TEXT_FAMILIES = ('sans', 'sans', 'sans', 'narrow', 'narrow', 'serif', 'times', 'times', 'latin', 'modern', 'modern')
CODE_FAMILIES = ('mono', 'mono', 'mono', 'typewriter')


@lru_cache(maxsize=512)
def font(family: str, size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = FAMILIES[family][bold]
    for path in (_BUNDLED / name, _DEBIAN / name, _BUNDLED / FAMILIES['sans'][bold]):
        if path.exists():
            return ImageFont.truetype(str(path), max(5, size))
    raise FileNotFoundError(f'no font {name} beside matplotlib in {_BUNDLED}')
