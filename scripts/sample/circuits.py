"""Circuits and control loops, drawn from lines."""

import numpy as np
from figure import figure
from matplotlib.patches import Circle, Polygon
from schematics import arrow, blank, box


def resistor(ax, x, y, text, vertical=False):
    """A zigzag one unit and a half long that starts at (x, y)."""
    along = np.array([0, .3, .375, .525, .675, .825, .975, 1.125, 1.2, 1.5])
    across = np.array([0, 0, .15, -.15, .15, -.15, .15, -.15, 0, 0])
    ax.plot(*((x + across, y - along) if vertical else (x + along, y + across)), 'k', lw=1.4)
    ax.text(*((x + .3, y - .75) if vertical else (x + .75, y + .28)), text, ha='left' if vertical else 'center', va='center' if vertical else 'bottom', fontsize=10)


def capacitor(ax, x, y, text):
    """Two plates below (x, y), with a lead down to earth."""
    ax.plot([x, x], [y, y - .6], 'k', lw=1.4)
    for level in (.6, .78):
        ax.plot([x - .3, x + .3], [y - level] * 2, 'k', lw=2)
    ax.plot([x, x], [y - .78, y - 1.5], 'k', lw=1.4)
    ax.text(x + .4, y - .7, text, va='center', fontsize=10)


def earth(ax, x, y):
    for k, half in enumerate((.3, .2, .1)):
        ax.plot([x - half, x + half], [y - k * .1] * 2, 'k', lw=1.4)


@figure('patch-antenna-f2', 'circuit diagram', size=(6.4, 3.4), colours=16,
        caption="""Front end of the buried node: antenna, matching network (L1, C1, varactor D1), low-noise amplifier (LNA) and radio. The
        network transforms the impedance of the antenna in moist soil to
        50 ohm.""",
        context="""Between antenna and amplifier we placed a low-pass matching section (Figure 2) whose varactor D1 follows the moisture
        of the soil.""")
def front_end(fig, rng):
    ax = blank(fig, 12.6, 5.6)
    wire = dict(color='black', lw=1.4)
    ax.plot([.6, .6, .6], [3.5, 4.6, 5.0], **wire)
    ax.plot([.2, .6, 1.0], [5.3, 4.7, 5.3], **wire)
    ax.text(.05, 2.9, 'ANT', fontsize=10)
    ax.plot([.6, 1.4], [3.5, 3.5], **wire)
    theta = np.linspace(0, 4 * np.pi, 120)
    ax.plot(1.4 + theta / (4 * np.pi) * 1.6, 3.5 + .22 * np.abs(np.sin(theta)), **wire)
    ax.text(2.2, 3.95, 'L1  5.6 nH', ha='center', fontsize=10)
    ax.plot([3.0, 4.6], [3.5, 3.5], **wire)
    capacitor(ax, 3.4, 3.5, 'C1  1.2 pF')
    earth(ax, 3.4, 2.0)
    resistor(ax, 4.6, 3.5, 'R1  10 k')
    ax.plot([6.1, 7.6], [3.5, 3.5], **wire)
    ax.add_patch(Polygon([[7.6, 2.5], [7.6, 4.5], [9.4, 3.5]], fc='white', ec='black', lw=1.4))
    ax.text(8.15, 3.5, 'LNA', ha='center', va='center', fontsize=10)
    ax.plot([9.4, 10.6], [3.5, 3.5], **wire)
    box(ax, 10.6, 3, 1.8, 1, 'radio\n2.45 GHz', 'white', 9.5)
    ax.plot([6.6, 6.6], [3.5, 2.9], **wire)
    ax.add_patch(Polygon([[6.3, 2.3], [6.9, 2.3], [6.6, 2.9]], fc='black', ec='black'))
    ax.plot([6.3, 6.9], [2.9, 2.9], **wire)
    ax.plot([6.6, 6.6], [2.3, 1.6], **wire)
    earth(ax, 6.6, 1.6)
    ax.text(7.05, 2.55, 'D1', fontsize=10)
    ax.plot([8.5, 8.5], [4.05, 4.9], **wire)
    ax.text(8.5, 5.0, '+3.3 V', ha='center', fontsize=10)
    resistor(ax, 8.5, 2.95, 'R2  220', vertical=True)
    earth(ax, 8.5, 1.45)
    for x in (3.4, 6.6):
        ax.add_patch(Circle((x, 3.5), .07, color='black'))


@figure('soft-grip-f4', 'block diagram', style='times', size=(6.6, 2.6), colours=32,
        caption="""Cascaded controller of one finger. The inner loop regulates pressure at 1 kHz, the outer loop grip force at 60 Hz.""",
        context="""Force is estimated from the skin sensor and fed to a cascade of two loops (Figure 4), which keeps the fruit from being
        bruised when the valve saturates.""")
def controller(fig, rng):
    ax = blank(fig, 14.2, 5.2)
    for x in (1.6, 5.6):
        ax.add_patch(Circle((x, 3.4), .28, fc='white', ec='black'))
        ax.text(x, 3.4, '+', ha='center', va='center', fontsize=12)
        ax.text(x + .2, 2.85, '-', fontsize=14)
    for x, width, text in ((2.5, 2.2, 'force\ncontroller'), (6.5, 2.2, 'pressure\ncontroller'), (9.4, 1.4, 'valve'), (11.5, 1.6, 'finger')):
        box(ax, x, 2.8, width, 1.2, text, '#f5f5f5', 12)
    for start, end in ((.2, 1.3), (1.9, 2.45), (4.75, 5.3), (5.9, 6.45), (8.75, 9.35), (10.85, 11.45), (13.15, 14.1)):
        arrow(ax, (start, 3.4), (end, 3.4))
    ax.text(.1, 3.7, 'target', fontsize=11)
    ax.text(13.2, 3.7, 'force', fontsize=11)
    for right, left, low, text in ((11.1, 5.6, 1.7, 'pressure sensor'), (13.6, 1.6, .5, 'tactile skin')):
        ax.plot([right, right, left], [3.4, low, low], 'k', lw=1.2)
        arrow(ax, (left, low), (left, 3.1))
        ax.text((left + right) / 2, low + .12, text, ha='center', fontsize=11)
