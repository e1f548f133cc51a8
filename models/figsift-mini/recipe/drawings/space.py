"""A small renderer of solids: meshes of flat faces, painted from far to near with one light."""

import numpy as np

from .pen import SCALE


def rotation(azimuth: float, elevation: float) -> np.ndarray:
    """Turns world axes (z up) to (right, up, towards the eye)."""
    ca, sa, ce, se = np.cos(azimuth), np.sin(azimuth), np.cos(elevation), np.sin(elevation)
    return np.array([[ca, sa, 0], [-sa * se, ca * se, ce], [sa * ce, -ca * ce, se]])


class Scene:
    """Collects faces (lists of 3D points), spheres and lines, then paints them."""
    def __init__(self, azimuth: float, elevation: float, perspective: float = 0.0):
        self.turn, self.perspective = rotation(azimuth, elevation), perspective
        self.faces, self.spheres, self.lines = [], [], []

    def mesh(self, vertices, faces, colour, edge=None):
        """`colour` is one RGB or one for each face."""
        vertices = np.asarray(vertices, float)
        colour = np.asarray(colour, float)
        for index, face in enumerate(faces):
            self.faces.append((vertices[list(face)], colour if colour.ndim == 1 else colour[index], edge))
        return self

    def quads(self, x, y, z, colour, edge=None):
        """A surface on a grid; `colour` is one RGB or [rows - 1, columns - 1, 3]."""
        points = np.stack([x, y, z], -1).astype(float)
        corners = np.stack([points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:]], 2).reshape(-1, 4, 3)
        colour = np.asarray(colour, float)
        flat = colour.reshape(-1, 3) if colour.ndim > 1 else np.broadcast_to(colour, (len(corners), 3))
        self.faces.extend((corner, tone, edge) for corner, tone in zip(corners, flat))
        return self

    def ball(self, centre, radius, colour):
        self.spheres.append((np.asarray(centre, float), radius, np.asarray(colour, float)))
        return self

    def stick(self, start, end, colour, width):
        """A line from point to point, `width` in world units."""
        self.lines.append((np.asarray(start, float), np.asarray(end, float), np.asarray(colour, float), width))
        return self

    def paint(self, pen, x, y, w, h, light=(-.4, .6, .7), ambient=.35, fog=0.0, shiny=True, both=True):
        """Fits everything into the box (x, y, w, h)."""
        points = [face for face, _, _ in self.faces]
        cloud = np.concatenate([*points, *[np.array([c - r, c + r]) for c, r, _ in self.spheres], *[np.array([a, b]) for a, b, _, _ in self.lines]])
        seen = cloud @ self.turn.T
        middle = (seen.min(0) + seen.max(0)) / 2
        reach = np.abs(seen - middle).max(0)
        depth = reach[2] + 1e-9
        zoom = .94 * min(w / 2 / (reach[0] + 1e-9), h / 2 / (reach[1] + 1e-9)) / (1 + self.perspective)

        def project(p):
            q = p @ self.turn.T - middle
            scale = zoom * (1 + self.perspective * q[..., 2] / depth)
            return np.stack([x + w / 2 + q[..., 0] * scale, y + h / 2 - q[..., 1] * scale], -1), q[..., 2] / depth, scale

        light = np.asarray(light, float) / np.linalg.norm(light)
        paper, jobs = np.asarray(pen.look.paper, float), []
        if self.faces:
            corners = np.array([np.pad(face, ((0, 4 - len(face)), (0, 0)), 'edge') if len(face) < 4 else face[:4] for face in points])
            flat, far, _ = project(corners)
            a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
            normal = np.stack([a[:, 1] * b[:, 2] - a[:, 2] * b[:, 1], a[:, 2] * b[:, 0] - a[:, 0] * b[:, 2], a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]], -1)
            normal = normal / (np.linalg.norm(normal, axis=1, keepdims=True) + 1e-12) @ self.turn.T
            if both:
                normal = normal * np.where(normal[:, 2:] < 0, -1, 1)
            lit = ambient + (1 - ambient) * np.clip(normal @ light, 0, 1)
            gloss = np.clip(normal @ (light + [0, 0, 1]) / np.linalg.norm(light + [0, 0, 1]), 0, 1) ** 24 * (90 if shiny else 0)
            tones = np.array([tone for _, tone, _ in self.faces]) * lit[:, None] + gloss[:, None]
            if fog:
                tones += (paper - tones) * (fog * np.clip(.5 - far.mean(1) / 2, 0, 1))[:, None]
            tones = np.clip(tones, 0, 255).astype(int)
            flat = flat * SCALE
            for index, depth_of in enumerate(far.mean(1)):
                jobs.append((depth_of, 0, (flat[index, : len(points[index])], tones[index], self.faces[index][2])))
        for centre, radius, colour in self.spheres:
            spot, far, scale = project(centre)
            jobs.append((far, 1, (spot, radius * scale, colour + (paper - colour) * fog * np.clip(.5 - far / 2, 0, 1))))
        for start, end, colour, width in self.lines:
            (p, far_p, scale), (q, far_q, _) = project(start), project(end)
            jobs.append(((far_p + far_q) / 2 - .01, 2, (p, q, colour, width * scale)))
        for _, sort, job in sorted(jobs, key=lambda item: item[0]):
            if sort == 0:
                flat, tone, edge = job
                tone = tuple(tone.tolist())
                pen.draw.polygon([tuple(p) for p in flat.tolist()], fill=tone, outline=edge or tone)
            elif sort == 1:
                ball(pen, job[0][0], job[0][1], job[1], job[2])
            else:
                p, q, colour, width = job
                for share, light_of in ((1, .6), (.62, .85), (.25, 1.12)):
                    pen.line([p, q], tuple(int(v) for v in np.clip(colour * light_of, 0, 255)), max(.6, width * share), sketch=False)
        return project


def ball(pen, x, y, radius, colour, steps: int | None = None):
    """A shaded sphere."""
    steps = steps or (3 if radius < 4 else 6 if radius < 12 else 12)
    base = np.asarray(colour, float)
    for step in range(steps):
        share = step / steps
        tone = base * (.55 + .55 * share) + 110 * max(0, share - .72)
        pen.disc(x - radius * .3 * share, y - radius * .32 * share, radius * (1 - share * .93), tuple(int(v) for v in np.clip(tone, 0, 255)))


def cuboid(size=(1, 1, 1), at=(0, 0, 0)):
    """(vertices, faces) of a box centred at `at`."""
    corners = np.array([[i, j, k] for i in (-.5, .5) for j in (-.5, .5) for k in (-.5, .5)]) * size + at
    return corners, [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]


def lathe(profile, steps: int = 24, at=(0, 0, 0), axis: int = 2):
    """Grid of a surface of revolution; `profile` is [(radius, height)]."""
    profile = np.asarray(profile, float)
    angle = np.linspace(0, 2 * np.pi, steps + 1)
    a, b, c = profile[:, :1] * np.cos(angle), profile[:, :1] * np.sin(angle), profile[:, 1:] + 0 * angle
    order = {2: (a, b, c), 0: (c, a, b), 1: (a, c, b)}[axis]
    return tuple(part + shift for part, shift in zip(order, at))


def sphere(radius=1.0, at=(0, 0, 0), rows=12, columns=20):
    t = np.linspace(0, np.pi, rows)
    return lathe(np.c_[radius * np.sin(t), radius * np.cos(t)], columns, at)


def tube(path, radius, steps: int = 10):
    """Grid of a tube along `path` [n, 3]; `radius` is a number or one for each point."""
    path = np.asarray(path, float)
    ahead = np.gradient(path, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-12
    helper = np.array([.31, .27, .91])
    side = np.stack([ahead[:, 1] * helper[2] - ahead[:, 2] * helper[1], ahead[:, 2] * helper[0] - ahead[:, 0] * helper[2], ahead[:, 0] * helper[1] - ahead[:, 1] * helper[0]], -1)
    side /= np.linalg.norm(side, axis=1, keepdims=True) + 1e-12
    other = np.stack([ahead[:, 1] * side[:, 2] - ahead[:, 2] * side[:, 1], ahead[:, 2] * side[:, 0] - ahead[:, 0] * side[:, 2], ahead[:, 0] * side[:, 1] - ahead[:, 1] * side[:, 0]], -1)
    angle = np.linspace(0, 2 * np.pi, steps + 1)
    radius = np.broadcast_to(radius, len(path))[:, None, None]
    points = path[:, None] + radius * (np.cos(angle)[None, :, None] * side[:, None] + np.sin(angle)[None, :, None] * other[:, None])
    return points[..., 0], points[..., 1], points[..., 2]


def prism(outline, low: float, high: float):
    """(vertices, faces) of a plane outline that is raised from `low` to `high`; the caps are triangle fans."""
    outline = np.asarray(outline, float)
    n = len(outline)
    middle = outline.mean(0)
    vertices = np.concatenate([np.c_[outline, np.full(n, low)], np.c_[outline, np.full(n, high)], [[*middle, low], [*middle, high]]])
    faces = [(k, (k + 1) % n, n + (k + 1) % n, n + k) for k in range(n)]
    faces += [(2 * n, k, (k + 1) % n) for k in range(n)] + [(2 * n + 1, n + k, n + (k + 1) % n) for k in range(n)]
    return vertices, faces
