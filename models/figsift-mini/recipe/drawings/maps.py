"""Maps of regions, heights, depths and stations."""

import math

import numpy as np

from ..figure import choice, kind
from . import colours, mini
from .micrographs import voronoi
from .pen import Pen
from .stage import stage_look
from .story import Story, fitting, number

EARTH = ('geo', 'earth', 'climat', 'ecolog', 'hydro', 'ocean', 'social', 'epidem', 'transport', 'agri', 'atmos', 'urban')


def coast(rng, height, width, cells=3.0):
    """Heights in -1..1 whose zero is a coast."""
    level = mini.smooth_noise(rng, height, width, cells, 5)
    y, x = np.mgrid[:height, :width]
    if rng.random() < .5:
        level = level + .35 * (1 - 2 * np.hypot(x / width - .5, y / height - .5))
    cut = np.quantile(level, rng.uniform(.35, .6))
    return (level - cut) / max(level.max() - cut, cut - level.min())


def frame(pen, rng, x, y, w, h, lon=None):
    """Degrees along the edges of a map."""
    lon, lat = rng.uniform(-120, 120), rng.uniform(-50, 60)
    step = float(choice(rng, (.5, 1, 2, 5, 10)))
    for k in range(5):
        a = lon + k * step
        pen.text(x + w * (k + .5) / 5, y + h + 11, f'{abs(a):.1f}°{"E" if a > 0 else "W"}', 9)
        b = lat + (4 - k) * step
        pen.text(x - 4, y + h * (k + .5) / 5, f'{abs(b):.0f}°{"N" if b > 0 else "S"}', 9, anchor='rm')
        pen.line([(x + w * (k + .5) / 5, y + h), (x + w * (k + .5) / 5, y + h + 4)], width=1)


def north(pen, x, y, size=24):
    pen.polygon([(x, y - size), (x - size * .3, y), (x, y - size * .25)], pen.look.ink)
    pen.polygon([(x, y - size), (x + size * .3, y), (x, y - size * .25)], None, pen.look.ink, 1)
    pen.text(x, y - size - 8, 'N', 12, bold=True)


def km_bar(pen, rng, x, y, w):
    for k in range(4):
        pen.rect(x + w * k / 4, y, w / 4, 5, pen.look.ink if k % 2 == 0 else pen.look.paper, pen.look.ink, .8)
    pen.text(x + w, y + 12, f'{choice(rng, (5, 10, 50, 100, 200, 500))} km', 9)
    pen.text(x, y + 12, '0', 9)


def _bar(pen, x, y, h, cmap, label):
    pen.paste(mini.paint(np.linspace(1, 0, 64), cmap)[:, None].repeat(3, 1), x, y, 12, h)
    pen.rect(x, y, 12, h, None, pen.look.ink, .8)
    for step in range(5):
        pen.text(x + 16, y + h * (1 - step / 4), f'{step * 25}', 9, anchor='lm')
    pen.turned(x + 46, y + h / 2, label[:30], 10)


@kind('station map', 'map', ('map of the study area', 'location map', 'map', 'map of sampling sites', 'station map', 'site map', 'map of the stations', 'study site map', 'sampling locations', 'geographic map'), weight=1.6)
def stations(rng, domain):
    domain = fitting(rng, domain, *EARTH)
    look = stage_look(rng, 0)
    pen = Pen(rng, rng.uniform(380, 640), rng.uniform(320, 500), look)
    x, y, w, h = 46, 10, pen.width - 60, pen.height - 44
    level = coast(rng, 180, 220, rng.uniform(1.5, 5))
    style = str(choice(rng, ('plain', 'relief', 'pale', 'satellite')))
    land, sea = choice(rng, (((225, 225, 215), (190, 215, 235)), ((210, 210, 210), (255, 255, 255)), ((245, 235, 205), (165, 205, 230)), ((200, 225, 190), (215, 235, 250))))
    if style == 'relief':
        picture = np.where((level > 0)[..., None], mini.paint(.28 + .7 * np.clip(level, 0, 1), 'terrain'), np.array(sea, np.uint8))
    elif style == 'satellite':
        fine = mini.smooth_noise(rng, 180, 220, 30, 3)[..., None]
        picture = np.where((level > 0)[..., None], np.array([85, 110, 65]) + fine * 60, np.array([20, 45, 85]) + fine * 15).astype(np.uint8)
    else:
        picture = np.where((level > 0)[..., None], np.array(land, np.uint8), np.array(sea, np.uint8))
        edge = (level > 0) ^ np.roll(level > 0, 1, 0) | ((level > 0) ^ np.roll(level > 0, 1, 1))
        picture[edge] = (90, 90, 90)
    pen.paste(picture.astype(np.uint8), x, y, w, h)
    count, land_only = int(rng.integers(3, 40)), rng.random() < .7
    (name, tone), (name2, tone2) = colours.pick(rng, 2, ('red', 'blue', 'black', 'orange', 'yellow', 'purple', 'green'))
    two, shape, placed = rng.random() < .3, str(choice(rng, ('circle', 'circle', 'triangle', 'square', 'star'))), 0
    for _ in range(count * 8):
        a, b = rng.uniform(.04, .96, 2)
        if land_only and level[int(b * 179), int(a * 219)] < .02 or placed >= count:
            continue
        placed += 1
        px, py, fill = x + a * w, y + b * h, tone2 if two and rng.random() < .5 else tone
        if shape == 'circle':
            pen.disc(px, py, 5, fill, (255, 255, 255), 1)
        elif shape == 'square':
            pen.rect(px - 4.5, py - 4.5, 9, 9, fill, (255, 255, 255), 1)
        elif shape == 'triangle':
            pen.polygon([(px, py - 6), (px - 6, py + 5), (px + 6, py + 5)], fill, (30, 30, 30), .8)
        else:
            pen.polygon([(px + 8 * (1 if k % 2 == 0 else .4) * math.sin(k * math.pi / 5), py - 8 * (1 if k % 2 == 0 else .4) * math.cos(k * math.pi / 5)) for k in range(10)], fill, (30, 30, 30), .6)
        if count < 14 and rng.random() < .7:
            pen.text(px + 8, py - 7, f'{choice(rng, "ABSW")}{placed}', 10, anchor='lm')
    rivers = rng.random() < .3
    if rivers:
        for _ in range(3):
            px, py, a = rng.uniform(.2, .8) * w, rng.uniform(.1, .4) * h, rng.uniform(1, 2)
            path = []
            for _ in range(30):
                path.append((x + px, y + py))
                a += rng.normal(0, .3)
                px, py = np.clip(px + 6 * np.cos(a), 0, w), np.clip(py + 6 * np.sin(a), 0, h)
            pen.line(path, (70, 130, 200), 1.6, sketch=False)
    pen.rect(x, y, w, h, None, look.ink, 1.2)
    frame(pen, rng, x, y, w, h)
    extras = []
    if rng.random() < .45:
        north(pen, x + w - 22, y + 46)
        extras.append('A north arrow is in the upper right.')
    if rng.random() < .45:
        km_bar(pen, rng, x + 14, y + h - 24, w * .22)
        extras.append('The scale bar is in the lower left(| corner).')
    inset = rng.random() < .3
    if inset:
        pen.paste(picture[::3, ::3].astype(np.uint8), x + w * .72, y + h * .68, w * .26, h * .3)
        pen.rect(x + w * .72, y + h * .68, w * .26, h * .3, None, look.ink, 1)
        pen.rect(x + w * .82, y + h * .78, w * .05, h * .06, None, (220, 30, 30), 1.6)
        extras.append('The inset (in the lower right|at the bottom right) shows the location of the study area.')
    story = Story(rng, domain, 'station map', ('the (study area|study region|survey area|field site|catchment)', '(sampling|monitoring|measurement|weather|seismic|tide gauge) (stations|sites)', '{entity}')).set(entity=str(choice(rng, getattr(domain, 'entities', domain.objects))), c=name, d=name2, n=number(placed), m=shape + 's')
    story.lead('(Location|Locations|Position|Map) of (the|) (sampling|monitoring|measurement|study|observation) (stations|sites|locations|points).', '(Study area|Study region) (with|and) (stations|sampling sites|locations).', '(Spatial|Geographic|Geographical) distribution of {entity}.', 'Map of {entity}.')
    story.note(*extras, '(Stations|Sites|Sampling locations) are (shown as|marked by|marked with|indicated by) ' + ('{c} and {d} {m}.' if two else '{c} {m}.'), 'There are {n} (stations|sites).' if placed < 13 else 'Many (stations|sites) are shown.', 'Land is (shown|) in (a light colour|grey|green|beige) and water in blue.' if style == 'relief' else 'Coordinates are given (along the axes|in degrees).')
    if rivers:
        story.note('Rivers are blue lines.')
    return story.finish(pen.done(), colours=[name, name2] if two else [name], count=placed if placed < 13 else None, sides=bool(extras))


@kind('regional choropleth', 'map', ('choropleth map', 'choropleth', 'map of regions', 'thematic map', 'map by region', 'administrative map', 'map of districts', 'regional map', 'county map'), weight=1)
def regions(rng, domain):
    domain = fitting(rng, domain, *EARTH)
    height, width = 170, int(rng.uniform(150, 240))
    count = int(rng.integers(12, 90))
    which, _, border = voronoi(rng, height, width, count)
    rough = mini.smooth_noise(rng, height, width, 18, 3)
    shift = ((rough - .5) * 14).astype(int)
    yy, xx = np.clip(np.mgrid[:height, :width][0] + shift, 0, height - 1), np.clip(np.mgrid[:height, :width][1] - shift, 0, width - 1)
    which, border = which[yy, xx], border[yy, xx]
    inside = coast(rng, height, width, 1.5) + .25 * (1 - 2.2 * np.hypot(*(np.mgrid[:height, :width] / np.array([height, width])[:, None, None] - .5))) > 0
    classes = int(rng.integers(3, 8))
    cmap = str(choice(rng, ('viridis', 'Blues', 'Reds', 'YlOrRd', 'Greens', 'Purples', 'RdBu', 'plasma', 'Oranges', 'YlGnBu', 'Set2')))
    centre = mini.smooth_noise(rng, 8, 8, 2)
    values = np.clip(centre.ravel()[rng.integers(64, size=count)] * .6 + .5 * rng.random(count) - .05, 0, .999)
    if rng.random() < .6:
        values = (np.floor(values * classes) + .5) / classes
    picture = mini.paint(values, cmap)[which]
    line = np.array(choice(rng, ((255, 255, 255), (60, 60, 60), (140, 140, 140))), np.uint8)
    picture[border < 1.1] = line
    picture[~inside] = 255
    rim = inside & ~(np.roll(inside, 1, 0) & np.roll(inside, 1, 1) & np.roll(inside, -1, 0) & np.roll(inside, -1, 1))
    picture[rim] = (70, 70, 70)
    look = stage_look(rng, 0)
    w = rng.uniform(320, 520)
    pen = Pen(rng, w + 96, w * height / width + 24, look)
    pen.paste(picture, 8, 12, w, w * height / width)
    label = choice(rng, domain.quantities).name
    legend = rng.random() < .5
    if legend:
        for k in range(classes):
            pen.rect(w + 14, 30 + k * 20, 16, 13, tuple(int(v) for v in mini.paint(np.array([(k + .5) / classes]), cmap)[0]), (90, 90, 90), .7)
            pen.text(w + 35, 36 + k * 20, f'{k * 20}-{k * 20 + 20}', 9.5, anchor='lm')
    else:
        _bar(pen, w + 22, 30, pen.height - 60, cmap, label)
    story = Story(rng, domain, 'regional choropleth', ('{quantity} (by|per|in each) (district|county|region|country|municipality|province|state)',)).set(quantity=label, n=number(classes))
    story.lead('{noun} of {quantity}.', '(Spatial|Regional|Geographic) (distribution|pattern|variation) of {quantity}.', '{quantity} (by|per) (region|county|country|district).')
    story.note('(Darker|Dark) (shades|colours) (mean|indicate|show) (higher|larger|lower) values.', 'The (legend|colour bar) is on the right.')
    if legend:
        story.note('There are {n} classes.')
    return story.finish(pen.done(), count=classes if legend else None, sides=True, colormap=cmap)


@kind('topographic map', 'map', ('topographic map', 'elevation map', 'contour map of elevation', 'digital elevation model', 'relief map', 'bathymetric map', 'bathymetry', 'shaded relief map', 'hillshade'), weight=.9)
def topography(rng, domain):
    domain = fitting(rng, domain, *EARTH)
    height, width = 170, int(rng.uniform(160, 250))
    level = mini.smooth_noise(rng, height, width, rng.uniform(2, 5), 6)
    wet = rng.random() < .4
    cmap = str(choice(rng, ('Blues_r', 'ocean', 'viridis', 'YlGnBu_r') if wet else ('terrain', 'gist_earth', 'gray', 'YlOrBr', 'viridis', 'Greens_r', 'copper')))
    shade = rng.random() < .5
    picture = mini.paint(level * .85 + (.1 if cmap != 'terrain' else .2) * (1 - level), cmap).astype(float)
    if shade:
        gy, gx = np.gradient(level * 60)
        picture *= np.clip(.85 + .28 * gx + .2 * gy, .35, 1.25)[..., None]
    lines = rng.random() < .55
    if lines:
        steps = int(rng.integers(8, 20))
        band = np.floor(level * steps)
        edge = (band != np.roll(band, 1, 0)) | (band != np.roll(band, 1, 1))
        edge[0], edge[:, 0] = False, False
        if rng.random() < .35:
            picture[:] = 255
        picture[edge] = choice(rng, ((60, 50, 40), (130, 90, 60), (20, 20, 20)))
    look = stage_look(rng, 0)
    w = rng.uniform(340, 540)
    pen = Pen(rng, w + 130, w * height / width + 44, look)
    x, y, h = 46, 10, w * height / width
    pen.paste(np.clip(picture, 0, 255).astype(np.uint8), x, y, w, h)
    pen.rect(x, y, w, h, None, look.ink, 1)
    frame(pen, rng, x, y, w, h)
    word = 'depth' if wet else 'elevation'
    _bar(pen, x + w + 14, y + h * .1, h * .8, cmap, f'{word} (m)')
    arrow = rng.random() < .4
    if arrow:
        north(pen, x + w - 20, y + 44)
    basin = rng.random() < .25
    name, tone = colours.pick(rng, 1, ('red', 'black', 'blue'))[0]
    if basin:
        t = np.linspace(0, 2 * np.pi, 40)
        r = .3 + .05 * np.sin(3 * t) + .03 * np.cos(7 * t + 1)
        pen.line([(x + w * (.5 + a * math.cos(b)), y + h * (.5 + a * math.sin(b))) for a, b in zip(r, t)], tone, 2)
    story = Story(rng, domain, 'topographic map', ('the (catchment|basin|study area|mountain range|valley|island|volcano|region)',) if not wet else ('the (seafloor|bay|lake|shelf|fjord|estuary)',)).set(quantity=word, c=name)
    story.named(*(('bathymetric map', 'bathymetry') if wet else ('topographic map', 'elevation map', 'digital elevation model', 'relief map')), *(('contour map of elevation',) if lines and not wet else ()), *(('shaded relief map', 'hillshade') if shade else ()))
    story.lead('(Topography|Elevation|Relief|Digital elevation model) of {subject}.' if not wet else '(Bathymetry|Water depth|Depth) of {subject}.', '(Elevation|Height) map (derived from|of) (LiDAR|satellite data|the survey).' if not wet else '(Map of|) (water depth|bathymetry) (in|of) {subject}.')
    story.note('Colours show {quantity}.', 'The colour bar (is on the right|on the right gives {quantity} in metres).')
    if lines:
        story.note('Contour lines (are drawn|show {quantity}).', 'The contour interval is (10|20|50|100) m.')
    if shade:
        story.note('(Hillshade|Shading) (is overlaid|from the north-west).')
    if basin:
        story.note('The {c} (line|outline) (marks|is) the (boundary|catchment|watershed|study area).')
    return story.finish(pen.done(), colours=[name] if basin else (), sides=True, colormap=cmap)
