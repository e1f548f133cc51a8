"""How values spread: histograms, boxes, violins, cumulative curves, ridges."""

import numpy as np
from figure import figure
from scipy import stats


@figure('tin-films-f2', 'histogram with fit', style='serif',
        caption="""Size distribution of 1 240 grains after 10 min of annealing in dimethyl sulfoxide vapour. The line is a
        log-normal fit with median 0.41 µm.""",
        context="""Grain sizes were log-normal at all times (Fig. 2), as expected for normal grain growth; we found no sign of a
        second population of abnormally large grains.""")
def grains(fig, rng):
    ax = fig.add_subplot()
    size = rng.lognormal(np.log(.41), .42, 1240)
    ax.hist(size, np.linspace(0, 1.6, 45), color='#bbbbbb', edgecolor='white', lw=.4, label='grains')
    grid = np.linspace(.02, 1.6, 200)
    ax.plot(grid, 1240 * 1.6 / 44 * stats.lognorm.pdf(grid, .42, scale=.41), color='#b22222', label='log-normal fit')
    ax.axvline(.41, color='black', ls='--', lw=1)
    ax.text(.43, 6, 'median', rotation=90)
    ax.set(xlabel='Grain diameter (µm)', ylabel='Number of grains', xlim=(0, 1.6))
    ax.legend()


@figure('city-heat-f1', 'box plot', style='open', size=(5.6, 3.8),
        caption="""Intensity of the night-time heat island in July and August, from compact mid-rise blocks to gardens, waterfront and
        park. Boxes span the quartiles, whiskers the 5th
        and 95th percentile of nightly means.""",
        context="""Compact mid-rise blocks stayed 3.1 K warmer than the airfield at night (Figure 1). Gardens halve the effect,
        and the waterfront is cool only while the sea breeze lasts.""")
def heat_island(fig, rng):
    ax = fig.add_subplot()
    kinds = {'compact mid-rise': (3.1, .8), 'compact low-rise': (2.5, .7), 'open mid-rise': (1.8, .7), 'gardens': (1.2, .5), 'waterfront': (.9, .9), 'park': (.2, .5)}
    boxes = ax.boxplot([rng.normal(*kind, 60) for kind in kinds.values()], whis=(5, 95), widths=.6, patch_artist=True,
                       medianprops={'color': 'black'}, flierprops={'marker': '.', 'ms': 4})
    for box, colour in zip(boxes['boxes'], ['#cb181d', '#fb6a4a', '#fcae91', '#a1d99b', '#9ecae1', '#31a354']):
        box.set_facecolor(colour)
    ax.set_xticks(range(1, 7), [kind.replace(' ', '\n') for kind in kinds])
    ax.axhline(0, color='gray', lw=.8)
    ax.set_ylabel('Heat island intensity (K)')


@figure('reef-sound-f1', 'violin plot', style='soft', size=(5.2, 3.8),
        caption="""Sound level in the band of snapping shrimp by day and by night at four reefs. Restored plots approach the
        healthy reef after three years.""",
        context="""Levels between 2 and 10 kHz were lowest over rubble and rose with the age of the restoration
        (Figure 1). Night was louder than day everywhere.""")
def shrimp(fig, rng):
    ax = fig.add_subplot()
    reefs = {'rubble': 101, 'restored\n1 year': 104, 'restored\n3 years': 109, 'healthy': 111}
    for shift, extra, colour, name in ((-.2, 0, '#f0b429', 'day'), (.2, 3.2, '#334e88', 'night')):
        parts = ax.violinplot([rng.gamma(9, .7, 160) + mean + extra - 6 for mean in reefs.values()], np.arange(4) + shift, widths=.36, showmedians=True)
        for body in parts['bodies']:
            body.set(facecolor=colour, alpha=.75)
        for key in ('cbars', 'cmins', 'cmaxes', 'cmedians'):
            parts[key].set(color='#333333', lw=1)
        ax.plot([], [], 's', color=colour, label=name)
    ax.set_xticks(range(4), reefs)
    ax.set_ylabel('Sound pressure level (dB re 1 µPa)')
    ax.legend(loc='upper left')


@figure('sparse-index-f1', 'cumulative distribution', style='times',
        caption="""Cumulative distribution of query latency while documents are inserted and deleted at 500 per second. The
        forgetting index keeps its tail short.""",
        context="""Median latency hardly differs, but at the 99th percentile the rebuilt index needs 88 ms and ours 14 ms
        (Figure 1), since no query waits for a compaction.""")
def latency(fig, rng):
    ax = fig.add_subplot()
    for name, centre, spread, tail in (('ours, forgetting', 4.2, .35, .005), ('rebuild nightly', 4.6, .4, .04), ('tombstones', 6.5, .55, .08), ('flat scan', 31, .12, .01)):
        values = np.sort(rng.lognormal(np.log(centre), spread, 3000) * np.where(rng.random(3000) < tail, rng.uniform(4, 20, 3000), 1))
        ax.semilogx(values, np.arange(1, 3001) / 3000, label=name)
    ax.axhline(.99, color='gray', ls=':', lw=1)
    ax.text(1.3, .955, '99th percentile', fontsize=10, color='gray')
    ax.set(xlabel='Query latency (ms)', ylabel='Cumulative fraction of queries', xlim=(1.2, 150), ylim=(0, 1.02))
    ax.legend(loc='lower right')


@figure('estuary-plastic-f2', 'ridgeline plot', size=(4.8, 4.4),
        caption="""Seasonal change in fragment size. Each curve is the density of one month, scaled to the same height.""",
        context="""Fragments became smaller from spring to autumn (Figure 2), which we ascribe to embrittlement by sunlight,
        and large pieces returned with the first winter floods.""")
def ridges(fig, rng):
    ax = fig.add_subplot()
    grid = np.linspace(0, 30, 300)
    months = ['Jan', 'Mar', 'May', 'Jul', 'Sep', 'Nov']
    for index, (name, centre) in enumerate(zip(months, (14, 13.5, 11, 8, 6.5, 12))):
        density = stats.gaussian_kde(rng.gamma(6, centre / 6, 200))(grid)
        base = len(months) - index
        ax.fill_between(grid, base, base + 1.5 * density / density.max(), color=f'C{index}', alpha=.75, lw=0, zorder=index)
        ax.plot(grid, base + 1.5 * density / density.max(), color='white', lw=1.5, zorder=index)
    ax.set_yticks(range(len(months), 0, -1), months)
    ax.spines[['left', 'right', 'top']].set_visible(False)
    ax.tick_params(axis='y', length=0)
    ax.set(xlabel='Fragment size (mm)', xlim=(0, 30))
