"""Plants, leaf by leaf: a few bent blades each, no cut-out textures, which a headset draws slowly."""
import math

import numpy as np

from kit import linear


def leaf(j, colour, root, heading, rise, reach, width, tip=0.3, segments=5, twist=0.0):
    """A blade from `root` that rises, bends over towards `heading` and is folded along its middle."""
    t = np.linspace(0, 1, segments + 1)
    y = rise * (1.45 * t - 0.45 * t ** 3)
    out = reach * t ** 1.7
    half = width * np.sin(np.pi * np.minimum(0.06 + t * 0.94, 1)) ** 0.8 * (1 - 0.25 * t)
    sx, cx = math.sin(heading), math.cos(heading)
    centre = np.stack([out * sx, y, out * cx], 1)
    side = np.array([cx, 0, -sx]) + np.array([0, 1, 0]) * twist
    side /= np.linalg.norm(side)
    fold = np.stack([np.zeros_like(t), half * 0.32, np.zeros_like(t)], 1)
    pos = np.stack([centre - side * half[:, None] + fold, centre, centre + side * half[:, None] + fold], 1)
    dt = np.gradient(centre, axis=0)
    nrm = np.cross(np.broadcast_to(side, dt.shape), dt)
    nrm /= np.maximum(np.linalg.norm(nrm, axis=1, keepdims=True), 1e-9)
    nrm *= np.where(nrm[:, 1:2].mean() < 0, -1, 1)
    lean = 0.45
    normals = np.stack([nrm + side * lean * 0.6, nrm, nrm - side * lean * 0.6], 1)
    i = np.arange(segments)[:, None] * 3
    quads = np.array([[0, 1, 4, 0, 4, 3], [1, 2, 5, 1, 5, 4]]).reshape(-1)
    tri = (i + quads[None]).reshape(-1, 3)
    tint = linear(colour)
    shade = np.repeat(0.82 + 0.3 * t, 3)[:, None]
    tints = np.tile(tint, (len(shade), 1))
    tints[:, :3] *= shade
    uv = np.zeros((len(shade), 2))
    j.piece('leaf', tints, pos.reshape(-1, 3), normals.reshape(-1, 3), tri, uv, root)


def pot(j, pal, radius, height, colour):
    """A pot with a soft foot and a rim that has thickness."""
    r, h = radius, height
    j.lathe('paint', colour, [(r * 0.72, 0), (r * 0.76, 0.015), (r * 0.94, h * 0.55), (r, h * 0.97), (r * 0.985, h),
                              (r * 0.93, h), (r * 0.9, h * 0.9)], (0, 0, 0), 28, sharp=False)
    j.lathe('paint', pal['soil'], [(r * 0.91, h * 0.91), (0, h * 0.93)], (0, 0, 0), 20, sharp=False)


def build_pot_plant(j, pal, index):
    (paddles, tree, tree)[index % 3](j, pal, np.random.default_rng(index * 7 + 3))


def paddles(j, pal, random):
    """Strelitzia: long stalks with a broad leaf each."""
    pot(j, pal, 0.24, 0.42, pal['ceramic'] if random.random() > 0.5 else pal['clay'])
    for k in range(13):
        heading = k * 2.39996 + random.uniform(-0.25, 0.25)
        rank = (k + 0.5) / 13
        height = 1.35 * (1 - 0.55 * rank) * random.uniform(0.9, 1.1)
        reach = 0.1 + 0.22 * rank
        t = np.linspace(0, 1, 5)
        stalk = np.stack([reach * t ** 1.6 * math.sin(heading), 0.36 + height * t, reach * t ** 1.6 * math.cos(heading)], 1)
        j.tube('paint', pal['leaf'], stalk, np.linspace(0.011, 0.006, 5), 5)
        leaf(j, (pal['leaf'], pal['leaf_dark'], pal['leaf_light'])[k % 3], stalk[-1], heading, 0.34 * random.uniform(0.75, 1.15),
             0.2 + 0.22 * rank, 0.1 * random.uniform(0.9, 1.2), segments=6, twist=random.uniform(-0.3, 0.3))


def tree(j, pal, random):
    """An olive in a pot: a bent trunk, boughs, many small leaves."""
    pot(j, pal, 0.23, 0.4, pal['clay'] if random.random() > 0.5 else pal['ceramic'])
    lean = random.uniform(0, 6.3)
    t = np.linspace(0, 1, 8)
    trunk = np.stack([0.07 * np.sin(t * 3 + lean), 0.36 + 1.0 * t, 0.07 * np.cos(t * 2.3 + lean) - 0.07 * math.cos(lean)], 1)
    j.tube('paint', pal['bark'], trunk, np.linspace(0.028, 0.015, 8), 7)
    for k in range(11):
        heading = k * 2.39996 + lean
        rank = k / 10
        root = trunk[4] + (trunk[-1] - trunk[4]) * rank
        length = (0.42 - 0.12 * rank) * random.uniform(0.85, 1.15)
        up = 0.3 + 0.75 * rank
        s = np.linspace(0, 1, 5)
        bough = root + np.stack([math.sin(heading) * length * s, length * up * s + 0.06 * s ** 2,
                                 math.cos(heading) * length * s], 1)
        j.tube('paint', pal['bark'], bough, np.linspace(0.009, 0.003, 5), 4)
        for m in range(23):
            at = bough[0] + (bough[-1] - bough[0]) * (0.25 + 0.8 * (m + random.random()) / 23)
            at = at + random.normal(0, 0.016, 3)
            colour = (pal['leaf'], pal['leaf_light'], pal['leaf_dark'])[int(random.integers(3))]
            size = random.uniform(0.95, 1.5)
            leaf(j, colour, at, heading + m * 2.4 + random.uniform(-0.4, 0.4), 0.055 * size * random.uniform(-0.3, 1.4),
                 0.11 * size, 0.023 * size, segments=2, twist=random.uniform(-0.6, 0.6))


def build_planter(j, pal, index):
    """A long trough of oak with grasses and broad leaves, 2.4 × 0.4 m."""
    random = np.random.default_rng(index)
    j.box('oak', pal['oak'], [2.4, 0.48, 0.4], [0, 0.29, 0], r=0.012, grain='x', skip='Y')
    j.box('metal', pal['brass'], [2.38, 0.05, 0.38], [0, 0.025, 0], step=99, skip='yY')
    j.box('paint', pal['soil'], [2.34, 0.02, 0.34], [0, 0.505, 0], skip='xXyzZ')
    for x in np.linspace(-1.08, 1.08, 10):
        for k in range(11):
            rank = (k + 0.5) / 11
            leaf(j, (pal['leaf'], pal['leaf_light'], pal['leaf_dark'])[(k + int(x * 10)) % 3], (x + random.normal(0, 0.03), 0.5, random.normal(0, 0.04)),
                 k * 2.39996 + x * 5, (0.66 - 0.36 * rank) * random.uniform(0.8, 1.15), 0.06 + 0.2 * rank, 0.042 * random.uniform(0.8, 1.3), segments=4)
