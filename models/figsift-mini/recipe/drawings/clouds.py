"""Terrain, point clouds and volumes."""

import numpy as np
from scipy import ndimage

from ..figure import choice, kind
from . import colours, mini, space
from .fluids import warped
from .solids import empty_stage, side_bar
from .stage import show, stage_look, tell
from .story import Story, fitting, number


@kind('terrain render', '3d', ('3D terrain model', 'terrain rendering', 'digital elevation model', 'three-dimensional terrain', 'landscape model', 'perspective view of the terrain', 'topographic relief', '3D surface of the landscape'), weight=.8)
def terrain(rng, domain):
    domain = fitting(rng, domain, 'geo', 'earth', 'climat', 'ecolog', 'hydro', 'planet')
    pen = empty_stage(rng)
    n = int(choice(rng, (36, 46, 56)))
    scene = space.Scene(rng.uniform(-1.2, 1.2), rng.uniform(.35, .8), .1)
    x, y = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    z = mini.smooth_noise(rng, n + 20, n + 20, rng.uniform(1.5, 4), 4)[:n, :n]
    if rng.random() < .35:
        z = z * .4 + np.exp(-((x - .1) ** 2 + y**2) / rng.uniform(.05, .3)) * .8
    z = (z - z.min()) / np.ptp(z)
    water = rng.random() < .35
    if water:
        z = np.maximum(z, .35)
    cmap = str(choice(rng, ('terrain', 'gist_earth', 'viridis', 'gray', 'YlOrBr', 'Greens', 'Spectral_r')))
    tone = mini.paint((z[:-1, :-1] - (.35 if water else 0)) * (.7 if water else .85) + .2, cmap).astype(float)
    if water:
        tone[z[:-1, :-1] <= .351] = (70, 130, 200)
    scene.quads(x, y, z * rng.uniform(.25, .6), tone, (60, 60, 60) if rng.random() < .18 else None)
    bar = rng.random() < .4
    scene.paint(pen, 8, 8, pen.width - (80 if bar else 16), pen.height - 16, shiny=False)
    if bar:
        side_bar(pen, cmap, 'elevation', rng)
    story = Story(rng, domain, 'terrain render', ('the (landscape|terrain|topography|catchment|mountain|valley|volcano|seafloor)', 'a (synthetic|simulated|eroded|mountainous) landscape', 'the (island|coast)' if water else 'the mountains')).set(quantity='elevation')
    story.lead('(Simulated|Synthetic|Modelled|Perspective view of the) (topography|landscape|terrain|relief).', 'Landscape (generated|evolved|computed) with {pkg}.', '(Elevation|Topography) of the (model domain|study area|catchment) in 3D.')
    story.note('Colours show elevation.', 'The vertical (scale|axis) is exaggerated.', '(Rivers|Valleys|Ridges|Channels) are (visible|carved by erosion).')
    if water:
        story.note('Water is (shown in|) blue.', 'Low areas are filled with water.')
    return story.finish(pen.done(), colours=['blue'] if water else (), colormap=cmap)


@kind('point cloud', '3d', ('point cloud', '3D point cloud', 'LiDAR point cloud', 'laser scan', 'three-dimensional point cloud', 'segmented point cloud', 'point cloud data'), weight=.8)
def point_cloud(rng, domain):
    domain = fitting(rng, domain, 'geo', 'robot', 'ecolog', 'machine', 'computer', 'earth', 'engineer')
    pen = empty_stage(rng)
    n = int(rng.integers(4000, 9000))
    what = str(choice(rng, ('tree', 'building', 'street', 'terrain', 'forest', 'torus', 'bunny-like shape')))
    a, b, c = rng.random((3, n))
    if what in ('tree', 'forest'):
        stems = 1 if what == 'tree' else int(rng.integers(4, 10))
        px, py, size = rng.uniform(-1.5, 1.5, (2, stems)) if stems > 1 else np.zeros((2, 1)), None, rng.uniform(.6, 1.1, stems)
        px, py = px
        pick = rng.integers(stems, size=n)
        crown = c < .75
        level = rng.random(n)
        r = np.where(crown, .42 * np.cbrt(a) * np.sqrt(1 - (2 * level - 1) ** 2), .05)
        t = 2 * np.pi * b
        z = np.where(crown, 1.1 + .5 * np.cbrt(a) * (2 * level - 1), level * .9)
        points = np.c_[px[pick] + r * np.cos(t) * size[pick], py[pick] + r * np.sin(t) * size[pick], z * size[pick]]
        ground = rng.random((n // 4, 3)) * [4, 4, .05] - [2, 2, 0]
        points = np.concatenate([points, ground])
    elif what in ('building', 'street'):
        blocks, all_points = int(rng.integers(2, 7)), [rng.random((n // 4, 3)) * [4, 4, .02] - [2, 2, 0]]
        for _ in range(blocks):
            w, d, h = rng.uniform(.3, .8, 3) * [1, 1, 1.6]
            x0, y0 = rng.uniform(-1.6, 1.4, 2)
            m = n // blocks
            u, v, face = rng.random(m), rng.random(m), rng.integers(5, size=m)
            all_points.append(np.c_[x0 + w * np.where(face < 2, face, u), y0 + d * np.where((face > 1) & (face < 4), face - 2, np.where(face < 2, u, v)), h * np.where(face == 4, 1, v)])
        points = np.concatenate(all_points)
    elif what == 'terrain':
        z = mini.smooth_noise(rng, 64, 64, 3, 3)
        points = np.c_[a * 2 - 1, b * 2 - 1, z[(b * 63).astype(int), (a * 63).astype(int)] * .5]
    elif what == 'torus':
        points = np.c_[(1 + .4 * np.cos(6.28 * a)) * np.cos(6.28 * b), (1 + .4 * np.cos(6.28 * a)) * np.sin(6.28 * b), .4 * np.sin(6.28 * a)] + rng.normal(0, .01, (n, 3))
    else:
        t, u = np.arccos(2 * a - 1), 6.28 * b
        r = 1 + .3 * np.sin(3 * u) * np.sin(t) + .25 * np.cos(2 * t)
        points = np.c_[r * np.sin(t) * np.cos(u), r * np.sin(t) * np.sin(u), r * np.cos(t)]
    scene = space.Scene(rng.uniform(-1.2, 1.2), rng.uniform(.15, .7))
    seen = points @ scene.turn.T
    seen -= (seen.min(0) + seen.max(0)) / 2
    cmap = str(choice(rng, ('viridis', 'jet', 'rainbow', 'terrain', 'turbo', 'gray', 'plasma')))
    mode = str(choice(rng, ('height', 'height', 'class', 'plain')))
    height_share = (points[:, 2] - points[:, 2].min()) / (np.ptp(points[:, 2]) + 1e-9)
    classes, palette = int(rng.integers(2, 5)), colours.pick(rng, 4)
    name, plain = palette[0]
    if mode == 'height':
        tone = mini.paint(height_share, cmap)
    elif mode == 'class':
        tone = np.array([rgb for _, rgb in palette])[np.minimum((height_share * classes).astype(int), classes - 1)]
    else:
        tone = np.broadcast_to(np.array(plain), (len(points), 3))
    order = np.argsort(seen[:, 2])
    zoom = .92 * min(pen.width / np.ptp(seen[:, 0]), pen.height / np.ptp(seen[:, 1])) * 2
    px, py = (pen.width + seen[order, 0] * zoom).astype(int), (pen.height - seen[order, 1] * zoom).astype(int)
    raw = np.array(pen.image)
    for dx in range(3):
        for dy in range(3):
            raw[np.clip(py + dy, 0, raw.shape[0] - 1), np.clip(px + dx, 0, raw.shape[1] - 1)] = tone[order]
    image = raw.reshape(pen.height, 2, pen.width, 2, 3).mean((1, 3)).astype(np.uint8)
    story = Story(rng, domain, 'point cloud', ('a {what}', 'the (scanned|segmented|classified) {what}', 'a {what} (acquired|scanned) with a (laser scanner|LiDAR|depth camera|drone)')).set(what=what, c=name, n=number(classes))
    story.lead('(Scan|Laser scan|3D scan|Point cloud) of a {what}.', '(Segmented|Classified|Filtered|Registered|Raw) point cloud of a {what}.')
    story.note({'height': 'Points are coloured by (height|elevation).', 'class': 'Points are coloured by (class|segment|label); there are {n} (classes|segments).', 'plain': 'Points are (shown|drawn) in {c}.'}[mode], 'The cloud (has|contains) (thousands|millions) of points.', 'The background is ' + ('black.' if sum(pen.look.paper) < 60 else 'white.' if sum(pen.look.paper) > 700 else 'plain.'))
    return story.finish(image, colours=[name] if mode == 'plain' else (), count=classes if mode == 'class' else None)


@kind('volume rendering', '3d', ('volume rendering', 'volume render', '3D volume rendering', 'isosurface rendering', 'isosurface', '3D reconstruction', 'three-dimensional reconstruction', 'rendered volume'), weight=1)
def volume(rng, domain):
    domain = fitting(rng, domain, 'physic', 'fluid', 'astro', 'bio', 'medic', 'mater', 'neuro', 'chem', 'imag')
    size = 150
    dark = rng.random() < .6
    mode = str(choice(rng, ('emission', 'surface', 'surface')))
    y, x = np.mgrid[:size, :size] / size * 2 - 1
    count, cmap = int(choice(rng, (1, 1, 1, 2, 3))), str(choice(rng, ('inferno', 'viridis', 'hot', 'plasma', 'jet', 'cividis', 'gray', 'magma', 'Blues')))
    name, tone = colours.pick(rng, 1)[0]
    blobs, pictures = int(rng.integers(1, 9)), []
    for frame in range(count):
        if mode == 'emission':
            light = np.zeros((size, size))
            for _ in range(5):
                light += warped(rng, size, size, rng.uniform(3, 8), 1.2) ** 3
            light *= np.clip(1.15 - np.hypot(x, y) ** 3, 0, 1) if rng.random() < .7 else 1
            picture = mini.paint(np.clip(light / light.max() * 1.15, 0, 1), cmap)
            if not dark and cmap not in ('Blues',):
                picture = (255 - (255 - picture.astype(int)) * (light / light.max() * 1.3).clip(0, 1)[..., None]).astype(np.uint8)
        else:
            depth = np.full((size, size), -9.0)
            for _ in range(blobs):
                cx, cy, cz, r = *rng.uniform(-.5, .5, 3), rng.uniform(.2, .5)
                d = r * r - (x - cx) ** 2 - (y - cy) ** 2
                depth = np.where(d > 0, np.maximum(depth, cz + np.sqrt(np.clip(d, 0, None))), depth)
            solid = depth > -5
            rough = mini.smooth_noise(rng, size, size, rng.uniform(4, 22), 2) * rng.uniform(.05, .4)
            soft = ndimage.gaussian_filter(np.where(solid, depth, -.8), 1.5 + 2 * rng.random()) + rough
            gy, gx = np.gradient(soft * size / 2)
            shade = (.3 * gx + .5 * gy + 1) / np.sqrt(gx**2 + gy**2 + 1)
            lit = np.clip(.25 + .7 * shade, 0, 1.2)
            base = mini.paint(np.clip(soft + .5, 0, 1), cmap).astype(float) if rng.random() < .3 else np.array(tone, float)
            picture = np.where(solid[..., None], np.clip(base * lit[..., None] + 60 * (lit[..., None] > .92), 0, 255), 0 if dark else 255).astype(np.uint8)
        pictures.append(picture)
    story = Story(rng, domain, 'volume rendering', ('the {object}', '{object}', 'the (scanned|reconstructed|simulated|segmented) (sample|volume|structure|object)', 'the (density|intensity|concentration) field')).set(quantity='density', c=name)
    story.named(*(('volume rendering', 'volume render', '3D volume rendering', 'rendered volume') if mode == 'emission' else ('isosurface rendering', 'isosurface', '3D reconstruction', 'three-dimensional reconstruction')))
    look = stage_look(rng, 0)
    look.paper, look.ink = ((0, 0, 0), (240, 240, 240)) if dark else ((255, 255, 255), (20, 20, 20))
    image, facts = show(rng, pictures, cmap if mode == 'emission' else None, 'density', look=look, axes=False)
    story.lead('(3D|Three-dimensional) (rendering|visualisation|visualization|view|reconstruction) of {subject}.', '(Isosurface|Volume rendering) of the (density|field|simulated field|reconstructed volume).')
    if mode == 'surface':
        story.note('The surface is (shown|rendered|drawn) in {c}.', 'The (surface|isosurface) was (extracted|computed) with marching cubes.')
    story.note('The background is (black|dark).' if dark else 'The background is white.')
    told = tell(story, facts, cmap if mode == 'emission' else None)
    if mode == 'surface':
        told['colours'] = [name]
    return story.finish(image, **told)
