"""Curves against one variable."""

import numpy as np

from recipe.plots.colours import base_name
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


def draw_series(p, x, rows, series, **options):
    """Plots each row with its series' colour, dash and marker."""
    every = max(1, len(x) // p.count(6, 16))
    for s, y in zip(series, rows):
        mark = {'marker': s.marker, 'markevery': every, 'markersize': p.uniform(3, 7)} if s.marked else {}
        if s.marked and p.look['name'] == 'r base':
            mark['markerfacecolor'] = 'none'
        p.ax.plot(x, y, color=s.colour, ls=s.dash, label=s.name, **mark, **options)


@chart('line plot', 'line', 'line graph; line chart; curve; plot', aspect=(1.0, 2.2), weight=1.5)
def single_line(p):
    x, y = p.x(), p.y()
    n = p.count(8, 300)
    shape, what = p.shape(n)
    series = p.series(1)
    if n > 60:
        series[0].marked = False
    noise = p.rng.normal(0, p.uniform(0, 0.06), n) if p.chance(0.5) else 0
    draw_series(p, p.grid(x, n), [p.span(y, shape + noise)], series)
    p.scales(x, y)
    p.labels(x, y)
    p.legend(0.2)
    s = series[0]
    details = [p.say('The <c:{c}> (line|curve) (shows|is|represents) {y}', c=s.word, y=y.name),
        p.say('{y} (reaches a maximum|peaks) (near|at) (intermediate|the centre of the range of) {x}', x=x.name,
        y=y.name) if what == 'peak' else p.say('A single curve is shown')]
    if what in ('rise', 'saturate', 'sigmoid', 'power', 'line'):
        details.append(p.say('{y} <t:increases> with {x}', x=x.name, y=y.name))
    if what in ('decay', 'fall'):
        details.append(p.say('{y} <t:decreases> with {x}', x=x.name, y=y.name))
    return Facts([p.relation(y, x) for _ in range(3)], details, [], attributes={'colours': [s.word], 'series': 1})


@chart('multi-line plot', 'line', 'line plot; line plots; line graph; curves; line chart; family of curves',
    aspect=(1.0, 2.0), weight=2.5)
def several_lines(p):
    x, y = p.x(), p.y()
    count = p.count(2, 6)
    n = p.count(5, 14) if p.chance(0.4) else p.count(40, 200)
    series = p.series(count)
    kind = p.shape(2)[1]
    noise = p.uniform(0, 0.05) if p.chance(0.5) else 0
    rows = [p.shape(n, kind if p.chance(0.8) else None)[0] * p.uniform(0.5, 1) + p.uniform(0, 0.2) + p.rng.normal(0, 1,
        n) * noise for _ in series]
    xs = p.grid(x, n)
    lo, hi = (y.low, y.high)
    scale = (lambda u: 10 ** (np.log10(lo) + np.log10(hi / lo) * np.clip(u, 0,
        1.2))) if y.log and lo > 0 else (lambda u: lo + (hi - lo) * u)
    if n < 15:
        for s in series:
            s.marked = p.look['grey'] or s.marked or p.chance(0.3)
    draw_series(p, xs, [scale(row) for row in rows], series)
    p.scales(x, y)
    p.labels(x, y)
    p.legend(0.9)
    best = int(np.argmax([row[-1] for row in rows]))
    findings = [p.say('{a} (has|gives|shows|reaches|attains) the <t:larger> {y} at (the end|large {x})',
        a=series[best].name, x=x.name, y=y.name), p.say('(The curves|All curves) {b}',
        b=p.pick(('cross', 'converge', 'differ', 'are offset for clarity', 'collapse', 'overlap partly')))]
    details = [p.say('{n} (curves|lines) are shown', n=p.number(count)),
        p.say('(Lines are guides to the eye|Curves are averages over ten runs|Each line is one of the {e}|Symbols are measurements|Lines connect the data points)',
        e=p.domain.entities)]
    return Facts([p.relation(y, x) for _ in range(3)], details, series, findings, thing='line')


@chart('line plot with shaded bands', 'line',
    'line plot; line plots with confidence bands; mean curves with shaded uncertainty; fan chart', aspect=(1.0, 2.0),
    weight=1.5)
def banded(p):
    x, y = p.x(), p.y()
    series = p.series(p.count(1, 4))
    n = p.count(30, 150)
    xs, kind = p.grid(x, n), p.shape(2)[1]
    for s in series:
        u = p.shape(n, kind)[0] * p.uniform(0.5, 0.9) + p.uniform(0, 0.15)
        half = p.uniform(0.03, 0.12) * (1 + p.pick((0, 1)) * np.linspace(0, 2, n))
        scale = lambda v: y.low + (y.high - y.low) * v
        p.ax.fill_between(xs, scale(u - half), scale(u + half), color=s.colour, alpha=p.uniform(0.15, 0.4), lw=0)
        p.ax.plot(xs, scale(u), color=s.colour, ls=s.dash, label=s.name)
    p.scales(x)
    p.labels(x, y)
    p.legend(0.85)
    band = p.pick(('95% confidence intervals', 'one standard deviation', 'the standard error of the mean',
        'the interquartile range', '90% credible intervals', 'the range over ten runs', '1 sigma uncertainties',
        'the ensemble spread'))
    return Facts([p.relation(y, x) for _ in range(3)],
        [p.say('(Shaded (areas|regions|bands)|The shaded (area|region|band)|Shading|Bands|Ribbons) (show|shows|indicates|represent|denote) {b}',
        b=band), p.say('(Solid lines|Lines|Curves) are (means|medians|averages) and shaded (areas|regions) are {b}',
        b=band), p.say('Mean and {b} are shown', b=band)], series, thing='line')


@chart('error bar plot', 'line', 'line plot with error bars; errorbar plot; line plot; plot with error bars',
    aspect=(1.0, 1.8), weight=1.4)
def error_bars(p):
    x, y = p.x(), p.y()
    series = p.series(p.count(1, 4), marked=True)
    n = p.count(4, 14)
    xs, kind = p.grid(x, n), p.shape(2)[1]
    for s in series:
        u = p.shape(n, kind)[0] * p.uniform(0.4, 0.9) + p.uniform(0, 0.2) + p.rng.normal(0, 0.03, n)
        p.ax.errorbar(xs, y.low + (y.high - y.low) * u, yerr=(y.high - y.low) * p.rng.uniform(0.02, 0.1, n),
            color=s.colour, ls=s.dash if p.chance(0.85) else 'none', marker=s.marker, ms=p.uniform(3, 8),
            capsize=p.pick((0, 2, 4)), label=s.name)
    p.scales(x)
    p.labels(x, y)
    p.legend(0.85)
    return Facts([p.relation(y, x) for _ in range(3)],
        [p.say('(Error|Vertical) bars (are|represent|denote|show|indicate) (one standard deviation|standard errors|95% confidence intervals|the standard error of the mean|the range of {n} (runs|replicates))',
        n=str(p.count(3, 30))),
        p.say('(Values|Data|Points) are means of {n} (repeats|replicates|independent runs|experiments)',
        n=str(p.count(3, 30))), 'Lines connect the means'], series)


@chart('time series', 'series', 'time series plot; time series; time trace; record; line plot', aspect=(1.6, 3.2),
    weight=2)
def time_series(p):
    y = p.y()
    series = p.series(p.pick((1, 1, 2, 3)), marked=False)
    n = p.count(150, 900)
    u = np.linspace(0, 1, n)
    years = p.chance(0.4)
    start = p.count(1880, 2015)
    t = start + u * p.count(4, 100) if years else u * p.pick((1, 10, 24, 60, 100, 365, 1000))
    for i, s in enumerate(series):
        walk = np.cumsum(p.rng.normal(0, 1, n)) / np.sqrt(n)
        season = p.uniform(0, 0.8) * np.sin(2 * np.pi * p.count(2, 14) * u + p.uniform(0, 6))
        v = p.pick((0, 1, 1)) * walk + season + p.uniform(-1, 1.5) * u + p.rng.normal(0, p.uniform(0.02, 0.3),
            n) + i * p.pick((0, 0, 1.2))
        p.ax.plot(t, y.low + (y.high - y.low) * (0.3 + 0.25 * v), color=s.colour, lw=p.uniform(0.4, 1.6), label=s.name)
    details = [p.say('{n} (records|traces|series) are shown', n=p.number(len(series)))]
    if p.chance(0.25):
        a = p.uniform(0.2, 0.7)
        c, word = p.colour()
        p.ax.axvspan(t[int(a * n)], t[int((a + p.uniform(0.05, 0.2)) * n)], color=c, alpha=0.2, lw=0)
        details.append(p.say('(The|A) <c:{c}> (band|area|region) (marks|highlights|indicates) the (event|period of interest|test period|anomaly|forecast period)',
            c=word))
    if p.chance(0.2):
        p.ax.axhline(y.low + (y.high - y.low) * 0.4, color=p.pick((p.ink, 'red', 'gray')), ls='--', lw=1)
        details.append(p.say('The <d:dashed> <s:horizontal> line is the (threshold|mean|long-term average|reference level)'))
    unit = 'Year' if years else p.pick(('Time (s)', 'Time (days)', 'Time (h)', 'Time', 'Time (min)', 'Sample', 'Date',
        'Time [ms]'))
    p.labels(unit, y)
    p.legend(0.7 if len(series) > 1 else 0.2)
    return Facts([p.say('(time series|temporal evolution|history|record|time evolution|daily values|monthly means|hourly values|annual values|trace) of {y}',
        y=y.name), p.say('{y} (over|as a function of|versus|through) time', y=y.name),
        p.say('(changes|trend|trends|variability|fluctuations) (in|of) {y} (over time|between {a} and {b}|since {a})',
        y=y.name, a=start, b=start + p.count(5, 40)) if years
        else p.say('{y} during the (experiment|simulation|run|observation period|measurement)', y=y.name)], details,
        series, thing='line')


@chart('log-log convergence plot', 'loglog',
    'convergence plot; log-log plot; error plot; convergence study; order of accuracy plot', aspect=(0.9, 1.6),
    home='mathematics;computing;engineering;fluid dynamics;physics;climate;geoscience;statistics')
def convergence(p):
    k = p.count(1, 5)
    series = p.series(k, marked=True)
    n = p.count(4, 9)
    h = 2.0 ** -np.arange(n) * p.pick((1, 0.1, 10))
    inverse = p.chance(0.5)
    xs = 1 / h if inverse else h
    orders = p.some([0.5, 1, 1, 2, 2, 3, 4, 5], k)
    for s, order in zip(series, orders):
        p.ax.loglog(xs, p.uniform(0.05, 3) * h**order * np.exp(p.rng.normal(0, 0.08, n)), color=s.colour, ls=s.dash,
            marker=s.marker, ms=p.uniform(3, 7), label=s.name)
    order = int(np.ceil(max(orders)))
    if p.chance(0.6):
        p.ax.loglog(xs, 0.5 * h**order, color=p.ink, ls='--', lw=1, label=f'O(h^{order})'.replace('^', ''))
    p.labels(p.pick(('Number of grid points', 'Degrees of freedom', 'N', '1/h')) if inverse
        else p.pick(('h', 'Grid spacing', 'Time step', 'Element size', 'dx')),
        p.pick(('L2 error', 'Relative error', 'Error', 'Residual', 'Absolute error', 'Error norm')))
    p.legend(0.9)
    norm = p.pick(('L2', 'relative', 'maximum', 'absolute', 'root-mean-square', 'discretization', 'truncation',
        'energy'))
    return Facts([p.say('{n} error (versus|as a function of|against|with) (grid spacing|time step|mesh size|number of elements|resolution|degrees of freedom)',
        n=norm), p.say('convergence of the (numerical solution|method|scheme|solver|estimator) (with|under) (mesh refinement|grid refinement|decreasing time step|increasing resolution)'),
        p.say('(mesh|grid|spatial|temporal|h-) convergence (study|test|analysis|rates) (for|of) {s}',
        s=p.pick(('the solver', 'different elements', 'several schemes', 'the method of manufactured solutions',
        'polynomial orders')))],
        [p.say('The <d:dashed> line (shows|is|indicates) (second-order|first-order|fourth-order|the expected|theoretical|ideal) convergence'),
            'Both axes are <t:logarithmic>', p.say('The observed order is {o}', o=str(order)),
            'The slope triangle gives the order of convergence', 'The error decreases with refinement'], series)


@chart('iteration convergence', 'line',
    'convergence plot; convergence history; residual history; semilog plot; loss curve', aspect=(1.0, 1.9))
def iteration(p):
    k = p.count(1, 5)
    series = p.series(k, marked=False)
    n = p.count(30, 300)
    for s in series:
        rate = p.uniform(2, 22)
        u = np.linspace(0, 1, n)
        v = -rate * u + np.cumsum(p.rng.normal(0, p.uniform(0, 0.25), n)) * 0.5
        p.ax.semilogy(np.arange(n) * p.pick((1, 1, 10)), np.maximum(np.exp(v), np.exp(-rate * p.uniform(0.6, 1.1))),
            color=s.colour, ls=s.dash, label=s.name)
    p.labels(p.pick(('Iteration', 'Iterations', 'Number of function evaluations', 'Time step', 'Cycle')),
        p.pick(('Residual', 'Objective', 'Cost', 'Relative residual', 'f(x) - f*', 'Error', 'Gradient norm',
        'Duality gap')))
    p.legend(0.9)
    return Facts([p.say('(convergence|convergence history|residuals|objective value|cost function) of (the (solver|optimizer|algorithm|iterative method)|{s}|different (solvers|optimizers|preconditioners))',
        s=series[0].name), p.say('(residual|error|cost|objective) (versus|against|as a function of) (iteration|iteration number|function evaluations)')],
        [p.say('The (vertical|y) axis is <t:logarithmic>'), p.say('{a} converges <t:faster> than the others',
        a=series[0].name), 'All runs start from the same initial guess'], series)


@chart('step plot', 'line', 'step plot; step function; staircase plot; stairs', aspect=(1.1, 2.0))
def steps(p):
    x, y = p.x(), p.y()
    series = p.series(p.count(1, 3), marked=False)
    n = p.count(8, 40)
    for s in series:
        p.ax.step(p.grid(x, n), y.low + (y.high - y.low) * p.shape(n, p.pick(('walk', 'line', 'wave',
            'step')))[0] * p.uniform(0.5, 1), color=s.colour, where=p.pick(('pre', 'post', 'mid')), label=s.name,
            ls=s.dash)
    p.labels(x, y)
    p.legend(0.7)
    return Facts([p.relation(y, x) for _ in range(2)] + [p.say('piecewise constant {y} (over|against) {x}', x=x.name,
        y=y.name)], [p.say('Values are constant within each (interval|bin|step)')], series, thing='line')


@chart('stem plot', 'line', 'stem plot; lollipop chart; discrete signal; impulse plot', aspect=(1.2, 2.2))
def stem(p):
    x, y = p.x(), p.y()
    n = p.count(10, 50)
    c, word = p.colour()
    u = p.shape(n, p.pick(('damped', 'peak', 'decay', 'walk', 'wave')))[0] - p.pick((0, 0.5))
    p.ax.vlines(np.arange(n), 0, u, color=c)
    p.ax.plot(np.arange(n), u, p.pick('osD'), color=c, ms=p.uniform(3, 6))
    p.ax.axhline(0, color=p.ink, lw=0.8)
    p.labels(p.pick(('n', 'Sample', 'Lag', 'Index', x)), y)
    return Facts([p.say('{y} (at|for) discrete (samples|values of {x})', x=x.name, y=y.name), p.relation(y, x),
        p.say('(impulse response|discrete spectrum|coefficients|autocorrelation|line spectrum) of {y}', y=y.name)],
        [p.say('(Stems|Vertical lines) end in <c:{c}> <m:circles>', c=word)],
        attributes={'colours': [word.split()[-1]], 'series': 1})


@chart('stacked area chart', 'area', 'stacked area plot; area chart; stack plot; stacked areas; stream graph',
    aspect=(1.2, 2.2))
def areas(p):
    y = p.y()
    series = p.series(p.count(3, 7), lined=False)
    n = p.count(12, 100)
    t = np.linspace(p.pick((0, 1990, 2000)), p.pick((2010, 2022, 2050)), n)
    rows = [0.2 + p.shape(n)[0] * p.uniform(0.4, 1.5) for _ in series]
    if p.chance(0.3):
        total = np.sum(rows, axis=0)
        rows = [100 * r / total for r in rows]
    p.ax.stackplot(t, rows, colors=[s.colour for s in series], labels=[s.name for s in series],
        baseline=p.pick(('zero', 'zero', 'zero', 'wiggle')), alpha=p.uniform(0.7, 1))
    p.labels(p.pick(('Year', 'Time', 'Date', p.x())), y)
    p.ax.margins(x=0)
    p.legend(0.9)
    return Facts([p.say('{y} by (source|category|type|component|sector|group) over time', y=y.name),
        p.say('(contribution|contributions|share|composition) of {n} (components|sources|groups|species) to {y}',
        y=y.name, n=p.number(len(series))), p.say('(cumulative|stacked|total) {y} (over time|from 2000 to 2020)',
        y=y.name)], [p.say('Areas are stacked', ), p.say('The total is split into {n} parts', n=p.number(len(series)))],
        series, thing='area')


@chart('plot with two y axes', 'line',
    'double-axis plot; dual axis line plot; line plot with two vertical axes; twin axes', aspect=(1.2, 2.0),
    small=False)
def twin(p):
    x = p.x()
    y1, y2 = p.ys(2)
    a, b = p.some(p.look['palette'][:5], 2)
    n = p.count(10, 120)
    xs = p.grid(x, n)
    p.ax.plot(xs, p.span(y1, p.shape(n)[0]), color=a, marker=p.pick(('o', None, None)) if n < 30 else None)
    other = p.ax.twinx()
    bars = p.chance(0.2) and n < 40
    (other.bar(xs, p.span(y2, p.shape(n)[0]), width=(xs[1] - xs[0]) * 0.6, color=b, alpha=0.5) if bars
        else other.plot(xs, p.span(y2, p.shape(n)[0]), color=b, ls=p.pick(('-', '--'))))
    other.grid(False)
    p.labels(x, y1)
    other.set_ylabel(p.label(y2))
    if p.chance(0.5):
        p.ax.yaxis.label.set_color(a)
        other.yaxis.label.set_color(b)
        p.ax.tick_params(axis='y', colors=a)
        other.tick_params(axis='y', colors=b)
    c1, c2 = base_name(a), base_name(b)
    return Facts([p.say('{a} and {b} (versus|as a function of|against|over) {x}', a=y1.name, b=y2.name, x=x.name),
        p.say('{a} (<s:left> axis) and {b} (<s:right> axis)', a=y1.name, b=y2.name)],
        [p.say('{a} (<c:{c}>, <s:left> axis) and {b} (<c:{d}>, <s:right> axis)', a=y1.name, b=y2.name, c=c1, d=c2),
        p.say('The <s:right> axis (gives|is for|shows) {b}', b=y2.name)],
        attributes={'colours': [c1, c2], 'series': 2, 'left_right': True})
