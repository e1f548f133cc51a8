"""Trees and graphs."""

import numpy as np
from figure import figure
from scipy.cluster import hierarchy


@figure('alpine-lichen-f3', 'phylogenetic tree', style='serif', size=(5.6, 4.6), colours=32,
        caption="""Maximum-likelihood phylogeny of 16S sequences: every lichen clone of this study (red) and the closest type strain
        or isolate. Numbers at nodes
        are bootstrap support.""",
        context="""Sequences from the highest sites form a clade of their own with 97 % support (Figure 3), sister to isolates from
        arctic soil.""")
def phylogeny(fig, rng):
    ax = fig.add_subplot()
    tree = (((('Lichen clone 2400m-A', 'Lichen clone 2400m-B', .02, 99), 'Lichen clone 2100m-C', .03, 97), ('G. tundricola isolate T7', 'G. arctica isolate S12', .04, 88), .03, 91),
            ((('G. rosea DSM type', 'Lichen clone 900m-D', .05, 74), 'G. aggregans strain 11', .03, 66), ('G. paludicola strain OB', 'G. pectinivorans strain TP', .05, 95), .04, 83), .03, 100)
    leaves = iter(range(100))

    def draw(node, x):
        if isinstance(node, str):
            y, end = next(leaves), x + rng.uniform(.02, .06)
            ax.plot([x, end], [y, y], 'k', lw=1.2)
            ax.text(end + .004, y, node, va='center', style='italic', color='#b22222' if 'Lichen' in node else 'black', fontsize=9)
            return y
        left, right, length, support = node
        here = x + length
        low, high = draw(left, here), draw(right, here)
        y = (low + high) / 2
        ax.plot([x, here], [y, y], 'k', lw=1.2)
        ax.plot([here, here], [low, high], 'k', lw=1.2)
        ax.text(here - .003, y - .12, support, fontsize=7.5, ha='right')
        return y

    draw(tree, 0)
    ax.plot([.0, .05], [9.6, 9.6], 'k', lw=2)
    ax.text(.025, 10.15, '0.05', ha='center', fontsize=8)
    ax.set(xlim=(-.005, .36), ylim=(10.4, -.6))
    ax.axis('off')


@figure('sepsis-watch-f1', 'decision tree', size=(6.4, 3.8), colours=64,
        caption="""The shallow tree distilled from the full model, as it is shown to nurses. It asks for lactate first, then for heart
        rate or systolic pressure. Leaves give the probability of sepsis
        within six hours.""",
        context="""For use on paper the model was distilled into a tree of depth three (Figure 1), at the cost of 0.04 in the area
        under the curve.""")
def decision(fig, rng):
    ax = fig.add_subplot()
    ax.axis('off')
    nodes = {(4, 3): 'lactate > 2.1 mmol/L', (2, 2): 'heart rate > 104 /min', (6, 2): 'systolic pressure < 96 mmHg', (1, 1): '2 %', (3, 1): 'respiration > 24 /min', (5, 1): '31 %', (7, 1): '68 %', (2.2, 0): '9 %', (3.8, 0): '27 %'}
    edges = [((4, 3), (2, 2)), ((4, 3), (6, 2)), ((2, 2), (1, 1)), ((2, 2), (3, 1)), ((6, 2), (5, 1)), ((6, 2), (7, 1)), ((3, 1), (2.2, 0)), ((3, 1), (3.8, 0))]
    for index, (a, b) in enumerate(edges):
        ax.plot(*zip(a, b), color='#666666', lw=1.2, zorder=1)
        ax.text((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + .06, 'no' if index % 2 == 0 else 'yes', fontsize=8, color='#666666', ha='center', bbox={'fc': 'white', 'ec': 'none', 'pad': 1})
    for (x, y), text in nodes.items():
        leaf = text.endswith('%')
        ax.text(x, y, text, ha='center', va='center', fontsize=10, bbox={'boxstyle': 'round', 'fc': risk_colour(text) if leaf else '#dce6f2', 'ec': '#333333'})
    ax.set(xlim=(.4, 7.6), ylim=(-.4, 3.4))


def risk_colour(text):
    share = int(text.split()[0]) / 70
    return (1, 1 - .6 * share, 1 - .75 * share)


@figure('barley-loci-f1', 'dendrogram', style='soft', size=(6.0, 3.8),
        caption="""Hierarchical clustering of 40 accessions by genetic distance (Ward). Three groups match two-row types, six-row types
        and landraces.""",
        context="""Population structure was modest (Figure 1). We used the first three principal components as covariates in all
        association tests.""")
def dendrogram(fig, rng):
    ax = fig.add_subplot()
    points = np.concatenate([rng.normal(centre, 1, (size, 8)) for centre, size in ((0, 16), (2.4, 14), (-2.2, 10))])
    names = [f'TR{i:02d}' for i in range(16)] + [f'SR{i:02d}' for i in range(14)] + [f'LR{i:02d}' for i in range(10)]
    hierarchy.set_link_color_palette(['#4c72b0', '#c44e52', '#55a868'])
    hierarchy.dendrogram(hierarchy.linkage(points, 'ward'), labels=names, ax=ax, leaf_font_size=7, above_threshold_color='#555555')
    ax.set_ylabel('Genetic distance')
    ax.grid(False)


@figure('reef-sound-f3', 'network', size=(5.2, 4.6), colours=64,
        caption="""Food web of the healthy reef as reconstructed from gut contents. Line width follows the share of the diet; circles
        are scaled to biomass.""",
        context="""Two species link the grazers to the top predators (Figure 3): parrotfish and damselfish together make up 60 % of the
        prey of grouper and moray.""")
def food_web(fig, rng):
    ax = fig.add_subplot()
    ax.axis('off')
    levels = [['algae', 'plankton', 'detritus'], ['parrotfish', 'damselfish', 'shrimp', 'urchin'], ['wrasse', 'snapper', 'octopus'], ['grouper', 'moray', 'reef shark']]
    place = {name: (index - (len(row) - 1) / 2, level) for level, row in enumerate(levels) for index, name in enumerate(row)}
    for level in range(3):
        for high in levels[level + 1]:
            for low in levels[level]:
                share = rng.random()
                if share > .38:
                    ax.plot(*zip(place[low], place[high]), color='#999999', lw=3.5 * (share - .3), zorder=1)
    for name, (x, y) in place.items():
        ax.scatter(x, y, s=rng.uniform(300, 1100) * (1.2 - .2 * y), color=['#8fbc8f', '#f2c14e', '#f78154', '#b4436c'][y], ec='white', zorder=2)
        ax.text(x, y - .27, name, ha='center', fontsize=9.5, zorder=3, bbox={'fc': 'white', 'ec': 'none', 'pad': .6, 'alpha': .75})
    ax.set(xlim=(-2, 2), ylim=(-.5, 3.4))
