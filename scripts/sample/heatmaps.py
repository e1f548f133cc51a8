"""Matrices as colour."""

import numpy as np
from figure import figure


@figure('alpine-lichen-f2', 'heatmap', size=(5.4, 4.6), colours=128,
        caption="""Spearman correlation between bacterial genera and pH, temperature, moisture and nutrients. Only genera present in
        more than half of the thalli are shown.""",
        context="""The genera that replaced each other along the gradient correlated most strongly with pH and mean
        temperature (Figure 2); phosphate explained little.""")
def genera(fig, rng):
    ax = fig.add_subplot()
    rows = ['Sphingomonas', 'Methylocella', 'Granulicella', 'Endobacter', 'Nostoc', 'Mucilaginibacter', 'Rhodopila', 'Bryocella']
    columns = ['pH', 'temperature', 'moisture', 'phosphate', 'nitrogen', 'elevation']
    values = np.clip(np.outer(rng.normal(0, .6, 8), [1, .8, .3, .05, .4, -.9]) + rng.normal(0, .16, (8, 6)), -.9, .9)
    picture = ax.imshow(values, cmap='RdBu_r', vmin=-1, vmax=1, aspect='auto')
    for (i, j), value in np.ndenumerate(values):
        ax.text(j, i, f'{value:.2f}', ha='center', va='center', fontsize=8, color='white' if abs(value) > .6 else 'black')
    ax.set_xticks(range(6), columns, rotation=35, ha='right')
    ax.set_yticks(range(8), rows)
    fig.colorbar(picture, label="Spearman's rho")


@figure('soft-grip-f1', 'confusion matrix', style='times', size=(4.8, 4.4), colours=64,
        caption="""Confusion matrix of the tactile classifier for apple, kiwi, lemon, peach, pear and plum over 1 260 grasps.
        Rows (true fruit) are normalised.""",
        context="""Most errors are between peach and plum (Figure 1), which are equally firm when ripe; pears are recognised
        by their shape from a single squeeze.""")
def confusion(fig, rng):
    ax = fig.add_subplot()
    fruit = ['apple', 'kiwi', 'lemon', 'peach', 'pear', 'plum']
    share = np.array([[93, 1, 3, 1, 2, 0], [1, 88, 2, 4, 1, 4], [4, 1, 92, 0, 2, 1], [1, 3, 0, 74, 1, 21], [2, 0, 1, 1, 96, 0], [0, 5, 1, 17, 0, 77]])
    picture = ax.imshow(share, cmap='Blues', vmin=0, vmax=100)
    for (i, j), value in np.ndenumerate(share):
        ax.text(j, i, value, ha='center', va='center', color='white' if value > 55 else 'black')
    ax.set_xticks(range(6), fruit)
    ax.set_yticks(range(6), fruit)
    ax.set(xlabel='Predicted fruit', ylabel='True fruit')
    fig.colorbar(picture, label='Share of grasps (%)', shrink=.85)


@figure('wide-heads-f3', 'attention map', size=(4.9, 4.5), colours=128,
        caption="""Attention weights of head 5 in layer 9 for one sentence. The head links each pronoun to the noun it
        stands for.""",
        context="""Some wide heads specialise. The one in Figure 3 resolves references: "it" attends to "telescope" with a
        weight of 0.61.""")
def attention(fig, rng):
    ax = fig.add_subplot()
    words = ['The', 'telescope', 'was', 'moved', 'because', 'it', 'shook', 'in', 'the', 'wind']
    weight = np.tril(rng.gamma(.5, .1, (10, 10)) + .02)
    weight[5, 1], weight[6, 5], weight[9, 8], weight[3, 1] = .95, .6, .45, .5
    weight /= weight.sum(1, keepdims=True)
    picture = ax.imshow(weight, cmap='viridis', vmin=0)
    ax.set_xticks(range(10), words, rotation=60, ha='right')
    ax.set_yticks(range(10), words)
    fig.colorbar(picture, label='Attention weight', shrink=.85)


@figure('yeast-switch-f2', 'heatmap', style='open', size=(5.2, 4.6), colours=128,
        caption="""Expression of 24 nutrient-response genes over three hours after the shift to galactose, relative to time
        zero.""",
        context="""Two waves of induction are visible in Figure 2. The early group peaks within 30 min and contains the
        transporters, the late group contains most enzymes of the pathway.""")
def expression(fig, rng):
    ax = fig.add_subplot()
    minutes = np.array([0, 10, 20, 30, 45, 60, 90, 120, 150, 180])
    late = np.arange(24) > 9
    peak = np.where(late, rng.normal(120, 18, 24), rng.normal(30, 6, 24))
    width = np.where(late, 55, 22)
    values = 4.2 * np.exp(-((minutes - peak[:, None]) / width[:, None]) ** 2) + rng.normal(0, .25, (24, 10))
    values[18:] *= -.7
    picture = ax.imshow(values, cmap='PuOr_r', vmin=-4, vmax=4, aspect='auto')
    ax.set_xticks(range(10), minutes)
    ax.set_yticks(range(24), [f'GTX{n}' for n in range(1, 11)] + [f'NRE{n}' for n in range(1, 15)], fontsize=6.5)
    ax.set_xlabel('Minutes after shift')
    fig.colorbar(picture, label='log$_2$ fold change')
