"""Points with a meaning of their own: quantiles, residuals, agreement, genes, stars."""

import numpy as np

from recipe.plots import colours
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


@chart('quantile-quantile plot', 'scatter', 'Q-Q plot; QQ plot; normal probability plot; quantile plot',
    aspect=(0.9, 1.3))
def qq(p):
    n = p.count(40, 400)
    normal = np.sort(p.rng.normal(0, 1, n))
    sample = np.sort(p.pick((p.rng.normal(0, 1, n), p.rng.standard_t(3, n), p.rng.exponential(1, n) - 1,
        p.rng.gumbel(0, 0.8, n))))
    c, word = p.colour()
    p.ax.plot(normal, sample, p.pick('o.+'), color=c, ms=p.uniform(2, 6), mfc=p.pick((c, 'none')))
    p.ax.plot([-3, 3], [-3, 3], color=p.pick(('red', p.ink)), ls=p.pick(('-', '--')))
    p.labels(p.pick(('Theoretical quantiles', 'Expected -log10(p)', 'Normal quantiles')),
        p.pick(('Sample quantiles', 'Observed -log10(p)', 'Ordered values')))
    y = p.y()
    return Facts([p.say('quantiles of {y} (against|versus) (normal|theoretical) quantiles', y=y.name),
        p.say('{y} (residuals|)', y=y.name), p.say('normality (check|test) (of|for) [the residuals of] {y}', y=y.name)],
        ['The line is the expectation under normality',
        p.say('(Deviations from the line|Points off the diagonal) (indicate|show|reveal) (heavy tails|skewness|non-normality)'),
        p.say('<c:{c}> points are the ordered residuals', c=word.capitalize())])


@chart('residual plot', 'scatter', 'residuals; residual plot; residuals versus fitted values; scatter plot',
    aspect=(1.1, 2))
def residuals(p):
    x, y = p.x(), p.y()
    n = p.count(40, 600)
    c, word = p.colour()
    u = p.rng.random(n)
    p.ax.scatter(p.span(x, u), p.rng.normal(0, 1, n) * (0.3 + p.pick((0, u))), s=p.uniform(3, 25), color=c, alpha=0.7,
        lw=0)
    p.ax.axhline(0, color=p.pick((p.ink, 'red')), ls=p.pick(('-', '--')))
    p.labels(p.pick((x, 'Fitted values', f'Predicted {y.name}')), p.pick(('Residuals', 'Residual',
        'Standardized residuals', 'Error')))
    return Facts([p.say('residuals of {y} (versus|against|as a function of) {x}', x=x.name, y=y.name),
        p.say('(prediction|fitting|model) errors [of] {y} (against|by|with) {x}', x=x.name, y=y.name),
        p.say('residuals of the {y} (model|fit|regression)', y=y.name)],
        ['The horizontal line marks zero', p.say('No (trend|pattern|structure) is visible in the residuals'),
        p.say('Residuals (<c:{c}>) scatter around zero', c=word)])


@chart('colour-magnitude diagram', 'scatter',
    'Hertzsprung-Russell diagram; HR diagram; colour-magnitude diagram; CMD; colour-colour diagram', aspect=(0.7, 1.1),
    home='astronomy')
def hr_diagram(p):
    n = p.count(600, 3000)
    t = p.rng.random(n)
    colour = -0.2 + 1.9 * t + p.rng.normal(0, 0.05, n)
    magnitude = 0 + 9.5 * t**0.85 + p.rng.normal(0, 0.35, n)
    giants = p.rng.random(n) < 0.22
    colour[giants] = p.rng.normal(1.15, 0.14, giants.sum())
    magnitude[giants] = 1.5 - 4 * (colour[giants] - 1.1) + p.rng.normal(0, 0.9, giants.sum())
    dwarfs = p.rng.random(n) < 0.03
    magnitude[dwarfs] = 11 + 3 * colour[dwarfs] + p.rng.normal(0, 0.4, dwarfs.sum())
    if p.chance(0.4):
        cmap = p.cmap()
        shown = p.ax.scatter(colour, magnitude, c=p.pick((colour, t)), cmap=cmap, s=p.uniform(1, 6), lw=0)
        p.colorbar(shown, p.pick(('[Fe/H]', 'Temperature (K)', 'Density')), 0.6)
    else:
        p.ax.scatter(colour, magnitude, color=p.pick((p.ink, p.colour()[0])), s=p.uniform(0.5, 5), lw=0, alpha=0.7)
    if p.chance(0.5):
        u = np.linspace(0, 1, 50)
        p.ax.plot(-0.2 + 1.9 * u, 9.5 * u**0.85, color=p.pick(('red', 'blue')),
            label=f'{p.pick((1, 3, 5, 10))} Gyr isochrone')
        p.legend()
    p.ax.invert_yaxis()
    p.labels(p.pick(('B - V', 'G_BP - G_RP (mag)'.replace('_', ' '), 'g - i', 'Colour index')),
        p.pick(('Absolute magnitude', 'V (mag)', 'M V', 'G (mag)')))
    return Facts([p.say('colour and magnitude of {e}', e=('cluster members', 'field stars', 'stars', 'red giants')),
        p.say('stars (in|of) (the cluster|the solar neighbourhood|an open cluster|a globular cluster|the field)'),
        'main sequence and giant branch of the cluster'],
        ['The main sequence runs from upper left to lower right'.replace('left', '<s:left>'),
        'The red line is an isochrone', 'White dwarfs lie below the main sequence',
        'The red giant branch and the turn-off are visible', 'Stars are coloured by metallicity'])


@chart('volcano plot', 'scatter', 'volcano plot; differential expression; scatter plot',
    home='genomics;cell biology;chemistry', aspect=(0.9, 1.4))
def volcano(p):
    n = p.count(500, 3000)
    fold = p.rng.normal(0, 1, n) * p.rng.gamma(1.5, 0.7, n)
    score = np.abs(fold) * p.rng.gamma(1.6, 1.2, n)
    up, down = (fold > 1) & (score > 2), (fold < -1) & (score > 2)
    high, low = p.some(('#d62728', '#1f77b4', '#2ca02c', '#ff7f0e', '#9467bd'), 2)
    p.ax.scatter(fold[~up & ~down], score[~up & ~down], s=p.uniform(3, 9), color='#999999', lw=0, label='n.s.')
    p.ax.scatter(fold[up], score[up], s=p.uniform(4, 14), color=high, lw=0, label='up')
    p.ax.scatter(fold[down], score[down], s=p.uniform(4, 14), color=low, lw=0, label='down')
    for v in (-1, 1):
        p.ax.axvline(v, color=p.ink, ls='--', lw=0.7)
    p.ax.axhline(2, color=p.ink, ls='--', lw=0.7)
    for i in np.argsort(score)[-p.count(0, 8) or n :]:
        p.ax.annotate(f'{p.pick(("Abc", "Gpx", "Slc", "Tnf", "Cdk", "Myo", "Rpl"))}{p.count(1, 40)}',
            (fold[i], score[i]), fontsize=7)
    p.labels(p.pick(('log2 fold change', 'log2(FC)')), p.pick(('-log10(p)', '-log10 adjusted p-value')))
    p.legend(0.5)
    a, b = colours.base_name(high), colours.base_name(low)
    return Facts([p.say('(differentially expressed|differential) (genes|proteins|transcripts|metabolites) (between|in) (treated and control|mutant and wild-type|tumour and normal) (cells|samples|tissue)'),
        p.say('(fold change|log fold change) (versus|against) (significance|adjusted p-value|p value)'),
        'differential expression analysis', 'differential abundance of proteins'],
        [p.say('<c:{a}> and <c:{b}> (dots|points) (are|mark|show) up- and down-regulated (genes|proteins)',
            a=a.capitalize(), b=b),
            p.say('(Significantly|Strongly) upregulated (genes|transcripts) are (shown in|) <c:{a}>', a=a),
            p.say('Downregulated genes in <c:{b}> on the <s:left>', b=b),
            p.say('(Dashed|Dotted) lines (mark|indicate) (the significance threshold|thresholds|cut-offs)'),
            'Grey points are not significant'], attributes={'colours': [a, b, 'grey']})


@chart('Manhattan plot', 'scatter', 'Manhattan plot; genome-wide association; GWAS plot', home='genomics',
    aspect=(1.6, 2.8))
def manhattan(p):
    chromosomes = p.count(8, 22)
    palette = p.pick((('#1f4e9e', '#85b0dd'), ('#333333', '#aaaaaa'), ('#e08214', '#542788'),
        tuple(p.look['palette'][:2]), ('#2ca02c', '#d62728')))
    start = 0.0
    for k in range(chromosomes):
        width = p.uniform(0.5, 1.5)
        n = int(160 * width)
        at = start + width * p.rng.random(n)
        score = p.rng.exponential(0.9, n)
        if p.chance(0.2):
            near = np.abs(at - start - width / 2) < width / 12
            score[near] += p.rng.uniform(0, p.uniform(4, 14), near.sum())
        p.ax.scatter(at, score, s=p.uniform(2, 6), color=palette[k % 2], lw=0)
        start += width
    p.ax.axhline(7.3, color='red', ls=p.pick(('-', '--')), lw=0.9)
    p.ax.set_xticks([])
    p.labels('Chromosome', '-log10(p)')
    return Facts([p.say('genome-wide association (study|scan|results|analysis) (of|for) (height|yield|flowering time|body mass index|disease risk|drought tolerance|type 2 diabetes|grain size)'),
        p.say('association of (SNPs|variants|markers) with the trait along the genome'),
        'p-values of markers by chromosome'],
        ['The horizontal line is the genome-wide significance threshold',
            p.say('The <c:red> line (marks|is) the (Bonferroni|significance) threshold'),
            'Chromosomes alternate in colour', 'Each dot is a single nucleotide polymorphism',
            'Peaks mark significant loci'])


@chart('Bland-Altman plot', 'scatter', 'Bland-Altman plot; difference plot; agreement plot; limits of agreement',
    aspect=(1.1, 1.7), home='medicine;imaging;statistics;remote sensing;psychology')
def bland_altman(p):
    y = p.y()
    n = p.count(20, 200)
    c, word = p.colour()
    mean = y.low + (y.high - y.low) * p.rng.beta(2, 2, n)
    spread = 0.08 * (y.high - y.low)
    difference = p.rng.normal(p.uniform(-0.5, 0.5) * spread, spread, n)
    p.ax.scatter(mean, difference, s=p.uniform(6, 36), color=c, alpha=0.8, lw=0.5,
        edgecolors=p.pick(('none', 'white', 'black')))
    m, sd = difference.mean(), difference.std()
    for v, style, text in ((m, '-', 'mean'), (m + 1.96 * sd, '--', '+1.96 SD'), (m - 1.96 * sd, '--', '-1.96 SD')):
        p.ax.axhline(v, color=p.pick((p.ink, 'red', 'gray')), ls=style, lw=1.1)
        if p.chance(0.7):
            p.ax.text(mean.max(), v, text, fontsize=8, ha='right', va='bottom')
    p.labels('Mean of two methods', 'Difference')
    return Facts([p.say('agreement between (two|the two) (methods|raters|devices|measurements) (for|of) {y}', y=y.name),
        p.say('difference against mean of {y}', y=y.name), p.say('{y} measured with two (methods|devices)', y=y.name)],
        ['The solid line is the mean difference (bias)',
        p.say('<d:Dashed> lines (are|mark|show) the 95% limits of agreement'),
        p.say('Each <c:{c}> dot is one (patient|participant|subject|sample)', c=word)])
