"""Three dimensions on paper."""

import numpy as np
from figure import figure


@figure('wide-heads-f4', '3D surface', size=(5.2, 4.4), colours=160,
        caption="""Loss landscape around the solution with 16 heads along two random, filter-normalised directions.""",
        context="""The basin is wide and smooth (Fig. 4). We saw no barrier between solutions that were started from different
        seeds, once their heads had been permuted to match.""")
def landscape(fig, rng):
    ax = fig.add_subplot(projection='3d')
    x, y = np.meshgrid(np.linspace(-1, 1, 60), np.linspace(-1, 1, 60))
    z = 3 + 1.7 * (x**2 + .6 * y**2) + .25 * np.sin(4 * x + 1) * np.cos(5 * y) - .6 * np.exp(-6 * (x**2 + y**2))
    ax.plot_surface(x, y, z, cmap='coolwarm', linewidth=0, rcount=60, ccount=60)
    ax.contour(x, y, z, 10, zdir='z', offset=2, cmap='coolwarm', linewidths=.8)
    ax.set(xlabel='direction 1', ylabel='direction 2', zlabel='loss', zlim=(2, 6))
    ax.view_init(28, -52)
    ax.set_box_aspect(None, zoom=.88)


@figure('soft-grip-f2', '3D trajectory', style='times', size=(4.8, 4.4),
        caption="""Fingertip paths during three grasps of the same pear, recorded with motion capture at 240 Hz. Dots mark first
        contact.""",
        context="""Although the commanded pressure was identical, the fingertip took a different path in each grasp (Figure 2),
        so the controller has to rely on touch, not on position.""")
def fingertip(fig, rng):
    ax = fig.add_subplot(projection='3d')
    t = np.linspace(0, 1, 160)
    for index in range(3):
        bend = rng.normal(1, .12, 3)
        path = np.array([40 * t * bend[0] + 6 * np.sin(5 * t + index), 30 * np.sin(2.2 * t) * bend[1], 80 - 62 * t**1.4 * bend[2]])
        line, = ax.plot(*path, label=f'grasp {index + 1}')
        ax.plot(*path[:, [118]], 'o', color=line.get_color(), ms=7)
    ax.set(xlabel='x (mm)', ylabel='y (mm)', zlabel='z (mm)')
    ax.legend(loc='upper left')
    ax.view_init(22, -60)
    ax.set_box_aspect(None, zoom=.88)


@figure('cold-gas-f1', '3D surface', style='serif', size=(5.2, 4.3), colours=160,
        caption="""Calculated column density in the supersolid regime. Five droplets share a superfluid background.""",
        context="""For scattering lengths just below the critical value the density is modulated along the weak axis of the
        trap (Fig. 1), and neighbouring droplets remain connected by a dilute gas.""")
def droplets(fig, rng):
    ax = fig.add_subplot(projection='3d')
    x, y = np.meshgrid(np.linspace(-9, 9, 110), np.linspace(-3, 3, 50))
    envelope = np.exp(-(x / 6) ** 2 - (y / 1.1) ** 2)
    density = envelope * (.35 + np.cos(x * 2 * np.pi / 6.2 + np.pi / 2 * 2) ** 2 * 1.4)
    ax.plot_surface(x, y, density, cmap='inferno', linewidth=0, rcount=50, ccount=110)
    ax.set(xlabel='x (µm)', ylabel='y (µm)', zlabel='density (a.u.)', yticks=[-2, 0, 2])
    ax.set_box_aspect((3, 1.3, 1.2))
    ax.view_init(32, -65)
