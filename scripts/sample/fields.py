"""Fields over a plane: contours, streamlines, arrows."""

import numpy as np
from figure import figure
from matplotlib.patches import Circle


@figure('cylinder-wake-f1', 'streamlines', size=(6.4, 3.3), colours=128,
        caption="""Instantaneous vorticity behind the bare cylinder at a Reynolds number of 160, with streamlines. Flow is from
        left to right.""",
        context="""Without a plate the wake sheds alternating vortices (Fig. 1); the Strouhal number of 0.187 agrees with
        published experiments to within one per cent.""")
def wake(fig, rng):
    ax = fig.add_subplot()
    x, y = np.meshgrid(np.linspace(-2, 11, 300), np.linspace(-2.5, 2.5, 140))
    vorticity, u, v = np.zeros_like(x), np.ones_like(x), np.zeros_like(x)
    for k in range(7):
        sign = 1 if k % 2 else -1
        cx, cy, strength, width = 1.1 + 1.55 * k, -.42 * sign, 5.2 * np.exp(-.13 * k), .42 + .045 * k
        core = np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / width**2)
        vorticity += sign * strength * core
        u -= sign * 2.2 * (y - cy) * core
        v += sign * 2.2 * (x - cx) * core
    inside = x**2 + y**2 < .25
    picture = ax.contourf(x, y, np.clip(vorticity, -4.9, 4.9), np.linspace(-5, 5, 21), cmap='RdBu_r')
    ax.streamplot(x, y, np.where(inside, np.nan, u), v, density=(1.6, .8), color='#444444', linewidth=.5, arrowsize=.6)
    ax.add_patch(Circle((0, 0), .5, color='#555555', zorder=5))
    ax.set(xlabel='x/D', ylabel='y/D', aspect='equal', xlim=(-2, 11), ylim=(-2.5, 2.5))
    fig.colorbar(picture, label='Vorticity $\\omega D/U$', shrink=.75, ticks=[-4, -2, 0, 2, 4])


@figure('tea-catalyst-f2', 'contour plot', style='serif', size=(4.8, 4.2), colours=128,
        caption="""Free-energy surface of the hydride transfer along two bond distances. The saddle point (star) lies 68 kJ/mol
        above the adsorbed reactants, R; the product basin is marked P.""",
        context="""The computed path in Figure 2 is concerted: the C-H bond forms while the O-H bond of the donor is still half
        intact, in agreement with the isotope effect that we measured.""")
def free_energy(fig, rng):
    ax = fig.add_subplot()
    x, y = np.meshgrid(np.linspace(1, 3, 160), np.linspace(.9, 2.7, 160))
    energy = 110 - 105 * np.exp(-((x - 2.5) ** 2 + (y - 1.15) ** 2) / .22) - 125 * np.exp(-((x - 1.25) ** 2 + (y - 2.2) ** 2) / .28)
    energy -= 38 * np.exp(-((x - 1.8) ** 2 + (y - 1.6) ** 2) / .2)
    ax.contour(x, y, energy, 14, colors='black', linewidths=.5)
    picture = ax.contourf(x, y, energy, 14, cmap='YlGnBu_r')
    ax.plot(1.85, 1.62, '*', color='red', ms=14, mec='white')
    ax.text(2.47, 1.12, 'R', color='white', fontsize=14, weight='bold')
    ax.text(1.2, 2.16, 'P', color='white', fontsize=14, weight='bold')
    ax.set(xlabel=r'C$\cdots$H distance ($\AA$)', ylabel=r'O$\cdots$H distance ($\AA$)')
    fig.colorbar(picture, label='Free energy (kJ mol$^{-1}$)')


WELLS = [(.8, 5.3), (1.9, 4.1), (3.3, 5.0), (4.9, 5.4), (1.2, 2.3), (2.9, 2.9), (4.6, 3.4), (4.2, 1.4), (6.3, 4.2)]


@figure('karst-wells-f1', 'contour map', size=(5.2, 4.4), colours=128,
        caption="""Hydraulic head in March with monitoring wells (circles) and the two springs (triangles). Contour interval 2 m.
        Arrows show the inferred direction of groundwater flow.""",
        context="""Groundwater flows from the plateau towards the springs in the south-east (Figure 1). The steep head gradient
        near well W7 marks the edge of the confined zone.""")
def head(fig, rng):
    ax = fig.add_subplot()
    x, y = np.meshgrid(np.linspace(0, 8, 120), np.linspace(0, 6, 90))
    level = 212 - 3.1 * x + 2.2 * y + 4 * np.sin(x * .8) * np.cos(y * .7) + 3 * np.exp(-((x - 2) ** 2 + (y - 4.5) ** 2))
    lines = ax.contour(x, y, level, np.arange(184, 232, 2), cmap='Blues_r', linewidths=1)
    ax.clabel(lines, lines.levels[::3], fmt='%d m', fontsize=8)
    dy, dx = np.gradient(-level)
    ax.quiver(x[::12, ::12], y[::12, ::12], dx[::12, ::12], dy[::12, ::12], color='#888888', width=.003)
    for index, (wx, wy) in enumerate(WELLS, 1):
        ax.plot(wx, wy, 'o', color='#b22222', ms=6, mec='white')
        ax.text(wx + .1, wy + .1, f'W{index}', fontsize=9)
    ax.plot([7.5, 6.9], [.5, 1.3], '^', color='#006400', ms=9)
    ax.set(xlabel='Easting (km)', ylabel='Northing (km)', aspect='equal')


@figure('wind-wakes-f1', 'contour plot', style='times', size=(6.2, 3.6), colours=128,
        caption="""Modelled wind speed at hub height for north-westerly wind of 9 m/s. White bars are the 24 turbines. Under stable
        stratification wakes reach the far side of the farm.""",
        context="""In the stable case the rows downstream lose up to 38 % of their power (Figure 1), because the wakes of the
        first turbines meander little and recover slowly.""")
def farm(fig, rng):
    ax = fig.add_subplot()
    x, y = np.meshgrid(np.linspace(0, 12, 260), np.linspace(0, 6, 130))
    speed = np.full_like(x, 9.0)
    places = [(1.2 + 1.7 * i + .3 * (j % 2), .8 + 1.45 * j) for i in range(6) for j in range(4)]
    for px, py in places:
        run = np.clip(x - px, 0, None)
        width = .13 + .035 * run
        centre = py - .06 * run
        speed -= 2.1 * (run > 0) * np.exp(-run / 5) * np.exp(-((y - centre) / width) ** 2 / 2)
    picture = ax.contourf(x, y, speed, 20, cmap='magma')
    for px, py in places:
        ax.plot([px, px], [py - .16, py + .16], color='white', lw=2)
    ax.set(xlabel='Distance downwind (km)', ylabel='Cross-wind distance (km)', aspect='equal')
    fig.colorbar(picture, label='Wind speed (m/s)', shrink=.8, format='%.1f')
