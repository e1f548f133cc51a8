"""Bars, pies and other charts of categories."""

import numpy as np

from recipe.plots import colours
from recipe.plots.colours import base_name
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


def categories(p, count):
    """Names of categories, and how to write them below bars."""
    source = p.pick((p.domain.categories, p.domain.categories, p.domain.series))
    names = p.some(source, count)
    return names + [f'{p.pick("ABCDEFGH")}{i}' for i in range(count - len(names))]


def name_ticks(p, places, names, horizontal=False):
    if horizontal:
        p.ax.set_yticks(places, names)
        return
    long = max(map(len, names)) * len(names)
    turn = p.pick((30, 45, 60, 90)) if long > 36 or p.chance(0.1) else 0
    p.ax.set_xticks(places, names, rotation=turn, ha='right' if turn in (30, 45, 60) else 'center')


def bar_facts(p, y, names, series, more=(), horizontal=False):
    high = p.pick(names)
    details = [p.say('{n} (categories|groups|classes|conditions) are compared', n=p.number(len(names))), p.say('(Error bars|Whiskers) (are|show|represent) (standard errors|one standard deviation|95% confidence intervals|standard error of the mean)'), p.say('(Bars|Columns) (show|are|represent) (means|averages|medians|totals|counts)'), *more]
    if horizontal:
        details.append(p.say('Bars are <s:horizontal>'))
    return Facts([p.comparison(y, names) for _ in range(3)], details, series, [p.say('{a} has the <t:higher> {y} than most others', a=high, y=y.name)] if p.chance(0.3) else [], thing='bars')


BAR = 'bar chart; bar plot; bar graph; histogram; column chart; barplot'


@chart('bar chart', 'bar', BAR, aspect=(1.0, 2.0), weight=1.6)
def bars(p):
    y = p.y()
    k = p.count(2, 14)
    names = categories(p, k)
    c, word = p.colour()
    many = p.chance(0.3)
    values = p.span(y, p.rng.uniform(0.1, 1, k)) if not p.chance(0.25) else np.sort(p.span(y, p.rng.beta(1, 3, k)))[::-1]
    errors = np.abs(values) * p.rng.uniform(0.03, 0.2, k) if p.chance(0.4) else None
    shown = p.ax.bar(range(k), values, p.uniform(0.4, 0.95), color=p.look['palette'][:k] if many else c, yerr=errors, capsize=p.pick((0, 3, 5)), edgecolor=p.pick((None, None, 'black', 'white')), hatch=p.pick((None,) * 8 + ('//', 'xx', '..')), error_kw={'lw': 1})
    name_ticks(p, range(k), names)
    p.ax.grid(False, axis='x')
    if p.chance(0.25) and k < 9:
        p.ax.bar_label(shown, fmt='%.2g', fontsize=7.5)
    p.labels(None, y)
    facts = bar_facts(p, y, names, [], [] if many else [p.say('(Bars are|All bars are) <c:{c}>', c=word)])
    facts.attributes = {'colours': list(dict.fromkeys(map(base_name, p.look['palette'][:k]))) if many else [base_name(c)], 'series': 1, 'count': k}
    return facts


@chart('horizontal bar chart', 'bar', 'horizontal bar chart; bar chart; bar plot; horizontal bars; ranking', aspect=(0.8, 1.7), weight=1.2)
def horizontal(p):
    y = p.y()
    k = p.count(3, 20)
    names = categories(p, k)
    c, word = p.colour()
    values = np.sort(p.rng.beta(1.2, 2.5, k))
    if p.chance(0.25):
        values -= p.uniform(0.1, 0.4)
    other = p.colour()[0] if p.chance(0.4) else c
    p.ax.barh(range(k), values * y.high, p.uniform(0.5, 0.9), color=[c if v > 0 else other for v in values], edgecolor=p.pick((None, 'black')))
    name_ticks(p, range(k), names, True)
    p.ax.tick_params(axis='y', labelsize=max(5, min(9, 190 / k)))
    p.ax.grid(False, axis='y')
    rank = p.chance(0.4)
    p.labels(p.pick(('Importance', 'Mean |SHAP value|', 'Feature importance', 'Score', 'Coefficient')) if rank else y, None)
    facts = bar_facts(p, y, names, [], [p.say('Bars are sorted by (size|value|importance)'), p.say('Bars in <c:{c}>', c=word)], True)
    if rank:
        facts.subjects = [p.say('(feature|variable|permutation) importance (of|for) (the {n} most important|selected|the top) (features|variables|predictors|parameters)', n=str(k)), p.say('ranking of {e} by importance', e=p.domain.entities), p.say('(contribution|sensitivity indices|coefficients) of (the parameters|input variables|predictors) (to|for) {y}', y=y.name)]
    facts.attributes = {'colours': list(dict.fromkeys([base_name(c), base_name(other)])), 'series': 1, 'count': k}
    return facts


@chart('grouped bar chart', 'bar', BAR + '; grouped bar plot; clustered bar chart; side-by-side bars', aspect=(1.1, 2.3), weight=1.8)
def grouped(p):
    y = p.y()
    k, g = p.count(2, 5), p.count(2, 8)
    series = p.series(k, lined=False)
    names = categories(p, g)
    width = p.uniform(0.7, 0.9) / k
    flat = p.chance(0.15)
    for i, s in enumerate(series):
        values = y.low + (y.high - y.low) * p.rng.uniform(0.1, 1, g)
        errors = np.abs(values) * 0.08 if p.chance(0.4) else None
        place = np.arange(g) + (i - (k - 1) / 2) * width
        (p.ax.barh(place, values, width, xerr=errors, color=s.colour, label=s.name) if flat else p.ax.bar(place, values, width, yerr=errors, color=s.colour, label=s.name, capsize=2, edgecolor=p.pick((None, 'black')), error_kw={'lw': 0.9}))
    name_ticks(p, range(g), names, flat)
    if y.log and not flat and p.chance(0.5):
        p.ax.set_yscale('log')
    p.labels(*((y, None) if flat else (None, y)))
    p.legend(0.95)
    return bar_facts(p, y, names, series, [p.say('Bars are grouped by (category|data set|site|condition|method)')], flat)


@chart('stacked bar chart', 'bar', 'stacked bar chart; stacked bar plot; stacked bars; bar chart; composition plot', aspect=(1.0, 2.2), weight=1.3)
def stacked(p):
    y = p.y()
    k, g = p.count(3, 8), p.count(3, 25)
    series = p.series(k, lined=False)
    names = categories(p, g) if g < 12 else [f'{p.pick(("S", "P", "n"))}{i + 1}' for i in range(g)]
    parts = p.rng.dirichlet(np.full(k, p.uniform(0.6, 3)), g).T
    share = p.chance(0.55)
    parts = parts * (100 if share else y.high * p.rng.uniform(0.4, 1, g))
    flat = p.chance(0.25)
    base = np.zeros(g)
    width = p.pick((0.6, 0.8, 1.0))
    for s, part in zip(series, parts):
        (p.ax.barh(range(g), part, width, left=base, color=s.colour, label=s.name) if flat else p.ax.bar(range(g), part, width, bottom=base, color=s.colour, label=s.name))
        base += part
    if flat:
        name_ticks(p, range(g), names, True)
    else:
        name_ticks(p, range(g), names)
    text = p.pick(('Relative abundance (%)', 'Share (%)', 'Percentage', 'Fraction (%)')) if share else y
    p.labels(*((text, None) if flat else (None, text)))
    p.legend(0.95)
    facts = bar_facts(p, y, names, series, [p.say('(Colours|Segments) (denote|are|indicate) (components|species|classes|the parts)')], flat)
    facts.subjects += [p.say('(composition|breakdown|share|relative abundance|proportion|percentage|fractions) of {e} (by|in|for|across) {f}', e=p.domain.entities, f=p.domain.entities), p.say('(relative|percentage) contribution of {n} (components|classes|sources) to {y}', n=p.number(k), y=y.name)]
    return facts


@chart('pie chart', 'pie', 'pie chart; donut chart; pie diagram; doughnut chart', aspect=(1.0, 1.5))
def pie(p):
    k = p.count(2, 8)
    series = p.series(k, lined=False)
    for s, name in zip(series, categories(p, k)):
        s.name = name
    values = p.rng.dirichlet(np.full(k, p.uniform(1, 4))) + 0.03
    outside = p.chance(0.6)
    hole = p.chance(0.3)
    p.ax.pie(values, colors=[s.colour for s in series], labels=[s.name for s in series] if outside else None, autopct=p.pick(('%1.0f%%', '%1.1f%%', None)), startangle=p.uniform(0, 360), wedgeprops={'width': 0.4 if hole else 1, 'edgecolor': p.pick(('white', 'black'))}, explode=[0.1] + [0] * (k - 1) if p.chance(0.15) else None, textprops={'fontsize': 8})
    if not outside:
        p.ax.legend([s.name for s in series], loc='center left', bbox_to_anchor=(0.95, 0.5))
    return Facts([p.say('(share|shares|proportion|percentage|distribution|breakdown|composition) of {e} by (type|category|class|country|field|language)', e=p.domain.entities), p.say('(distribution|breakdown|composition) of {e}', e=p.domain.entities), p.say('(relative|percentage) (frequency|shares) of {n} (types|classes) of {e}', n=p.number(k), e=p.domain.entities)],
        [p.say('{a} (is|are|make up) the largest (share|slice|group)', a=series[int(np.argmax(values))].name), p.say('{a} (<c:{c}>) accounts for {v}%', a=series[0].name, c=series[0].word, v=str(int(100 * values[0] / values.sum())))], series, thing='slice')


@chart('bars with significance marks', 'bar', BAR + '; bar graph with individual data points', aspect=(0.7, 1.4), home='genomics;neuroscience;medicine;ecology;chemistry;psychology;energy;cell biology;cell biology;psychology')
def significance(p):
    y = p.y()
    k = p.count(2, 5)
    series = p.series(k, lined=False)
    means = p.rng.uniform(0.3, 1, k)
    for i, (s, m) in enumerate(zip(series, means)):
        filled = p.chance(0.8)
        p.ax.bar(i, m, 0.65, yerr=m * 0.12, color=s.colour if filled else 'white', edgecolor=s.colour if not filled else p.pick(('black', 'none')), capsize=4, error_kw={'lw': 1.2})
        if p.chance(0.6):
            n = p.count(4, 12)
            p.ax.plot(i + p.rng.uniform(-0.18, 0.18, n), p.rng.normal(m, m * 0.12, n), 'o', color=p.ink, ms=3, mfc='none' if p.chance(0.5) else None)
    top = 1.25
    for i, j in [(0, 1), (0, k - 1)][: p.count(1, 2)]:
        p.ax.plot([i, i, j, j], [top, top + 0.03, top + 0.03, top], color=p.ink, lw=1)
        p.ax.text((i + j) / 2, top + 0.03, p.pick(('*', '**', '***', 'ns', 'p < 0.01')), ha='center')
        top += 0.14
    name_ticks(p, range(k), [s.name for s in series])
    p.labels(None, p.pick((y, f'Relative {y.name}', 'Fold change')))
    return bar_facts(p, y, [s.name for s in series], series, [p.say('(Asterisks|Stars) (denote|indicate|mark) (significant differences|p < 0.05|significance)'), p.say('* p < 0.05, ** p < 0.01, *** p < 0.001 [(one-way ANOVA with Tukey post hoc test|Student t-test|Mann-Whitney test)]'), p.say('n = {n} (animals|samples|experiments|cells) per group', n=str(p.count(3, 24))), 'Dots are individual values'])


@chart('dot plot of categories', 'bar', 'dot plot; Cleveland dot plot; lollipop chart; point plot; dumbbell plot', aspect=(0.9, 1.6))
def dots(p):
    y = p.y()
    k = p.count(4, 16)
    names = categories(p, k)
    series = p.series(p.count(1, 3), lined=False, marked=True)
    rows = [np.sort(p.rng.uniform(0.1, 0.9, k)) + p.rng.normal(0, 0.08, k) for _ in series]
    if len(series) == 2:
        p.ax.hlines(range(k), rows[0], rows[1], color='gray', lw=1.2)
    elif len(series) == 1 and p.chance(0.6):
        p.ax.hlines(range(k), 0, rows[0], color=series[0].colour, lw=1.2)
    for s, row in zip(series, rows):
        p.ax.plot(row, range(k), s.marker, color=s.colour, label=s.name, ms=p.uniform(4, 8))
    name_ticks(p, range(k), names, True)
    p.ax.tick_params(axis='y', labelsize=max(5.5, min(9, 180 / k)))
    p.labels(y, None)
    p.legend(0.8 if len(series) > 1 else 0)
    return bar_facts(p, y, names, series if len(series) > 1 else [], [p.say('(Dots|Points|Markers) are (means|estimates|medians)')], True)


@chart('forest plot', 'forest', 'forest plot; meta-analysis plot; coefficient plot; odds ratios; effect sizes', home='medicine;statistics;psychology;ecology;economics', aspect=(1.0, 1.9))
def forest(p):
    k = p.count(5, 16)
    c, word = p.colour()
    effect, half = p.rng.normal(0, 0.45, k), p.rng.gamma(3, 0.1, k)
    p.ax.hlines(range(1, k + 1), effect - half, effect + half, color=p.pick((p.ink, c)), lw=1.2)
    p.ax.scatter(effect, range(1, k + 1), s=12 / half, marker='s', color=c, zorder=3)
    m, h = effect.mean(), 0.12
    p.ax.fill([m - h, m, m + h, m], [0, 0.35, 0, -0.35], color=p.pick((c, 'black', '#d62728')))
    p.ax.axvline(0, color='gray', ls=p.pick(('--', '-')), lw=1)
    names = p.some([f'{n} {p.count(1995, 2022)}' for n in ('Adams', 'Brown', 'Chen', 'Diaz', 'Evans', 'Fischer', 'Green', 'Haddad', 'Ito', 'Jensen', 'Kumar', 'Lopez', 'Meyer', 'Novak', 'Olsen', 'Park', 'Rossi', 'Silva')], k) if p.chance(0.6) else categories(p, k)
    p.ax.set_yticks(range(k + 1), ['Pooled'] + names)
    if p.chance(0.5):
        for i in range(k):
            p.ax.text(effect.max() + half.max() + 0.3, i + 1, f'{np.exp(effect[i]):.2f} ({np.exp(effect[i] - half[i]):.2f}-{np.exp(effect[i] + half[i]):.2f})', fontsize=7, va='center')
    p.ax.spines[['top', 'right', 'left']].set_visible(False)
    p.labels(p.pick(('log odds ratio', 'Hazard ratio', 'Effect size', 'Standardised mean difference', 'Coefficient', 'Risk ratio')), None)
    return Facts([p.say('(odds ratios|hazard ratios|effect sizes|risk ratios|regression coefficients|mean differences) (with|and) 95% confidence intervals'), p.say('meta-analysis of {n} (studies|trials)', n=str(k)), p.say('(effect|effects) of {t} (across|in|by) (studies|subgroups|trials)', t=p.domain.topics), p.say('(estimated|pooled) (effects|coefficients) (by study|for each predictor|by subgroup)')],
        ['The diamond is the pooled estimate', p.say('(Squares|<c:{c}> squares) are proportional to (weight|sample size)', c=word), 'Horizontal lines are 95% confidence intervals', p.say('The <d:dashed> <s:vertical> line (is|marks) no effect'), p.say('Heterogeneity: I2 = {v}%', v=str(p.count(0, 90)))])


@chart('funnel plot', 'scatter', 'funnel plot; publication bias plot', home='medicine;statistics;psychology', aspect=(0.9, 1.4))
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
    return Facts(['effect sizes against standard error', p.say('publication bias in {n} (studies|trials)', n=str(n)), 'study estimates and their precision'], ['The vertical line is the pooled effect', 'The dashed triangle is the 95% region', p.say('Each <c:{c}> dot is a study', c=word)])


@chart('scaling benchmark', 'bar', BAR + '; benchmark results; performance comparison; timing comparison', home='computing;machine learning;mathematics;physics;genomics;networks', aspect=(1.0, 2.0))
def benchmark(p):
    series = p.series(p.count(2, 5), lined=False)
    sizes = p.some(['1k', '10k', '100k', '1M', '10M', 'small', 'medium', 'large', 'read', 'write', 'sort', 'join', 'FFT', 'GEMM', 'stencil', 'ResNet-50', 'BERT', 'query 1', 'query 2', 'insert', 'lookup', 'matmul', 'SpMV'], p.count(2, 7))
    w = 0.8 / len(series)
    for i, s in enumerate(series):
        p.ax.bar(np.arange(len(sizes)) + (i - (len(series) - 1) / 2) * w, 10 ** p.rng.uniform(-1, 3, len(sizes)), w, color=s.colour, label=s.name, edgecolor=p.pick((None, 'black')))
    if p.chance(0.7):
        p.ax.set_yscale('log')
    name_ticks(p, range(len(sizes)), sizes)
    what = p.pick(('Runtime (s)', 'Execution time (ms)', 'Speed-up', 'Throughput (GB/s)', 'Memory (MB)', 'Time per iteration (ms)', 'GFLOP/s', 'Wall time (s)'))
    p.labels(None, what)
    p.legend(0.95)
    w = what.split(' (')[0].lower()
    return Facts([p.say('{w} (of|for) (different|several|the) (implementations|libraries|solvers|packages|algorithms|backends)', w=w), p.say('(performance|runtime|benchmark|timing) comparison (of|between) {s} (and other (packages|tools)|)', s=p.domain.software), p.say('benchmark(s|) of {a} against {b}', a=p.domain.software, b=p.domain.software), p.say('{w} on {n} (benchmarks|problems|data sets|test cases)', w=w, n=p.number(len(sizes)))], ['Lower is better', 'The vertical axis is logarithmic', p.say('{a} is <t:faster> than {b}', a=series[0].name, b=series[1].name), 'Times are the median of ten runs', 'Measured on a single core', 'All benchmarks ran on the same machine'], series, thing='bars')


@chart('timeline chart', 'gantt', 'Gantt chart; timeline; schedule; project timeline; chart of time intervals', aspect=(1.3, 2.6))
def gantt(p):
    k = p.count(4, 14)
    names = categories(p, k)
    series = p.series(p.count(1, 4), lined=False)
    begin = 0.0
    for row in range(k):
        for _ in range(p.count(1, 3)):
            start = max(0, begin + p.uniform(-3, 4))
            p.ax.barh(k - row, p.uniform(1, 8), p.uniform(0.4, 0.8), left=start, color=p.pick(series).colour, edgecolor=p.pick((None, 'black')))
            begin = start + p.uniform(0.5, 2)
        begin = row * p.uniform(0.6, 2.4)
    p.ax.set_yticks(range(k, 0, -1), names)
    p.labels(p.pick(('Time (s)', 'Week', 'Month', 'Year', 'Time (ms)', 'Days', 'Cycle')), None)
    return Facts([p.say('(schedule|timeline|execution timeline|sequence|time line) of {e}', e=p.domain.entities), p.say('(tasks|phases|periods|intervals) of the (project|run|experiment|workflow|simulation|mission)'), p.say('(availability|activity|occupancy|scheduling) of {e} over time', e=p.domain.entities)], [p.say('{n} (rows|tasks|stages) are shown', n=p.number(k)), 'Each bar spans from start to end', 'Colours denote the type of task'])


@chart('waterfall or diverging bars', 'bar', 'diverging bar chart; anomaly bars; bar chart; tornado chart; population pyramid', aspect=(0.9, 2.0))
def diverging(p):
    y = p.y()
    up, down = p.pick((('#d62728', '#1f77b4'), ('#2ca02c', '#d62728'), ('#ff7f0e', '#1f77b4'), ('#b2182b', '#2166ac')))
    if p.chance(0.5):
        n = p.count(25, 130)
        v = np.cumsum(p.rng.normal(0.01, 0.15, n)) * 0.3 + p.rng.normal(0, 0.25, n)
        p.ax.bar(np.arange(n) + p.count(1880, 1950), v, 0.9, color=[up if a > 0 else down for a in v])
        p.labels('Year', f'{y.name} anomaly')
        subjects = [p.say('(annual|yearly|monthly|seasonal) {y} (anomalies|anomaly) (relative to the mean|)', y=y.name), p.say('anomalies of {y} (from|relative to) the long-term mean', y=y.name)]
    else:
        k = p.count(5, 14)
        a, b = np.sort(p.rng.uniform(0.1, 1, (2, k)), axis=1)
        p.ax.barh(range(k), -a, color=down)
        p.ax.barh(range(k), b, color=up)
        name_ticks(p, range(k), categories(p, k), True)
        p.labels(y, None)
        subjects = [p.say('sensitivity of {y} to (the parameters|low and high parameter values)', y=y.name), p.say('(positive and negative|increases and decreases of) {y} by (category|group|parameter)', y=y.name)]
    p.ax.axhline(0, color=p.ink, lw=0.8) if p.ax.get_xlabel() == 'Year' else p.ax.axvline(0, color=p.ink, lw=0.8)
    c1, c2 = base_name(up), base_name(down)
    return Facts(subjects, [p.say('<c:{a}> bars are <t:positive> and <c:{b}> bars negative', a=c1.capitalize(), b=c2), p.say('(Positive|High) values in <c:{a}>, (negative|low) values in <c:{b}>', a=c1, b=c2)], attributes={'colours': [c1, c2], 'series': 2})


@chart('parallel coordinates', 'parallel', 'parallel coordinates plot; parallel coordinate plot; slope chart', aspect=(1.3, 2.3))
def parallel(p):
    k, n = p.count(3, 8), p.count(15, 120)
    centre = p.rng.uniform(0.1, 0.9, (3, k))
    ramp, cmap = colours.ramp(p.rng, n)
    group = np.sort(p.rng.integers(0, 3, n))
    series = p.series(3)
    use_ramp = p.chance(0.4)
    for i in range(n):
        p.ax.plot(range(k), centre[group[i]] + p.rng.normal(0, 0.1, k), color=ramp[i] if use_ramp else series[group[i]].colour, lw=p.uniform(0.4, 1.2), alpha=0.7)
    for i in range(k):
        p.ax.axvline(i, color=p.ink, lw=0.8)
    name_ticks(p, range(k), [q.name for q in p.ys(k)])
    p.ax.set_yticks([])
    if not use_ramp:
        for s in series:
            p.ax.plot([], [], color=s.colour, label=s.name)
        p.legend(0.6)
    return Facts([p.say('{n} (variables|objectives|parameters|hyperparameters|features) of {e}', n=p.number(k), e=p.domain.entities), p.say('(multivariate|high-dimensional) (data|parameters) of {e}', e=p.domain.entities), p.say('(Pareto-optimal solutions|parameter combinations|hyperparameter configurations) of {e}', e=p.domain.entities)], [p.say('Each line is one (sample|solution|run|configuration)'), p.say('{n} <s:vertical> axes are shown', n=p.number(k))], [] if use_ramp else series, thing='line')


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
    return Facts([p.say('{e} (ranked|sorted|ordered) by {y}', e=p.domain.entities, y=y.name), p.say('ranked {y} of {n} {e}', e=p.domain.entities, y=y.name, n=str(n))], [p.say('<c:{a}> (is|bars are) <t:positive>, <c:{b}> negative', a=a.capitalize(), b=b), 'Each bar is one sample'], attributes={'colours': [a, b], 'series': 2})
