"""Small tools for bodies: meshes as numpy arrays in the app's axes (x right, y up, front along -z), metres."""
import bpy
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree


def ring(centre, u, v, ru, rv, segments, power=2.0, phase=0.0):
    """A closed loop: a superellipse round `centre` in the plane of u and v."""
    t = np.linspace(0, 2 * np.pi, segments, endpoint=False) + phase
    c, s = np.cos(t), np.sin(t)
    e = 2.0 / power
    x = np.sign(c) * np.abs(c) ** e * ru
    y = np.sign(s) * np.abs(s) ** e * rv
    return np.asarray(centre) + np.outer(x, u) + np.outer(y, v)


def loft(rings, cap_start=True, cap_end=True):
    """Skin over loops of the same number of points."""
    n = len(rings[0])
    verts = np.concatenate(rings)
    faces = []
    for i in range(len(rings) - 1):
        for j in range(n):
            k = (j + 1) % n
            a, b = i * n, (i + 1) * n
            faces.append((a + j, a + k, b + k, b + j))
    verts = list(verts)
    if cap_start:
        verts.append(np.mean(rings[0], axis=0))
        c = len(verts) - 1
        faces += [(c, (j + 1) % n, j) for j in range(n)]
    if cap_end:
        verts.append(np.mean(rings[-1], axis=0))
        c = len(verts) - 1
        o = (len(rings) - 1) * n
        faces += [(c, o + j, o + (j + 1) % n) for j in range(n)]
    return np.array(verts), faces


def upright(sections, segments, power=2.3):
    """Horizontal sections (y, half width, half depth, z of the middle[, x of the middle])."""
    rings = []
    for y, rx, rz, z, *x in sections:
        rings.append(ring((x[0] if x else 0, y, z), (1, 0, 0), (0, 0, -1), rx, rz, segments, power))
    return loft(rings)


def tube(points, segments, side=(0, 0, 1), power=2.0, ends=(True, True)):
    """Along points ((x, y, z), radius across, radius along `side`)."""
    ps = [np.array(p, float) for p, *_ in points]
    rings = []
    for i, (p, ru, rv) in enumerate(points):
        d = ps[min(i + 1, len(ps) - 1)] - ps[max(i - 1, 0)]
        d /= np.linalg.norm(d)
        v = np.array(side, float)
        v -= d * v.dot(d)
        v /= np.linalg.norm(v)
        u = np.cross(v, d)
        rings.append(ring(p, u, v, ru, rv, segments, power))
    return loft(rings, *ends)


def join(*parts):
    verts, faces, at = [], [], 0
    for v, f in parts:
        verts.append(np.asarray(v))
        faces += [tuple(i + at for i in face) for face in f]
        at += len(v)
    return np.concatenate(verts), faces


def mirror(part):
    v, f = part
    v = np.array(v) * (-1, 1, 1)
    return v, [tuple(reversed(face)) for face in f]


def both(part):
    return join(part, mirror(part))


def to_object(part, name="part"):
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([tuple(v) for v in part[0]], [], part[1])
    mesh.update()
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(obj)
    return obj


def modified(part, *modifiers):
    """Runs modifiers, each a (type, settings) pair, and answers what comes out."""
    obj = to_object(part)
    for kind, settings in modifiers:
        m = obj.modifiers.new(kind, kind)
        for key, value in settings.items():
            setattr(m, key, value)
    graph = bpy.context.evaluated_depsgraph_get()
    done = obj.evaluated_get(graph).to_mesh()
    verts = np.array([v.co[:] for v in done.vertices])
    faces = [tuple(p.vertices) for p in done.polygons]
    obj.evaluated_get(graph).to_mesh_clear()
    bpy.data.objects.remove(obj)
    return verts, faces


def melt(part, voxel=0.008, rounds=8, factor=0.5):
    """One skin over everything that overlaps, with soft joins."""
    return modified(
        part,
        ("REMESH", {"mode": "VOXEL", "voxel_size": voxel}),
        ("SMOOTH", {"factor": factor, "iterations": rounds}),
    )


def triangles(part):
    faces = []
    for f in part[1]:
        for i in range(1, len(f) - 1):
            faces.append((f[0], f[i], f[i + 1]))
    return part[0], faces


def thin(part, count, symmetric=True):
    """The same form in about `count` triangles."""
    part = triangles(part)
    if len(part[1]) <= count:
        return part
    settings = {"ratio": count / len(part[1])}
    if symmetric:
        even = triangles(modified(part, ("DECIMATE", settings | {"use_symmetry": True, "symmetry_axis": "X"})))
        # The symmetric way stops early where little is to be left.
        if len(even[1]) <= count * 1.1:
            return even
    return triangles(modified(part, ("DECIMATE", settings)))


def outside(part, surface, depth):
    """What of a form is not more than `depth` under a surface: nobody sees the rest of it."""
    v, f = triangles(part)
    seen = np.ones(len(v), bool)
    for i, p in enumerate(v):
        at, normal, _, far = surface.tree.find_nearest(Vector(p))
        seen[i] = far < depth or (Vector(p) - at).dot(normal) > 0
    f = np.array([t for t in f if seen[list(t)].any()])
    used, back = np.unique(f, return_inverse=True)
    return v[used], [tuple(t) for t in back.reshape(f.shape)]


def evened(values, faces, rounds):
    """Each value nearer to those beside it."""
    f = np.asarray(faces)
    edges = np.concatenate([f[:, (0, 1)], f[:, (1, 2)], f[:, (2, 0)]])
    edges = np.concatenate([edges, edges[:, ::-1]])
    count = np.maximum(np.bincount(edges[:, 0], minlength=len(values)), 1)
    for _ in range(rounds):
        beside = np.bincount(edges[:, 0], weights=values[edges[:, 1]], minlength=len(values)) / count
        values = (values + beside) / 2
    return values


def smooth_normals(part):
    v, f = np.asarray(part[0]), np.array(triangles(part)[1])
    face = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    out = np.zeros_like(v)
    for i in range(3):
        np.add.at(out, f[:, i], face)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


class Surface:
    """A dense form to take normals from, to lie on, and to be hidden from light by."""

    def __init__(self, part):
        self.verts, self.faces = triangles(part)
        self.normals = smooth_normals((self.verts, self.faces))
        # A coarse form cuts deeper under a patch that lies on it.
        self.extra_lift = 0.0
        self.tree = BVHTree.FromPolygons([Vector(v) for v in self.verts], self.faces)

    def normal_near(self, points):
        out = np.zeros((len(points), 3))
        for i, p in enumerate(points):
            at, _, index, _ = self.tree.find_nearest(Vector(p))
            tri = self.faces[index]
            d = np.array([1 / (np.linalg.norm(self.verts[t] - np.array(at)) + 1e-6) for t in tri])
            n = (self.normals[list(tri)] * d[:, None]).sum(axis=0)
            out[i] = n / np.linalg.norm(n)
        return out

    def lay(self, points, direction, lift):
        """Moves points along a direction onto the surface, and `lift` metres off it."""
        out = []
        for p in points:
            start = Vector(p) - Vector(direction) * 0.6
            at, normal, _, _ = self.tree.ray_cast(start, Vector(direction), 2.0)
            if at is None:
                at, normal, _, _ = self.tree.find_nearest(Vector(p))
            if normal.dot(Vector(direction)) > 0:
                normal = -normal
            out.append(np.array(at) + np.array(normal) * (lift + self.extra_lift))
        return np.array(out)

    def nearest(self, points):
        return np.array([self.tree.find_nearest(Vector(p))[0] for p in points])

    def snap(self, part, reach=0.02):
        """Moves what is near the surface onto it."""
        out = []
        for p in part[0]:
            at, _, _, far = self.tree.find_nearest(Vector(p))
            out.append(np.array(at) if far < reach else p)
        return np.array(out), part[1]

    def wrap(self, centre, latitudes, longitudes):
        """A grid round `centre`, its points where rays from there leave the form; angles in degrees, 0 looks along -z."""
        verts = []
        for lat in np.radians(latitudes):
            for lon in np.radians(longitudes):
                d = Vector((np.sin(lon) * np.cos(lat), np.sin(lat), -np.cos(lon) * np.cos(lat)))
                at = self.tree.ray_cast(Vector(centre) + d, -d, 2.0)[0]
                verts.append(np.array(at))
        n, faces = len(longitudes), []
        for j in range(len(latitudes) - 1):
            for i in range(n):
                a, b = j * n + i, j * n + (i + 1) % n
                faces.append((a, b, b + n, a + n))
        for row, flip in ((0, True), (len(latitudes) - 1, False)):
            top = Vector((0, -1 if flip else 1, 0))
            verts.append(np.array(self.tree.ray_cast(Vector(centre) + top, -top, 2.0)[0]))
            ends = [(row * n + i, row * n + (i + 1) % n, len(verts) - 1) for i in range(n)]
            faces += [tuple(reversed(t)) for t in ends] if flip else ends
        return np.array(verts), faces


def grid(columns, rows, at):
    """A patch: at(s, t) for s and t in 0..1 gives a point."""
    verts = [at(i / columns, j / rows) for j in range(rows + 1) for i in range(columns + 1)]
    faces = []
    for j in range(rows):
        for i in range(columns):
            a = j * (columns + 1) + i
            faces.append((a, a + 1, a + columns + 2, a + columns + 1))
    return np.array(verts, float), faces


def occlusion(points, normals, tree, rays=48, reach=0.35):
    """How much of the light of a bright room comes to each point, 0 to 1; light from above counts most."""
    golden = np.pi * (3 - np.sqrt(5))
    i = np.arange(rays)
    y = 1 - 2 * (i + 0.5) / rays
    r = np.sqrt(1 - y * y)
    dirs = np.stack([np.cos(i * golden) * r, y, np.sin(i * golden) * r], axis=1)
    out = np.zeros(len(points))
    for k, (p, n) in enumerate(zip(points, normals)):
        start = Vector(p + n * 0.006)
        seen = total = 0.0
        for d in dirs:
            c = d.dot(n)
            if c <= 0.05:
                continue
            total += c
            if tree.ray_cast(start, Vector(d), reach)[0] is None:
                seen += c
        out[k] = seen / total if total else 1
    return out
