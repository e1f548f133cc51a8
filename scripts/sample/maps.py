"""Places that do not exist."""

import numpy as np
from figure import figure


def coast(rng, radius, rough=.35, points=400):
    """A closed, wiggly outline around the origin."""
    angle = np.linspace(0, 2 * np.pi, points)
    shape = radius * (1 + sum(rough / k * rng.normal() * np.cos(k * angle + rng.uniform(0, 6)) for k in range(2, 14)))
    return shape * np.cos(angle), shape * np.sin(angle)


@figure('basin-quakes-f2', 'map', style='serif', size=(5.4, 4.4), colours=64,
        caption="""Epicentres before (grey) and after (red) filling of the reservoir. Circle size grows with magnitude; blue, the lake at
        its highest level; triangles, stations.""",
        context="""After filling, activity moved to the two faults that pass under the lake (Figure 2). No event of this cluster was
        deeper than 6 km.""")
def epicentres(fig, rng):
    ax = fig.add_subplot()
    x, y = coast(rng, .055, .5)
    ax.fill(21.42 + x * 1.5, 44.20 + y, color='#9ec9e8', ec='#1f4e9e')
    ax.annotate('Lake Orrin', (21.37, 44.17), (21.2, 44.13), color='#1f4e9e', fontsize=9, style='italic', arrowprops={'arrowstyle': '-', 'color': '#1f4e9e'})
    for slope, start in ((.55, 44.05), (-.3, 44.38)):
        ax.plot([21.15, 21.7], [start, start + slope * .55], 'k--', lw=1)
    ax.scatter(rng.uniform(21.15, 21.7, 70), rng.uniform(44, 44.4, 70), s=rng.gamma(1.2, 9, 70), color='#999999', alpha=.8, label='before filling')
    along = rng.normal(21.42, .07, 150)
    ax.scatter(along, np.where(rng.random(150) < .6, 44.05 + .55 * (along - 21.15), 44.38 - .3 * (along - 21.15)) + rng.normal(0, .012, 150), s=rng.gamma(1.3, 12, 150), color='#c0392b', alpha=.6, label='after filling')
    ax.plot([21.2, 21.62, 21.55, 21.3], [44.33, 44.31, 44.05, 44.1], '^', color='black', ms=8, label='station')
    ax.set(xlabel='Longitude (°E)', ylabel='Latitude (°N)', xlim=(21.15, 21.7), ylim=(44.0, 44.4))
    ax.legend(loc='lower right', frameon=True, fontsize=8)


@figure('estuary-plastic-f3', 'map', size=(5.6, 4.4), colours=128,
        caption="""Study area. Bathymetry (depth in m) of the bay with the sampling transects off the north and the south
        estuary.""",
        context="""Nets were towed along the three transects of each estuary (Figure 3) at 2 knots for 15 minutes.""")
def bay(fig, rng):
    ax = fig.add_subplot()
    x, y = np.meshgrid(np.linspace(0, 30, 220), np.linspace(0, 22, 170))
    shore = 8 + 2.2 * np.sin(y / 3) + 1.2 * np.sin(y / 1.3 + 1) - 6 * np.exp(-((y - 16) / 1.2) ** 2) - 5 * np.exp(-((y - 6) / 1.5) ** 2)
    depth = np.clip((x - shore) * 2.4 + 3 * np.sin(x / 4) * np.cos(y / 3), -5, 50)
    picture = ax.contourf(x, y, np.where(x > shore, np.clip(depth, 0, None), np.nan), np.arange(0, 51, 5), cmap='Blues')
    ax.contourf(x, y, (x <= shore).astype(float), [.5, 1.5], colors=['#e6ddc4'])
    ax.contour(x, y, x - shore, [0], colors='#555555', linewidths=1)
    for name, cy, cx in (('North', 16, 5), ('South', 6, 5.5)):
        for k in range(3):
            ax.plot([cx + 2.5 * k, cx + 2.5 * k + 1.2], [cy - .7, cy + .7], color='#d62728', lw=2.5)
        ax.text(1, cy + 2.1, f'{name} estuary', fontsize=9)
    ax.plot([23, 28], [1.5, 1.5], 'w', lw=3)
    ax.text(25.5, 2, '5 km', ha='center', color='white')
    ax.annotate('N', (28, 17.6), (28, 20.2), ha='center', color='white', arrowprops={'arrowstyle': '<-', 'lw': 2, 'color': 'white'}, fontsize=12)
    ax.set(xticks=[], yticks=[], aspect='equal')
    fig.colorbar(picture, label='Depth (m)', shrink=.8)


@figure('city-heat-f2', 'map', size=(5.0, 4.4), colours=128,
        caption="""Mean surface temperature at 2 a.m. in July from 31 satellite passes. Black lines mark the
        districts; Old Town and Harbour stay hottest.""",
        context="""Hot spots follow the tram corridor and the harbour sheds rather than the distance from the centre (Figure 2).""")
def surface_temperature(fig, rng):
    ax = fig.add_subplot()
    size = 90
    noise = np.fft.ifft2(np.fft.fft2(rng.normal(0, 1, (size, size))) / (1e-3 + np.hypot(*np.meshgrid(np.fft.fftfreq(size), np.fft.fftfreq(size)))) ** 1.3).real
    x, y = np.meshgrid(np.linspace(-1, 1, size), np.linspace(-1, 1, size))
    heat = 21 + 3.2 * np.exp(-2 * (x**2 + y**2)) + 1.1 * (noise - noise.mean()) / noise.std() + 1.6 * np.exp(-((x - y * .4) / .09) ** 2)
    picture = ax.imshow(heat, cmap='inferno', extent=(0, 9, 0, 9), vmin=18.5, vmax=27)
    for xs, ys in (([3, 3.4, 3.1], [0, 4.5, 9]), ([0, 4, 9], [3.2, 3, 3.8]), ([3.4, 9], [6, 6.5]), ([6, 6.4], [0, 9])):
        ax.plot(xs, ys, 'k', lw=1)
    for place, name in (((1.2, 7.3), 'Mills'), ((4.3, 7.6), 'Old Town'), ((7.2, 1.5), 'Harbour'), ((1.1, 1.4), 'Gardens')):
        ax.text(*place, name, color='white', fontsize=9, weight='bold')
    ax.set(xlabel='km', ylabel='km', xlim=(0, 9), ylim=(0, 9))
    fig.colorbar(picture, label='Surface temperature (°C)', shrink=.85)
