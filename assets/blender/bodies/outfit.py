"""Clothes, shoes and hands."""
import numpy as np

import kit
import skeleton as sk
from head import ACCENT, BOTTOM, DARK, SHIRT, SHOES, SKIN, TOP, WHITE

BACK = (0, 0, 1)
TORSO = [
    (1.00, 0.150, 0.110, 0.010), (1.06, 0.143, 0.104, 0.008), (1.12, 0.145, 0.104, 0.008),
    (1.19, 0.154, 0.111, 0.008), (1.26, 0.164, 0.117, 0.012), (1.32, 0.166, 0.112, 0.018), (1.365, 0.148, 0.094, 0.024),
    (1.395, 0.112, 0.076, 0.028), (1.42, 0.076, 0.066, 0.030), (1.44, 0.062, 0.060, 0.030),
]
UPPER_ARM, WRIST = sk.REST["right.upperArm"], sk.REST["right.hand"]


def on_arm(t):
    """A point of the right arm at rest: 0 the shoulder, 1 the wrist."""
    return UPPER_ARM + (WRIST - UPPER_ARM) * t


def arm(end, ease, cuff, segments, steps):
    """A sleeve as far as `end`."""
    ts, rs = zip((0.0, 0.053), (0.12, 0.0535), (0.3, 0.0495), (0.5, 0.044), (0.7, 0.0405), (0.88, 0.037), (1.0, cuff))
    points = [(UPPER_ARM + (-0.07, 0.004, 0.0), 0.054, 0.056)]
    # More of them where the arm bends down from the shoulder.
    along = np.concatenate([(0.0, 0.09, 0.2), np.linspace(0.42, end, steps - 2)]) if steps > 5 else np.linspace(0.02, end, steps)
    for t in along:
        r = np.interp(t, ts, rs) + ease
        points.append((on_arm(t), r, r))
    return kit.tube(points, segments)


def torso(sections, sleeves=0.985, ease=0.004, cuff=0.036):
    """The dense form of a top, and the same as a loose grid for each level of detail."""
    wide = [(y, rx + ease, rz + ease, z) for y, rx, rz, z in sections]
    slope = kit.both(kit.tube([((0.02, 1.415, 0.030), 0.05, 0.05), ((0.09, 1.40, 0.027), 0.048, 0.05), ((0.165, 1.378, 0.022), 0.046, 0.05)], 16))
    dense = kit.melt(kit.join(kit.upright(wide, 40, 2.3), kit.both(arm(sleeves, ease, cuff, 20, 7)), slope), 0.0075, 9)
    def loose(segments, rows, arm_segments, arm_steps, sloped=True):
        if rows < len(wide):
            keep = [0, *np.round(np.linspace(0, len(wide) - 1, rows)).astype(int)[1:-1], len(wide) - 1]
            trunk = [wide[i] for i in keep]
        else:
            trunk = wide
        arms = kit.both(arm(sleeves, ease, cuff, arm_segments, arm_steps))
        if not sloped:
            return kit.join(kit.upright(trunk, segments, 2.3), arms)
        slopes = kit.tube([((0.05, 1.41, 0.029), 0.05, 0.05), ((0.10, 1.396, 0.026), 0.048, 0.05), ((0.145, 1.384, 0.023), 0.046, 0.05)], max(4, arm_segments - 1))
        shoulders = kit.both(slopes)
        return kit.join(kit.upright(trunk, segments, 2.3), arms, shoulders)
    return dense, {2: loose(16, len(wide) - 2, 10, 6), 1: loose(8, 6, 5, 3), 0: loose(7, 6, 4, 3, False)}


def trousers(ease=0.0, hem=0.060):
    hips = [(0.80, 0.150, 0.108, 0.012), (0.84, 0.160, 0.113, 0.014), (0.90, 0.160, 0.115, 0.014), (0.96, 0.154, 0.111, 0.012), (1.02, 0.145, 0.104, 0.009), (1.05, 0.142, 0.101, 0.008)]
    leg = [
        (0.052, hem, hem + 0.014, 0.006, 0.100), (0.12, 0.057, 0.066, 0.014, 0.099), (0.3, 0.060, 0.069, 0.016, 0.097),
        (0.47, 0.064, 0.070, 0.004, 0.096), (0.55, 0.067, 0.074, 0.0, 0.095), (0.70, 0.077, 0.088, 0.006, 0.090), (0.82, 0.080, 0.098, 0.010, 0.083),
    ]
    dense = kit.melt(kit.join(kit.upright(hips, 40, 2.3), kit.both(kit.upright(leg, 24, 2.1))), 0.0075, 7)
    def loose(hip_segments, hip_rows, segments, rows):
        return kit.join(kit.upright([hips[i] for i in hip_rows], hip_segments, 2.3), kit.both(kit.upright([leg[i] for i in rows], segments, 2.1)))
    return dense, {2: loose(12, (0, 2, 4), 8, range(7)), 1: loose(7, (0, 4), 5, (0, 3, 6)), 0: loose(5, (0, 4), 4, (0, 6))}


def bare_legs():
    leg = [
        (0.05, 0.036, 0.042, 0.026, 0.099), (0.12, 0.034, 0.040, 0.024, 0.099), (0.2, 0.040, 0.046, 0.024, 0.098), (0.32, 0.051, 0.058, 0.022, 0.097),
        (0.42, 0.048, 0.053, 0.008, 0.096), (0.50, 0.052, 0.057, -0.002, 0.095), (0.62, 0.066, 0.072, 0.004, 0.092),
    ]
    make = lambda segments, rows: kit.both(kit.upright([leg[i] for i in rows], segments, 2.0))
    return make(20, range(7)), {2: make(9, range(7)), 1: make(6, (0, 2, 4, 6)), 0: make(4, (0, 6))}


SOLE = [(0.0, 0.041, 0.128, -0.048), (0.018, 0.043, 0.131, -0.048), (0.03, 0.042, 0.128, -0.047)]
OXFORD = [(0.045, 0.040, 0.118, -0.043), (0.062, 0.038, 0.096, -0.028), (0.085, 0.036, 0.062, 0.0), (0.12, 0.036, 0.044, 0.016)]
FLAT = [(0.042, 0.039, 0.116, -0.043), (0.052, 0.034, 0.085, -0.018), (0.066, 0.031, 0.046, 0.022)]


def shoe(flat=False):
    def rings(sections, segments):
        return kit.loft([kit.ring((0.101, y, z), (1, 0, 0), (0, 0, -1), rx, rz, segments, 2.35) for y, rx, rz, z in sections])
    upper = FLAT if flat else OXFORD
    dense = kit.both(rings(SOLE + upper, 24))
    short = [SOLE[0], SOLE[2], upper[1], upper[-1]]
    return dense, {2: kit.both(rings([SOLE[0], SOLE[2], upper[1], upper[-1]], 9)), 1: kit.both(rings([SOLE[0], SOLE[2], upper[1], upper[-1]], 7)), 0: kit.both(rings([SOLE[0], upper[1]], 4))}


def belt(surface, y, height, slot, columns=20):
    t = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    low = np.stack([np.cos(t) * 0.3, np.full(columns, y), -np.sin(t) * 0.3], axis=1)
    rings = []
    for dy in (-height / 2, height / 2):
        pts = []
        for p in low + (0, dy, 0):
            d = np.array((-p[0], 0, 0.01 - p[2]))
            pts.append(surface.lay([p], tuple(d / np.linalg.norm(d)), 0.005)[0])
        rings.append(np.array(pts))
    return kit.loft(rings, False, False), slot


def panel(surface, outline, lift, columns, rows):
    """A patch on the chest between two curves: outline(s, t) gives x and y."""
    v, f = kit.grid(columns, rows, lambda s, t: (*outline(s, t), -0.2))
    return surface.lay(v, BACK, lift), [tuple(reversed(q)) for q in f]


def opening(surface, top, bottom, width, slot, lift=0.0055, rows=6):
    """A V from the neck down."""
    def at(s, t):
        y = top + (bottom - top) * t
        half = width * (1 - t) + 0.0015
        return ((s - 0.5) * 2 * half, y)
    v, f = panel(surface, at, lift, 2, rows)
    return (v, f), slot


def lapel(surface, top, bottom, inner, outer, slot):
    out = []
    for sign in (-1, 1):
        def at(s, t):
            y = top + (bottom - top) * t
            near = inner * (1 - t) - 0.002
            wide = np.interp(t, [0, 0.42, 0.55, 1], [outer * 0.55, outer, outer * 0.8, 0.006])
            return (sign * (near + wide * s), y + 0.012 * s * (1 - t))
        v, f = panel(surface, at, 0.009, 2, 6)
        out.append((v, [tuple(reversed(q)) for q in f] if sign > 0 else f))
    return kit.join(*out), slot


def tie(surface, top, bottom, slot, width=0.026):
    def at(s, t):
        y = top + (bottom - top) * t
        half = np.interp(t, [0, 0.10, 0.16, 0.9, 1], [width * 0.62, width * 0.45, width * 0.5, width, width * 0.2])
        return ((s - 0.5) * 2 * half, y)
    v, f = panel(surface, at, 0.0105, 2, 6)
    return (v, [tuple(reversed(q)) for q in f]), slot


def disc(surface, x, y, radius, lift, slot, n=8):
    t = np.linspace(0, 2 * np.pi, n, endpoint=False)
    v = np.stack([x + np.cos(t) * radius, y + np.sin(t) * radius, np.full(n, -0.2)], axis=1)
    v = np.concatenate([v, [(x, y, -0.2)]])
    return (surface.lay(v, BACK, lift), [(n, (i + 1) % n, i) for i in range(n)]), slot


def plate(surface, x, y, half_width, half_height, lift, slot):
    v, f = kit.grid(2, 2, lambda s, t: (x + (s - 0.5) * 2 * half_width, y + (t - 0.5) * 2 * half_height, -0.2))
    return (surface.lay(v, BACK, lift), [tuple(reversed(q)) for q in f]), slot


def collar(height=0.042, radius=0.0635, slot=SHIRT):
    """A turned-down collar round the neck, open in front."""
    t = np.linspace(0.13, 2 * np.pi - 0.13, 19)
    # The points of it lie on the chest, before the throat.
    front = np.exp(-(np.minimum(t, 2 * np.pi - t) / 0.42) ** 2)
    def band(y, r, point=0.0):
        return np.stack([np.sin(t) * r, y - 0.014 * np.cos(t) - point * front, 0.030 - np.cos(t) * r * 0.98 - 0.35 * point * front], axis=1)
    rows = [band(1.428, radius + 0.001), band(1.424 + height, radius - 0.004), band(1.418 + height * 0.2, radius + 0.008, 0.018)]
    n = len(t)
    faces = []
    for r in range(2):
        for i in range(n - 1):
            a = r * n + i
            faces.append((a, a + n, a + n + 1, a + 1))
    return (np.concatenate(rows), faces), slot


def neckband(slot, y=1.437, r=0.066, tilt=0.016, thick=0.008):
    rings = []
    for t in np.linspace(0, 2 * np.pi, 21)[:-1]:
        rings.append(((np.sin(t) * r, y - tilt * np.cos(t), 0.030 - np.cos(t) * r * 0.97), thick, thick))
    ps = rings + rings[:1]
    parts = kit.tube(ps, 6, side=(0, 1, 0), ends=(False, False))
    return parts, slot


def finger(name, radius, length, segments, detailed):
    a, b = (np.array(p) for p in sk.DATA["hand"][name])
    d = b - a
    d /= np.linalg.norm(d)
    tip = b + d * length
    points = [(a - d * 0.02, radius, radius), (b - d * 0.002, radius, radius * 0.97), (tip - d * radius * 0.6, radius * 0.8, radius * 0.75), (tip, radius * 0.3, radius * 0.28)]
    if detailed:
        points[1:1] = [(a + d * 0.004, radius * 1.04, radius)]
    return kit.tube(points, segments, side=(0, 1, 0))


FINGER_SIZES = {"thumb": (0.0112, 0.032), "index": (0.0087, 0.037), "middleFinger": (0.009, 0.041), "ring": (0.0086, 0.038), "little": (0.0076, 0.030)}
PALM = [
    ((0.004, 0.001, 0.035), 0.026, 0.0195), ((0.002, 0.001, 0.0), 0.0265, 0.0185), ((-0.001, 0.0, -0.03), 0.035, 0.017),
    ((0.0, 0.001, -0.065), 0.0405, 0.0145), ((0.0, 0.001, -0.092), 0.0395, 0.0115), ((0.001, 0.001, -0.104), 0.034, 0.006),
]


def hand(detail):
    """A right hand in its own frame: its pieces, each with the finger or the hand it goes with."""
    if detail == 2:
        fingers = [(finger(name, r, length, 6, True), name) for name, (r, length) in FINGER_SIZES.items()]
        return [(kit.tube(PALM, 10, side=(0, 1, 0), power=2.4), "hand"), *fingers]
    palm = kit.tube([PALM[i] for i in ((0, 3, 4) if detail else (0, 4))], 5 if detail else 4, side=(0, 1, 0), power=2.2)
    mitt = [((0.008, 0, -0.085), 0.030, 0.012), ((0.010, 0, -0.135), 0.029, 0.0105), ((0.011, 0, -0.172), 0.02, 0.005)]
    if detail == 0:
        return [(kit.tube([(p, ru, rv) for p, ru, rv in (PALM[1], mitt[2])], 3, side=(0, 1, 0)), "hand")]
    fingers = [(finger(name, *FINGER_SIZES[name], 3, False), name) for name in ("thumb", "index")]
    return [(palm, "hand"), (kit.tube(mitt, 5, side=(0, 1, 0)), "middleFinger"), *fingers]
