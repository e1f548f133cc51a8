"""How values spread: histograms, boxes, violins, cumulative curves, ridges."""

import numpy as np

from recipe.plots import colours
from recipe.plots.bars import categories, name_ticks
from recipe.plots.colours import base_name
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


def draws(p, n, spread=1.0):
    """n values of a random law, mostly in 0..1."""
    m, s = p.uniform(0.25, 0.7), p.uniform(0.05, 0.16) * spread
    return p.pick((lambda: p.rng.normal(m, s, n), lambda: p.rng.normal(m, s, n), lambda: p.rng.gamma(3, m / 5, n),
        lambda: np.r_[p.rng.normal(m * 0.6, s / 2, n // 2), p.rng.normal(m * 0.6 + 0.35, s / 2, n - n // 2)],
        lambda: p.rng.exponential(m / 2, n), lambda: p.rng.beta(2, 5, n)))()


def density(values, grid, width=None):
    """Gaussian kernel estimate by a histogram and a convolution, which is quicker than a sum over kernels."""
    width = width or 1.06 * values.std() * len(values) ** -0.2
    step = grid[1] - grid[0]
    counts = np.histogram(values, np.r_[grid - step / 2, grid[-1] + step / 2])[0]
    reach = np.arange(-60, 61) * step
    kernel = np.exp(-0.5 * (reach / max(width, step)) ** 2)
    return np.convolve(counts, kernel / kernel.sum(), 'same') / (len(values) * step)


@chart('histogram', 'histogram', 'histogram; frequency histogram; histogram plot; frequency distribution',
    aspect=(1.0, 1.8), weight=1.8)
def histogram(p):
    y = p.y()
    c, word = p.colour()
    v = y.low + (y.high - y.low) * draws(p, p.count(150, 4000))
    bins = p.count(8, 60)
    p.ax.hist(v, bins, color=c, edgecolor=p.pick((None, 'white', 'black')),
        histtype=p.pick(('bar', 'bar', 'bar', 'stepfilled', 'step')), density=p.chance(0.3), log=p.chance(0.1))
    details = [p.say('{n} (values|samples|observations|{e}) are (included|shown|binned)', n=str(p.count(50, 5000)),
        e=p.entities())]
    line = None
    if p.chance(0.3):
        line = p.pick(('red', 'black', 'blue'))
        p.ax.axvline(np.median(v), color=line, ls=p.pick(('--', '-', ':')))
        details.append(p.say('The <c:{l}> <s:vertical> line (is|marks|indicates) the (mean|median|threshold|true value|observed value)',
            l=line))
    details.append(p.say('<c:{c}> bars', c=word))
    p.labels(y, p.pick(('Count', 'Frequency', 'Number of ' + p.entities(), 'Density', 'Probability density', 'N')))
    return Facts([p.distribution(y) for _ in range(3)], details,
        attributes={'colours': list(dict.fromkeys([base_name(c)] + ([line] if line else []))), 'series': 1})


@chart('overlaid histograms', 'histogram', 'histograms; overlapping histograms; histogram; frequency distributions',
    aspect=(1.0, 1.8), weight=1.3)
def histograms(p):
    y = p.y()
    series = p.series(p.count(2, 4), lined=False)
    kind = p.pick(('bar', 'step', 'stepfilled', 'step'))
    for s in series:
        p.ax.hist(y.low + (y.high - y.low) * p.rng.normal(p.uniform(0.2, 0.8), p.uniform(0.05, 0.15),
            p.count(200, 1500)), p.count(15, 40), color=s.colour, alpha=p.uniform(0.4, 0.75) if kind != 'step' else 1,
            histtype=kind, label=s.name, lw=p.uniform(1, 2) if kind == 'step' else None, density=True)
    p.labels(y, p.pick(('Density', 'Frequency', 'Normalized counts', 'PDF')))
    p.legend(0.95)
    return Facts([p.distribution(y) for _ in range(2)] + [p.comparison(y, [s.name for s in series])],
        [p.say('{n} (distributions|histograms) are overlaid', n=p.number(len(series))),
        'All histograms are normalised to unit area'], series, thing='histogram')


@chart('histogram with fitted curve', 'histogram', 'histogram with fit; histogram; histogram with density curve',
    aspect=(1.0, 1.8))
def fitted(p):
    y = p.y()
    c, word = p.colour()
    m, s = p.uniform(0.3, 0.7), p.uniform(0.06, 0.15)
    span = y.high - y.low
    v = y.low + span * p.rng.normal(m, s, p.count(150, 3000))
    p.ax.hist(v, p.count(12, 45), density=True, color=c, alpha=p.uniform(0.4, 1),
        edgecolor=p.pick((None, 'white', 'black')))
    grid = np.linspace(v.min(), v.max(), 150)
    line = p.pick(('red', 'black', 'blue', 'orange', 'green'))
    p.ax.plot(grid, np.exp(-0.5 * ((grid - y.low - span * m) / (span * s)) ** 2) / (span * s * 2.5066), color=line,
        lw=2, ls=p.pick(('-', '-', '--')))
    p.labels(y, p.pick(('Probability density', 'Density', 'PDF', 'Frequency')))
    law = p.pick(('Gaussian', 'normal', 'log-normal', 'gamma', 'Weibull', 'Poisson', 'kernel density', 'theoretical',
        'beta'))
    return Facts([p.distribution(y) for _ in range(2)] + [p.say('{y} with a fitted {l} distribution', y=y.name, l=law)],
        [p.say('The <c:{c}> (line|curve) is (a|the) (fitted|best-fit|) {l} (distribution|density|fit)', c=line, l=law),
        p.say('<c:{a}> bars: data; <c:{c}> line: {l} fit', a=word.capitalize(), c=line, l=law),
        p.say('mean = {m}, standard deviation = {s}', m=f'{p.uniform(0, 50):.1f}', s=f'{p.uniform(0.1, 9):.2f}')],
        attributes={'colours': list(dict.fromkeys([base_name(c), line])), 'series': 2})


@chart('density curves', 'density curve',
    'kernel density estimates; density plot; KDE plot; probability density functions; smoothed distributions',
    aspect=(1.0, 1.9), weight=1.2)
def kde(p):
    y = p.y()
    series = p.series(p.count(1, 6), marked=False)
    grid = np.linspace(-0.3, 1.4, 240)
    for s in series:
        d = density(draws(p, 500), grid)
        p.ax.plot(y.low + (y.high - y.low) * grid, d, color=s.colour, ls=s.dash, label=s.name)
        if p.chance(0.6):
            p.ax.fill_between(y.low + (y.high - y.low) * grid, d, color=s.colour, alpha=0.25, lw=0)
    p.ax.set_ylim(bottom=0)
    p.labels(y, p.pick(('Density', 'Probability density', 'PDF')))
    p.legend(0.9)
    return Facts([p.distribution(y)
        for _ in range(2)] + [p.say('(posterior|prior and posterior|marginal|probability) (densities|density) of {y}',
        y=y.name)], [p.say('Kernel density estimates of {n} (groups|samples|posteriors)', n=p.number(len(series))),
        'Densities are normalised to unit area'], series, thing='curve')


@chart('box plot', 'box', 'boxplot; box plots; box-and-whisker plot; boxplots', aspect=(0.9, 2.0), weight=1.6)
def boxes(p):
    y = p.y()
    k = p.count(2, 12)
    names = categories(p, k)
    data = [y.low + (y.high - y.low) * draws(p, p.count(15, 120), 0.8) for _ in range(k)]
    filled = p.chance(0.65)
    flat = p.chance(0.12)
    parts = p.ax.boxplot(data, widths=p.uniform(0.35, 0.75), patch_artist=filled, vert=not flat, notch=p.chance(0.12),
        showmeans=p.chance(0.2), flierprops={'marker': p.pick(('o', '+', '.', 'x')), 'markersize': p.uniform(2, 6)},
        medianprops={'color': p.pick(('orange', 'black', 'red'))})
    many = p.chance(0.5)
    c, word = p.colour()
    if filled:
        for box, colour in zip(parts['boxes'], list(p.look['palette']) * 2):
            box.set_facecolor(colour if many else c)
    if p.chance(0.2):
        for i, values in enumerate(data):
            if not flat:
                p.ax.plot(i + 1 + p.rng.uniform(-0.12, 0.12, len(values)), values, '.', color=p.ink, ms=3, alpha=0.5)
    name_ticks(p, range(1, k + 1), names, flat)
    p.labels(*((y, None) if flat else (None, y)))
    facts = Facts([p.distribution(y), p.comparison(y, names), p.comparison(y, names)],
        [p.say('(Boxes (span|show|are)|The box spans) the (interquartile range|quartiles|25th to 75th percentile)'),
        p.say('(Whiskers|The whiskers) (extend to|reach|show|span) (1.5 times the interquartile range|the 5th and 95th percentiles|minimum and maximum)'),
        p.say('(Circles|Dots|Points|Crosses) are outliers'), 'The central line is the median',
        p.say('{n} (groups|boxes|categories) are compared', n=p.number(k))])
    facts.attributes = {'colours': [base_name(c)] if filled and not many else [], 'series': 1, 'count': k}
    return facts


@chart('grouped box plot', 'box', 'grouped boxplots; box plots; boxplot; side-by-side boxplots', aspect=(1.1, 2.2))
def grouped_boxes(p):
    y = p.y()
    g = p.count(2, 7)
    series = p.series(p.count(2, 4), lined=False)
    w = 0.8 / len(series)
    for i, s in enumerate(series):
        parts = p.ax.boxplot([y.low + (y.high - y.low) * draws(p, 40, 0.7) for _ in range(g)],
            positions=np.arange(g) + (i - (len(series) - 1) / 2) * w, widths=w * 0.8, patch_artist=True,
            flierprops={'marker': '.', 'markersize': 3}, medianprops={'color': 'black'})
        for box in parts['boxes']:
            box.set_facecolor(s.colour)
        p.ax.bar([0], [0], color=s.colour, label=s.name)
    name_ticks(p, range(g), categories(p, g))
    p.ax.set_xlim(-0.6, g - 0.4)
    p.labels(None, y)
    p.legend(0.95)
    return Facts([p.distribution(y), p.comparison(y, [s.name for s in series]),
        p.comparison(y, [s.name for s in series])], ['Boxes span the interquartile range',
        'Whiskers are 1.5 times the interquartile range', 'Medians are black lines'], series, thing='boxes')


@chart('violin plot', 'violin', 'violin plots; violin plot; split violin plot; violins', aspect=(0.9, 1.9), weight=1.2)
def violins(p):
    y = p.y()
    k = p.count(2, 9)
    names = categories(p, k)
    grid = np.linspace(-0.2, 1.3, 130)
    many = p.chance(0.6)
    c, word = p.colour()
    for i in range(k):
        values = draws(p, 220, 0.8)
        d = density(values, grid)
        d = np.where(d > d.max() * 0.01, d / d.max() * 0.4, np.nan)
        colour = p.look['palette'][i % 8] if many else c
        p.ax.fill_betweenx(y.low + (y.high - y.low) * grid, i - d, i + d, facecolor=colour,
            edgecolor=p.pick((p.ink, colour)), alpha=p.uniform(0.6, 1), lw=0.8)
        q = y.low + (y.high - y.low) * np.percentile(values, (25, 50, 75))
        p.ax.plot([i, i], [q[0], q[2]], color='black', lw=4)
        p.ax.plot(i, q[1], 'o', color='white', ms=4)
    name_ticks(p, range(k), names)
    p.labels(None, y)
    facts = Facts([p.distribution(y), p.comparison(y, names), p.comparison(y, names)],
        [p.say('(Violins|The violins) (show|are) kernel density estimates'), 'White dots are medians',
        'Thick bars span the interquartile range', p.say('{n} (groups|violins) are shown', n=p.number(k))])
    facts.attributes = {'colours': [] if many else [base_name(c)], 'series': 1, 'count': k}
    return facts


@chart('strip plot', 'strip', 'swarm plot; beeswarm plot; jitter plot; strip plot; dot plot; jittered points',
    aspect=(0.8, 1.7))
def swarm(p):
    y = p.y()
    k = p.count(2, 8)
    series = p.series(k, lined=False, marked=True)
    for i, s in enumerate(series):
        v = draws(p, p.count(12, 120), 0.8)
        order = np.abs(p.rng.normal(0, 0.1, v.size)) * np.sign(p.rng.normal(0, 1, v.size))
        p.ax.plot(i + order, y.low + (y.high - y.low) * v, s.marker, color=s.colour, ms=p.uniform(2, 5),
            alpha=p.uniform(0.5, 1), mew=0.4)
        p.ax.plot([i - 0.25, i + 0.25], [y.low + (y.high - y.low) * np.mean(v)] * 2, color=p.ink, lw=2)
    name_ticks(p, range(k), [s.name for s in series])
    p.labels(None, y)
    return Facts([p.distribution(y), p.comparison(y, [s.name for s in series]),
        p.comparison(y, [s.name for s in series])], ['Horizontal lines are means',
        p.say('Each (dot|point) is one (animal|sample|participant|measurement|run|cell)')], series, thing='points')


@chart('ridgeline plot', 'ridge', 'ridgeline plot; ridge plot; joy plot; stacked density plot', aspect=(0.7, 1.4))
def ridges(p):
    y = p.y()
    k = p.count(4, 14)
    grid = np.linspace(-0.2, 1.3, 200)
    ramp, cmap = colours.ramp(p.rng, k)
    single = p.chance(0.3)
    c, word = p.colour()
    for i in range(k):
        d = density(draws(p, 300), grid)
        base = k - i
        p.ax.fill_between(y.low + (y.high - y.low) * grid, base, base + p.uniform(1.2, 1.8) * d / d.max(),
            facecolor=c if single else ramp[i], edgecolor=p.pick(('white', p.ink)), lw=1, zorder=i + 2)
    names = categories(p, k)
    p.ax.set_yticks(range(k, 0, -1), names)
    p.labels(y, None)
    return Facts([p.distribution(y), p.comparison(y, names),
        p.say('{y} distributions (by|for each) (month|group|year|site|layer)', y=y.name)],
        ['Each ridge is the density of one group', p.say('{n} densities are stacked <s:above> each other',
        n=p.number(k))], attributes={'colours': [base_name(c)] if single else [], 'series': k})


@chart('empirical cumulative distribution', 'cdf',
    'cumulative distribution; CDF; ECDF; empirical cumulative distribution function; cumulative distribution functions; CDF plot',
    aspect=(1.0, 1.7))
def ecdf(p):
    y = p.y()
    series = p.series(p.count(1, 5), marked=False)
    for s in series:
        v = np.sort(draws(p, p.count(30, 400)))
        p.ax.step(y.low + (y.high - y.low) * v, np.arange(1, v.size + 1) / v.size, color=s.colour, ls=s.dash,
            label=s.name)
    if y.log and y.low > 0:
        p.ax.set_xlim(left=y.low)
    p.labels(y, p.pick(('Cumulative probability', 'CDF', 'Cumulative fraction', 'ECDF', 'Proportion')))
    p.legend(0.9, loc='lower right')
    return Facts([p.say('(cumulative|empirical cumulative) distribution(s|) of {y}', y=y.name),
        p.say('(fraction|proportion) of {e} below a given {y}', e=p.domain.entities, y=y.name), p.distribution(y)],
        ['Curves to the left are better', p.say('{n} (distributions|curves|cases) are compared',
        n=p.number(len(series)))], series, thing='curve')


@chart('rank-frequency plot', 'loglog', 'log-log plot; power-law plot; rank-size plot; degree distribution; Zipf plot',
    aspect=(0.9, 1.5), home='networks;economics;physics;statistics;psychology;ecology;computing')
def power_law(p):
    series = p.series(p.count(1, 3), lined=False, marked=True)
    for s in series:
        x = np.unique(np.round(np.logspace(0, p.uniform(2, 4), 40)))
        p.ax.loglog(x, x ** -p.uniform(0.8, 3) * np.exp(p.rng.normal(0, 0.2, x.size)), s.marker, color=s.colour,
            ms=p.uniform(2, 6), label=s.name, mfc=p.pick((None, 'none')))
    if p.chance(0.6):
        p.ax.loglog(x, 2 * x**-1.5, color=p.pick(('red', p.ink)), ls='--', label='power law')
    a, b = p.pick((('Degree k', 'P(k)'), ('Rank', 'Frequency'), ('Size', 'Complementary cumulative probability'),
        ('Cluster size', 'Number')))
    p.labels(a, b)
    p.legend(0.7)
    return Facts([p.say('(degree|size|rank-frequency|cluster size|avalanche size) distribution [of {e}]',
        e=p.domain.entities), p.say('power-law (scaling|distribution) of {e}', e=p.domain.entities),
        'frequency against rank'], [p.say('The <d:dashed> line (is|shows) a power law with exponent {v}',
        v=f'{p.uniform(1, 3):.1f}'), 'Both axes are logarithmic', 'The tail follows a power law'], series,
        thing='points')
