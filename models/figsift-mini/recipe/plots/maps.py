"""Maps of places that do not exist: coasts, graticules, stations, tracks, tiles."""

import numpy as np

from recipe.plots import colours
from recipe.plots.earth import land_mask, roughened
from recipe.plots.panel import Facts
from recipe.plots.registry import chart

MAP = 'map; geographic map; location map; study area map'


def terrain(p, n=90, m=130):
    """Elevation noise and land mask [n, m]; continents when seen from far, coasts when near."""
    z = p.smooth_noise((n, m), p.uniform(1.7, 2.3))
    level = np.quantile(z, p.uniform(0.3, 0.7))
    return z, z > level, level


def box(p, world):
    if world:
        return -180, 180, -90, 90
    lon, lat, w = p.uniform(-170, 150), p.uniform(-60, 60), p.uniform(0.5, 30)
    return lon, lon + w, lat, lat + w * 0.7


def ground(p, b, z, land, level, style=None):
    """Draws land and sea."""
    style = style or p.pick(('fill', 'line', 'relief', 'grey'))
    p.ax.grid(False)
    if b[1] - b[0] == 360:
        sea, soil = p.pick((('#cfe8f5', '#e8e2d0'), ('#a6cee3', '#b2df8a'), ('white', '#dddddd'),
            ('#6baed6', '#f5deb3'), ('white', '#bbbbbb'), ('white', 'none')))
        p.ax.set_facecolor(sea)
        for outline in roughened(p.rng):
            p.ax.fill(*outline.T, facecolor=soil, edgecolor=p.pick(('black', '#666666')), lw=0.5)
        return
    lon, lat = np.linspace(b[0], b[1], z.shape[1]), np.linspace(b[2], b[3], z.shape[0])
    if style == 'fill':
        p.ax.contourf(lon, lat, z, [-1, level, 2], colors=p.pick((('#cfe8f5', '#e8e2d0'), ('#a6cee3', '#b2df8a'),
            ('white', '#dddddd'), ('#6baed6', '#f5deb3'), ('#d4dadc', '#fafaf8'))))
    elif style == 'grey':
        p.ax.contourf(lon, lat, z, [level, 2], colors=['#bbbbbb'])
    elif style == 'relief':
        p.ax.imshow(np.where(land, z, level - 0.3 * (level - z)), extent=b, origin='lower',
            cmap=p.pick(('terrain', 'gist_earth', 'terrain', 'gray')), aspect='auto', interpolation='bilinear')
    p.ax.contour(lon, lat, z, [level], colors=p.pick(('black', '#444444', '#888888')), linewidths=p.uniform(0.4, 1.1))
    if p.chance(0.35):
        p.ax.grid(True, color='gray', lw=0.4, ls=p.pick(('--', ':')))


def finish_map(p, b):
    p.ax.set(xlim=b[:2], ylim=b[2:])
    if p.chance(0.75):
        p.labels(p.pick(('Longitude', 'Longitude (°E)', 'lon', None)),
            p.pick(('Latitude', 'Latitude (°N)', 'lat', None)))
    else:
        p.ax.set_xticks([])
        p.ax.set_yticks([])
    if p.chance(0.25):
        x = b[0] + 0.08 * (b[1] - b[0])
        y = b[2] + 0.07 * (b[3] - b[2])
        p.ax.plot([x, x + 0.18 * (b[1] - b[0])], [y, y], color='black', lw=3)
        p.ax.text(x, y, f'{p.pick((1, 5, 10, 50, 100, 500))} km', va='bottom', fontsize=8)
    if p.chance(0.2):
        p.ax.annotate('N', (0.95, 0.95), (0.95, 0.82), xycoords='axes fraction', ha='center',
            arrowprops={'arrowstyle': '<-'})


def where(p, world):
    return p.pick(('the globe', 'the world', 'the global ocean', 'all continents',
        'the Earth')) if world else p.pick(('the study area', 'the region', 'the basin', 'the coast', 'the country',
        'northern Europe', 'the catchment', 'the bay', 'the island', 'the city', 'East Africa', 'western North America',
        'the Mediterranean', 'Australia', 'China', 'the Alps', 'Brazil'))


HOME = 'climate;geoscience;remote sensing;ecology;economics;medicine;energy;energy;astronomy;networks'


@chart('global field map', 'map', 'global field map; world map; global map; map; map of the world', family='map',
    aspect=(1.5, 2.2), home=HOME, weight=1.6)
def world_map(p):
    outlines = roughened(p.rng)
    b = box(p, True)
    q = p.y()
    cmap = p.cmap(p.chance(0.5))
    f = p.smooth_noise((80, 160), 2.0) + p.uniform(-1, 1) * np.cos(np.linspace(-np.pi / 2, np.pi / 2, 80))[:, None]
    only_land = p.chance(0.3)
    values = q.low + (q.high - q.low) * (f - f.min()) / np.ptp(f)
    if only_land:
        land = land_mask(outlines, 80, 160)
        values = np.where(land != p.chance(0.3), values, np.nan)
    p.ax.grid(False)
    smooth = p.chance(0.3) and not only_land
    lon, lat = np.linspace(-180, 180, 160), np.linspace(-90, 90, 80)
    shown = p.ax.contourf(lon, lat, values, 12, cmap=cmap) if smooth else p.ax.imshow(values, extent=b, origin='lower',
        cmap=cmap, aspect='auto')
    for outline in outlines:
        p.ax.plot(*outline.T, color='black', lw=0.6)
    if p.chance(0.3):
        p.ax.grid(True, color='gray', lw=0.4, ls='--')
    p.colorbar(shown, q)
    finish_map(p, b)
    return Facts([p.say('(global|annual mean|seasonal mean|mean|simulated|observed|projected|worldwide) {q}', q=q.name),
        p.say('(global|spatial|geographic|geographical) distribution of {q}', q=q.name),
        p.say('(change|changes|trend|trends|differences|bias) in {q} (over the globe|between two periods|across the world)',
        q=q.name), p.say('{q} (around|over|across) (the globe|the world|all continents)', q=q.name)],
        p.map_details(q.name, cmap) + ['Coastlines are drawn in black', 'White areas have no data',
        'Equirectangular projection'], colormap=cmap)


@chart('regional map of a field', 'map', 'map; regional map; spatial map; contour map', family='map', aspect=(1.0, 1.7),
    home=HOME, weight=1.6)
def regional(p):
    z, land, level = terrain(p)
    b = box(p, False)
    q = p.y()
    cmap = p.cmap(p.chance(0.3))
    f = p.smooth_noise(z.shape, 1.8)
    values = q.low + (q.high - q.low) * f
    values = np.where(land if p.chance(0.5) else ~land, values, np.nan) if p.chance(0.5) else values
    lon, lat = np.linspace(b[0], b[1], z.shape[1]), np.linspace(b[2], b[3], z.shape[0])
    p.ax.grid(False)
    shown = p.ax.imshow(values, extent=b, origin='lower', cmap=cmap, aspect='auto')
    p.ax.contour(lon, lat, z, [level], colors='black', linewidths=0.9)
    arrows = p.chance(0.25)
    if arrows:
        v, u = np.gradient(p.smooth_noise(z.shape, 2.2))
        p.ax.quiver(lon[::9], lat[::9], -v[::9, ::9], u[::9, ::9], color=p.pick(('black', 'white')))
    if p.chance(0.3):
        n = p.count(4, 30)
        p.ax.plot(p.rng.uniform(b[0], b[1], n), p.rng.uniform(b[2], b[3], n), p.pick(('k^', 'ro', 'w.', 'k.')), ms=5)
    p.colorbar(shown, q)
    finish_map(p, b)
    place = where(p, False)
    return Facts([p.say('{q} (over|in|across|around) {w}', q=q.name, w=place),
        p.say('spatial (distribution|pattern|variability) of {q} (in|over) {w}', q=q.name, w=place),
        p.say('(mean|interpolated|gridded|simulated) {q} (for|over) {w}', q=q.name, w=place)],
        p.map_details(q.name, cmap) + ['Arrows show the mean flow' if arrows else 'The coastline is drawn in black',
        p.say('(Triangles|Dots|Symbols) are stations')], colormap=cmap)


@chart('sampling map', 'map', MAP + '; sampling map; sampling locations; station map; site map', family='map',
    aspect=(1.0, 1.7), home=HOME, weight=1.5)
def stations(p):
    z, land, level = terrain(p)
    world = p.chance(0.3)
    b = box(p, world)
    ground(p, b, z, land, level)
    series = p.series(p.count(1, 4), lined=False, marked=True)
    sized = p.chance(0.3)
    for s in series:
        where_to = (land_mask(roughened(p.rng), *land.shape) if world else land)
        rows, columns = np.nonzero(where_to if p.chance(0.7) else ~where_to)
        n = min(rows.size, p.count(6, 120))
        at = p.rng.choice(rows.size, n, replace=False)
        x = b[0] + (b[1] - b[0]) * columns[at] / z.shape[1]
        y = b[2] + (b[3] - b[2]) * rows[at] / z.shape[0]
        p.ax.scatter(x, y, s=p.rng.gamma(1.5, 25, n) if sized else p.uniform(8, 50), color=s.colour, marker=s.marker,
            edgecolors=p.pick((None, 'black', 'white')) if s.marker not in 'x+' else None, lw=0.6, label=s.name,
            alpha=0.85, zorder=4)
    if p.chance(0.25):
        x0, y0 = p.rng.uniform(0.1, 0.5, 2)
        w, h = b[1] - b[0], b[3] - b[2]
        p.ax.plot(b[0] + w * np.array([x0, x0 + 0.3, x0 + 0.3, x0, x0]),
            b[2] + h * np.array([y0, y0, y0 + 0.3, y0 + 0.3, y0]), color='red', lw=1.5)
    finish_map(p, b)
    p.legend(0.8)
    place = where(p, world)
    return Facts([p.say('(location|locations|positions|distribution) of {e} (in|across|around) {w}',
        e=p.domain.entities, w=place),
        p.say('(stations|sampling sites|study sites|monitoring stations|epicentres|field sites|sites) (in|across) {w}',
        w=place), p.say('(study area|study region) (and|with) {e}', e=p.domain.entities),
        p.say('(geographic|spatial|geographical) distribution of {e}', e=p.domain.entities)],
        [p.say('<c:{c}> <m:{m}> are {n}', c=series[0].word.capitalize(), m=series[0].marker_word, n=series[0].name),
            'The red box marks the study area', 'Symbol size is proportional to the value' if sized
            else 'Symbols mark the stations', 'North is up'], series, thing='symbols')


@chart('track map', 'map', MAP + '; track map; trajectories on a map; route map; ground track', family='map',
    aspect=(1.1, 1.9), home=HOME)
def tracks(p):
    z, land, level = terrain(p)
    world = p.chance(0.4)
    b = box(p, world)
    ground(p, b, z, land, level)
    n = p.count(1, 25)
    palette, _ = colours.ramp(p.rng, max(n, 2))
    c, word = p.colour()
    many = p.chance(0.5)
    w, h = b[1] - b[0], b[3] - b[2]
    orbit = world and p.chance(0.4)
    for i in range(n):
        u = np.linspace(0, 1, 120)
        if orbit:
            x, y = ((u * 3 + i / n) % 1), 0.5 + 0.4 * np.sin(2 * np.pi * 3 * 1.03 * u)
            p.ax.plot(b[0] + w * x, b[2] + h * y, '.', ms=2, color=palette[i] if many else c)
            continue
        heading = p.uniform(0, 6.28) + np.cumsum(p.rng.normal(0, 0.12, 120))
        x = p.uniform(0.1, 0.9) + np.cumsum(np.cos(heading)) * 0.005
        y = p.uniform(0.1, 0.9) + np.cumsum(np.sin(heading)) * 0.005
        p.ax.plot(b[0] + w * x, b[2] + h * y, color=palette[i] if many else c, lw=p.uniform(0.6, 2))
        if n < 8:
            p.ax.plot(b[0] + w * x[0], b[2] + h * y[0], 'o', color=palette[i] if many else c, ms=5)
    finish_map(p, b)
    place = where(p, world)
    return Facts([p.say('(tracks|trajectories|paths|routes) of {e} (over|across|in) {w}',
        e=('ships', 'hurricanes', 'drifters', 'animals', 'aircraft', 'floats', 'birds', 'cyclones', 'vehicles',
        *p.domain.entities[:4]), w=place),
        p.say('(satellite ground track|storm tracks|cruise track|back-trajectories|migration routes|flight paths|drifter trajectories)'),
        p.say('movements of {n} {e}', n=p.number(n), e=p.domain.entities)],
        ['Dots mark the starting points', p.say('{n} tracks are shown', n=p.number(n)),
        p.say('Tracks are <c:{c}>', c=word) if not many else 'Colours distinguish tracks'],
        attributes={'series': n, **({} if many else {'colours': [colours.base_name(c)]})})


@chart('choropleth map', 'map', 'choropleth map; map; thematic map; district map; administrative map; map of countries',
    family='map', aspect=(0.9, 1.5), home=HOME + ';statistics;psychology', weight=1.3)
def choropleth(p):
    n = p.count(12, 80)
    seeds = p.rng.random((n, 2))
    size = 150
    x, y = np.meshgrid(np.linspace(0, 1, size), np.linspace(0, 1, size))
    wobble = 0.05 * (p.smooth_noise((size, size), 1.7) - 0.5), 0.05 * (p.smooth_noise((size, size), 1.7) - 0.5)
    d = (x + wobble[0])[..., None] - seeds[:, 0], (y + wobble[1])[..., None] - seeds[:, 1]
    region = (d[0] ** 2 + d[1] ** 2).argmin(-1)
    radius = 0.42 * (1 + 0.6 * (p.smooth_noise((size, size), 1.9) - 0.5))
    inside = np.hypot(x - 0.5, y - 0.5) < radius
    q = p.y()
    value = q.low + (q.high - q.low) * p.rng.beta(1.5, 2, n)
    classes = p.chance(0.4)
    cmap = p.cmap(p.chance(0.2))
    shade = value[region]
    if classes:
        edges = np.quantile(value, np.linspace(0, 1, p.count(4, 7)))
        shade = edges[np.clip(np.searchsorted(edges, shade) - 1, 0, len(edges) - 1)]
    p.ax.grid(False)
    shown = p.ax.imshow(np.where(inside, shade, np.nan), origin='lower', cmap=cmap, interpolation='nearest')
    border = (region != np.roll(region, 1, 0)) | (region != np.roll(region, 1, 1))
    edge = np.where(border & inside, 1.0, np.nan)
    p.ax.imshow(edge, origin='lower', cmap=p.pick(('gray', 'gray_r')), vmin=0, vmax=1.0, interpolation='nearest')
    p.ax.contour(inside.astype(float), [0.5], colors='black', linewidths=0.8)
    p.ax.set_axis_off()
    p.colorbar(shown, q)
    unit = p.pick(('county', 'district', 'region', 'municipality', 'country', 'state', 'province', 'census tract'))
    return Facts([p.say('{q} (by|per|in each) {u}', q=q.name, u=unit),
        p.say('(regional|geographic|spatial) (distribution|variation|differences) of {q}', q=q.name),
        p.say('{q} across {n} (regions|districts|counties|countries|provinces)', q=q.name, n=str(n))],
        p.map_details(q.name, cmap) + [p.say('Borders of each {u} are drawn', u=unit), 'Grey areas have no data'],
        colormap=cmap)


@chart('elevation map', 'map',
    'elevation map; digital elevation model; topographic map; relief map; hillshade; bathymetric map; shaded relief',
    family='map', aspect=(0.9, 1.7), home='geoscience;remote sensing;ecology;climate;energy;robotics', weight=1.2)
def elevation(p):
    z = p.smooth_noise((140, 180), p.uniform(1.6, 2.1))
    v, u = np.gradient(z)
    shade = np.clip(0.55 + 12 * (u - v), 0, 1)
    p.ax.grid(False)
    cmap = p.pick(('terrain', 'gist_earth', 'viridis', 'gray', 'YlGnBu_r', 'cividis'))
    ext = (0, p.pick((5, 20, 100)), 0, p.pick((5, 20, 80)))
    shown = p.ax.imshow(z * p.pick((300, 1200, 4000)), origin='lower', cmap=cmap, extent=ext, aspect='auto')
    if p.chance(0.6):
        p.ax.imshow(shade, origin='lower', cmap='gray', alpha=p.uniform(0.25, 0.5), extent=ext, aspect='auto')
    if p.chance(0.4):
        p.ax.contour(np.linspace(ext[0], ext[1], 180), np.linspace(ext[2], ext[3], 140), z, p.count(5, 14),
            colors='black', linewidths=0.4)
    river = p.chance(0.4)
    if river:
        at, path = [70, 5], []
        for _ in range(170):
            path.append(tuple(at))
            at = [int(np.clip(at[0] + p.pick((-1, 0, 1)), 0, 139)), at[1] + 1]
        path = np.array(path)
        p.ax.plot(ext[0] + (ext[1] - ext[0]) * path[:, 1] / 180, ext[2] + (ext[3] - ext[2]) * path[:, 0] / 140,
            color='blue', lw=1.3)
    p.colorbar(shown, p.pick(('Elevation (m)', 'Height (m)', 'Depth (m)', 'Altitude (m a.s.l.)')))
    p.labels(p.pick(('Easting (km)', 'x (km)', 'Longitude')), p.pick(('Northing (km)', 'y (km)', 'Latitude')))
    return Facts([p.say('the (study area|catchment|island|volcano|seafloor|landscape|watershed|valley)'),
        p.say('(topography|elevation|bathymetry|terrain) of the (study area|region|catchment|domain|site)'),
        'simulated landscape'], p.map_details('elevation', 'viridis' if cmap not in colours.MAP_WORDS
        else cmap)[:1] + ['The blue line is the river' if river else 'Contours are every 100 m',
        'Hillshading from the north-west'], colormap=cmap)


@chart('land cover map', 'map',
    'land cover map; classification map; land use map; classified image; habitat map; segmentation map', family='map',
    aspect=(0.9, 1.6), home='remote sensing;ecology;energy;geoscience', weight=0.9)
def land_cover(p):
    k = p.count(3, 8)
    series = p.series(k, lined=False)
    names = p.some(['forest', 'water', 'urban', 'cropland', 'grassland', 'wetland', 'bare soil', 'shrubland', 'snow',
        'road', 'vineyard', 'mangrove'], k)
    layers = np.array([p.smooth_noise((110, 140), p.uniform(1.0, 1.8)) for _ in range(k)])
    classes = layers.argmax(0)
    from matplotlib.colors import ListedColormap

    p.ax.grid(False)
    p.ax.imshow(classes, cmap=ListedColormap([s.colour for s in series]), interpolation='nearest', vmin=-0.5,
        vmax=k - 0.5)
    for s, name in zip(series, names):
        s.name = name
        p.ax.plot([], [], 's', color=s.colour, label=name, ms=8)
    p.ax.set_xticks([])
    p.ax.set_yticks([])
    p.legend(0.95)
    return Facts([p.say('(land cover|land use|vegetation|habitat) (classes|types|) (of|in) (the study area|the region|the catchment|the park)'),
        p.say('classification of (the|a) (satellite|Sentinel-2|Landsat|aerial) (image|scene)'),
        p.say('{n} (land cover|land use|habitat) classes', n=p.number(k))],
        [p.say('{a} is (shown in|) <c:{c}>', a=names[0], c=series[0].word),
        p.say('{n} classes are distinguished', n=p.number(k))], series, thing='area')
