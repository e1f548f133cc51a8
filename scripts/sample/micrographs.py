"""Synthetic textures in the manner of microscopes, with scale bars."""

import numpy as np
from figure import figure
from matplotlib.patches import Rectangle
from scipy import ndimage
from scipy.spatial import cKDTree


def frame(fig, image, cmap='gray', **limits):
    fig.set_layout_engine('none')
    ax = fig.add_axes([0, 0, 1, 1])
    ax.imshow(image, cmap=cmap, aspect='auto', interpolation='nearest', **limits)
    ax.axis('off')
    ax.autoscale(False)
    return ax


def scale_bar(ax, width, height, length, text, colour='white'):
    ax.plot([width * .95 - length, width * .95], [height * .93] * 2, color=colour, lw=4, solid_capstyle='butt')
    ax.text(width * .95 - length / 2, height * .91, text, color=colour, ha='center', va='bottom', fontsize=13, weight='bold')


def cells(rng, width, height, count):
    """Nearest and second-nearest seed of every pixel: (which, distance, distance to the border)."""
    y, x = np.mgrid[:height, :width]
    distance, which = cKDTree(rng.uniform((0, 0), (width, height), (count, 2))).query(np.c_[x.ravel(), y.ravel()], 2)
    return which[:, 0].reshape(height, width), distance[:, 0].reshape(height, width), (distance[:, 1] - distance[:, 0]).reshape(height, width)


@figure('tin-films-f3', 'electron micrograph', size=(4.4, 3.3), colours=24,
        caption="""Scanning electron micrograph of a film annealed for 10 min. Scale bar, 1 µm.""",
        context="""Films are dense and free of pinholes (Figure 3). Bright particles at the boundaries are residual tin fluoride.""")
def film(fig, rng):
    which, near, border = cells(rng, 528, 396, 230)
    image = rng.uniform(.35, .62, 230)[which] - .004 * near + .1 * np.exp(-border) - .32 * np.exp(-((border - 2.2) / 1.6) ** 2)
    image += .35 * (ndimage.gaussian_filter(rng.random((396, 528)) > .9992, 1.3) > .02)
    ax = frame(fig, np.clip(ndimage.gaussian_filter(image, .8) + rng.normal(0, .025, image.shape), 0, 1), vmin=0, vmax=.9)
    scale_bar(ax, 528, 396, 130, '1 µm')


@figure('zinc-scandium-f4', 'orientation map', size=(4.4, 3.6), colours=64,
        caption="""Orientation map of the peak-aged alloy by electron backscatter diffraction, coloured by crystal direction. Step size
        0.2 µm.""",
        context="""The mean grain size after ageing was 18 µm (Fig. 4) and did not change with time, so grain boundaries cannot explain
        the hardening.""")
def orientation(fig, rng):
    which, _, border = cells(rng, 528, 432, 95)
    colours = rng.dirichlet((.8, .8, .8), 95)
    colours = colours / colours.max(1, keepdims=True)
    image = colours[which]
    image[border < 1.6] = 0
    ax = frame(fig, image)
    ax.add_patch(Rectangle((380, 366), 148, 66, color='white'))
    scale_bar(ax, 528, 432, 100, '20 µm', 'black')


@figure('grip-mice-f2', 'fluorescence micrograph', size=(4.6, 3.4), colours=48,
        caption="""Cross-section of the soleus of a knockout animal. Green, laminin; blue, nuclei; magenta, slow fibres.""",
        context="""Fibre types were counted on stained sections (Figure 2). The share of slow fibres was unchanged, but many fibres had
        nuclei in their centre, a sign of regeneration.""")
def muscle(fig, rng):
    which, near, border = cells(rng, 552, 408, 75)
    slow = (rng.random(75) < .42)[which]
    image = np.zeros((408, 552, 3))
    image[..., 1] = .85 * np.exp(-(border / 3.5) ** 2)
    image[..., 0] = image[..., 2] = .42 * slow * (border > 5)
    nuclei = ndimage.gaussian_filter(((rng.random((408, 552)) > .996) & (border < 10) | (rng.random((408, 552)) > .9996)).astype(float), 3.2)
    image[..., 2] += np.clip(nuclei * 60, 0, 1) * .9
    image = ndimage.gaussian_filter(image, (.7, .7, 0)) + rng.normal(0, .015, image.shape)
    scale_bar(frame(fig, np.clip(image, 0, 1)), 552, 408, 110, '50 µm')


@figure('orient-maps-f2', 'histology', size=(4.4, 3.4), colours=48,
        caption="""Nissl-stained section used to set the layer thickness of the model.""",
        context="""Layers were drawn on stained sections (Figure 2) by two observers who did not know the model.""")
def nissl(fig, rng):
    height, width = 408, 528
    y = np.arange(height)[:, None] / height
    density = .0007 + .011 * np.exp(-((y - .3) / .1) ** 2) + .006 * np.exp(-((y - .62) / .09) ** 2) + .002 * (y > .15)
    spots = ndimage.gaussian_filter((rng.random((height, width)) < density).astype(float), 2)
    stain = np.clip(spots * 13, 0, 1)[..., None]
    image = (1 - stain) * [.94, .9, .95] + stain * [.38, .26, .58]
    image += (ndimage.gaussian_filter(rng.normal(0, 1, (height, width)), 3) * .12)[..., None]
    ax = frame(fig, np.clip(image, 0, 1))
    for place, name in ((.1, 'I'), (.3, 'II/III'), (.47, 'IV'), (.62, 'V'), (.85, 'VI')):
        ax.text(10, place * height, name, fontsize=13, va='center')
    scale_bar(ax, width, height, 120, '200 µm', 'black')


@figure('soft-grip-f3', 'height map', size=(4.8, 3.8), colours=128,
        caption="""Surface of the silicone skin measured with a confocal profilometer. The moulded ridges are 90 µm high.""",
        context="""Ridges on the fingertip (Figure 3) raise the friction on wet fruit by one half compared with a smooth skin.""")
def ridges(fig, rng):
    ax = fig.add_subplot()
    x, y = np.meshgrid(np.linspace(0, 3, 260), np.linspace(0, 2.2, 200))
    height = 90 / (1 + np.exp(-14 * np.sin((x + .15 * np.sin(3 * y)) * 2 * np.pi / .42)))
    height = ndimage.gaussian_filter(height, 2) + ndimage.gaussian_filter(rng.normal(0, 60, x.shape), 4)
    picture = ax.imshow(height, cmap='copper', extent=(0, 3, 0, 2.2))
    ax.set(xlabel='x (mm)', ylabel='y (mm)')
    fig.colorbar(picture, label='Height (µm)', shrink=.85)


@figure('grip-mice-f3', 'gel image', size=(4.6, 3.0), colours=32,
        caption="""Western blot of muscle lysate for Tmq4 (62 kDa) and the loading control GAPDH (37 kDa). Each lane is one animal.""",
        context="""The protein was absent from knockout muscle and returned to 80 % of its normal level after rescue (Figure 3).""")
def blot(fig, rng):
    height, width = 360, 552
    image = .86 + ndimage.gaussian_filter(rng.normal(0, 1, (height, width)), 6) * .12
    y, x = np.mgrid[:height, :width]
    for lane in range(9):
        cx = 108 + lane * 41
        for cy, strength in ((150, (.75, .02, .6)[lane // 3]), (270, .7)):
            strength *= rng.uniform(.85, 1.1)
            image -= strength * np.exp(-(((x - cx) / 15) ** 4) - ((y - cy - rng.normal(0, 1)) / 6.5) ** 2)
    ax = frame(fig, np.clip(image, .05, 1), vmin=0, vmax=1)
    for cx, text in ((149, 'wild type'), (272, 'knockout'), (395, 'rescue')):
        ax.text(cx, 62, text, ha='center', fontsize=12)
        ax.plot([cx - 55, cx + 55], [78, 78], 'k', lw=1.2)
    for cy, protein, mass in ((150, 'Tmq4', '62 kDa'), (270, 'GAPDH', '37 kDa')):
        ax.text(8, cy, protein, fontsize=12, va='center')
        ax.text(545, cy, mass, fontsize=11, va='center', ha='right')
