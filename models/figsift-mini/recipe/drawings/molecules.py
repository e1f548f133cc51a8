"""Molecules, crystals, reactions and proteins."""

import math

import numpy as np

from ..figure import choice, kind
from . import colours, mini, space
from .pen import Pen, random_look
from .stage import stage_look
from .story import Story, fitting, listed, number, several

CHEM = ('chem', 'mater', 'bio', 'medic', 'pharma', 'molec')
ATOMS = {'C': (80, 80, 85), 'O': (225, 45, 40), 'N': (50, 80, 230), 'H': (240, 240, 240), 'S': (235, 200, 40), 'P': (255, 140, 20), 'Cl': (40, 200, 60), 'Fe': (190, 90, 50), 'Si': (220, 190, 150), 'Na': (150, 90, 220)}
ATOM_WORDS = {'C': 'grey', 'O': 'red', 'N': 'blue', 'H': 'white', 'S': 'yellow', 'P': 'orange', 'Cl': 'green', 'Fe': 'brown', 'Na': 'purple'}
ELEMENT = {'C': 'carbon', 'O': 'oxygen', 'N': 'nitrogen', 'H': 'hydrogen', 'S': 'sulfur', 'P': 'phosphorus', 'Cl': 'chlorine', 'Fe': 'iron', 'Na': 'sodium', 'Si': 'silicon'}


def skeleton(rng, rings: int, tails: int):
    """Atoms of a flat molecule: ([positions], [(a, b, order)], [symbols])."""
    points, bonds = [], []

    def add(p):
        for index, q in enumerate(points):
            if math.dist(p, q) < .35:
                return index
        points.append(p)
        return len(points) - 1

    centres = [(0.0, 0.0)]
    for _ in range(rings - 1):
        x, y = centres[int(rng.integers(len(centres)))]
        a = math.radians(60 * int(rng.integers(6)))
        spot = (x + math.sqrt(3) * math.cos(a), y + math.sqrt(3) * math.sin(a))
        if all(math.dist(spot, c) > .5 for c in centres):
            centres.append(spot)
    for x, y in centres:
        ids = [add((x + math.cos(math.radians(60 * k + 30)), y + math.sin(math.radians(60 * k + 30)))) for k in range(6)]
        aromatic = rng.random() < .7
        for k in range(6):
            pair = tuple(sorted((ids[k], ids[(k + 1) % 6])))
            if pair not in [(a, b) for a, b, _ in bonds]:
                bonds.append((*pair, 2 if aromatic and k % 2 == 0 else 1))
    symbols = ['C'] * len(points)
    for index in range(len(points)):
        if rng.random() < .1 and sum(index in bond[:2] for bond in bonds) == 2:
            symbols[index] = str(choice(rng, ('N', 'N', 'O', 'S')))
    for _ in range(tails):
        base = int(rng.integers(len(points)))
        for step in range(int(rng.integers(1, 5))):
            x, y = points[base]
            near = [points[b if a == base else a] for a, b, _ in bonds if base in (a, b)]
            if len(near) > 2:
                break
            best = max((((x + math.cos(t), y + math.sin(t))) for t in np.radians(np.arange(30, 390, 60))), key=lambda p: min(math.dist(p, q) for q in points))
            if min(math.dist(best, q) for q in points) < .8:
                break
            points.append(best)
            symbols.append('C')
            bonds.append((base, len(points) - 1, 2 if rng.random() < .15 else 1))
            base = len(points) - 1
        if sum(base in bond[:2] for bond in bonds) == 1:
            symbols[base] = str(choice(rng, ('OH', 'NH2', 'O', 'Cl', 'C', 'CH3', 'F', 'Br')))
    return points, bonds, symbols


def draw_skeleton(pen, x, y, w, h, molecule, coloured):
    points, bonds, symbols = molecule
    xy = np.array(points)
    low, reach = xy.min(0), np.ptp(xy, axis=0) + 1e-9
    zoom = min(w / (reach[0] + 1.2), h / (reach[1] + 1.2), 44)
    xy = (xy - low - reach / 2) * zoom + [x + w / 2, y + h / 2]
    for a, b, order in bonds:
        p, q = xy[a], xy[b]
        pen.line([p, q], width=max(1.2, zoom * .05), sketch=False)
        if order == 2:
            n = np.array([-(q - p)[1], (q - p)[0]]) / (np.hypot(*(q - p)) + 1e-9) * zoom * .14
            pen.line([p + (q - p) * .14 + n, q - (q - p) * .14 + n], width=max(1.2, zoom * .05), sketch=False)
    for p, symbol in zip(xy, symbols):
        if symbol not in ('C',):
            tone = ATOMS.get(symbol[0], ATOMS.get(symbol)) if coloured and symbol[0] in 'ONSCFB' and symbol[0] != 'C' else pen.look.ink
            half = zoom * .17 * (1 + .55 * (len(symbol) - 1))
            pen.rect(p[0] - half, p[1] - zoom * .22, 2 * half, zoom * .44, pen.look.paper)
            pen.text(p[0], p[1], symbol, max(8, zoom * .42), tone or pen.look.ink)


@kind('skeletal formula', 'diagram', ('molecular structure', 'chemical structure', 'structural formula', 'skeletal formula', 'chemical structures', 'structure of the compound', 'structures of the ligands', 'two-dimensional molecular structure'), weight=.7)
def formula(rng, domain):
    domain = fitting(rng, domain, *CHEM)
    look = random_look(rng, 2, .03)
    look.sketch, look.family = False, str(choice(rng, ('sans', 'sans', 'narrow', 'times')))
    count = int(choice(rng, (1, 1, 2, 3, 4, 6)))
    columns = min(count, 3)
    cell_w, cell_h = rng.uniform(190, 270) if count > 1 else 400, rng.uniform(150, 210) if count > 1 else 280
    pen = Pen(rng, max(300, columns * cell_w), -(-count // columns) * (cell_h + 24), look)
    coloured, rings = rng.random() < .5, int(rng.integers(1, 4))
    for index in range(count):
        x, y = (index % columns) * cell_w, (index // columns) * (cell_h + 24)
        draw_skeleton(pen, x + 8, y + 4, cell_w - 16, cell_h - 6, skeleton(rng, rings if count == 1 else int(rng.integers(1, 4)), int(rng.integers(0, 4))), coloured)
        if count > 1:
            pen.text(x + cell_w / 2, y + cell_h + 8, choice(rng, (f'{index + 1}', f'compound {index + 1}', f'({"abcdef"[index]})')), 13, bold=True)
    story = Story(rng, domain, 'skeletal formula', ('(the|a) (compound|ligand|molecule|drug|inhibitor|monomer|dye)', 'the (compounds|molecules|ligands|drugs) (used|studied|investigated)')).set(n=several(count, 'molecule'), r=several(rings, 'ring'))
    story.lead('(Chemical|Molecular) (structure|structures) of {subject}.', '(Structure|Structures) of {n}.')
    story.note('{n} is shown.' if count == 1 else '{n} are shown.', '(Hydrogen atoms|Hydrogens) are omitted.', '(Heteroatoms|Oxygen and nitrogen) are coloured.' if coloured else 'Atoms are drawn in black.')
    if count == 1:
        story.note('The molecule has ' + ('one aromatic ring.' if rings == 1 else 'fused rings.'))
    return story.finish(pen.done(), count=count)


@kind('reaction scheme', 'diagram', ('reaction scheme', 'chemical reaction', 'synthesis scheme', 'reaction mechanism', 'synthetic route', 'reaction pathway', 'catalytic cycle'), weight=.5)
def reaction(rng, domain):
    domain = fitting(rng, domain, *CHEM)
    look = random_look(rng, 2, .02)
    look.sketch = False
    steps = int(rng.integers(1, 4))
    pen = Pen(rng, (steps + 1) * 190, rng.uniform(150, 220), look)
    for k in range(steps + 1):
        x = k * 190
        draw_skeleton(pen, x + 2, 10, 124, pen.height - 44, skeleton(rng, int(rng.integers(1, 3)), int(rng.integers(0, 3))), rng.random() < .3)
        pen.text(x + 64, pen.height - 18, str(k + 1), 14, bold=True)
        if k < steps:
            pen.arrow((x + 132, pen.height / 2), (x + 184, pen.height / 2), both=rng.random() < .15)
            pen.text(x + 158, pen.height / 2 - 12, choice(rng, ('H2, Pd/C', 'NaOH', 'hv', 'cat.', 'K2CO3', 'H+', 'DMF', 'heat', 'O2', 'k1')), 10.5)
            pen.text(x + 158, pen.height / 2 + 13, f'{int(rng.integers(20, 120))} °C' if rng.random() < .5 else f'{int(rng.integers(40, 99))} %', 10)
    story = Story(rng, domain, 'reaction scheme', ('the (synthesis|conversion|oxidation|hydrogenation|polymerisation|coupling) of {object}', 'compound {k}')).set(n=several(steps, 'step'), k=str(steps + 1))
    story.lead('{noun} (for|of) {subject}.', '(Synthesis|Preparation) of compound {k}.', 'Reaction in {n}.')
    story.note('The (route|synthesis|reaction) takes {n}.', '(Reagents|Conditions|Reagents and conditions) are given above the arrows.', 'The (starting material|reactant) is on the left and the product on the right.')
    return story.finish(pen.done(), count=steps, sides=True)


@kind('ball and stick model', '3d', ('ball-and-stick model', 'molecular model', 'three-dimensional molecular structure', 'molecule', 'optimised geometry of the molecule', 'molecular geometry', 'ball and stick representation', 'conformer'), weight=.9)
def ball_stick(rng, domain):
    domain = fitting(rng, domain, *CHEM)
    look = stage_look(rng, .15)
    pen = Pen(rng, rng.uniform(340, 520), rng.uniform(300, 420), look)
    scene = space.Scene(rng.uniform(-1.5, 1.5), rng.uniform(-.3, .9), .12)
    points, bonds, symbols = skeleton(rng, int(rng.integers(1, 4)), int(rng.integers(1, 4)))
    xyz = np.c_[np.array(points), rng.normal(0, .22, len(points))]
    elements = [symbol[0] if symbol[0] in 'CONSPFB' and symbol != 'Cl' else symbol for symbol in symbols]
    elements = [element if element in ATOMS else str(choice(rng, ('O', 'N', 'Cl', 'S'))) for element in elements]
    degree = np.bincount(np.array([b[:2] for b in bonds]).ravel(), minlength=len(xyz))
    hydrogens = rng.random() < .7
    if hydrogens:
        for index in range(len(points)):
            if degree[index] < 3 and elements[index] in 'CN':
                out = xyz[index] - xyz[[b if a == index else a for a, b, _ in bonds if index in (a, b)]].mean(0)
                out = out / (np.linalg.norm(out) + 1e-9) + rng.normal(0, .15, 3)
                xyz = np.vstack([xyz, xyz[index] + .75 * out / np.linalg.norm(out)])
                elements.append('H')
                bonds.append((index, len(xyz) - 1, 1))
    filling = rng.random() < .2
    for a, b, _ in bonds:
        middle = (xyz[a] + xyz[b]) / 2
        scene.stick(xyz[a], middle, ATOMS[elements[a]], .13).stick(middle, xyz[b], ATOMS[elements[b]], .13)
    for p, element in zip(xyz, elements):
        scene.ball(p, (.85 if filling else .3) * (.68 if element == 'H' else 1), ATOMS[element])
    scene.paint(pen, 20, 20, pen.width - 40, pen.height - 40)
    present = [e for e in dict.fromkeys(elements) if e in ATOM_WORDS and e != 'H']
    story = Story(rng, domain, 'ball and stick model', ('the (molecule|ligand|compound|dimer|complex|adduct|monomer)', 'the (optimised|lowest-energy|equilibrium) (geometry|structure)')).set(key=listed([f'{ELEMENT[e]} {ATOM_WORDS[e]}' for e in present[:3]]))
    story.lead('(Optimised|Optimized|Calculated|Equilibrium|Three-dimensional) (structure|geometry) of {subject}.', '(Structure|Model) of {subject} (as|in) ' + ('a space-filling model.' if filling else 'ball-and-stick representation.'))
    story.note('(Colour code|Atoms|Colours): {key}.', 'Hydrogen atoms are white.' if hydrogens else 'Hydrogen atoms are (omitted|not shown).', 'Spheres are atoms and sticks are bonds.')
    return story.finish(pen.done(), colours=[ATOM_WORDS[e] for e in present[:3]])


@kind('crystal structure', '3d', ('crystal structure', 'unit cell', 'crystal lattice', 'atomic structure', 'supercell', 'lattice structure', 'atomistic model', 'slab model', 'atomistic configuration'), weight=.9)
def crystal(rng, domain):
    domain = fitting(rng, domain, 'mater', 'chem', 'physic')
    look = stage_look(rng, .08)
    pen = Pen(rng, rng.uniform(340, 520), rng.uniform(300, 440), look)
    scene = space.Scene(rng.uniform(.15, .6), rng.uniform(.1, .5), .06)
    what = str(choice(rng, ('cubic', 'rock salt', 'graphene', 'perovskite', 'nanotube', 'slab', 'grain boundary')))
    (name, tone), (name2, tone2), (name3, tone3) = colours.pick(rng, 3)
    n = int(rng.integers(1, 4))
    cell = rng.random() < .7
    bonds = rng.random() < .6
    if what in ('graphene', 'nanotube'):
        atoms = []
        for i in range(9):
            for j in range(6):
                for dx in (0, 1 / 3):
                    atoms.append(((i + .5 * (j % 2) + dx * .0) * 1.0, j * .87 + (dx > 0) * .29 * 2, 0))
        flat = np.array(atoms)
        if what == 'nanotube':
            angle = flat[:, 0] / 9 * 2 * np.pi
            xyz = np.c_[1.3 * np.cos(angle), flat[:, 1], 1.3 * np.sin(angle)]
        else:
            xyz = flat @ np.array([[1, 0, 0], [0, 0, 1], [0, 1, 0]])
            xyz[:, 1] += .12 * np.sin(xyz[:, 0] * 1.2) if rng.random() < .4 else 0
        kinds = np.zeros(len(xyz), int)
        radius, cell = .2, False
    else:
        span = {'slab': (4, 4, 2)}.get(what, (n + 1, n + 1, n + 1))
        grid = np.array([(i, j, k) for i in range(span[0] + 1) for j in range(span[1] + 1) for k in range(span[2] + 1)], float)
        if what == 'rock salt':
            xyz, kinds = grid * .6, (grid.sum(1) % 2).astype(int)
        elif what == 'perovskite':
            n = min(n, 2)
            corners = np.array([(i, j, k) for i in range(n + 1) for j in range(n + 1) for k in range(n + 1)], float)
            cubes = np.array([(i, j, k) for i in range(n) for j in range(n) for k in range(n)], float)
            centres = cubes + .5
            faces = np.unique(np.concatenate([cubes + s for s in ([.5, .5, 0], [.5, 0, .5], [0, .5, .5], [.5, .5, 1], [.5, 1, .5], [1, .5, .5])]), axis=0)
            xyz, kinds = np.concatenate([corners, centres, faces]) * 1.2, np.r_[np.zeros(len(corners), int), np.ones(len(centres), int), np.full(len(faces), 2)]
        elif what == 'grain boundary':
            keep = grid
            turn = np.where(keep[:, :1] > span[0] / 2, .35, 0)
            xyz = keep * .6
            xyz[:, 1] += turn[:, 0] * xyz[:, 0] * .5
            kinds = (keep[:, 0] > span[0] / 2).astype(int)
        else:
            xyz, kinds = grid * .7 + rng.normal(0, .03 if rng.random() < .3 else 0, grid.shape), np.zeros(len(grid), int)
        if what == 'slab':
            extra = np.array([[1.2, 1.3, 2.4], [1.5, 1.3, 2.6]])
            xyz, kinds = np.vstack([xyz, extra]), np.r_[kinds, 1, 1]
        radius = rng.uniform(.14, .24)
    if len(xyz) > 260:
        xyz, kinds = xyz[:260], kinds[:260]
    tones = (tone, tone2, tone3)
    if bonds:
        gap = np.linalg.norm(xyz[:, None] - xyz[None], axis=-1)
        near = np.min(np.where(gap > 1e-6, gap, 9), axis=1).mean() * 1.12
        for a, b in zip(*np.nonzero(np.triu((gap < near) & (gap > 1e-6)))):
            scene.stick(xyz[a], xyz[b], (150, 150, 155), .06)
    for p, k in zip(xyz, kinds):
        scene.ball(p, radius * (1, .75, .6)[k], tones[k])
    if cell:
        low, high = xyz.min(0), xyz.max(0)
        box, edges = np.array([[(low, high)[i][0], (low, high)[j][1], (low, high)[k][2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)]), ((0, 1), (0, 2), (0, 4), (1, 3), (1, 5), (2, 3), (2, 6), (3, 7), (4, 5), (4, 6), (5, 7), (6, 7))
        for a, b in edges:
            scene.stick(box[a], box[b], look.ink, .03)
    scene.paint(pen, 24, 24, pen.width - 48, pen.height - 48)
    sorts = len(set(kinds.tolist()))
    used = [name, name2, name3][:sorts]
    story = Story(rng, domain, 'crystal structure', ('(a|the) {what} (structure|)', '{what}', 'the (material|alloy|oxide|crystal|surface)')).set(what={'cubic': 'cubic crystal', 'slab': 'surface slab'}.get(what, what), n=number(sorts), names=listed(used), a=used[0], b=used[-1])
    story.named('atomic structure', 'atomistic model', *{'slab': ('slab model', 'atomistic configuration'), 'grain boundary': ('atomistic configuration',), 'graphene': ('lattice structure', 'crystal lattice'), 'nanotube': ('atomistic configuration',)}.get(what, ('crystal structure', 'unit cell', 'crystal lattice', 'supercell', 'lattice structure')))
    story.lead('(Crystal|Atomic|Lattice) structure of {subject}.', '(Unit cell|Supercell|Model) (of|with) {subject}.', '(Side|Perspective|Top) view of the {what}.')
    story.note('Atoms are (shown|drawn) in {names}.', 'There (are|is) {n} (species|kinds of atoms|elements).' if sorts > 1 else 'All atoms are {a}.')
    if cell:
        story.note('The (unit cell|cell|simulation box) is (outlined|drawn as a box|indicated by lines).')
    return story.finish(pen.done(), colours=used, count=sorts if sorts > 1 else None)


@kind('protein structure', '3d', ('protein structure', 'cartoon representation of the protein', 'ribbon diagram', 'crystal structure of the protein', 'three-dimensional structure of the protein', 'protein-ligand complex', 'predicted protein structure', 'protein complex'), weight=.8)
def protein(rng, domain):
    domain = fitting(rng, domain, 'bio', 'chem', 'medic', 'geno')
    look = stage_look(rng, .12)
    pen = Pen(rng, rng.uniform(340, 540), rng.uniform(300, 440), look)
    scene = space.Scene(rng.uniform(-1.5, 1.5), rng.uniform(-.3, .6), .1)
    chains = int(rng.integers(1, 4))
    chosen = colours.pick(rng, chains, ('blue', 'green', 'orange', 'red', 'purple', 'cyan', 'yellow', 'pink'))
    rainbow = chains == 1 and rng.random() < .4

    surface = rng.random() < .15
    for c, (name, tone) in enumerate(chosen):
        point, centre = np.zeros(3), np.array([c * 4.2, rng.normal(0, .8), rng.normal(0, .8)])
        segments = int(rng.integers(5, 9))
        for s in range(segments):
            shade = mini.paint(np.array([s / segments]), 'rainbow')[0] if rainbow else tone
            ahead = rng.normal(0, 1, 3) - .35 * point
            ahead /= np.linalg.norm(ahead)
            sort = rng.random()
            if sort < .5:  # a helix: a wide flat band that winds
                t = np.linspace(0, 1, 34)
                side = np.array([ahead[1], -ahead[0], 0]) + .01
                side /= np.linalg.norm(side)
                up = np.array([ahead[1] * side[2] - ahead[2] * side[1], ahead[2] * side[0] - ahead[0] * side[2], ahead[0] * side[1] - ahead[1] * side[0]])
                w = 2 * np.pi * t * rng.uniform(2.5, 4)
                path = point + t[:, None] * ahead * 2.6 + .5 * (np.cos(w)[:, None] * side + np.sin(w)[:, None] * up)
                band = np.stack([path - .2 * ahead, path + .2 * ahead], 1) + centre
                scene.quads(band[..., 0], band[..., 1], band[..., 2], shade)
                point = point + ahead * 2.6
            elif sort < .8:  # a strand: a flat arrow
                t = np.linspace(0, 1, 9)
                side = np.array([ahead[2], ahead[0], ahead[1]])
                width = np.where(t < .72, .28, .55 * (1 - t) / .28)[:, None] * side
                path = point + t[:, None] * ahead * 2.2 + .08 * np.sin(6 * t)[:, None]
                band = np.stack([path - width, path + width], 1) + centre
                scene.quads(band[..., 0], band[..., 1], band[..., 2], shade)
                point = point + ahead * 2.2
            t = np.linspace(0, 1, 9)[:, None]
            bend, end = rng.normal(0, .8, 3), point + rng.normal(0, 1, 3) - .25 * point
            loop = (1 - t) ** 2 * point + 2 * t * (1 - t) * (point + bend) + t**2 * end + centre
            scene.quads(*space.tube(loop, .09, 5), shade)
            point = end
        if surface:
            for p in rng.normal(0, 1.5, (26, 3)):
                scene.ball(p + centre, .9, np.array(colours.tint(tone, .5)))
    ligand = rng.random() < .35
    if ligand:
        spot = np.array([1.2, 0, 1.5])
        for k in range(7):
            scene.ball(spot + .42 * np.array([math.cos(k), math.sin(k), .3 * k % 1]), .26, ATOMS[str(choice(rng, ('C', 'O', 'N')))])
    scene.paint(pen, 16, 16, pen.width - 32, pen.height - 32)
    story = Story(rng, domain, 'protein structure', ('the (protein|enzyme|receptor|antibody|kinase|complex|dimer|channel)', '{category}')).set(n=several(chains, 'chain'), names=listed([n for n, _ in chosen]))
    story.lead('(Structure|Cartoon representation|Ribbon diagram|Predicted structure|Model) of {subject}.', '{subject} (bound to|in complex with) (the|a) ligand.' if ligand else '(Overall|Three-dimensional) structure of {subject}.')
    story.note('(Helices|Alpha helices|Helices and strands) are (shown|drawn) as ribbons.', 'The (structure|complex|model) has {n}.')
    story.note('The chain is coloured from blue (N terminus) to red (C terminus).' if rainbow else '(The protein is|Chains are) (shown|coloured) in {names}.')
    if ligand:
        story.note('The ligand is shown as spheres.')
    return story.finish(pen.done(), colours=['blue', 'red'] if rainbow else [n for n, _ in chosen], count=chains)
