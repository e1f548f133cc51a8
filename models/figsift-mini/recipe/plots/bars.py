"""Bars, pies and other charts of categories."""

import numpy as np

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
    details = [p.say('{n} (categories|groups|classes|conditions) are compared', n=p.number(len(names))),
        p.say('(Error bars|Whiskers) (are|show|represent) (standard errors|one standard deviation|95% confidence intervals|standard error of the mean)'),
        p.say('(Bars|Columns) (show|are|represent) (means|averages|medians|totals|counts)'), *more]
    if horizontal:
        details.append(p.say('Bars are <s:horizontal>'))
    return Facts([p.comparison(y, names) for _ in range(3)], details, series,
        [p.say('{a} has the <t:higher> {y} than most others', a=high, y=y.name)] if p.chance(0.3) else [], thing='bars')


BAR = 'bar chart; bar plot; bar graph; histogram; column chart; barplot'


@chart('bar chart', 'bar', BAR, aspect=(1.0, 2.0), weight=1.6)
def bars(p):
    y = p.y()
    k = p.count(2, 14)
    names = categories(p, k)
    c, word = p.colour()
    many = p.chance(0.3)
    values = p.span(y, p.rng.uniform(0.1, 1, k)) if not p.chance(0.25) else np.sort(p.span(y,
        p.rng.beta(1, 3, k)))[::-1]
    errors = np.abs(values) * p.rng.uniform(0.03, 0.2, k) if p.chance(0.4) else None
    shown = p.ax.bar(range(k), values, p.uniform(0.4, 0.95), color=p.look['palette'][:k] if many else c, yerr=errors,
        capsize=p.pick((0, 3, 5)), edgecolor=p.pick((None, None, 'black', 'white')),
        hatch=p.pick((None,) * 8 + ('//', 'xx', '..')), error_kw={'lw': 1})
    name_ticks(p, range(k), names)
    p.ax.grid(False, axis='x')
    if p.chance(0.25) and k < 9:
        p.ax.bar_label(shown, fmt='%.2g', fontsize=7.5)
    p.labels(None, y)
    facts = bar_facts(p, y, names, [], [] if many else [p.say('(Bars are|All bars are) <c:{c}>', c=word)])
    facts.attributes = {'colours': list(dict.fromkeys(map(base_name, p.look['palette'][:k]))) if many
        else [base_name(c)], 'series': 1, 'count': k}
    return facts


@chart('horizontal bar chart', 'bar', 'horizontal bar chart; bar chart; bar plot; horizontal bars; ranking',
    aspect=(0.8, 1.7), weight=1.2)
def horizontal(p):
    y = p.y()
    k = p.count(3, 20)
    names = categories(p, k)
    c, word = p.colour()
    values = np.sort(p.rng.beta(1.2, 2.5, k))
    if p.chance(0.25):
        values -= p.uniform(0.1, 0.4)
    other = p.colour()[0] if p.chance(0.4) else c
    p.ax.barh(range(k), values * y.high, p.uniform(0.5, 0.9), color=[c if v > 0 else other for v in values],
        edgecolor=p.pick((None, 'black')))
    name_ticks(p, range(k), names, True)
    p.ax.tick_params(axis='y', labelsize=max(5, min(9, 190 / k)))
    p.ax.grid(False, axis='y')
    rank = p.chance(0.4)
    p.labels(p.pick(('Importance', 'Mean |SHAP value|', 'Feature importance', 'Score', 'Coefficient')) if rank else y,
        None)
    facts = bar_facts(p, y, names, [], [p.say('Bars are sorted by (size|value|importance)'),
        p.say('Bars in <c:{c}>', c=word)], True)
    if rank:
        facts.subjects = [p.say('(feature|variable|permutation) importance (of|for) (the {n} most important|selected|the top) (features|variables|predictors|parameters)',
            n=str(k)), p.say('ranking of {e} by importance', e=p.domain.entities),
            p.say('(contribution|sensitivity indices|coefficients) of (the parameters|input variables|predictors) (to|for) {y}',
            y=y.name)]
    facts.attributes = {'colours': list(dict.fromkeys([base_name(c), base_name(other)])), 'series': 1, 'count': k}
    return facts


@chart('grouped bar chart', 'bar', BAR + '; grouped bar plot; clustered bar chart; side-by-side bars',
    aspect=(1.1, 2.3), weight=1.8)
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
        (p.ax.barh(place, values, width, xerr=errors, color=s.colour, label=s.name) if flat
            else p.ax.bar(place, values, width, yerr=errors, color=s.colour, label=s.name, capsize=2,
            edgecolor=p.pick((None, 'black')), error_kw={'lw': 0.9}))
    name_ticks(p, range(g), names, flat)
    if y.log and not flat and p.chance(0.5):
        p.ax.set_yscale('log')
    p.labels(*((y, None) if flat else (None, y)))
    p.legend(0.95)
    return bar_facts(p, y, names, series, [p.say('Bars are grouped by (category|data set|site|condition|method)')],
        flat)


@chart('stacked bar chart', 'bar', 'stacked bar chart; stacked bar plot; stacked bars; bar chart; composition plot',
    aspect=(1.0, 2.2), weight=1.3)
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
        (p.ax.barh(range(g), part, width, left=base, color=s.colour, label=s.name) if flat
            else p.ax.bar(range(g), part, width, bottom=base, color=s.colour, label=s.name))
        base += part
    if flat:
        name_ticks(p, range(g), names, True)
    else:
        name_ticks(p, range(g), names)
    text = p.pick(('Relative abundance (%)', 'Share (%)', 'Percentage', 'Fraction (%)')) if share else y
    p.labels(*((text, None) if flat else (None, text)))
    p.legend(0.95)
    facts = bar_facts(p, y, names, series,
        [p.say('(Colours|Segments) (denote|are|indicate) (components|species|classes|the parts)')], flat)
    facts.subjects += [p.say('(composition|breakdown|share|relative abundance|proportion|percentage|fractions) of {e} (by|in|for|across) {f}',
        e=p.domain.entities, f=p.domain.entities),
        p.say('(relative|percentage) contribution of {n} (components|classes|sources) to {y}', n=p.number(k), y=y.name)]
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
    p.ax.pie(values, colors=[s.colour for s in series], labels=[s.name for s in series] if outside else None,
        autopct=p.pick(('%1.0f%%', '%1.1f%%', None)), startangle=p.uniform(0, 360),
        wedgeprops={'width': 0.4 if hole else 1, 'edgecolor': p.pick(('white', 'black'))},
        explode=[0.1] + [0] * (k - 1) if p.chance(0.15) else None, textprops={'fontsize': 8})
    if not outside:
        p.ax.legend([s.name for s in series], loc='center left', bbox_to_anchor=(0.95, 0.5))
    return Facts([p.say('(share|shares|proportion|percentage|distribution|breakdown|composition) of {e} by (type|category|class|country|field|language)',
        e=p.domain.entities), p.say('(distribution|breakdown|composition) of {e}', e=p.domain.entities),
        p.say('(relative|percentage) (frequency|shares) of {n} (types|classes) of {e}', n=p.number(k),
        e=p.domain.entities)],
        [p.say('{a} (is|are|make up) the largest (share|slice|group)', a=series[int(np.argmax(values))].name),
            p.say('{a} (<c:{c}>) accounts for {v}%', a=series[0].name, c=series[0].word,
            v=str(int(100 * values[0] / values.sum())))], series, thing='slice')


@chart('bars with significance marks', 'bar', BAR + '; bar graph with individual data points', aspect=(0.7, 1.4),
    home='genomics;neuroscience;medicine;ecology;chemistry;psychology;energy;cell biology;cell biology;psychology')
def significance(p):
    y = p.y()
    k = p.count(2, 5)
    series = p.series(k, lined=False)
    means = p.rng.uniform(0.3, 1, k)
    for i, (s, m) in enumerate(zip(series, means)):
        filled = p.chance(0.8)
        p.ax.bar(i, m, 0.65, yerr=m * 0.12, color=s.colour if filled else 'white',
            edgecolor=s.colour if not filled else p.pick(('black', 'none')), capsize=4, error_kw={'lw': 1.2})
        if p.chance(0.6):
            n = p.count(4, 12)
            p.ax.plot(i + p.rng.uniform(-0.18, 0.18, n), p.rng.normal(m, m * 0.12, n), 'o', color=p.ink, ms=3,
                mfc='none' if p.chance(0.5) else None)
    top = 1.25
    for i, j in [(0, 1), (0, k - 1)][: p.count(1, 2)]:
        p.ax.plot([i, i, j, j], [top, top + 0.03, top + 0.03, top], color=p.ink, lw=1)
        p.ax.text((i + j) / 2, top + 0.03, p.pick(('*', '**', '***', 'ns', 'p < 0.01')), ha='center')
        top += 0.14
    name_ticks(p, range(k), [s.name for s in series])
    p.labels(None, p.pick((y, f'Relative {y.name}', 'Fold change')))
    return bar_facts(p, y, [s.name for s in series], series,
        [p.say('(Asterisks|Stars) (denote|indicate|mark) (significant differences|p < 0.05|significance)'),
        p.say('* p < 0.05, ** p < 0.01, *** p < 0.001 [(one-way ANOVA with Tukey post hoc test|Student t-test|Mann-Whitney test)]'),
        p.say('n = {n} (animals|samples|experiments|cells) per group', n=str(p.count(3, 24))),
        'Dots are individual values'])


@chart('dot plot of categories', 'bar', 'dot plot; Cleveland dot plot; lollipop chart; point plot; dumbbell plot',
    aspect=(0.9, 1.6))
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
    return bar_facts(p, y, names, series if len(series) > 1 else [],
        [p.say('(Dots|Points|Markers) are (means|estimates|medians)')], True)
