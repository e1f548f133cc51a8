"""Matrices as colour."""

import numpy as np
from matplotlib.collections import LineCollection

from recipe.plots.bars import categories
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


def show(p, values, cmap, label, rows=None, columns=None, **options):
    p.ax.grid(False)
    image = p.ax.imshow(values, cmap=cmap, aspect=options.pop('aspect', 'auto'), interpolation='nearest', **options)
    if columns is not None:
        p.ax.set_xticks(range(len(columns)), columns, rotation=p.pick((90, 45, 60)) if max(map(len, columns)) > 3
            else 0, ha='center', fontsize=max(4.5, min(9, 150 / len(columns))))
    if rows is not None:
        p.ax.set_yticks(range(len(rows)), rows, fontsize=max(4.5, min(9, 150 / len(rows))))
    p.colorbar(image, label)
    return image


def numbers(p, values, fmt='%.2f', size=None):
    image = p.ax.images[0]
    shades = image.cmap(image.norm(values))[..., :3] @ (0.3, 0.59, 0.11)
    for (i, j), v in np.ndenumerate(values):
        p.ax.text(j, i, fmt % v, ha='center', va='center', fontsize=size or max(4, min(9, 70 / len(values))),
            color='white' if shades[i, j] < 0.5 else 'black')


@chart('heatmap', 'matrix', 'heat map; heatmap; color map; matrix plot; colour-coded table', aspect=(0.8, 1.7),
    weight=1.8)
def heatmap(p):
    y = p.y()
    r, c = p.count(3, 30), p.count(3, 30)
    values = p.smooth_noise((r, c), p.uniform(0.2, 1.5))
    rows = categories(p, r) if p.chance(0.7) and r < 20 else None
    columns = categories(p, c) if p.chance(0.7) and c < 20 else None
    cmap = p.cmap(p.chance(0.3))
    show(p, y.low + (y.high - y.low) * values, cmap, y, rows, columns)
    if r * c < 90 and p.chance(0.4):
        numbers(p, p.ax.images[0].get_array(), '%.2g')
    x, x2 = p.x(), p.x()
    if rows is None and columns is None:
        p.labels(x, x2)
    return Facts([p.say('{y} (for|of) (all|each|every) (combination|combinations|pair|pairs) of {e} and {f}', y=y.name,
        e=p.domain.entities, f=p.domain.entities), p.say('{y} (by|across|of) {e} and {f}', y=y.name,
        e=p.domain.entities, f=p.domain.entities), p.say('{y} as a function of {a} and {b}', y=y.name, a=x.name,
        b=x2.name), p.say('pairwise {y} of {e}', y=y.name, e=p.domain.entities)],
        p.map_details(y.name, cmap) + [p.say('(Rows|Columns) are {e}', e=p.domain.entities),
            p.say('{r} rows and {c} columns', r=str(r), c=str(c))], colormap=cmap)


@chart('correlation matrix', 'matrix',
    'correlation matrix; correlation heatmap; correlogram; correlation plot; similarity matrix; covariance matrix',
    aspect=(0.95, 1.3), weight=1.2)
def correlation(p):
    y = p.y()
    n = p.count(4, 24)
    loads = p.rng.normal(0, 1, (n, p.count(2, 5)))
    if p.chance(0.3):
        loads = loads[np.argsort(loads[:, 0])]
    cov = loads @ loads.T + np.diag(p.rng.uniform(0.3, 2, n))
    values = cov / np.sqrt(np.outer(np.diag(cov), np.diag(cov)))
    if p.chance(0.2):
        values[np.triu_indices(n, 1)] = np.nan
    names = [q.name for q in p.ys(n)] if p.chance(0.4) else categories(p, n)
    names = (names + [f'V{i}' for i in range(n)])[:n]
    cmap = p.cmap(p.chance(0.85))
    show(p, values, cmap, p.pick(('Correlation', 'Pearson r', 'Spearman rho', None)), names, names, vmin=-1, vmax=1,
        aspect='equal')
    if n < 11 and p.chance(0.5):
        numbers(p, np.nan_to_num(values))
    return Facts([p.say('(pairwise|Pearson|Spearman|cross-) (correlation|correlations|correlation coefficients) (between|among|of) {e}',
        e=p.domain.entities),
        p.say('(correlations|covariance|similarity) (between|of) (the|all) (variables|parameters|features|predictors)'),
        p.say('correlation of {y} (between|across) {e}', y=y.name, e=p.domain.entities)],
        p.map_details('the correlation coefficient', cmap) + ['The matrix is symmetric',
            p.say('{n} variables are compared', n=p.number(n)), 'Only the lower triangle is shown'], colormap=cmap,
            attributes={'count': n})


@chart('confusion matrix', 'matrix', 'confusion matrix; confusion matrices; contingency table; classification matrix',
    aspect=(0.95, 1.3), home='machine learning;imaging;remote sensing;neuroscience;robotics;computing;statistics',
    weight=1.2)
def confusion(p):
    n = p.count(2, 12)
    names = categories(p, n)
    values = p.rng.gamma(0.5, 1, (n, n)) + np.diag(p.rng.uniform(6, 25, n))
    share = p.chance(0.5)
    values = values / values.sum(1, keepdims=True) if share else np.round(values * p.uniform(2, 40))
    cmap = p.pick(('Blues', 'Blues', 'Blues', 'Greens', 'viridis', 'Oranges', 'Reds', 'Purples', 'YlGnBu', 'Greys'))
    show(p, values, cmap, None, names, names, aspect='equal')
    if n < 11:
        numbers(p, values, '%.2f' if share else '%d')
    p.labels(p.pick(('Predicted label', 'Predicted class', 'Predicted')),
        p.pick(('True label', 'True class', 'Actual')))
    return Facts([p.say('(classification|prediction) (results|performance|errors) (of|for) (the|our) (classifier|model|network)'),
        p.say('(true|actual) (versus|against|and) predicted (classes|labels) (of|for) {e}', e=p.domain.entities),
        p.say('{m} on the test set', m=p.domain.methods), p.say('{n}-class classification of {e}', n=p.number(n),
        e=p.domain.entities)],
        ['Rows are true classes and columns predicted classes', 'Diagonal entries are correct classifications',
            p.say('Overall accuracy is {v}%', v=str(p.count(60, 99))),
            p.say('(Rows are normalised|Entries are counts|Numbers are percentages)'),
            p.say('Most errors are between {a} and {b}', a=names[0],
            b=names[1])] + p.map_details('the share of samples', cmap)[:2], colormap=cmap, attributes={'count': n})


@chart('clustered heatmap', 'matrix',
    'clustered heatmap; heatmap with dendrogram; expression heatmap; hierarchical clustering heatmap; cluster map',
    projection='sheet', aspect=(0.7, 1.2), home='genomics;cell biology;chemistry;ecology;statistics;medicine;energy')
def clustered(p):
    from scipy.cluster.hierarchy import linkage

    r, c = p.count(15, 60), p.count(6, 24)
    values = p.rng.normal(0, 0.6, (r, c)) + np.outer(p.rng.normal(0, 1, r),
        p.rng.choice([-1, 1], c)) + np.outer(p.rng.normal(0, 0.7, r), p.rng.normal(0, 1, c))
    grid = p.figure.add_gridspec(2, 2, width_ratios=(1, 5), height_ratios=(1, 6), hspace=0.02, wspace=0.02, left=0.05,
        right=0.8, top=0.97, bottom=0.2)
    cmap = p.pick(('RdBu_r', 'bwr', 'RdYlBu_r', 'viridis', 'PiYG', 'coolwarm', 'inferno'))

    def tree(ax, data, flip):
        z = linkage(data, 'average')
        n = len(data)
        order, todo = [], [2 * n - 2]
        while todo:
            node = todo.pop()
            order.append(node) if node < n else todo.extend((int(z[node - n, 1]), int(z[node - n, 0])))
        at = {leaf: (i + 0.5, 0.0) for i, leaf in enumerate(order)}
        lines = []
        for k, (a, b, h, _) in enumerate(z):
            (xa, ha), (xb, hb) = at[int(a)], at[int(b)]
            at[n + k] = ((xa + xb) / 2, h)
            corners = [(xa, ha), (xa, h), (xb, h), (xb, hb)]
            lines.append([(b, a) for a, b in corners] if flip else corners)
        ax.add_collection(LineCollection(lines, colors=p.ink, linewidths=0.6))
        ax.autoscale_view()
        ax.set_axis_off()
        if flip:
            ax.set_ylim(n, 0)
            ax.invert_xaxis()
        else:
            ax.set_xlim(0, n)
        return order

    left, top = p.figure.add_subplot(grid[1, 0]), p.figure.add_subplot(grid[0, 1])
    p.ax = p.figure.add_subplot(grid[1, 1])
    rows, columns = tree(left, values, True), tree(top, values.T, False)
    image = p.ax.imshow(values[rows][:, columns], aspect='auto', cmap=cmap, vmin=-2.5, vmax=2.5,
        interpolation='nearest')
    p.ax.grid(False)
    p.ax.yaxis.tick_right()
    p.ax.set_yticks(range(r), [f'{p.pick(("Abc", "Gpx", "Slc", "Tnf", "Cdk", "Myo", "Rpl"))}{i}' for i in range(r)]
        if r < 35 else [''] * r, fontsize=5)
    p.ax.set_xticks(range(c), [f'S{i + 1}' for i in range(c)], rotation=90, fontsize=6)
    if p.chance(0.7):
        p.figure.colorbar(image, cax=p.figure.add_axes((0.02, 0.85, 0.03, 0.13)))
    y = p.y()
    return Facts([p.say('(hierarchical clustering|clustering) of {e} (by|based on) {y}', y=y.name, e=p.domain.entities),
        p.say('{y} of {n} {e} (across|in) {c} samples', y=y.name, n=str(r), c=str(c), e=p.domain.entities),
        p.say('{y} (z-scores|profiles|patterns) (of|across) {e}', y=y.name, e=p.domain.entities)],
        ['Dendrograms show hierarchical clustering of rows and columns', 'Rows are genes and columns are samples',
            p.say('The dendrogram on the <s:left> (groups|clusters) {e}', e=p.domain.entities)] + p.map_details(y.name,
            cmap), colormap=cmap, attributes={'left_right': True})


@chart('dot matrix', 'matrix', 'dot plot; bubble heatmap; bubble plot; dot matrix plot; balloon plot',
    aspect=(0.8, 1.5), home='genomics;cell biology;ecology;medicine;statistics;psychology')
def dot_matrix(p):
    r, c = p.count(5, 16), p.count(4, 14)
    x, y = np.meshgrid(range(c), range(r))
    size = p.rng.beta(1, 2, (r, c))
    cmap = p.cmap(p.chance(0.3))
    image = p.ax.scatter(x, y, s=size * p.uniform(60, 220), c=p.rng.random((r, c)), cmap=cmap)
    p.ax.set_xticks(range(c), categories(p, c), rotation=90, fontsize=7)
    p.ax.set_yticks(range(r), categories(p, r), fontsize=7)
    z = p.y()
    p.colorbar(image, z)
    return Facts([p.say('{z} (of|for) {n} {e} (in|across) {m} (clusters|groups|conditions)', z=z.name, n=str(r),
        e=p.domain.entities, m=str(c)),
        p.say('(marker gene|gene|pathway) (expression|enrichment) (by|across) (cell type|cluster|group)'),
        p.say('{z} across {e}', z=z.name, e=p.domain.entities)], p.map_details(z.name,
        cmap) + [p.say('Dot size (is|shows|encodes) the (fraction|percentage|share|number) of {e}',
        e=p.domain.entities)], colormap=cmap)


@chart('sparse matrix pattern', 'matrix',
    'sparsity pattern; spy plot; matrix structure; sparse matrix; adjacency matrix', aspect=(0.95, 1.1),
    home='mathematics;computing;networks;fluid dynamics;engineering;statistics;physics')
def sparsity(p):
    n = p.count(30, 200)
    kind = p.count(0, 3)
    i, j = np.indices((n, n))
    if kind == 0:
        m = np.isin(np.abs(i - j), (0, 1, p.count(5, 20)))
    elif kind == 1:
        m = (np.abs(i - j) < p.count(2, 12)) & (p.rng.random((n, n)) < 0.5)
    elif kind == 2:
        b = np.sort(p.rng.integers(0, p.count(2, 6), n))
        m = (b[:, None] == b[None]) & (p.rng.random((n, n)) < 0.5) | (p.rng.random((n, n)) < 0.02)
    else:
        m = p.rng.random((n, n)) < 0.04
        m |= m.T
    c, word = p.colour()
    p.ax.grid(False)
    rows, columns = np.nonzero(m)
    p.ax.plot(columns, rows, 's' if n < 80 else '.', color=p.pick((c, p.ink)), ms=max(0.8, 150 / n), mew=0)
    p.ax.set(xlim=(-1, n), ylim=(n, -1), aspect='equal')
    if p.chance(0.6):
        p.ax.set_xlabel(f'nz = {len(rows)}')
    return Facts([p.say('(sparsity|nonzero|block) (pattern|structure) of the (matrix|stiffness matrix|Jacobian|system matrix|adjacency matrix|Laplacian)'),
        p.say('nonzero entries of (a|the) (sparse|banded|block-structured) matrix'),
        p.say('(links|connections) between {e}', e=p.domain.entities)],
        [p.say('Dots (mark|are) nonzero (entries|elements)'), p.say('The matrix has {n} rows', n=str(n)),
        'The matrix is symmetric'])


@chart('raster plot', 'raster', 'raster plot; spike raster; spike trains; rastergram', home='neuroscience',
    aspect=(1.2, 2.4), weight=1.3)
def raster(p):
    n = p.count(8, 120)
    c, word = p.colour()
    T = p.pick((1, 2, 10, 1000))
    rate = p.uniform(4, 25)
    rows = [p.rng.random(p.rng.poisson(rate)) * T for _ in range(n)]
    rows = [np.r_[row, (0.4 + 0.08 * p.rng.normal(0, 1, p.rng.poisson(rate * 0.5))) * T] for row in rows]
    at = np.repeat(np.arange(n), [row.size for row in rows])
    times = np.concatenate(rows)
    other = n >= 60
    for part, ink in ((at < n * 0.8, c), (at >= n * 0.8, p.look['palette'][1] if other else c)):
        p.ax.plot(times[part], at[part], '.' if other else '|', color=ink, ms=1.5 if other else max(1, 240 / n))
    if p.chance(0.4):
        p.ax.axvline(0.4 * T, color='red', lw=1)
    p.labels('Time (ms)' if T == 1000 else 'Time (s)', p.pick(('Neuron', 'Trial', 'Neuron index', 'Cell')))
    p.ax.grid(False)
    return Facts([p.say('(spike times|spiking activity|spikes|firing) of {n} neurons', n=str(n)),
        p.say('(spiking|population|network) activity (during|in|of) (the simulation|a balanced network|stimulation|a single trial)'),
        p.say('responses (of a neuron|) across {n} trials', n=str(n))],
        ['Each row is a neuron and each dot a spike',
        p.say('(Ticks|Dots|Vertical ticks) (mark|are) (action potentials|spikes)'),
        'The red line marks stimulus onset'])


@chart('attention or alignment map', 'matrix',
    'attention map; attention matrix; alignment matrix; recurrence plot; distance matrix; dissimilarity matrix',
    aspect=(0.9, 1.3))
def distance_matrix(p):
    n = p.count(20, 150)
    kind = p.count(0, 2)
    if kind == 0:
        walk = np.cumsum(p.rng.normal(0, 1, (n, 3)), axis=0)
    elif kind == 1:
        walk = p.rng.normal(0, 1, (4, 3))[np.sort(p.rng.integers(0, 4, n))] * 3 + p.rng.normal(0, 0.4, (n, 3))
    else:
        t = np.linspace(0, p.uniform(2, 8) * 2 * np.pi, n)
        walk = np.c_[np.sin(t), np.cos(t), 0.1 * t]
    d = np.linalg.norm(walk[:, None] - walk[None], axis=2)
    if p.chance(0.25):
        d = (d < np.quantile(d, 0.2)).astype(float)
    cmap = p.cmap()
    show(p, d, cmap, p.pick(('Distance', 'Dissimilarity', 'Weight', 'Similarity')), origin=p.pick(('upper', 'lower')),
        aspect='equal')
    name = p.pick(('Time', 'Frame', 'Position', 'Token', 'Index', 'Residue'))
    p.labels(name, name)
    return Facts([p.say('(pairwise|mutual) (distances|similarities|dissimilarities) (between|of) {e}',
        e=p.domain.entities),
        p.say('(attention weights|recurrences|contacts) between (tokens|time steps|positions|residues)'),
        p.say('similarity of {e} [over time]', e=p.domain.entities)], p.map_details('distance',
        cmap) + ['The diagonal is zero', 'Blocks along the diagonal are clusters'], colormap=cmap)


@chart('Hovmoller diagram', 'field',
    'Hovmöller diagram; time-latitude plot; space-time diagram; Hovmoller diagram; x-t diagram; kymograph',
    home='climate;geoscience;physics;neuroscience;fluid dynamics;ecology;cell biology', aspect=(1.1, 2.0))
def hovmoller(p):
    n, m = 70, 120
    x, t = np.meshgrid(np.linspace(0, 1, m), np.linspace(0, 1, n))
    z = np.sin(2 * np.pi * (p.uniform(1, 5) * x - p.uniform(-6, 6) * t)) * (0.4 + p.smooth_noise((n,
        m))) + 1.5 * p.smooth_noise((n, m)) + p.uniform(0, 1) * np.cos(2 * np.pi * p.count(1, 6) * x)
    cmap = p.cmap(p.chance(0.5))
    y = p.y()
    show(p, y.low + (y.high - y.low) * (z - z.min()) / np.ptp(z), cmap, y, origin='lower',
        extent=(0, p.pick((12, 365, 40, 2020)), -60, 60))
    p.labels(p.pick(('Time (months)', 'Time (s)', 'Day', 'Time')), p.pick(('Latitude', 'Position (km)', 'x',
        'Longitude', 'Depth (m)')))
    return Facts([p.say('{y} (as a function of|over|against) (time and latitude|time and longitude|space and time|time and position)',
        y=y.name), p.say('(space-time|spatio-temporal) (evolution|pattern|propagation) of {y}', y=y.name),
        p.say('time evolution of {y} along the (profile|section|equator|channel|transect)', y=y.name)],
        p.map_details(y.name, cmap) + ['Waves travel to the <s:right>', 'Time runs along the <s:horizontal> axis'],
        colormap=cmap)


@chart('calendar heatmap', 'matrix', 'calendar heatmap; hour-by-day heatmap; activity heatmap; diurnal pattern',
    aspect=(1.4, 3), weight=0.7)
def calendar(p):
    rows, columns = p.pick(((7, 52), (24, 60), (7, 24), (12, 31)))
    u = 0.5 + 0.5 * np.cos(np.linspace(0, 2 * np.pi, columns))[None] * p.uniform(0.3,
        1) + 0.4 * np.sin(np.linspace(0, np.pi, rows))[:, None]
    y = p.y()
    cmap = p.cmap()
    show(p, y.low + (y.high - y.low) * (u + p.rng.normal(0, 0.15, (rows, columns))) / 2, cmap, y,
        {7: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
        12: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()}.get(rows))
    p.labels({52: 'Week', 60: 'Day', 24: 'Hour of day', 31: 'Day of month'}[columns], 'Hour' if rows == 24 else None)
    return Facts([p.say('{y} by (hour and day|day of the week and hour|month and day|week)', y=y.name),
        p.say('(daily|weekly|hourly|seasonal) (pattern|variation) of {y}', y=y.name)],
        p.map_details(y.name, cmap) + [p.say('{n} rows are shown', n=p.number(rows))], colormap=cmap)
