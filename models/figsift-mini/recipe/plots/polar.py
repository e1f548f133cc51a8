"""Directions: polar axes, roses, radar charts, ternary diagrams."""

import numpy as np

from recipe.plots import colours
from recipe.plots.bars import categories
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


@chart('polar plot', 'polar', 'polar plot; radiation pattern; polar diagram; directivity pattern; angular distribution',
    projection='polar', aspect=(0.9, 1.3))
def polar(p):
    t = np.linspace(0, 2 * np.pi, 361)
    series = p.series(p.count(1, 4), marked=False)
    for s in series:
        k = p.count(1, 6)
        r = np.abs(np.cos(k * (t - p.uniform(0, 3)) / p.pick((1, 2)))) ** p.uniform(0.6, 4) + p.uniform(0.02,
            0.3) + (p.rng.normal(0, 0.03, t.size) if p.chance(0.3) else 0)
        p.ax.plot(t, r * p.uniform(0.6, 1), color=s.colour, ls=s.dash, label=s.name)
        if p.chance(0.2):
            p.ax.fill(t, r * 0.7, color=s.colour, alpha=0.25)
    if p.chance(0.5):
        p.ax.set_theta_zero_location('N')
    p.ax.tick_params(labelsize=8)
    if len(series) > 1 and p.chance(0.8):
        p.ax.legend(loc='lower left', bbox_to_anchor=(0.9, -0.1))
    y = p.y()
    return Facts([p.say('{y} (as a function of|versus|by) (angle|direction|azimuth|orientation)', y=y.name),
        p.say('(angular|directional) (dependence|distribution) of {y}', y=y.name),
        p.say('(radiation pattern|directivity|gain) of (the antenna|the array|the source|the sensor)')],
        ['Angles are in degrees', 'The radius is the normalised amplitude',
        p.say('{n} (patterns|curves) are shown', n=p.number(len(series)))], series)


@chart('wind rose', 'rose',
    'wind rose; rose diagram; polar histogram; circular histogram; directional histogram; angular histogram',
    projection='polar', aspect=(0.9, 1.3))
def rose(p):
    n = p.pick((8, 12, 16, 24, 36))
    t = np.arange(n) * 2 * np.pi / n
    share = 0.3 + sum(p.uniform(0.3, 1.5) * np.exp(p.uniform(1, 6) * (np.cos(t - p.uniform(0, 6.3)) - 1))
        for _ in range(p.count(1, 3)))
    stacked = p.chance(0.55)
    p.ax.set_theta_zero_location('N')
    p.ax.set_theta_direction(-1)
    cmap = p.cmap()
    c, word = p.colour()
    if stacked:
        k = p.count(3, 6)
        ramp, cmap = colours.ramp(p.rng, k, cmap)
        base = np.zeros(n)
        for i in range(k):
            part = share * p.uniform(0.1, 0.4)
            p.ax.bar(t, part, 2 * np.pi / n * 0.92, bottom=base, color=ramp[i], label=f'{i * 3}-{i * 3 + 3} m/s',
                lw=0.3, edgecolor=p.pick(('white', 'black')))
            base += part
        if p.chance(0.8):
            p.ax.legend(loc='lower left', bbox_to_anchor=(0.95, -0.05), fontsize=7)
    else:
        p.ax.bar(t, share, 2 * np.pi / n * p.uniform(0.8, 1), color=c, alpha=p.uniform(0.6, 1),
            edgecolor=p.pick(('white', 'black')))
        if p.chance(0.4):
            p.ax.annotate('', xy=(t[int(share.argmax())], share.max() * 0.8), xytext=(0, 0),
                arrowprops={'width': 1.5, 'headwidth': 8, 'color': 'red'})
    p.ax.tick_params(labelsize=8)
    return Facts([p.say('(wind speed and direction|wind directions|wind) at (the (site|station|mast)|{n} m height)',
        n=str(p.count(10, 120))), p.say('(directions|orientations|headings|azimuths|angles|phases) of {e}',
        e=p.domain.entities), p.say('(frequency|distribution) of (wind|flow|fracture|movement|fibre) directions')],
        ['North is up', p.say('The (radius|length of the bars) is the (frequency|percentage)'),
        'Colours are wind speed classes' if stacked else p.say('Bars are <c:{c}>', c=word),
        'The arrow is the mean direction', p.say('{n} sectors are used', n=str(n))], colormap=cmap if stacked else '')


@chart('radar chart', 'radar', 'radar chart; spider chart; radar plot; star plot; web chart', projection='polar',
    aspect=(0.9, 1.4))
def radar(p):
    k = p.count(3, 9)
    t = np.r_[np.arange(k), 0] * 2 * np.pi / k
    series = p.series(p.count(1, 5))
    for s in series:
        v = p.rng.uniform(0.25, 1, k)
        v = np.r_[v, v[0]]
        p.ax.plot(t, v, color=s.colour, ls=s.dash, label=s.name, marker=p.pick(('o', None)))
        if p.chance(0.7):
            p.ax.fill(t, v, color=s.colour, alpha=0.2)
    p.ax.set_theta_zero_location('N')
    p.ax.set_xticks(t[:-1], categories(p, k), fontsize=7.5)
    p.ax.set_yticks([0.25, 0.5, 0.75, 1], [''] * 4)
    p.ax.set_ylim(0, 1.05)
    if p.chance(0.8):
        p.ax.legend(loc='lower left', bbox_to_anchor=(0.92, -0.12))
    return Facts([p.say('{n} (criteria|metrics|dimensions|indicators|scores) (for|of) {e}', n=p.number(k),
        e=p.domain.entities),
        p.say('(comparison|performance|profile) of {e} (across|in|on) {n} (criteria|categories|metrics)',
        e=p.domain.entities, n=p.number(k))], ['Larger areas are better', 'All scores are normalised',
        p.say('{n} (polygons|profiles) are compared', n=p.number(len(series)))], series, thing='polygon')


@chart('ternary diagram', 'ternary',
    'ternary diagram; ternary plot; triangular diagram; ternary phase diagram; triangle plot; de Finetti diagram',
    aspect=(1.0, 1.3), home='materials;chemistry;geoscience;ecology;genomics;economics')
def ternary(p):
    h = np.sqrt(3) / 2
    xy = lambda a, b, c: (b + c / 2, c * h)
    p.ax.plot([0, 1, 0.5, 0], [0, 0, h, 0], color=p.ink, lw=1.5)
    for u in np.linspace(0.2, 0.8, 4) if p.chance(0.7) else ():
        for line in (((u, 1 - u, 0), (u, 0, 1 - u)), ((1 - u, u, 0), (0, u, 1 - u)), ((1 - u, 0, u), (0, 1 - u, u))):
            p.ax.plot(*zip(*(xy(*point) for point in line)), color='gray', lw=0.5, ls=p.pick(('-', ':')))
    names = p.some(p.domain.categories, 3)
    for name, (x, y), ha, va in zip(names, ((0, 0), (1, 0), (0.5, h)), ('right', 'left', 'center'),
        ('top', 'top', 'bottom')):
        p.ax.text(x, y, name, ha=ha, va=va, weight='bold')
    cmap, series = '', []
    if p.chance(0.4):
        cmap = p.cmap()
        pts = p.rng.dirichlet((1, 1, 1), 700)
        shown = p.ax.scatter(*xy(*pts.T), c=np.sin(4 * pts[:, 0]) + pts[:, 1], cmap=cmap, s=14, lw=0)
        p.colorbar(shown, p.y())
    else:
        series = p.series(p.count(1, 4), lined=False, marked=True)
        for s in series:
            pts = p.rng.dirichlet(p.rng.uniform(1, 12, 3), p.count(10, 60))
            p.ax.scatter(*xy(*pts.T), color=s.colour, marker=s.marker, s=p.uniform(8, 35), label=s.name)
        p.legend(0.8)
    p.ax.set_aspect('equal')
    p.ax.set_axis_off()
    return Facts([p.say('(composition|proportions|fractions) of {e}', e=p.domain.entities),
        p.say('(the (system|mixture)|{e}) in terms of {a}, {b} and {c}', a=names[0], b=names[1], c=names[2],
        e=p.domain.entities), p.say('{a}-{b}-{c} (system|compositions)', a=names[0], b=names[1], c=names[2])],
        ['Each corner is a pure component', 'Dots are samples', *(p.map_details('the measured value', cmap)[:2] if cmap
        else [])], series, colormap=cmap)


@chart('sky map', 'skymap', 'sky map; all-sky map; Mollweide projection; HEALPix map; Aitoff projection; full-sky map',
    projection='mollweide', aspect=(1.6, 2.1), home='astronomy;physics', small=False, family='map', weight=1.3)
def sky(p):
    lon, lat = np.meshgrid(np.linspace(-np.pi, np.pi, 110), np.linspace(-np.pi / 2, np.pi / 2, 56))
    kind = p.count(0, 2)
    cmap = p.cmap(p.chance(0.3))
    y = p.y()
    p.ax.grid(False)
    if p.chance(0.7):
        p.ax.grid(True, lw=0.5)
    series = []
    if kind < 2:
        z = p.smooth_noise((56, 110), p.uniform(0.7, 1.8)) + (1.5 * np.exp(-((lat / 0.15) ** 2)) if kind else 0)
        shown = p.ax.pcolormesh(lon, lat, z, cmap=cmap, shading='auto', rasterized=True)
        p.figure.colorbar(shown, ax=p.ax, orientation='horizontal', shrink=0.6, pad=0.07,
            label=p.pick((p.label(y), 'Temperature (µK)', 'Counts')))
    else:
        cmap = ''
        series = p.series(p.count(1, 3), lined=False, marked=True)
        for s in series:
            n = p.count(40, 500)
            p.ax.scatter(p.rng.uniform(-np.pi, np.pi, n), np.arcsin(p.rng.uniform(-1, 1, n)), s=p.uniform(2, 18),
                color=s.colour, marker=s.marker, label=s.name)
        u = np.linspace(-np.pi, np.pi, 200)
        if p.chance(0.5):
            p.ax.plot(u, 0.9 * np.sin(u + 0.6), color=p.ink, lw=1)
    p.ax.tick_params(labelsize=7)
    frame = p.pick(('galactic', 'equatorial', 'ecliptic'))
    return Facts([p.say('{e} (on the sky|over the whole sky|in {f} coordinates)', e=p.domain.entities, f=frame),
        p.say('(distribution|positions|density) of {e} (on the sky|across the sky)', e=p.domain.entities),
        p.say('(the cosmic microwave background|{y}|dust emission|the exposure|survey coverage|localization probability|hits) in {f} coordinates',
        y=y.name, f=frame)], [p.say('The map is in {f} coordinates', f=frame),
        'The Galactic plane runs through the centre', 'Mollweide projection',
        *(p.map_details(y.name, cmap) if cmap else ['The line is the Galactic plane'])], series, colormap=cmap)
