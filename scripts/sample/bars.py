"""Bars: grouped, stacked, lying, with errors and brackets."""

import numpy as np
from figure import figure


@figure('tea-catalyst-f1', 'bar chart', style='open',
        caption="""Yield of cyclohexanol after 4 h in five solvents for the tea-derived catalyst and two commercial references.
        Error bars show the standard deviation of three runs.""",
        context="""Alcohols that can donate hydrogen gave the best yields (Figure 1). In toluene, which cannot, the yield of
        cyclohexanol stayed below 10 % with every catalyst.""")
def solvents(fig, rng):
    ax = fig.add_subplot()
    names = ['2-propanol', 'ethanol', 'methanol', 'water', 'toluene']
    yields = {'Ni/tea': [94, 81, 62, 33, 7], 'Ni/carbon': [71, 60, 48, 20, 5], 'Raney Ni': [88, 84, 55, 41, 9]}
    for index, (name, values) in enumerate(yields.items()):
        ax.bar(np.arange(5) + (index - 1) * .27, values, .25, yerr=rng.uniform(1.5, 4, 5), capsize=2, label=name)
    ax.set_xticks(range(5), names)
    ax.set(ylabel='Yield of cyclohexanol (%)', ylim=(0, 105))
    ax.legend()


@figure('alpine-lichen-f1', 'stacked bar chart', size=(6.0, 3.8),
        caption="""Relative abundance of bacterial classes in lichen thalli by elevation. Alphaproteobacteria and Acidobacteriae
        change places; classes below one per cent are pooled as other.""",
        context="""Alphaproteobacteria dominated everywhere (Figure 1), but their share fell from 58 % at 900 m to 35 % at
        2400 m, where Acidobacteriae took their place.""")
def abundance(fig, rng):
    ax = fig.add_subplot()
    sites = ['900', '1200', '1500', '1800', '2100', '2400']
    shares = np.array([[58, 54, 49, 44, 39, 35], [9, 12, 16, 21, 27, 31], [14, 13, 14, 12, 12, 11], [10, 11, 10, 12, 11, 12], [9, 10, 11, 11, 11, 11]])
    names = ['Alphaproteobacteria', 'Acidobacteriae', 'Bacteroidia', 'Cyanobacteria', 'other']
    bottom = np.zeros(6)
    for row, name, colour in zip(shares, names, ['#2b6a6c', '#7fb685', '#f2c14e', '#f78154', '#b4b4b4']):
        ax.bar(sites, row, .75, bottom=bottom, label=name, color=colour)
        bottom += row
    ax.set(xlabel='Elevation (m a.s.l.)', ylabel='Relative abundance (%)', ylim=(0, 100))
    ax.legend(loc='center left', bbox_to_anchor=(1, .5))


@figure('crack-vision-f1', 'bar chart', style='soft', size=(5.6, 3.4),
        caption="""What each part of the pipeline contributes. Bars give the F1 score on the test bridges when one part is
        removed; the vertical line is the full system.""",
        context="""Removing one component at a time (Figure 1) shows that tiling matters most: without it thin cracks vanish
        when the photograph is scaled down, and F1 falls from 0.81 to 0.62.""")
def ablation(fig, rng):
    ax = fig.add_subplot()
    parts = ['full system', 'no shadow removal', 'no test-time flips', 'no pretraining', 'no hard negatives', 'no tiling']
    score = [.81, .79, .80, .74, .69, .62]
    ax.barh(parts[::-1], score[::-1], color=['#c44e52'] * 5 + ['#4c72b0'], height=.65)
    for y, value in enumerate(score[::-1]):
        ax.text(value + .005, y, f'{value:.2f}', va='center')
    ax.axvline(.81, color='black', lw=.8, ls=':')
    ax.set(xlabel='F1 score', xlim=(.5, .9))
    ax.grid(axis='y', visible=False)


@figure('grip-mice-f1', 'bar chart with points', style='open', size=(4.0, 4.2),
        caption="""Hanging time on an inverted grid of wild type, knockout and rescue animals. Each dot is one animal; bars are means with s.e.m. *** P < 0.001, ns not
        significant, two-sided Mann-Whitney test.""",
        context="""Knockout mice let go of the grid after 41 s on average, half the time of their littermates (Figure 1);
        re-expression of the gene in muscle restored endurance completely.""")
def hanging(fig, rng):
    ax = fig.add_subplot()
    groups = {'wild type': (83, '#777777'), 'knockout': (41, '#cc4125'), 'rescue': (79, '#0b5394')}
    for x, (mean, colour) in enumerate(groups.values()):
        values = rng.normal(mean, 14, 11)
        ax.bar(x, values.mean(), .6, color=colour, alpha=.35, yerr=values.std() / 11**.5, capsize=5)
        ax.plot(x + rng.uniform(-.17, .17, 11), values, 'o', color=colour, ms=5, mec='white')
    for left, right, y, mark in ((0, 1, 121, '***'), (0, 2, 135, 'ns')):
        ax.plot([left, left, right, right], [y - 2, y, y, y - 2], color='black', lw=1)
        ax.text((left + right) / 2, y + 1, mark, ha='center')
    ax.set_xticks(range(3), groups)
    ax.set(ylabel='Hanging time (s)', ylim=(0, 148))


@figure('estuary-plastic-f1', 'bar chart', style='grid', size=(5.8, 3.7),
        caption="""Items caught per net haul by material at ebb and flood. Foam dominates the catch in the northern estuary
        only; counts are medians of 24 hauls.""",
        context="""Foam fragments from moorings explain the high counts at ebb in the northern estuary (Fig. 1), whereas film
        and fibre were equally common on both tides.""")
def debris(fig, rng):
    axes = fig.subplots(1, 2, sharey=True)
    names = ['foam', 'film', 'fibre', 'pellet', 'other']
    for ax, title, ebb, flood in zip(axes, ('Northern estuary', 'Southern estuary'), ([38, 14, 11, 6, 4], [9, 12, 12, 3, 4], ), ([17, 13, 10, 5, 3], [7, 11, 13, 2, 5])):
        ax.bar(np.arange(5) - .2, ebb, .38, label='ebb')
        ax.bar(np.arange(5) + .2, flood, .38, label='flood')
        ax.set_xticks(range(5), names)
        ax.set_title(title, fontsize=10)
    axes[0].set_ylabel('Items per haul')
    axes[1].legend()
