"""Effects, benchmarks, schedules and rankings by category."""

import numpy as np
from matplotlib.collections import LineCollection

from recipe.plots import colours
from recipe.plots.bars import BAR, categories, name_ticks
from recipe.plots.colours import base_name
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


@chart('forest plot', 'forest', 'forest plot; meta-analysis plot; coefficient plot; odds ratios; effect sizes',
    home='medicine;statistics;psychology;ecology;economics', aspect=(1.0, 1.9))
def forest(p):
    k = p.count(5, 16)
    c, word = p.colour()
    effect, half = p.rng.normal(0, 0.45, k), p.rng.gamma(3, 0.1, k)
    p.ax.hlines(range(1, k + 1), effect - half, effect + half, color=p.pick((p.ink, c)), lw=1.2)
    p.ax.scatter(effect, range(1, k + 1), s=12 / half, marker='s', color=c, zorder=3)
    m, h = effect.mean(), 0.12
    p.ax.fill([m - h, m, m + h, m], [0, 0.35, 0, -0.35], color=p.pick((c, 'black', '#d62728')))
    p.ax.axvline(0, color='gray', ls=p.pick(('--', '-')), lw=1)
    names = p.some([f'{n} {p.count(1995, 2022)}' for n in ('Adams', 'Brown', 'Chen', 'Diaz', 'Evans', 'Fischer',
        'Green', 'Haddad', 'Ito', 'Jensen', 'Kumar', 'Lopez', 'Meyer', 'Novak', 'Olsen', 'Park', 'Rossi', 'Silva')],
        k) if p.chance(0.6) else categories(p, k)
    p.ax.set_yticks(range(k + 1), ['Pooled'] + names)
    if p.chance(0.5):
        for i in range(k):
            p.ax.text(effect.max() + half.max() + 0.3, i + 1,
                f'{np.exp(effect[i]):.2f} ({np.exp(effect[i] - half[i]):.2f}-{np.exp(effect[i] + half[i]):.2f})',
                fontsize=7, va='center')
    p.ax.spines[['top', 'right', 'left']].set_visible(False)
    p.labels(p.pick(('log odds ratio', 'Hazard ratio', 'Effect size', 'Standardised mean difference', 'Coefficient',
        'Risk ratio')), None)
    return Facts([p.say('(odds ratios|hazard ratios|effect sizes|risk ratios|regression coefficients|mean differences) (with|and) 95% confidence intervals'),
        p.say('meta-analysis of {n} (studies|trials)', n=str(k)),
        p.say('(effect|effects) of {t} (across|in|by) (studies|subgroups|trials)', t=p.domain.topics),
        p.say('(estimated|pooled) (effects|coefficients) (by study|for each predictor|by subgroup)')],
        ['The diamond is the pooled estimate',
            p.say('(Squares|<c:{c}> squares) are proportional to (weight|sample size)', c=word),
            'Horizontal lines are 95% confidence intervals',
            p.say('The <d:dashed> <s:vertical> line (is|marks) no effect'),
            p.say('Heterogeneity: I2 = {v}%', v=str(p.count(0, 90)))])


@chart('funnel plot', 'scatter', 'funnel plot; publication bias plot', home='medicine;statistics;psychology',
    aspect=(0.9, 1.4))
def funnel(p):
    n = p.count(15, 80)
    se = p.rng.uniform(0.03, 0.5, n)
    c, word = p.colour()
    m = p.uniform(-0.4, 0.4)
    p.ax.scatter(m + p.rng.normal(0, 1, n) * se, se, s=p.uniform(8, 30), color=c)
    p.ax.plot([m - 0.98, m, m + 0.98], [0.5, 0, 0.5], color=p.ink, ls='--', lw=1)
    p.ax.axvline(m, color=p.ink, lw=1)
    p.ax.invert_yaxis()
    p.labels(p.pick(('Effect size', 'log odds ratio')), 'Standard error')
    return Facts(['effect sizes against standard error', p.say('publication bias in {n} (studies|trials)', n=str(n)),
        'study estimates and their precision'], ['The vertical line is the pooled effect',
        'The dashed triangle is the 95% region', p.say('Each <c:{c}> dot is a study', c=word)])


@chart('scaling benchmark', 'bar', BAR + '; benchmark results; performance comparison; timing comparison',
    home='computing;machine learning;mathematics;physics;genomics;networks', aspect=(1.0, 2.0))
def benchmark(p):
    series = p.series(p.count(2, 5), lined=False)
    sizes = p.some(['1k', '10k', '100k', '1M', '10M', 'small', 'medium', 'large', 'read', 'write', 'sort', 'join',
        'FFT', 'GEMM', 'stencil', 'ResNet-50', 'BERT', 'query 1', 'query 2', 'insert', 'lookup', 'matmul', 'SpMV'],
        p.count(2, 7))
    w = 0.8 / len(series)
    for i, s in enumerate(series):
        p.ax.bar(np.arange(len(sizes)) + (i - (len(series) - 1) / 2) * w, 10 ** p.rng.uniform(-1, 3, len(sizes)), w,
            color=s.colour, label=s.name, edgecolor=p.pick((None, 'black')))
    if p.chance(0.7):
        p.ax.set_yscale('log')
    name_ticks(p, range(len(sizes)), sizes)
    what = p.pick(('Runtime (s)', 'Execution time (ms)', 'Speed-up', 'Throughput (GB/s)', 'Memory (MB)',
        'Time per iteration (ms)', 'GFLOP/s', 'Wall time (s)'))
    p.labels(None, what)
    p.legend(0.95)
    w = what.split(' (')[0].lower()
    return Facts([p.say('{w} (of|for) (different|several|the) (implementations|libraries|solvers|packages|algorithms|backends)',
        w=w), p.say('(performance|runtime|benchmark|timing) comparison (of|between) {s} (and other (packages|tools)|)',
        s=p.domain.software), p.say('benchmark(s|) of {a} against {b}', a=p.domain.software, b=p.domain.software),
        p.say('{w} on {n} (benchmarks|problems|data sets|test cases)', w=w, n=p.number(len(sizes)))],
        ['Lower is better', 'The vertical axis is logarithmic', p.say('{a} is <t:faster> than {b}', a=series[0].name,
        b=series[1].name), 'Times are the median of ten runs', 'Measured on a single core',
        'All benchmarks ran on the same machine'], series, thing='bars')


@chart('timeline chart', 'gantt', 'Gantt chart; timeline; schedule; project timeline; chart of time intervals',
    aspect=(1.3, 2.6))
def gantt(p):
    k = p.count(4, 14)
    names = categories(p, k)
    series = p.series(p.count(1, 4), lined=False)
    begin = 0.0
    for row in range(k):
        for _ in range(p.count(1, 3)):
            start = max(0, begin + p.uniform(-3, 4))
            p.ax.barh(k - row, p.uniform(1, 8), p.uniform(0.4, 0.8), left=start, color=p.pick(series).colour,
                edgecolor=p.pick((None, 'black')))
            begin = start + p.uniform(0.5, 2)
        begin = row * p.uniform(0.6, 2.4)
    p.ax.set_yticks(range(k, 0, -1), names)
    p.labels(p.pick(('Time (s)', 'Week', 'Month', 'Year', 'Time (ms)', 'Days', 'Cycle')), None)
    return Facts([p.say('(schedule|timeline|execution timeline|sequence|time line) of {e}', e=p.domain.entities),
        p.say('(tasks|phases|periods|intervals) of the (project|run|experiment|workflow|simulation|mission)'),
        p.say('(availability|activity|occupancy|scheduling) of {e} over time', e=p.domain.entities)],
        [p.say('{n} (rows|tasks|stages) are shown', n=p.number(k)), 'Each bar spans from start to end',
        'Colours denote the type of task'])


@chart('waterfall or diverging bars', 'bar',
    'diverging bar chart; anomaly bars; bar chart; tornado chart; population pyramid', aspect=(0.9, 2.0))
def diverging(p):
    y = p.y()
    up, down = p.pick((('#d62728', '#1f77b4'), ('#2ca02c', '#d62728'), ('#ff7f0e', '#1f77b4'), ('#b2182b', '#2166ac')))
    if p.chance(0.5):
        n = p.count(25, 130)
        v = np.cumsum(p.rng.normal(0.01, 0.15, n)) * 0.3 + p.rng.normal(0, 0.25, n)
        p.ax.bar(np.arange(n) + p.count(1880, 1950), v, 0.9, color=[up if a > 0 else down for a in v])
        p.labels('Year', f'{y.name} anomaly')
        subjects = [p.say('(annual|yearly|monthly|seasonal) {y} (anomalies|anomaly) (relative to the mean|)', y=y.name),
            p.say('anomalies of {y} (from|relative to) the long-term mean', y=y.name)]
    else:
        k = p.count(5, 14)
        a, b = np.sort(p.rng.uniform(0.1, 1, (2, k)), axis=1)
        p.ax.barh(range(k), -a, color=down)
        p.ax.barh(range(k), b, color=up)
        name_ticks(p, range(k), categories(p, k), True)
        p.labels(y, None)
        subjects = [p.say('sensitivity of {y} to (the parameters|low and high parameter values)', y=y.name),
            p.say('(positive and negative|increases and decreases of) {y} by (category|group|parameter)', y=y.name)]
    p.ax.axhline(0, color=p.ink, lw=0.8) if p.ax.get_xlabel() == 'Year' else p.ax.axvline(0, color=p.ink, lw=0.8)
    c1, c2 = base_name(up), base_name(down)
    return Facts(subjects, [p.say('<c:{a}> bars are <t:positive> and <c:{b}> bars negative', a=c1.capitalize(), b=c2),
        p.say('(Positive|High) values in <c:{a}>, (negative|low) values in <c:{b}>', a=c1, b=c2)],
        attributes={'colours': [c1, c2], 'series': 2})


@chart('parallel coordinates', 'parallel', 'parallel coordinates plot; parallel coordinate plot; slope chart',
    aspect=(1.3, 2.3))
def parallel(p):
    k, n = p.count(3, 8), p.count(15, 120)
    centre = p.rng.uniform(0.1, 0.9, (3, k))
    ramp, cmap = colours.ramp(p.rng, n)
    group = np.sort(p.rng.integers(0, 3, n))
    series = p.series(3)
    use_ramp = p.chance(0.4)
    lines = [np.c_[range(k), centre[group[i]] + p.rng.normal(0, 0.1, k)] for i in range(n)]
    p.ax.add_collection(LineCollection(lines, colors=ramp if use_ramp else [series[g].colour for g in group],
        linewidths=p.uniform(0.4, 1.2), alpha=0.7))
    p.ax.autoscale_view()
    for i in range(k):
        p.ax.axvline(i, color=p.ink, lw=0.8)
    name_ticks(p, range(k), [q.name for q in p.ys(k)])
    p.ax.set_yticks([])
    if not use_ramp:
        for s in series:
            p.ax.plot([], [], color=s.colour, label=s.name)
        p.legend(0.6)
    return Facts([p.say('{n} (variables|objectives|parameters|hyperparameters|features) of {e}', n=p.number(k),
        e=p.domain.entities), p.say('(multivariate|high-dimensional) (data|parameters) of {e}', e=p.domain.entities),
        p.say('(Pareto-optimal solutions|parameter combinations|hyperparameter configurations) of {e}',
        e=p.domain.entities)], [p.say('Each line is one (sample|solution|run|configuration)'),
        p.say('{n} <s:vertical> axes are shown', n=p.number(k))], [] if use_ramp else series, thing='line')


@chart('ranked feature heat strip', 'bar', 'lollipop plot; waterfall plot; ranked bars; rank plot', aspect=(1.1, 2.0))
def ranked(p):
    y = p.y()
    n = p.count(20, 120)
    v = np.sort(p.rng.normal(0, 1, n))[::-1]
    low, high = p.some(p.look['palette'][:5], 2)
    p.ax.bar(range(n), v, 1.0 if p.chance(0.5) else 0.8, color=[high if a > 0 else low for a in v])
    p.ax.set_xticks([])
    p.labels(p.pick(('Rank', 'Sample', p.entities())), y)
    a, b = base_name(high), base_name(low)
    return Facts([p.say('{e} (ranked|sorted|ordered) by {y}', e=p.domain.entities, y=y.name),
        p.say('ranked {y} of {n} {e}', e=p.domain.entities, y=y.name, n=str(n))],
        [p.say('<c:{a}> (is|bars are) <t:positive>, <c:{b}> negative', a=a.capitalize(), b=b),
        'Each bar is one sample'], attributes={'colours': [a, b], 'series': 2})
