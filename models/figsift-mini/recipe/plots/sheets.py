"""Figures of several axes that belong together: traces, pair plots, joint plots, small multiples."""

import numpy as np
from matplotlib.collections import LineCollection

from recipe.plots.bars import categories
from recipe.plots.colours import base_name
from recipe.plots.fields import scalar
from recipe.plots.panel import Facts, Panel
from recipe.plots.registry import CHARTS, chart
from recipe.plots.scatter import cloud

SHEET = {'projection': 'sheet', 'small': False}


def letters(p, axes):
    """Panel letters as journals put them; returns how captions call them, or None."""
    if p.chance(0.35):
        return None
    form = p.pick(('({})', '{}', '{})', '({})'))
    upper = p.chance(0.35)
    inside = p.chance(0.3)
    names = [chr((65 if upper else 97) + i) for i in range(len(axes))]
    for ax, name in zip(axes, names):
        ax.text(0.03 if inside else -0.08, 0.96 if inside else 1.03, form.format(name), transform=ax.transAxes,
            weight=p.pick(('bold', 'normal')), va='top' if inside else 'bottom', ha='left')
    return names


@chart('stacked time series panels', 'series',
    'time series; time series plots; stacked panels; multi-panel time series; stacked line plots', aspect=(0.9, 1.8),
    weight=1.4, **SHEET)
def stacked_series(p):
    k = p.count(2, 6)
    axes = p.figure.subplots(k, 1, sharex=p.chance(0.8), gridspec_kw={'hspace': p.uniform(0.08, 0.45)})
    quantities = p.ys(k)
    t = np.linspace(0, p.pick((10, 24, 100, 365)), p.count(60, 500))
    words = []
    for ax, q in zip(axes, quantities):
        c, word = p.colour()
        words.append(base_name(c))
        y = p.shape(t.size)[0] + p.rng.normal(0, p.uniform(0, 0.15), t.size)
        ax.plot(t, q.low + (q.high - q.low) * y, color=c, lw=p.uniform(0.5, 1.5))
        if p.chance(0.2):
            ax.fill_between(t, q.low + (q.high - q.low) * (y - 0.1), q.low + (q.high - q.low) * (y + 0.1), color=c,
                alpha=0.25, lw=0)
        ax.set_ylabel(p.label(q)[:24], fontsize=max(5, min(9, 44 / k)))
        ax.tick_params(labelsize=7)
    axes[-1].set_xlabel(p.pick(('Time (s)', 'Time (h)', 'Day', 'Time', 'Year')))
    p.ax = axes[0]
    names = letters(p, axes)
    listed = ', '.join(q.name for q in quantities[:-1]) + ' and ' + quantities[-1].name
    details = [p.say('<s:Top>: {a}; <s:bottom>: {b}', a=quantities[0].name, b=quantities[-1].name),
        p.say('From <s:top> to <s:bottom>: {l}', l=listed), p.say('{n} panels share the time axis', n=p.number(k))]
    if names:
        details.append('. '.join(f'({n}) {q.name}' for n, q in zip(names, quantities)))
    return Facts([p.say('{l} (over|as a function of|versus) time', l=listed),
        p.say('(time series|evolution|temporal evolution|records) of {l}', l=listed),
        p.say('(time series|records) of {n} (variables|quantities|signals) [during the (experiment|simulation|event)]',
        n=p.number(k))], details, attributes={'panels': k, 'colours': list(dict.fromkeys(words)), 'left_right': True})


@chart('pair plot', 'pairs',
    'pair plot; corner plot; scatter plot matrix; scatterplot matrix; posterior corner plot; triangle plot; pairwise plot',
    aspect=(0.95, 1.1), weight=1.3, **SHEET)
def pairs(p):
    k = p.pick((2, 3, 3, 4, 5))
    corner = k == 5 or p.chance(0.6)
    axes = p.figure.subplots(k, k, gridspec_kw={'hspace': 0.06, 'wspace': 0.06})
    n = 500
    mix = p.rng.normal(0, 1, (k, k)) * 0.6 + np.eye(k)
    data = mix @ p.rng.normal(0, 1, (k, n))
    c, word = p.colour()
    names = [q.name for q in p.ys(k)] if p.chance(0.5) else p.some(['α', 'β', 'γ', 'σ', 'μ', 'θ', 'H0', 'M', 'R', 'a',
        'b', 'log L', 'τ', 'ρ', 'k', 'x0'], k)
    contour = corner and p.chance(0.6)
    for i in range(k):
        for j in range(k):
            ax = axes[i, j]
            ax.set_xticks([])
            ax.set_yticks([])
            ax.grid(False)
            if j > i and corner:
                ax.set_visible(False)
            elif i == j:
                ax.hist(data[i], 22, color=c, histtype='step' if corner else 'bar')
                if corner and p.chance(0.6):
                    for q in (16, 50, 84):
                        ax.axvline(np.percentile(data[i], q), color=p.ink, ls='--', lw=0.7)
            elif contour:
                h, xe, ye = np.histogram2d(data[j], data[i], 14)
                ax.contourf((xe[1:] + xe[:-1]) / 2, (ye[1:] + ye[:-1]) / 2, h.T, 4,
                    cmap=p.look.setdefault('pair map', p.pick(('Blues', 'Greys', 'Reds', 'Greens'))))
            else:
                ax.plot(data[j], data[i], '.', color=c, ms=p.uniform(1, 3), alpha=0.6)
            if i == k - 1:
                ax.set_xlabel(names[j], fontsize=7)
            if j == 0:
                ax.set_ylabel(names[i], fontsize=7)
    p.ax = axes[0, 0]
    return Facts([p.say('(joint and marginal|one- and two-dimensional|) posterior distributions of (the|{n}) model parameters',
        n=p.number(k)), p.say('pairwise (relationships|relations|distributions|correlations) (of|between|among) {n} (variables|parameters|features)',
        n=p.number(k)), p.say('(posterior|samples|MCMC samples) of {l}', l=', '.join(names)),
        p.say('(inferred|fitted|sampled) parameters of {t}', t=p.domain.topics)],
        ['Histograms on the diagonal are the marginal distributions',
        p.say('Contours are the 68% and 95% credible regions') if contour else p.say('Dots are (samples|data points)'),
        'Dashed lines are the 16th, 50th and 84th percentiles', p.say('Shown in <c:{c}>', c=word)],
        attributes={'panels': k * k if not corner else k * (k + 1) // 2, 'colours': [base_name(c)]})


@chart('joint plot', 'pairs',
    'joint plot; scatter plot with marginal histograms; joint distribution plot; marginal plot', aspect=(0.9, 1.2),
    **SHEET)
def joint(p):
    grid = p.figure.add_gridspec(2, 2, width_ratios=(4, 1), height_ratios=(1, 4), hspace=0.05, wspace=0.05)
    p.ax = ax = p.figure.add_subplot(grid[1, 0])
    top, side = p.figure.add_subplot(grid[0, 0], sharex=ax), p.figure.add_subplot(grid[1, 1], sharey=ax)
    x, y = p.x(), p.y()
    series = p.series(p.pick((1, 1, 2, 3)), lined=False)
    for s in series:
        a, b = cloud(p, p.count(60, 500))
        a, b = x.low + (x.high - x.low) * a, y.low + (y.high - y.low) * b
        ax.scatter(a, b, s=p.uniform(4, 20), color=s.colour, alpha=0.6, lw=0, label=s.name)
        top.hist(a, 24, color=s.colour, alpha=0.6)
        side.hist(b, 24, color=s.colour, alpha=0.6, orientation='horizontal')
    for extra in (top, side):
        extra.set_axis_off()
    p.labels(x, y)
    p.legend(0.6 if len(series) > 1 else 0, loc='upper left')
    return Facts([p.relation(y, x), p.say('{y} (against|versus) {x} with (marginal|their) distributions', x=x.name,
        y=y.name), p.say('joint and marginal distributions of {x} and {y}', x=x.name, y=y.name)],
        ['Histograms at the <s:top> and <s:right> are the marginal distributions',
        'Marginal histograms are on the sides'], series if len(series) > 1 else [],
        attributes={'left_right': True, **({'colours': [base_name(series[0].colour)]} if len(series) == 1 else {})})


@chart('main panel with residuals', 'line',
    'fit with residuals; data and model with residual panel; ratio plot; plot with lower panel', aspect=(0.9, 1.5),
    **SHEET)
def with_residuals(p):
    top, low = p.figure.subplots(2, 1, sharex=True, gridspec_kw={'height_ratios': (3, 1), 'hspace': 0.05})
    x, y = p.x(), p.y()
    n = p.count(15, 60)
    xs, u = np.linspace(x.low, x.high, n), p.shape(n)[0]
    noise = p.rng.normal(0, 0.04, n)
    scale = y.high - y.low
    data, line = p.some(p.look['palette'][:5], 2)
    data = p.pick((p.ink, data))
    top.errorbar(xs, y.low + scale * (u + noise), yerr=scale * 0.04, fmt=p.pick('os.'), color=data, ms=4, label='data',
        capsize=p.pick((0, 2)))
    top.plot(xs, y.low + scale * u, color=line, label=p.pick(('model', 'fit', 'best fit', 'simulation')))
    low.errorbar(xs, noise / 0.04, yerr=1, fmt='.', color=data)
    low.axhline(0, color=line)
    low.set_ylabel(p.pick(('Residuals', 'Data/MC', 'Pull', 'Ratio')), fontsize=8)
    low.set_xlabel(p.label(x))
    top.set_ylabel(p.label(y))
    p.ax = top
    p.legend(0.9)
    a, b = base_name(data), base_name(line)
    return Facts([p.say('{r} with (the best-fit|a fitted|the) model', r=p.relation(y, x)),
        p.say('(measured|observed) {y} (and|with) the best-fit model', y=y.name),
        p.say('fit (to|of) {y} (versus|against) {x}', y=y.name, x=x.name)],
        ['The <s:lower> panel shows the residuals', p.say('<c:{a}> points are data and the <c:{b}> line is the model',
        a=a.capitalize(), b=b), p.say('The <c:{b}> (line|curve) is the (best fit|model)', b=b),
        'Reduced chi-square is close to one'], attributes={'panels': 2, 'colours': [a, b], 'series': 2,
        'left_right': True})


@chart('field snapshots', 'field',
    'snapshots; field snapshots; sequence of snapshots; multi-panel field plot; panel of maps; image sequence',
    aspect=(1.2, 3.2), weight=1.5, **SHEET)
def snapshots(p):
    rows, columns = p.pick(((1, 2), (1, 3), (1, 4), (2, 2), (2, 3), (2, 4), (3, 3), (2, 1)))
    n = rows * columns
    axes = np.atleast_1d(p.figure.subplots(rows, columns, gridspec_kw={'hspace': 0.2, 'wspace': 0.08})).ravel()
    cmap = p.cmap(p.chance(0.3))
    x, y, z = scalar(p, 56, 56)
    q = p.y()
    blur = p.smooth_noise((56, 56), 1.8)
    titles = p.pick(([f't = {i * p.pick((1, 5, 10))} s' for i in range(n)], p.some(p.domain.series, n), [''] * n,
        ['Reference', 'Prediction', 'Difference', 'Error', *[f'Case {i}' for i in range(9)]][:n]))
    titles += [''] * (n - len(titles))
    for i, (ax, title) in enumerate(zip(axes, titles)):
        u = i / n
        shown = ax.imshow((1 - u) * z + u * blur + 0.05 * u * p.smooth_noise((56, 56), 1.2), cmap=cmap, origin='lower',
            interpolation='bilinear', vmin=0, vmax=1)
        ax.set_xticks([])
        ax.set_yticks([])
        ax.grid(False)
        if title:
            ax.set_title(title, fontsize=8)
    if p.chance(0.7):
        p.figure.colorbar(shown, ax=list(axes), shrink=0.8, label=p.label(q), fraction=0.03)
    p.ax = axes[0]
    names = letters(p, axes)
    details = p.map_details(q.name, cmap) + [p.say('{n} (snapshots|panels|fields|time steps) are shown', n=p.number(n)),
        p.say('{n} panels in {r} <s:rows>', n=p.number(n), r=p.number(rows)), 'All panels share one colour scale']
    if columns == 2 and rows == 1 and titles[0]:
        details.append(p.say('<s:Left>: {a}; <s:right>: {b}', a=titles[0], b=titles[1]))
    if names and titles[0]:
        details.append('. '.join(f'({a}) {b}' for a, b in zip(names, titles)))
    return Facts([p.say('(snapshots|evolution|time evolution|sequence|panels|comparison) of (the|) {q} (field|at {n} times|for {n} cases|)',
        q=q.name, n=p.number(n)), p.say('{q} at {n} (times|time steps|depths|levels|resolutions|instants)', q=q.name,
        n=p.number(n)), p.say('(simulated|predicted|true|reconstructed) {q} (fields|maps) for {n} (cases|models|methods|samples)',
        q=q.name, n=p.number(n))], details, colormap=cmap, attributes={'panels': n, 'left_right': True})


@chart('small multiples', 'multiples',
    'small multiples; faceted plot; grid of plots; multi-panel figure; panel plot; trellis plot; subplots',
    aspect=(1.0, 2.2), weight=3, **SHEET)
def multiples(p):
    rows, columns = p.pick(((1, 2), (1, 2), (1, 3), (2, 2), (2, 2), (2, 3), (3, 3), (2, 1), (3, 1), (3, 2), (1, 4),
        (2, 4)))
    n = rows * columns
    kinds = [c for c in CHARTS.values()
        if c.small and c.projection is None and c.family == 'plot' and (not c.home or p.domain.name in c.home)]
    same = p.chance(0.55) or n > 6
    items = [p.pick(kinds)] * n if same else [p.pick(kinds) for _ in range(n)]
    axes = np.atleast_1d(p.figure.subplots(rows, columns, gridspec_kw={'hspace': 0.5, 'wspace': 0.42})).ravel()
    scale = max(0.5, 1 - 0.11 * max(rows, columns))
    facts = []
    for item, ax in zip(items, axes):
        panel = Panel(p.rng, p.domain, p.look, ax, small=True)
        panel.figure = p.figure
        facts.append(item.draw(panel))
        size = p.look['rc']['font.size'] * scale
        ax.tick_params(labelsize=size * 0.85)
        for label in (ax.xaxis.label, ax.yaxis.label, ax.title):
            label.set_fontsize(size)
        legend = ax.get_legend()
        if legend is not None and (n > 4 or p.chance(0.4)):
            legend.remove()
        for text in legend.get_texts() if legend is not None else ():
            text.set_fontsize(size * 0.8)
    p.ax = axes[0]
    names = letters(p, axes) or [chr(97 + i) for i in range(n)]
    nouns = [f'<k:{p.pick(item.nouns)}>' for item in items]
    parts = [p.pick(f.subjects) for f in facts]
    form = p.pick(('({a}) {b}', '({a}) {k} of {b}', '{a}: {b}', '{a}) {k}: {b}', 'Panel {a}: {b}', '({a}) {K} of {b}'))
    listed = [form.format(a=a, b=b, k=k, K=k[:3] + k[3:].capitalize()) for a, b, k in zip(names, parts, nouns)]
    details = ['; '.join(listed[:6]), '. '.join(listed[:6]), p.say('{n} panels show {e}', n=p.number(n),
        e=p.domain.entities), p.say('The panels are arranged in {r} rows and {c} columns', r=p.number(rows),
        c=p.number(columns))]
    if n == 2:
        one, two = ('<s:left>', '<s:right>') if rows == 1 else ('<s:top>', '<s:bottom>')
        cap = lambda side: side[:3] + side[3:].capitalize()
        details += [f'{cap(one)}: {parts[0]}. {cap(two)}: {parts[1]}',
            f'{cap(one)} panel: {parts[0]}; {two} panel: {parts[1]}', f'{parts[0]} ({one}) and {parts[1]} ({two})',
            f'The {one} panel shows {parts[0]}, the {two} panel {parts[1]}']
    if n == 3 and rows == 1:
        details += [f'<s:Left>: {parts[0]}. Middle: {parts[1]}. <s:Right>: {parts[2]}']
    subjects = [p.say('(results|examples|comparison|overview|summary|panels) (of|for) {t}', t=p.domain.topics),
        p.say('{a} and {b}', a=parts[0], b=parts[-1]), p.say('{n} {k}s of {e}', n=p.number(n), k=nouns[0],
        e=p.domain.entities) if same else p.say('{k} and {l} of {e}', k=nouns[0], l=nouns[-1], e=p.domain.entities),
        p.say('{t} for {n} (cases|conditions|methods|data sets|samples)', t=p.domain.topics, n=p.number(n))]
    found = list(dict.fromkeys(c for f in facts for c in [base_name(s.colour) for s in f.series]))
    return Facts(subjects, details, findings=[p.pick(f.details) for f in facts[:3] if f.details],
        attributes={'panels': n, 'colours': found, 'left_right': n < 4})


@chart('phylogenetic tree with heatmap', 'matrix',
    'phylogenetic tree with heatmap; dendrogram; tree; phylogeny; cladogram; circular tree',
    home='genomics;ecology;psychology', aspect=(0.8, 1.6), **SHEET)
def tree(p):
    n = p.count(8, 50)
    heat = p.chance(0.5)
    grid = p.figure.add_gridspec(1, 2, width_ratios=(1.4, 1 if heat else 0.01), wspace=0.25)
    p.ax = ax = p.figure.add_subplot(grid[0, 0])
    c, word = p.colour()
    nodes = [(float(i), 1.0) for i in range(n)]
    lines, inks = [], []
    while len(nodes) > 1:
        i = p.count(0, len(nodes) - 2)
        (y0, x0), (y1, x1) = nodes[i], nodes[i + 1]
        x = min(x0, x1) - p.uniform(0.02, 0.9 / np.log2(n) / 1.6)
        ink = c if p.chance(0.5) else p.ink
        lines.append([(x0, y0), (x, y0), (x, y1), (x1, y1)])
        inks.append(ink)
        nodes[i : i + 2] = [((y0 + y1) / 2, x)]
    ax.add_collection(LineCollection(lines, colors=inks, linewidths=1))
    ax.autoscale_view()
    names = (categories(p, n) + [f'sp. {i}' for i in range(n)])[:n]
    if n < 30:
        for i, name in enumerate(names):
            ax.text(1.02, i, name, fontsize=max(4.5, min(8, 130 / n)), va='center', style=p.pick(('italic', 'normal')))
    ax.set_axis_off()
    cmap = ''
    if heat:
        cmap = p.cmap()
        other = p.figure.add_subplot(grid[0, 1])
        other.imshow(p.rng.random((n, p.count(3, 12))), aspect='auto', cmap=cmap, origin='lower',
            interpolation='nearest')
        other.set_xticks([])
        other.set_yticks([])
        other.grid(False)
    return Facts([p.say('{n} (species|taxa|strains|isolates|sequences|languages|genomes)', n=str(n)),
        p.say('(maximum likelihood|Bayesian|neighbour-joining|time-calibrated|evolutionary) relationships (of|among) {e}',
        e=p.domain.entities), p.say('(evolution|phylogeny|hierarchical clustering) of {e} [with traits]',
        e=p.domain.entities)], ['Branch lengths are proportional to genetic distance',
        p.say('The heat map on the <s:right> shows (traits|gene presence|abundance)') if heat else 'Tips are species',
        'Numbers at nodes are bootstrap support', p.say('One clade is <c:{c}>', c=word)], colormap=cmap,
        attributes={'count': n, 'left_right': heat})
