"""Boxes and arrows."""

from figure import figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Polygon, Rectangle


def blank(fig, width, height):
    ax = fig.add_subplot()
    ax.set(xlim=(0, width), ylim=(0, height), aspect='equal')
    ax.axis('off')
    return ax


def box(ax, x, y, width, height, text, colour='#dce6f2', size=9):
    ax.add_patch(FancyBboxPatch((x, y), width, height, boxstyle='round,pad=0.02,rounding_size=0.12', fc=colour, ec='#333333', lw=1))
    ax.text(x + width / 2, y + height / 2, text, ha='center', va='center', fontsize=size)


def arrow(ax, start, end, **style):
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle='-|>', mutation_scale=12, color='#333333', lw=1.2, **style))


@figure('crack-vision-f2', 'flow chart', size=(7.0, 2.7), colours=64,
        caption="""Overview of the method. A photograph is cut into overlapping tiles; predictions are merged, thinned and measured in
        millimetres by means of the survey drone's distance sensor.""",
        context="""Figure 2 shows the five stages. Everything up to the merged mask runs on the drone; only masks are sent to the
        ground station.""")
def pipeline(fig, rng):
    ax = blank(fig, 14, 5)
    names = ['photograph\n8192 x 5460', 'tiling\n512 px, 64 px\noverlap', 'segmentation\nU-Net', 'merging and\nthinning', 'crack width\n(mm)']
    for index, (name, colour) in enumerate(zip(names, ('#f2e6d9', '#dce6f2', '#dce6f2', '#dce6f2', '#dff0d8'))):
        box(ax, .1 + index * 2.85, 2.2, 2.2, 1.6, name, colour, 8.5)
        if index:
            arrow(ax, (index * 2.85 - .5, 3), (index * 2.85 + .05, 3))
    box(ax, 5.8, .2, 2.2, 1.0, 'shadow removal', '#eeeeee', 8.5)
    arrow(ax, (6.9, 1.25), (6.9, 2.15))
    box(ax, 11.5, .2, 2.2, 1.0, 'laser range', '#eeeeee', 8.5)
    arrow(ax, (12.6, 1.25), (12.6, 2.15))
    ax.plot([0, 11.1, 11.1, 0, 0], [1.75, 1.75, 4.6, 4.6, 1.75], ls='--', color='gray', lw=1)
    ax.text(.1, 4.7, 'on board the drone', color='gray', fontsize=8.5)


@figure('halo-trial-f2', 'flow chart', style='times', size=(5.2, 5.4), colours=32,
        caption="""Participant flow. Reasons for exclusion before and after randomisation are given in the boxes.""",
        context="""Between May and December 318 patients were screened and 204 randomised (Figure 2). Follow-up was complete for
        93 % of participants in both arms.""")
def consort(fig, rng):
    ax = blank(fig, 10, 10.6)
    box(ax, 2.6, 9.2, 4.6, 1.0, 'Assessed for eligibility\n(n = 318)', 'white', 11)
    box(ax, 6.0, 7.35, 3.9, 1.3, 'Excluded (n = 114)\nnot eligible 81, declined 33', 'white', 9)
    box(ax, 2.6, 5.8, 4.6, 1.0, 'Randomised (n = 204)', 'white', 11)
    arrow(ax, (4.9, 9.15), (4.9, 6.85))
    arrow(ax, (4.9, 8), (5.95, 8))
    for x, arm, lost, done in ((.2, 'Dalvorexin', 7, 95), (5.4, 'Placebo', 8, 94)):
        box(ax, x, 3.6, 4.3, 1.1, f'Allocated to {arm}\n(n = 102)', '#eef3fa', 11)
        box(ax, x, 1.85, 4.3, 1.0, f'Lost to follow-up (n = {lost})', 'white', 11)
        box(ax, x, .1, 4.3, 1.0, f'Analysed (n = {done})', 'white', 11)
        arrow(ax, (4.9, 5.75), (x + 2.15, 4.75))
        arrow(ax, (x + 2.15, 3.55), (x + 2.15, 2.9))
        arrow(ax, (x + 2.15, 1.8), (x + 2.15, 1.15))


@figure('lens-fringe-f2', 'schematic', size=(6.4, 3.4), colours=64,
        caption="""Optical layout. The reference arm is folded so that the whole instrument fits on a breadboard of 30 by 45 cm.""",
        context="""Light from a fibre-coupled diode is split into two arms (Figure 2). The lens under test sits on a rotary stage and is
        illuminated through a null element.""")
def optics(fig, rng):
    ax = blank(fig, 13.4, 6.6)
    beam = dict(color='#d62728', lw=2.2, alpha=.8)
    box(ax, .2, 2.5, 1.9, 1.0, 'laser diode\n633 nm', '#f2dede', 8.5)
    ax.plot([2.1, 10.6], [3, 3], **beam)
    ax.plot([5, 5], [.9, 5.5], **beam)
    ax.add_patch(Polygon([[4.5, 2.5], [5.5, 2.5], [5.5, 3.5], [4.5, 3.5]], fc='#cfe2f3', ec='black'))
    ax.plot([4.5, 5.5], [2.5, 3.5], 'k', lw=1)
    ax.text(5.65, 3.65, 'beam splitter', fontsize=8.5)
    ax.add_patch(Rectangle((4.3, 5.5), 1.4, .25, fc='#888888'))
    ax.text(5.85, 5.5, 'reference mirror on piezo', fontsize=8.5)
    ax.add_patch(Rectangle((7.7, 2.3), .25, 1.4, fc='#b6d7a8', ec='black'))
    ax.text(7.8, 1.95, 'null element', ha='center', fontsize=8.5)
    for sign in (1, -1):
        ax.add_patch(FancyArrowPatch((10.6, 2.1), (10.6, 3.9), connectionstyle=f'arc3,rad={.35 * sign}', arrowstyle='-', lw=1.5))
    ax.text(10.6, 4.15, 'lens under test', ha='center', fontsize=8.5)
    ax.add_patch(Circle((10.6, 3), 1.75, fill=False, ls=':', ec='gray'))
    ax.text(12.1, 1.2, 'rotary\nstage', fontsize=8.5, color='gray', ha='center')
    box(ax, 4.1, .1, 1.8, .8, 'camera', '#fff2cc', 8.5)
    ax.add_patch(Rectangle((2.9, 2.55), .12, .9, fc='#b6d7a8', ec='black'))
    ax.text(2.95, 3.65, 'collimator', ha='center', fontsize=8.5)


@figure('wide-heads-f5', 'architecture', style='soft', size=(4.2, 5.2), colours=64,
        caption="""One block of the network with wide heads: attention, feed forward and layer norm. Only the shaded attention differs from the common transformer block.""",
        context="""We keep the total width constant and trade the number of heads for their size (Figure 5), so that all models
        have the same number of parameters.""")
def block(fig, rng):
    ax = blank(fig, 7.4, 9.6)
    layers = [('token states', .2, 'white'), ('layer norm', 1.7, '#f3f3f3'), ('multi-head attention\nh = 4, d = 192', 3.0, '#f9cb9c'), ('layer norm', 5.1, '#f3f3f3'), ('feed forward\n768 - 3072 - 768', 6.4, '#dce6f2'), ('output', 8.5, 'white')]
    for name, y, colour in layers:
        box(ax, 1.4, y, 4, .9, name, colour, 10)
    for low, high in ((1.15, 1.65), (2.65, 2.95), (3.95, 5.05), (6.05, 6.35), (7.35, 8.45)):
        arrow(ax, (3.4, low), (3.4, high))
    for low, high in ((1.35, 4.5), (4.75, 7.9)):
        ax.plot([3.4, .6, .6, 3.2], [low, low, high, high], color='#333333', lw=1.2)
        ax.add_patch(Circle((3.4, high), .2, fc='white', ec='#333333', zorder=5))
        ax.text(3.4, high, '+', ha='center', va='center', fontsize=11, zorder=6)
    ax.text(6.0, 4.4, 'x 12', fontsize=13)
    ax.plot([5.7, 5.85, 5.85, 5.7], [1.5, 1.5, 7.6, 7.6], color='gray')
