"""Plots of genomes and of what is expressed."""

import numpy as np
from figure import figure
from matplotlib.patches import FancyArrow


@figure('grip-mice-f4', 'volcano plot', style='open', size=(4.8, 4.2), colours=64,
        caption="""Differential expression in the gastrocnemius of knockout against wild-type mice. Coloured points pass a false
        discovery rate of 1 % and a two-fold change.""",
        context="""Loss of the gene changed 143 transcripts (Figure 4). Among the strongest are markers of denervation such as Chrnx
        and Runq1, although the motor nerve looked normal.""")
def volcano(fig, rng):
    ax = fig.add_subplot()
    fold = rng.normal(0, .75, 5200) * rng.choice([1, 2.2], 5200, p=[.93, .07])
    significance = np.abs(fold) ** 1.6 * rng.gamma(2, .9, 5200) + rng.exponential(.3, 5200)
    up, down = (fold > 1) & (significance > 3), (fold < -1) & (significance > 3)
    for mask, colour, name in ((~(up | down), '#c8c8c8', None), (up, '#cc4125', 'up'), (down, '#0b5394', 'down')):
        ax.plot(fold[mask], significance[mask], '.', ms=3, color=colour, label=name)
    named = sorted(np.argsort(-significance * (np.abs(fold) > 1))[:6], key=lambda index: significance[index])
    height = {-1: 0.0, 1: 0.0}
    for index, name in zip(named, ('Ncam9', 'Myhz', 'Gadd7', 'Tmq4', 'Runq1', 'Chrnx')):
        side = 1 if fold[index] > 0 else -1
        height[side] = max(height[side] + 1.5, significance[index])
        ax.text(fold[index] + .12, height[side], name, style='italic', fontsize=9, va='center')
    ax.axhline(3, ls='--', color='gray', lw=.8)
    for x in (-1, 1):
        ax.axvline(x, ls='--', color='gray', lw=.8)
    ax.set(xlabel='log$_2$ fold change', ylabel='-log$_{10}$ adjusted P')
    ax.legend(markerscale=4, loc='upper center')


@figure('barley-loci-f2', 'Manhattan plot', style='soft', size=(6.6, 3.2), colours=48,
        caption="""Genome-wide association with grain yield under drought, by chromosome. The line is the Bonferroni threshold; three loci exceed it.""",
        context="""The strongest association (Figure 2) lies on chromosome 5H within 40 kb of a gene for a dehydrin-like protein; those on 2H
        and 7H were known from crosses.""")
def manhattan(fig, rng):
    ax = fig.add_subplot()
    start = 0
    centres = []
    for index in range(7):
        place = np.sort(rng.uniform(0, 600, 700))
        score = rng.exponential(.62, 700)
        for chromosome, where, top in ((1, 180, 7.4), (4, 420, 9.8), (6, 90, 7.0)):
            if chromosome == index:
                near = np.abs(place - where) < 9
                score[near] = np.maximum(score[near], top * np.exp(-np.abs(place[near] - where) / 6) * rng.uniform(.6, 1, near.sum()))
                score[np.argmin(np.abs(place - where))] = top
        ax.plot(place + start, score, '.', ms=3, color='#4c72b0' if index % 2 else '#8c96a8')
        centres.append(start + 300)
        start += 620
    ax.axhline(6.4, color='#c44e52', lw=1)
    ax.set_xticks(centres, [f'{k}H' for k in range(1, 8)])
    ax.set(xlabel='Chromosome', ylabel='-log$_{10}$ P', xlim=(0, start - 20), ylim=(0, 10.8))
    ax.grid(axis='x', visible=False)


@figure('barley-loci-f3', 'gene map', size=(6.6, 2.8), colours=48,
        caption="""Candidate region on 5H. Arrows are annotated genes, filled where transcripts rise under drought; grey bars give linkage
        with the lead marker.""",
        context="""Only one of the six genes in the interval, Hdn3, is induced by drought (Figure 3) and carries a frame shift in
        sensitive accessions.""")
def region(fig, rng):
    ax = fig.add_subplot()
    for start, length, name, filled in ((2, 9, 'Psk1', 0), (14, 6, 'orf-88', 0), (26, -7, 'Kel4', 0), (31, 12, 'Hdn3', 1), (58, -10, 'Ubp2', 0), (63, 8, 'Trf9', 0)):
        ax.add_patch(FancyArrow(start, 1.5, length, 0, width=.3, head_width=.5, head_length=2, length_includes_head=True, fc='#d95f02' if filled else 'white', ec='black'))
        ax.text(start + length / 2, 2.0, name, ha='center', style='italic')
    ax.plot([0, 74], [1.5, 1.5], color='#777777', lw=1, zorder=0)
    markers = np.sort(rng.uniform(1, 73, 34))
    ax.bar(markers, .95 * np.exp(-np.abs(markers - 37) / 14) * rng.uniform(.6, 1, 34), .7, color='#999999')
    ax.plot(37, 1.05, 'v', color='black')
    ax.text(38.2, .98, 'lead marker', fontsize=9)
    ax.set(xlim=(0, 74), ylim=(0, 2.4), xlabel='Position on chromosome 5H (kb from 512.4 Mb)', yticks=[0, .5, 1])
    ax.set_ylabel('r$^2$', loc='bottom')
    ax.spines[['top', 'right']].set_visible(False)
