"""Directions."""

import numpy as np
from figure import figure


@figure('patch-antenna-f1', 'polar plot', style='serif', size=(4.4, 4.6),
        caption="""Measured (solid) and simulated (dashed) radiation pattern of the patch at 2.45 GHz in the E-plane. Gain is
        normalised to its maximum.""",
        context="""The pattern in Figure 1 has a beamwidth of 84 degrees and a front-to-back ratio of 16 dB. Measurement and
        simulation differ only in the back lobe, where the cable disturbs the field.""")
def pattern(fig, rng):
    ax = fig.add_subplot(projection='polar')
    angle = np.linspace(-np.pi, np.pi, 361)
    main = 20 * np.log10(np.abs(np.cos(angle / 2)) ** 2.6 + .12 * np.abs(np.cos(1.5 * angle)) + .05)
    main -= main.max()
    ripple = np.convolve(rng.normal(0, 1.3, 361), np.ones(9) / 9, 'same')
    ax.plot(angle, np.clip(main + ripple - .3, -30, 0), label='measured')
    ax.plot(angle, np.clip(main, -30, 0), '--', label='simulated')
    ax.set_theta_zero_location('N')
    ax.set_rlim(-30, 2)
    ax.set_rticks([-30, -20, -10, 0], ['-30', '-20', '-10', '0 dB'])
    ax.legend(loc='lower right', bbox_to_anchor=(1.08, -.1))


@figure('wind-wakes-f2', 'wind rose', size=(4.8, 4.4),
        caption="""Distribution of wind speed and direction at the mast over 18 months, in per cent of ten-minute means.""",
        context="""Winds from the north-west prevailed (Figure 2) and brought most of the energy; easterly flow was weak and
        came mainly on summer nights.""")
def rose(fig, rng):
    ax = fig.add_subplot(projection='polar')
    ax.set_theta_zero_location('N')
    ax.set_theta_direction(-1)
    sectors = np.arange(16) * np.pi / 8
    share = 2.5 + 7 * np.exp(-((sectors - 5.3) / .6) ** 2) + 3 * np.exp(-((sectors - 3.7) / .5) ** 2) + 1.5 * np.exp(-((sectors - 1.4) / .4) ** 2)
    base = np.zeros(16)
    for part, colour, name in ((.3, '#c6dbef', '0-5 m/s'), (.4, '#6baed6', '5-10 m/s'), (.22, '#2171b5', '10-15 m/s'), (.08, '#08306b', '> 15 m/s')):
        height = share * part * (1 + .3 * rng.uniform(-1, 1, 16))
        ax.bar(sectors, height, .34, bottom=base, color=colour, label=name, edgecolor='white', lw=.4)
        base += height
    ax.set_xticks(np.arange(8) * np.pi / 4, ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'])
    ax.set_rlabel_position(75)
    ax.legend(loc='center left', bbox_to_anchor=(1.08, .5), title='wind speed')


@figure('beetle-horns-f2', 'circular histogram', style='times', size=(4.2, 4.2),
        caption="""Headings of 180 beetles rolling away from the dung pile under a clear moonlit sky. The arrow is the mean vector.""",
        context="""Individuals kept their bearing, but the population had only a weak common direction (Figure 2; Rayleigh
        test, r = 0.31), and with the moon hidden none at all.""")
def headings(fig, rng):
    ax = fig.add_subplot(projection='polar')
    heading = np.concatenate([rng.vonmises(.8, 1.6, 95), rng.uniform(-np.pi, np.pi, 85)])
    counts, edges = np.histogram(heading, 24, (-np.pi, np.pi))
    ax.bar(edges[:-1] + np.pi / 24, counts, np.pi / 12, color='#bb5566', alpha=.65, edgecolor='white')
    ax.annotate('', xy=(.8, 12), xytext=(0, 0), arrowprops={'width': 2, 'headwidth': 9, 'color': 'black'})
    ax.set_yticks([5, 10, 15, 20], [])
    ax.set_xticks(np.arange(4) * np.pi / 2, ['0°', '90°', '180°', '270°'])
