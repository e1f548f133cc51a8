"""Points with and without a fitted law."""

import numpy as np
from figure import figure


@figure('yeast-switch-f1', 'scatter with fit', style='open',
        caption="""Uptake rate against external galactose for wild type and two mutants. Lines are Michaelis-Menten fits; the
        transporter deletion keeps the affinity and loses most of the maximal rate.""",
        context="""Initial uptake rates (Figure 1) follow Michaelis-Menten kinetics in all strains. The apparent Km of the
        wild type is 0.9 mM; the double mutant is so slow that its Km is poorly determined.""")
def uptake(fig, rng):
    ax = fig.add_subplot()
    dose = np.array([.1, .2, .4, .7, 1, 1.5, 2.5, 4, 6, 8, 10])
    grid = np.linspace(0, 10.5, 200)
    for name, top, half, marker in (('wild type', 41, .9, 'o'), (r'$\Delta$gtx2', 15, 1.0, 's'), (r'$\Delta$gtx2 $\Delta$gtx5', 5, 2.2, '^')):
        rate = top * dose / (half + dose) + rng.normal(0, 1.0, dose.size)
        line, = ax.plot(grid, top * grid / (half + grid))
        ax.plot(dose, rate, marker, color=line.get_color(), mec='white', ms=7, label=name)
    ax.set(xlabel='Galactose (mM)', ylabel='Uptake rate (nmol min$^{-1}$ mg$^{-1}$)', xlim=(0, 10.5), ylim=(0, 45))
    ax.legend(title='Strain', loc='center right')


@figure('cool-dwarfs-f1', 'scatter', size=(4.6, 5.0),
        caption="""Colour-magnitude diagram of the Kestrel field. Grey points are field stars, red squares the 61 spectroscopically
        confirmed dwarfs, and the curve is the adopted main-sequence ridge line.""",
        context="""Candidates were picked redward of J - K = 0.8 and more than one magnitude below the giant branch (Fig. 1). Of
        83 candidates 61 turned out to be M dwarfs, 14 were reddened giants and 8 remain unclear.""")
def colour_magnitude(fig, rng):
    ax = fig.add_subplot()
    colour = rng.beta(2.2, 2.6, 1400) * 1.2
    ridge = lambda c: 7.6 + 9.5 * c - 2.2 * c**2
    ax.scatter(colour, ridge(colour) + rng.normal(0, .55, colour.size), s=3, color='#999999', lw=0, label='field stars')
    giant = rng.normal(.75, .1, 160)
    ax.scatter(giant, 15.4 - 6 * giant + rng.normal(0, .5, giant.size), s=3, color='#999999', lw=0)
    dwarf = rng.uniform(.82, 1.15, 61)
    ax.scatter(dwarf, ridge(dwarf) + rng.normal(0, .25, 61), s=18, marker='s', color='#c0392b', lw=0, label='M dwarfs')
    grid = np.linspace(0, 1.2, 50)
    ax.plot(grid, ridge(grid), color='#1f4e9e', label='ridge line')
    ax.set(xlabel='J - K (mag)', ylabel='Apparent magnitude J', xlim=(0, 1.25), ylim=(17.8, 7))
    ax.legend(loc='upper left', markerscale=1.5)


@figure('beetle-horns-f1', 'scatter with fit', style='times',
        caption="""Horn length against pronotum width on logarithmic axes. Slopes above one mean that large males carry
        disproportionately long horns, which is the case in two of the three species.""",
        context="""Static allometry was steep in Onthophilus major and O. curvicornis (slopes 2.9 and 1.8, Figure 1) and
        isometric in O. pallens, whose males do not fight in tunnels.""")
def allometry(fig, rng):
    ax = fig.add_subplot()
    for name, slope, start, marker in (('O. major', 2.9, -1.55, 'o'), ('O. curvicornis', 1.8, -.9, 'D'), ('O. pallens', 1.02, -.75, 'v')):
        width = rng.uniform(3.4, 8.2, 70)
        horn = 10 ** (start + slope * np.log10(width) + rng.normal(0, .06, 70))
        dots, = ax.loglog(width, horn, marker, ms=4, alpha=.6, label=f'{name} (slope {slope:.1f})')
        ends = np.array([3.4, 8.2])
        ax.loglog(ends, 10 ** (start + slope * np.log10(ends)), color=dots.get_color())
    ax.set(xlabel='Pronotum width (mm)', ylabel='Horn length (mm)')
    ax.set_xticks([4, 5, 6, 7, 8], ['4', '5', '6', '7', '8'])
    ax.set_xticks([], minor=True)
    ax.legend()


@figure('tin-films-f1', 'scatter with fit', style='soft', size=(4.4, 4.2),
        caption="""Predicted against measured band gap for 96 compositions held out from training. The model is unbiased up to
        2 eV and too low for the few wide-gap chlorides.""",
        context="""The regression reproduces the measured gaps with a mean absolute error of 0.07 eV (Fig. 1), which is close
        to the repeatability of the absorption measurement.""")
def parity(fig, rng):
    ax = fig.add_subplot()
    gap = np.concatenate([rng.normal(1.45, .18, 70), rng.uniform(1.6, 2.7, 26)])
    kind = np.where(gap > 2, 'chloride', np.where(gap > 1.6, 'bromide', 'iodide'))
    guess = gap + rng.normal(0, .07, gap.size) - .25 * np.clip(gap - 2, 0, None)
    for name, marker in (('iodide', 'o'), ('bromide', 's'), ('chloride', '^')):
        ax.plot(gap[kind == name], guess[kind == name], marker, ms=5, alpha=.8, label=name)
    ax.plot([.9, 2.8], [.9, 2.8], '--', color='gray', lw=1)
    ax.text(1.75, 1.05, 'MAE = 0.07 eV\nR$^2$ = 0.94')
    ax.set(xlabel='Measured band gap (eV)', ylabel='Predicted band gap (eV)', xlim=(.9, 2.8), ylim=(.9, 2.8), aspect='equal')
    ax.legend(loc='upper left')


@figure('wide-heads-f2', 'scatter', size=(5.0, 4.4),
        caption="""Two-dimensional projection of token states in the last layer. Each colour is one part of speech; no labels
        were used during training.""",
        context="""When the final hidden states are projected to the plane (Fig. 2), nouns and proper names form neighbouring
        islands while verbs split into two groups by tense.""")
def embedding(fig, rng):
    ax = fig.add_subplot()
    groups = {'noun': [(0, 0), (2, 1)], 'proper name': [(3.5, -1)], 'verb': [(-4, 3), (-5, -1)], 'adjective': [(0, 4.5)],
              'adverb': [(-2, -4.5)], 'number': [(5, 4)], 'punctuation': [(3, -5)]}
    for index, (name, centres) in enumerate(groups.items()):
        points = np.concatenate([rng.normal(centre, (.75, .65), (90, 2)) for centre in centres])
        ax.scatter(*points.T, s=7, lw=0, color=f'C{index}', label=name)
    ax.set(xticks=[], yticks=[], xlabel='projection 1', ylabel='projection 2')
    ax.legend(loc='center left', bbox_to_anchor=(1, .5), markerscale=2)
