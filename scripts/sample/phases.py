"""Where which state is found: phase diagrams, phase portraits, bifurcations."""

import numpy as np
from figure import figure


@figure('zinc-scandium-f2', 'phase diagram', style='serif',
        caption="""Zinc-rich corner of the calculated Zn-Mg phase diagram. Dots are our thermal analysis of ten alloys; the
        eutectic lies at 364 °C.""",
        context="""The calculated liquidus (Fig. 2) agrees with the cooling curves within 4 °C. All alloys of this study solidify
        through the eutectic and contain some Mg2Zn11.""")
def binary(fig, rng):
    ax = fig.add_subplot()
    x = np.linspace(0, 3, 50)
    ax.plot(x, 419.5 - 18.5 * x, 'k')
    right = np.linspace(3, 7, 50)
    ax.plot(right, 364 + 17 * (right - 3) ** .8, 'k')
    ax.plot([.15, 7], [364, 364], 'k')
    ax.plot([0, .15, .05], [419.5, 364, 280], 'k')
    ax.plot([6.3, 6.3], [364, 280], 'k', lw=1)
    spots = np.array([.4, .8, 1.2, 1.7, 2.2, 2.7, 3.4, 4.2, 5.1, 6])
    liquid = np.where(spots < 3, 419.5 - 18.5 * spots, 364 + 17 * np.clip(spots - 3, 0, None) ** .8)
    ax.plot(spots, liquid + rng.normal(0, 2, 10), 'o', color='#b22222', ms=5, label='thermal analysis')
    for place, text in (((2.6, 420), 'Liquid'), ((.35, 375), '(Zn) + L'), ((4.7, 371), r'L + Mg$_2$Zn$_{11}$'), ((2.3, 320), r'(Zn) + Mg$_2$Zn$_{11}$')):
        ax.text(*place, text)
    ax.annotate('eutectic 364 °C', (3, 364), (3.3, 342), arrowprops={'arrowstyle': '->'}, fontsize=8.5)
    ax.set(xlabel='Magnesium (at.%)', ylabel='Temperature (°C)', xlim=(0, 7), ylim=(280, 440))
    ax.legend(loc='lower right', fontsize=8)


@figure('cold-gas-f2', 'phase diagram', style='times', size=(5.0, 4.0), colours=64,
        caption="""Ground states as a function of atom number and scattering length. Symbols are measurements: circles unmodulated,
        diamonds modulated and phase coherent, crosses incoherent.""",
        context="""Between the superfluid and the crystal of isolated droplets lies a narrow supersolid region (Figure 2), only
        3 Bohr radii wide, which is why stable magnetic fields were essential.""")
def supersolid(fig, rng):
    ax = fig.add_subplot()
    n = np.linspace(1, 8, 100)
    upper, lower = 88 + 6 * np.log(n), 83 + 6.6 * np.log(n)
    ax.fill_between(n, upper, 110, color='#dbe9f6')
    ax.fill_between(n, lower, upper, color='#fdd49e')
    ax.fill_between(n, 75, lower, color='#d9d9d9')
    for x, y in rng.uniform((1.3, 78), (7.8, 107), (46, 2)):
        if (3.2 < x < 6 and 103 < y) or (4 < x < 7.2 and 80 < y < 85):
            continue  # the labels stand here
        up, low = 88 + 6 * np.log(x), 83 + 6.6 * np.log(x)
        ax.plot(x, y, 'o' if y > up else 'D' if y > low else 'x', color='#222222', ms=5, mfc='none')
    ax.text(3.6, 104.4, 'superfluid', fontsize=14)
    ax.text(1.7, 88.6, 'supersolid', rotation=34, fontsize=10)
    ax.text(4.2, 82, 'isolated droplets', fontsize=14)
    ax.set(xlabel='Atom number (10$^4$)', ylabel='Scattering length ($a_0$)', xlim=(1, 8), ylim=(75, 108))


@figure('yeast-switch-f3', 'phase portrait', size=(4.8, 4.4), colours=64,
        caption="""Phase portrait of the two-variable model. The repressor nullcline crosses the transporter nullcline three times: two stable states, filled, are
        separated by a saddle, open.""",
        context="""With the fitted parameters the model is bistable (Fig. 3). Trajectories that start left of the separatrix end
        in the uninduced state even at saturating galactose.""")
def portrait(fig, rng):
    ax = fig.add_subplot()
    x, y = np.meshgrid(np.linspace(0, 4, 26), np.linspace(0, 4, 26))
    rise = lambda y: .15 + 3.4 * y**3 / (1.6**3 + y**3)
    ax.streamplot(x, y, rise(y) - x, x - y, color='#b0b0b0', linewidth=.7, density=1.1, arrowsize=.8)
    grid = np.linspace(0, 4, 200)
    ax.plot(rise(grid), grid, lw=2.5, color='#d95f02', label='repressor nullcline')
    ax.plot(grid, grid, lw=2.5, color='#1b9e77', label='transporter nullcline')
    gap = rise(grid) - grid
    for index, k in enumerate(np.flatnonzero(np.diff(np.sign(gap)))):
        ax.plot(grid[k], grid[k], 'o', ms=9, mec='black', mfc='white' if index == 1 else 'black', zorder=5)
    ax.set(xlabel='Transporter (a.u.)', ylabel='Internal galactose (a.u.)', xlim=(0, 4), ylim=(0, 4))
    ax.legend(loc='lower right', frameon=True, fontsize=8)


@figure('cylinder-wake-f2', 'bifurcation diagram', style='open',
        caption="""Extrema of the lift coefficient against Reynolds number. Shedding sets in at 47 for the bare cylinder; with the
        plate it is delayed to 118 and then becomes irregular.""",
        context="""The porous plate moves the Hopf bifurcation from Re = 47 to Re = 118 (Figure 2). Beyond 190 the lift is no
        longer periodic and the extrema fill a band.""")
def onset(fig, rng):
    ax = fig.add_subplot()
    re = np.linspace(20, 240, 260)
    bare = .055 * np.sqrt(np.clip(re - 47, 0, None))
    ax.plot(re, bare, color='#0b5394', label='bare cylinder')
    ax.plot(re, -bare, color='#0b5394')
    plate = np.linspace(118, 240, 300)
    size = .04 * np.sqrt(plate - 118)
    chaos = np.clip(plate - 190, 0, None) / 50
    for sign in (1, -1):
        for _ in range(6):
            ax.plot(plate, sign * size * (1 + .5 * chaos * rng.uniform(-1, 1, 300)), ',', color='#cc4125')
    ax.plot([20, 118], [0, 0], color='#cc4125', lw=2, label='porous plate')
    ax.axvline(47, ls=':', color='gray', lw=1)
    ax.axvline(118, ls=':', color='gray', lw=1)
    ax.set(xlabel='Reynolds number', ylabel='Lift coefficient extrema', xlim=(20, 240))
    ax.legend(loc='upper left')
