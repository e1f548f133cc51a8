"""Tables that somebody saved as a picture."""

from figure import figure


def table(fig, header, rows, widths, size=9.5):
    """Three rules, left-aligned first column, like a journal would set it."""
    ax = fig.add_subplot()
    ax.axis('off')
    edges = [sum(widths[:k]) for k in range(len(widths) + 1)]
    for y, cells in enumerate([header, *rows]):
        for k, cell in enumerate(cells):
            place, side = (edges[k] + .01, 'left') if k == 0 else ((edges[k] + edges[k + 1]) / 2, 'center')
            ax.text(place, y, cell, ha=side, va='center', fontsize=size, weight='bold' if y == 0 else 'normal')
    for y, width in ((-.6, 1.5), (.5, .8), (len(rows) + .6, 1.5)):
        ax.plot([0, edges[-1]], [y, y], color='black', lw=width)
    ax.set(xlim=(0, edges[-1]), ylim=(len(rows) + .8, -.8))


@figure('sodium-cell-f4', 'table', style='serif', size=(6.8, 2.7), colours=16,
        caption="""Comparison with layered cathodes from the literature. Capacity at C/10; retention after the stated number of
        cycles.""",
        context="""Figure 4 collects what has been reported for related compounds. Higher capacities exist, but not together with
        stability in moist air.""")
def cathodes(fig, rng):
    table(fig, ['Cathode', 'Window (V)', 'Capacity (mAh/g)', 'Retention', 'Air exposure'],
          [['Na-Ni-Mn, coated (this work)', '2.0-4.2', '148', '91 % (300)', '28 d'], ['Na-Ni-Mn, bare (this work)', '2.0-4.2', '151', '64 % (300)', '2 d'],
           ['Na-Fe-Mn', '1.5-4.2', '172', '71 % (100)', '< 1 d'], ['Na-Ni-Ti-Mn', '2.0-4.0', '128', '88 % (200)', '7 d'], ['Na-Cu-Fe-Mn', '2.5-4.1', '104', '94 % (500)', '30 d']],
          [3.2, 1.5, 2.2, 1.5, 1.7], 8.5)


@figure('wide-heads-f6', 'table', size=(6.0, 2.9), colours=16,
        caption="""Zero-shot accuracy of the final models with 4, 8 and 16 heads, from word in context to yes/no questions. Bold would hide that all differences are within one standard error.""",
        context="""Downstream tasks tell the same story as the loss (Figure 6): we could not find one on which wide heads are reliably
        better.""")
def downstream(fig, rng):
    table(fig, ['Task', '4 heads', '8 heads', '16 heads', 'n'],
          [['Word in context', '51.2', '52.0', '51.7', '638'], ['Story ending', '60.8', '61.1', '61.4', '1 871'], ['Physical reasoning', '63.0', '62.8', '63.5', '1 838'],
           ['Yes/no questions', '58.3', '58.9', '58.0', '3 270'], ['Mean', '58.3', '58.7', '58.7', '']], [2.2, 1.1, 1.1, 1.1, .9])
