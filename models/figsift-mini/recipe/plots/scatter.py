"""Points."""

import numpy as np

from recipe.plots import colours
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


def cloud(p, n, centre=None, spread=None, correlation=None):
    """n points in about 0..1, [2, n]."""
    centre = (p.uniform(0.25, 0.75), p.uniform(0.25, 0.75)) if centre is None else centre
    spread = p.uniform(0.05, 0.2) if spread is None else spread
    r = p.uniform(-0.95, 0.95) if correlation is None else correlation
    a, b = p.rng.normal(0, 1, (2, n))
    return np.array([centre[0] + spread * a, centre[1] + spread * (r * a + np.sqrt(1 - r * r) * b)])


SCATTER = 'scatterplot; scatter diagram; scatter graph; point cloud; plot; dot plot'


@chart('scatter plot', 'scatter', SCATTER, aspect=(0.9, 1.5), weight=2)
def scatter(p):
    x, y = p.x(), p.y()
    n = p.count(12, 60) if p.chance(0.5) else p.count(100, 2500)
    s = p.series(1, lined=False, marked=True)[0]
    r = p.uniform(-0.95, 0.95)
    a, b = cloud(p, n, correlation=r)
    p.ax.scatter(p.span(x, a.clip(-0.2, 1.5)), p.span(y, b.clip(-0.2, 1.5)),
        s=p.uniform(4, 40) if n < 100 else p.uniform(1, 9), color=s.colour, marker=s.marker,
        alpha=p.pick((1, 0.7, 0.4)), label=s.name, linewidths=0.8)
    p.labels(x, y)
    p.legend(0.15)
    return Facts([p.relation(y, x) for _ in range(3)],
        [p.say('(Each|Every) (point|dot|symbol|marker) (is|represents|corresponds to) one of (the|{n}) {e}', n=str(n),
        e=p.domain.entities), p.say('<c:{c}> <m:{m}> (are|show|mark) {e}', c=s.word.capitalize(), m=s.marker_word,
        e=p.domain.entities),
        p.say('(Pearson|Spearman) correlation r = {r}', r=f'{r:.2f}'),
            p.say('There is a (weak|strong|clear|significant) <t:{t}> correlation',
            t='positive' if r > 0 else 'negative')], attributes={'colours': [colours.base_name(s.colour)], 'series': 1})


@chart('scatter plot with groups', 'scatter', SCATTER + '; grouped scatter plot; clusters', aspect=(0.9, 1.5), weight=2)
def clusters(p):
    k = p.count(2, 6)
    series = p.series(k, lined=False, marked=True)
    embed = p.chance(0.3)
    x, y = p.x(), p.y()
    for s in series:
        a, b = cloud(p, p.count(8, 40) if p.chance(0.4) else p.count(60, 300),
            (p.uniform(0.1, 0.9), p.uniform(0.1, 0.9)), p.uniform(0.04, 0.13))
        p.ax.scatter(a if embed else p.span(x, a), b if embed else p.span(y, b), s=p.uniform(4, 45), color=s.colour,
            marker=s.marker, alpha=p.uniform(0.5, 1), label=s.name, lw=0.7)
    method = p.pick(('PCA', 't-SNE', 'UMAP', 'MDS', 'LDA', 'PCoA'))
    if embed:
        names = (f'{method} 1', f'{method} 2') if p.chance(0.6) else (f'PC1 ({p.count(25, 70)}%)',
            f'PC2 ({p.count(8, 24)}%)')
        p.labels(*names)
    else:
        p.labels(x, y)
    p.legend(0.9)
    subjects = [p.say('{m} (projection|embedding|plot|scores|ordination) of {e}', m=method, e=p.domain.entities),
        p.say('{e} in the space of the first two (principal components|dimensions)',
        e=p.domain.entities)] if embed else [p.relation(y, x), p.relation(y, x)]
    return Facts(subjects + [p.say('clusters of {e}', e=p.domain.entities)],
        [p.say('(Points|Dots|Symbols|Markers) are (coloured|colored|colour-coded) by (group|class|type|cluster|condition)'),
        p.say('{n} (clusters|groups|classes) are (visible|shown|separated|distinguished)', n=p.number(k))], series,
        thing='points')


@chart('scatter plot with regression line', 'scatter',
    SCATTER + '; regression plot; linear regression; scatter plot with fit; calibration curve', aspect=(0.9, 1.5),
    weight=1.6)
def regression(p):
    x, y = p.x(), p.y()
    k = p.pick((1, 1, 2, 3))
    series = p.series(k, lined=False, marked=True)
    law = p.pick(('linear', 'linear', 'quadratic', 'power-law', 'exponential'))
    r2 = 1.0
    for s in series:
        n = p.count(8, 40) if p.chance(0.6) else p.count(80, 500)
        u = np.sort(p.rng.uniform(0.05, 0.95, n))
        bend = {'linear': 1, 'quadratic': 2, 'power-law': 0.6, 'exponential': 1.6}[law]
        up = p.uniform(-0.8, 0.8)
        fit = lambda v: 0.5 + up * (v**bend - 0.5)
        noise = p.uniform(0.02, 0.12)
        r2 = 1 - noise**2 / (noise**2 + (up * 0.3) ** 2)
        p.ax.scatter(x.low + (x.high - x.low) * u, y.low + (y.high - y.low) * (fit(u) + p.rng.normal(0, noise, n)),
            s=p.uniform(6, 40), color=s.colour, marker=s.marker, alpha=p.uniform(0.4, 1), label=s.name, lw=0.7)
        grid = np.linspace(0, 1, 60)
        line = s.colour if k > 1 or p.chance(0.4) else p.pick((p.ink, '#d62728', p.ink))
        p.ax.plot(x.low + (x.high - x.low) * grid, y.low + (y.high - y.low) * fit(grid), color=line,
            ls=p.pick(('-', '--')), label='fit' if k == 1 else None)
        if p.chance(0.35):
            p.ax.fill_between(x.low + (x.high - x.low) * grid, y.low + (y.high - y.low) * (fit(grid) - noise * 0.8),
                y.low + (y.high - y.low) * (fit(grid) + noise * 0.8), color=line, alpha=0.2, lw=0)
    if p.chance(0.4):
        p.ax.text(0.05, 0.92, p.pick((f'R$^2$ = {r2:.2f}', f'y = {p.uniform(-2, 2):.2f}x + {p.uniform(0, 5):.2f}',
            f'r = {r2**.5:.2f}, p < 0.001')), transform=p.ax.transAxes)
    p.labels(x, y)
    p.legend(0.6)
    line_colour = colours.base_name(line)
    return Facts([p.relation(y, x) + p.say('( with (fitted|regression|best-fit|trend) (line|lines|curve)|)')
        for _ in range(3)], [p.say('The <c:{c}> line (is|shows|represents) the (best|least-squares|{l}|regression) fit',
        c=line_colour, l=law), p.say('(Lines|Curves) are {l} fits [to the data]', l=law),
        p.say('R2 = {r}', r=f'{r2:.2f}'),
        p.say('(Coefficient of determination|Goodness of fit|Slope and intercept) (is|are) given in the (panel|text|legend)'),
        p.say('Shaded (area|band|region) (is|shows) the 95% confidence interval [of the regression]')],
            series if k > 1 else [],
            attributes={'colours': list(dict.fromkeys([*map(lambda s: colours.base_name(s.colour), series),
            line_colour])), 'series': k})


@chart('predicted versus measured', 'scatter', 'parity plot; scatter plot; one-to-one plot; agreement plot; cross plot',
    aspect=(0.9, 1.15))
def parity(p):
    y = p.y()
    k = p.pick((1, 1, 2, 3))
    series = p.series(k, lined=False, marked=True)
    for s in series:
        u = p.rng.uniform(0.05, 0.95, p.count(20, 400))
        p.ax.scatter(y.low + (y.high - y.low) * u, y.low + (y.high - y.low) * (u + p.rng.normal(0, p.uniform(0.01, 0.1),
            u.size)), s=p.uniform(4, 30), color=s.colour, marker=s.marker, alpha=p.uniform(0.4, 1), label=s.name,
            lw=0.7)
    p.ax.plot([y.low, y.high], [y.low, y.high], p.pick(('k--', 'k-', 'r-', 'r--')) if p.ink == 'black' else '--', lw=1)
    a, b = p.pick((('Measured', 'Predicted'), ('Observed', 'Simulated'), ('True', 'Predicted'),
        ('Reference', 'Estimated'), ('Experiment', 'Model'), ('DFT', 'ML')))
    p.labels(f'{a} {y.name}', f'{b} {y.name}')
    p.legend(0.5)
    a, b = a.lower(), b.lower()
    return Facts([p.say('{b} (versus|vs.|against) {a} {y}', a=a, b=b, y=y.name),
        p.say('comparison (of|between) {a} and {b} {y}', a=a, b=b, y=y.name),
        p.say('agreement between {b} and {a} {y}', a=a, b=b, y=y.name),
        p.say('{b} {y} compared (to|with) {a} values', a=a, b=b, y=y.name)],
        [p.say('The <d:dashed> line (is|marks|indicates) (the identity|perfect agreement|the 1:1 line|the one-to-one line|y = x|the diagonal)'),
            p.say('RMSE = {v}, R2 = {r}', v=f'{p.uniform(0.01, 5):.2f}', r=f'{p.uniform(0.6, 0.99):.2f}'),
            'Points on the diagonal are perfectly predicted'], series if k > 1 else [])


@chart('bubble chart', 'scatter', 'bubble plot; scatter plot', aspect=(1, 1.6))
def bubbles(p):
    x, y = p.x(), p.y()
    z, _ = p.y(), 0
    k = p.pick((1, 3, 4))
    series = p.series(k, lined=False)
    for s in series:
        n = p.count(6, 25)
        p.ax.scatter(p.span(x, p.rng.random(n)), p.span(y, p.rng.random(n)), s=p.rng.gamma(1.2, p.uniform(60, 260), n),
            color=s.colour, alpha=p.uniform(0.35, 0.8), edgecolors=p.pick(('white', 'black', 'none')), label=s.name)
    p.labels(x, y)
    p.legend(0.7, markerscale=0.5)
    return Facts([p.relation(y, x), p.relation(y, x), p.say('{y}, {x} and {z} of {e}', x=x.name, y=y.name, z=z.name,
        e=p.domain.entities)],
        [p.say('(Bubble|Circle|Symbol|Marker) (size|area) (is proportional to|indicates|scales with|represents|encodes) {z}',
        z=z.name), p.say('Larger (bubbles|circles|symbols) (mean|indicate) <t:higher> {z}', z=z.name)],
        series if k > 1 else [], thing='bubbles')


@chart('scatter plot coloured by a value', 'scatter', SCATTER + '; colour-coded scatter plot', aspect=(1, 1.7),
    weight=1.4)
def coloured(p):
    x, y = p.x(), p.y()
    z = p.y()
    n = p.count(60, 2000)
    a, b = cloud(p, n, spread=p.uniform(0.1, 0.3))
    value = {0: a, 1: b, 2: p.rng.random(n), 3: np.hypot(a - 0.5, b - 0.5)}[p.count(0, 3)]
    cmap = p.cmap()
    shown = p.ax.scatter(p.span(x, a), p.span(y, b), c=p.span(z, (value - value.min()) / np.ptp(value)),
        s=p.uniform(4, 30), cmap=cmap, alpha=p.uniform(0.6, 1), lw=0)
    p.colorbar(shown, z)
    p.labels(x, y)
    return Facts([p.relation(y, x), p.relation(y, x), p.say('{y} vs. {x} (coloured|colored|colour-coded) by {z}',
        x=x.name, y=y.name, z=z.name)],
        p.map_details(z.name, cmap) + [p.say('Points are (coloured|colored) (by|according to) {z}', z=z.name)],
        colormap=cmap)


@chart('scatter plot with error bars', 'scatter', SCATTER + '; data points with error bars', aspect=(1, 1.6))
def error_points(p):
    x, y = p.x(), p.y()
    k = p.count(1, 3)
    series = p.series(k, lined=False, marked=True)
    for s in series:
        n = p.count(6, 30)
        u = np.sort(p.rng.uniform(0, 1, n))
        v = p.shape(n)[0] + p.rng.normal(0, 0.06, n)
        scale = y.high - y.low
        p.ax.errorbar(x.low + (x.high - x.low) * u, y.low + scale * v, yerr=scale * p.rng.uniform(0.02, 0.12, n),
            xerr=(x.high - x.low) * 0.02 if p.chance(0.3) else None, fmt=s.marker, color=s.colour, ms=p.uniform(2, 7),
            capsize=p.pick((0, 2, 4)), elinewidth=p.uniform(0.5, 1.5), label=s.name)
    p.labels(x, y)
    p.legend(0.7)
    return Facts([p.relation(y, x) for _ in range(3)],
        [p.say('(Error|Vertical) bars (are|represent|denote|show|indicate) (one standard deviation|standard errors|95% confidence intervals|1 sigma uncertainties|the standard error of the mean|measurement uncertainty)'),
        p.say('Symbols are measurements with uncertainties')], series, thing='points')


@chart('hexbin plot', 'density',
    'hexagonal binning; hexbin; density plot; two-dimensional histogram; binned scatter plot', aspect=(1, 1.5))
def hexbin(p):
    x, y = p.x(), p.y()
    cmap = p.cmap()
    a, b = np.concatenate([cloud(p, 2500, spread=p.uniform(0.05, 0.2)) for _ in range(p.count(1, 3))], axis=1)
    shown = p.ax.hexbin(x.low + (x.high - x.low) * a, y.low + (y.high - y.low) * b, gridsize=p.count(14, 34), cmap=cmap,
        bins='log' if p.chance(0.4) else None, mincnt=1 if p.chance(0.5) else None)
    p.colorbar(shown, p.pick(('Count', 'Number of ' + p.entities(), 'log10(N)', 'Density')))
    p.labels(x, y)
    return Facts([p.say('density of {e} in the plane of {x} and {y}', e=p.domain.entities, x=x.name, y=y.name),
        p.relation(y, x), p.say('joint distribution of {x} and {y}', x=x.name, y=y.name)],
        p.map_details(p.say('(the number of {e}|counts per bin|point density)', e=p.domain.entities),
        cmap) + ['Hexagonal bins are coloured by count'], colormap=cmap)


@chart('two-dimensional histogram', 'density',
    '2D histogram; density map; bivariate histogram; joint histogram; density plot', aspect=(1, 1.5))
def histogram2d(p):
    x, y = p.x(), p.y()
    cmap = p.cmap()
    a, b = np.concatenate([cloud(p, 3000, spread=p.uniform(0.05, 0.2)) for _ in range(p.count(1, 3))], axis=1)
    counts, *_ = np.histogram2d(b, a, p.count(20, 70), ((0, 1), (0, 1)))
    if p.chance(0.4):
        counts = np.log10(1 + counts)
    if p.chance(0.5):
        counts = np.where(counts > 0, counts, np.nan)
    shown = p.ax.imshow(counts, origin='lower', extent=(x.low, x.high, y.low, y.high), aspect='auto', cmap=cmap,
        interpolation='nearest')
    p.ax.grid(False)
    p.colorbar(shown, p.pick(('Count', 'Density', 'Number of points', 'log10 counts')))
    p.labels(x, y)
    return Facts([p.say('joint distribution of {x} and {y}', x=x.name, y=y.name),
        p.say('density of {e} (as a function of|over) {x} and {y}', e=p.domain.entities, x=x.name, y=y.name),
        p.relation(y, x)], p.map_details('the number of points per bin', cmap), colormap=cmap)


@chart('density contours of points', 'density',
    'kernel density estimate; 2D KDE; contour plot; density contours; bivariate density', aspect=(1, 1.4))
def kde2d(p):
    x, y = p.x(), p.y()
    k = p.count(1, 3)
    series = p.series(k, lined=False)
    grid = np.linspace(0, 1, 50)
    gx, gy = np.meshgrid(grid, grid)
    for s in series:
        c, w, r = (p.uniform(0.25, 0.75), p.uniform(0.25, 0.75)), p.uniform(0.07, 0.17), p.uniform(-0.7, 0.7)
        dx, dy = (gx - c[0]) / w, (gy - c[1]) / w
        z = np.exp(-(dx**2 - 2 * r * dx * dy + dy**2) / (2 * (1 - r * r))) * (1 + 0.4 * p.smooth_noise((50, 50)))
        area = (x.low + (x.high - x.low) * gx, y.low + (y.high - y.low) * gy, z)
        (p.ax.contourf if p.chance(0.3) and k == 1 else p.ax.contour)(*area, levels=p.count(3, 9),
            colors=[s.colour] if k > 1 else None, cmap=p.cmap() if k == 1 else None, linewidths=p.uniform(0.6, 2))
        if p.chance(0.5):
            a, b = cloud(p, 150, c, w, r)
            p.ax.scatter(x.low + (x.high - x.low) * a, y.low + (y.high - y.low) * b, s=3, color=s.colour, alpha=0.6,
                lw=0)
        p.ax.plot([], [], color=s.colour, label=s.name)
    p.labels(x, y)
    p.legend(0.6 if k > 1 else 0)
    return Facts([p.say('(joint|bivariate) (distribution|density|posterior) of {x} and {y}', x=x.name, y=y.name),
        p.say('{y} and {x} of {e}', x=x.name, y=y.name, e=p.domain.entities), p.relation(y, x)],
        [p.say('Contours (enclose|contain|mark|show) (68% and 95% of the (points|probability|{e})|equal density|the 1, 2 and 3 sigma regions)',
        e=p.domain.entities)], series if k > 1 else [], thing='contours')
