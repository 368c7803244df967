"""Pieces of which a branch is built: plain arrays in the plan's own metres (x east, y up, z south).

A piece is put down by a `Joiner` in the space of the thing it belongs to, whose front looks along -z. How its light is
kept is one of two: `map` pieces are flat rectangles with a place in the light map, `vertex` pieces carry their light
in their corners, so large faces are cut into a grid.
"""
import math
from dataclasses import dataclass, field

import numpy as np

GRID_METRES = 0.28


def linear(colour):
    """`#rrggbb` or `#rrggbbaa` as linear RGBA."""
    hexes = colour.lstrip('#')
    values = [int(hexes[i:i + 2], 16) / 255 for i in range(0, len(hexes), 2)]
    rgb = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values[:3]]
    return np.array([*rgb, values[3] if len(values) > 3 else 1.0])


@dataclass
class Part:
    material: str
    lit: str
    pos: np.ndarray
    nrm: np.ndarray
    uv: np.ndarray
    tint: np.ndarray
    tri: np.ndarray
    """Of a `map` piece: place in its own rectangle, 0..1, and that rectangle's size in metres and texels for a metre."""
    chart: np.ndarray | None = None
    chart_size: tuple | None = None
    density: float = 1.0
    light_uv: np.ndarray | None = None
    section: str = 'core'
    """Of its corners by mood, once it is known."""
    light: dict | None = None


@dataclass
class Lamp:
    group: str
    kind: str
    pos: np.ndarray
    """Where it shines, world."""
    aim: np.ndarray
    size: tuple
    watts: float
    colour: str
    spread: float = math.pi


@dataclass
class World:
    parts: list = field(default_factory=list)
    """Which file the next pieces go to."""
    section: str = 'core'
    lamps: list = field(default_factory=list)
    """Names and places that the client and the tests look for."""
    anchors: dict = field(default_factory=dict)

    def at(self, spot, name=None):
        yaw = -math.radians(spot.get('heading', 0))
        c, s = math.cos(yaw), math.sin(yaw)
        matrix = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
        origin = np.array([spot['x'], spot.get('y', 0), spot['z']], float)
        if name:
            self.anchors[name] = (origin, yaw)
        return Joiner(self, matrix, origin)


def turned(turn):
    """Rotation matrix of radians about x, then y, then z (three's XYZ order)."""
    x, y, z = turn
    cx, sx, cy, sy, cz, sz = math.cos(x), math.sin(x), math.cos(y), math.sin(y), math.cos(z), math.sin(z)
    rx = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    ry = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    rz = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return rx @ ry @ rz


def grid_faces(nu, nv, base=0):
    i, j = np.meshgrid(np.arange(nu - 1), np.arange(nv - 1), indexing='ij')
    a = (i * nv + j + base).ravel()
    b, c, d = a + nv, a + nv + 1, a + 1
    return np.stack([np.stack([a, b, c], 1), np.stack([a, c, d], 1)], 1).reshape(-1, 3)


def planar_uv(pos, nrm, grain, offset):
    """Box mapping in metres: v runs along the grain."""
    axis = np.abs(nrm).argmax(1)
    along = 'xyz'.index(grain)
    uv = np.empty((len(pos), 2))
    for a in range(3):
        rows = axis == a
        others = [i for i in range(3) if i != a]
        v = along if along in others else others[1]
        u = others[0] if others[0] != v else others[1]
        uv[rows, 0] = pos[rows, u]
        uv[rows, 1] = pos[rows, v]
    return uv + offset


class Joiner:
    def __init__(self, world, matrix, origin):
        self.world, self.matrix, self.origin = world, matrix, origin

    def moved(self, x=0.0, y=0.0, z=0.0, turn=0.0):
        """A joiner in this one's space, `turn` radians about y."""
        return Joiner(self.world, self.matrix @ turned((0, turn, 0)), self.origin + self.matrix @ np.array([x, y, z]))

    def lamp(self, group, kind, place, aim, size, watts, colour='#ffdcb0', spread=math.pi):
        self.world.lamps.append(Lamp(group, kind, self.origin + self.matrix @ np.array(place, float),
                                     self.matrix @ np.array(aim, float), size, watts, colour, spread))

    def anchor(self, name):
        yaw = math.atan2(self.matrix[0, 2], self.matrix[0, 0])
        self.world.anchors[name] = (self.origin.copy(), yaw)

    def piece(self, material, colour, pos, nrm, tri, uv=None, place=(0, 0, 0), turn=None, grain='y', lit='vertex',
              **chart):
        pos, nrm = np.asarray(pos, float), np.asarray(nrm, float)
        if uv is None:
            shift = np.array([place[0] * 0.37 + place[2] * 0.71, place[1] * 0.53 + place[0] * 0.29]) \
                if material in ('oak',) else 0
            uv = planar_uv(pos, nrm, grain, shift)
        if turn is not None:
            m = turned(turn)
            pos, nrm = pos @ m.T, nrm @ m.T
        pos = (pos + np.asarray(place, float)) @ self.matrix.T + self.origin
        nrm = nrm @ self.matrix.T
        nrm /= np.maximum(np.linalg.norm(nrm, axis=1, keepdims=True), 1e-9)
        tri = np.asarray(tri)
        face = np.cross(pos[tri[:, 1]] - pos[tri[:, 0]], pos[tri[:, 2]] - pos[tri[:, 0]])
        wrong = (face * nrm[tri].sum(1)).sum(1) < 0
        tri = np.where(wrong[:, None], tri[:, ::-1], tri)[np.linalg.norm(face, axis=1) > 1e-10]
        rgba = linear(colour) if isinstance(colour, str) else np.asarray(colour)
        tint = np.tile(rgba, (len(pos), 1)) if rgba.ndim == 1 else rgba
        self.world.parts.append(Part(material, lit, pos, nrm, np.asarray(uv, float), tint, tri, section=self.world.section, **chart))

    def box(self, material, colour, size, place, r=0.0, n=1, turn=None, grain='y', step=GRID_METRES, skip='', warp=None,
            puff=0.0):
        """A box of full widths `size`. `r`: radius of its edges. `skip`: faces that nobody sees, of `xXyYzZ`."""
        half = np.array(size, float) / 2
        r = min(r, *(half * 0.999))
        everything = [[], [], [], []]
        base = 0
        coords = [self._cuts(h, r, n, step) for h in half]
        for axis in range(3):
            for sign in (-1, 1):
                if ('xyz'[axis] if sign < 0 else 'XYZ'[axis]) in skip:
                    continue
                u, v = (axis + 1) % 3, (axis + 2) % 3
                if sign < 0:
                    u, v = v, u
                a, b = np.meshgrid(coords[u], coords[v], indexing='ij')
                p = np.empty((a.size, 3))
                p[:, u], p[:, v], p[:, axis] = a.ravel(), b.ravel(), sign * half[axis]
                if r > 0:
                    inner = np.clip(p, -(half - r), half - r)
                    d = p - inner
                    d /= np.linalg.norm(d, axis=1, keepdims=True)
                    p = inner + d * r
                    nrm = d
                else:
                    nrm = np.zeros_like(p)
                    nrm[:, axis] = sign
                flat = np.zeros_like(p)
                flat[:, axis] = sign
                everything[0].append(p)
                everything[1].append(nrm)
                everything[2].append(grid_faces(len(coords[u]), len(coords[v]), base))
                everything[3].append(flat)
                base += a.size
        pos, nrm, tri, flat = (np.concatenate(x) for x in everything)
        shift = np.array([place[0] * 0.37 + place[2] * 0.71, place[1] * 0.53 + place[0] * 0.29])
        uv = planar_uv(pos, flat, grain, shift)
        if puff:
            def warp(p, puff=puff):
                q = p.copy()
                swell = np.clip(1 - (p[:, 0] / half[0]) ** 2, 0, 1) * np.clip(1 - (p[:, 2] / half[2]) ** 2, 0, 1)
                q[:, 1] += puff * swell * (p[:, 1] / half[1])
                return q
        if warp is not None:
            pos, nrm = bend(pos, nrm, warp)
        self.piece(material, colour, pos, nrm, tri, uv, place, turn)

    @staticmethod
    def _cuts(half, r, n, step):
        flat = half - r
        count = max(1, math.ceil(2 * flat / step)) if flat > 1e-6 else 0
        middle = np.linspace(-flat, flat, count + 1) if count else np.array([0.0])
        if r <= 0:
            return middle
        edge = flat + r * np.tan(np.linspace(0, math.pi / 4, n + 1)[1:])
        return np.concatenate([-edge[::-1], middle, edge])

    def lathe(self, material, colour, profile, place=(0, 0, 0), segments=20, turn=None, sharp=True, lit='vertex'):
        """A turned piece; `profile` is pairs of radius and height, upwards and outside first. Corners stay sharp."""
        profile = np.array(profile, float)
        angle = np.linspace(0, 2 * math.pi, segments + 1)
        pos, nrm, tri, uv, base = [], [], [], [], 0
        runs = [profile[i:i + 2] for i in range(len(profile) - 1)] if sharp else [profile]
        for run in runs:
            d = np.gradient(run, axis=0)
            normals = np.stack([d[:, 1], -d[:, 0]], 1)
            a = np.cos(angle)[:, None]
            b = np.sin(angle)[:, None]
            p = np.stack([run[:, 0] * a, np.broadcast_to(run[:, 1], (segments + 1, len(run))), run[:, 0] * b], -1)
            q = np.stack([normals[:, 0] * a, np.broadcast_to(normals[:, 1], (segments + 1, len(run))),
                          normals[:, 0] * b], -1)
            length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(run, axis=0), axis=1))])
            around = angle * max(run[:, 0].max(), 0.05)
            t = np.stack([np.broadcast_to(around[:, None], p.shape[:2]), np.broadcast_to(length, p.shape[:2])], -1)
            faces = grid_faces(segments + 1, len(run), base)[:, ::-1]
            pos.append(p.reshape(-1, 3))
            nrm.append(q.reshape(-1, 3))
            uv.append(t.reshape(-1, 2))
            tri.append(faces)
            base += p.shape[0] * p.shape[1]
        pos, nrm, tri, uv = (np.concatenate(x) for x in (pos, nrm, tri, uv))
        a, b, c = (pos[tri[:, i]] for i in range(3))
        tri = tri[np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-10]
        self.piece(material, colour, pos, nrm, tri, uv, place, turn, lit=lit)

    def cylinder(self, material, colour, radii, height, place, segments=0, turn=None, step=GRID_METRES):
        top, bottom = radii
        segments = segments or (20 if max(radii) > 0.05 else 8 if max(radii) > 0.01 else 5)
        cuts = max(1, math.ceil(height / step))
        side = [(bottom + (top - bottom) * i / cuts, -height / 2 + height * i / cuts) for i in range(cuts + 1)]
        self.lathe(material, colour, side, place, segments, turn, sharp=False)
        if max(radii) > 0.012:
            self.lathe(material, colour, [(top, height / 2), (0, height / 2)], place, segments, turn)

    def tube(self, material, colour, points, radius, segments=8):
        """A round bar along a line of points."""
        points = np.array(points, float)
        tangent = np.gradient(points, axis=0)
        tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
        radius = np.broadcast_to(radius, (len(points),))
        # Any direction that the line never takes; lines along all three axes are not among ours.
        helper = np.array([0.31, 0.27, 0.91]) if abs(tangent[:, 2]).max() < 0.8 else np.array([0.91, 0.31, 0.27])
        side = np.cross(tangent, helper)
        side /= np.linalg.norm(side, axis=1, keepdims=True)
        up = np.cross(side, tangent)
        angle = np.linspace(0, 2 * math.pi, segments + 1)
        nrm = (np.cos(angle)[None, :, None] * side[:, None] + np.sin(angle)[None, :, None] * up[:, None])
        pos = points[:, None] + nrm * radius[:, None, None]
        self.piece(material, colour, pos.reshape(-1, 3), nrm.reshape(-1, 3),
                   grid_faces(len(points), segments + 1)[:, ::-1])

    def slab(self, material, colour, outline, y0, y1, bevel=0.008, place=(0, 0, 0), grain='x', rings=(0.66, 0.33),
             bottom=False, turn=None):
        """A table top: a star-shaped outline (x, z), counter-clockwise seen from above, with softened edges."""
        outline = np.array(outline, float)
        ahead, behind = np.roll(outline, -1, 0), np.roll(outline, 1, 0)
        d = ahead - behind
        out = np.stack([-d[:, 1], d[:, 0]], 1)
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
        centre = outline.mean(0)
        if ((outline - centre) * out).sum() < 0:
            out = -out
        rows = [(bevel, y0, 0.7, -0.7), (0, y0 + bevel, 1, 0), (0, y1 - bevel, 1, 0), (bevel, y1, 0.7, 0.7)]
        pos, nrm = [], []
        closed = np.arange(len(outline) + 1) % len(outline)
        for inset, y, side, up in rows:
            p = outline - out * inset
            pos.append(np.stack([p[:, 0], np.full(len(p), y), p[:, 1]], 1)[closed])
            nrm.append(np.stack([out[:, 0] * side, np.full(len(p), up), out[:, 1] * side], 1)[closed])
        tri = self._outwards(pos, nrm, grid_faces(len(rows), len(closed)))
        self.piece(material, colour, np.concatenate(pos), np.concatenate(nrm), tri, None, place, turn, grain)
        for y, up in ((y1, 1), (y0, -1)) if bottom else ((y1, 1),):
            edge = outline - out * bevel
            loops = [edge] + [centre + (edge - centre) * f for f in rings] + [np.repeat(centre[None], len(edge), 0)]
            pos = [np.stack([p[:, 0], np.full(len(p), y), p[:, 1]], 1)[closed] for p in loops]
            nrm = [np.tile([0, up, 0], (len(closed), 1)) for _ in loops]
            tri = self._outwards(pos, nrm, grid_faces(len(loops), len(closed)))
            self.piece(material, colour, np.concatenate(pos), np.concatenate(nrm), tri, None, place, turn, grain)

    @staticmethod
    def _outwards(pos, nrm, tri):
        p, n = np.concatenate(pos), np.concatenate(nrm)
        face = np.cross(p[tri[:, 1]] - p[tri[:, 0]], p[tri[:, 2]] - p[tri[:, 0]])
        tri = tri.copy()
        wrong = (face * n[tri[:, 0]]).sum(1) < 0
        tri[wrong] = tri[wrong][:, ::-1]
        return tri[np.linalg.norm(face, axis=1) > 1e-10]

    def sheet(self, material, colour, surface, nu, nv, uv_scale=(1, 1), flip=False, place=(0, 0, 0), turn=None):
        """A bent sheet: `surface(u, v)` answers points for arrays of 0..1."""
        u, v = np.meshgrid(np.linspace(0, 1, nu), np.linspace(0, 1, nv), indexing='ij')
        u, v = u.ravel(), v.ravel()
        e = 1e-4
        pos = surface(u, v)
        nrm = np.cross(surface(u + e, v) - surface(u - e, v), surface(u, v + e) - surface(u, v - e))
        tri = grid_faces(nu, nv)
        if flip:
            nrm, tri = -nrm, tri[:, ::-1]
        self.piece(material, colour, pos, nrm, tri, np.stack([u * uv_scale[0], v * uv_scale[1]], 1), place, turn)

    def panel(self, material, colour, corner, along, up, density=1.0, uv_turn=False, holes=()):
        """A flat rectangle with a place in the light map. `corner` + `along`·s + `up`·t; seen from `along` × `up`.

        `holes`: rectangles (s0, s1, t0, t1) in metres that are left out.
        """
        corner, along, up = (np.array(x, float) for x in (corner, along, up))
        width, height = np.linalg.norm(along), np.linalg.norm(up)
        us = sorted({0.0, width, *(h[0] for h in holes), *(h[1] for h in holes)})
        vs = sorted({0.0, height, *(h[2] for h in holes), *(h[3] for h in holes)})
        s, t = np.meshgrid(us, vs, indexing='ij')
        s, t = s.ravel(), t.ravel()
        pos = corner + s[:, None] * along / width + t[:, None] * up / height
        tri = grid_faces(len(us), len(vs))
        middle_s, middle_t = s[tri].mean(1), t[tri].mean(1)
        keep = np.ones(len(tri), bool)
        for s0, s1, t0, t1 in holes:
            keep &= ~((middle_s > s0) & (middle_s < s1) & (middle_t > t0) & (middle_t < t1))
        nrm = np.tile(np.cross(along, up) / (width * height), (len(pos), 1))
        uv = np.stack([t, s], 1) if uv_turn else np.stack([s, t], 1)
        self.piece(material, colour, pos, nrm, tri[keep], uv, lit='map', chart=np.stack([s / width, t / height], 1),
                   chart_size=(width, height), density=density)


def bend(pos, nrm, warp):
    """Positions through `warp`, and the normals that they then have."""
    helper = np.where(np.abs(nrm[:, :1]) < 0.8, np.array([[1.0, 0, 0]]), np.array([[0, 1.0, 0]]))
    t1 = np.cross(nrm, helper)
    t1 /= np.linalg.norm(t1, axis=1, keepdims=True)
    t2 = np.cross(nrm, t1)
    e = 1e-4
    moved = warp(pos)
    bent = np.cross(warp(pos + t1 * e) - warp(pos - t1 * e), warp(pos + t2 * e) - warp(pos - t2 * e))
    return moved, bent / np.maximum(np.linalg.norm(bent, axis=1, keepdims=True), 1e-12)


def rounded_rectangle(width, depth, radius, corner=5):
    """Outline (x, z) of a rectangle with round corners."""
    points = []
    for cx, cz, start in ((1, 1, 0), (-1, 1, 90), (-1, -1, 180), (1, -1, 270)):
        for a in np.radians(np.linspace(start, start + 90, corner)):
            points.append((cx * (width / 2 - radius) + radius * math.cos(a),
                           cz * (depth / 2 - radius) + radius * math.sin(a)))
    return points
