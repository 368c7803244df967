"""Head, face and hair."""
import numpy as np

import kit
import skeleton as sk

SKIN, HAIR, TOP, BOTTOM, SHOES, SHIRT, WHITE, DARK, LIPS, ACCENT, MOUTH, BROW = range(12)
FRONT = (0, 0, 1)
EYE = np.array((0.034, 1.606, -0.074))

SKULL = [
    (1.487, 0.021, 0.018, -0.058), (1.494, 0.034, 0.034, -0.048), (1.510, 0.047, 0.053, -0.035),
    (1.532, 0.057, 0.070, -0.021), (1.56, 0.065, 0.083, -0.009), (1.59, 0.071, 0.091, -0.001),
    (1.62, 0.075, 0.096, 0.005), (1.65, 0.0755, 0.098, 0.008), (1.68, 0.071, 0.092, 0.011),
    (1.705, 0.056, 0.074, 0.013), (1.721, 0.032, 0.044, 0.014), (1.727, 0.01, 0.014, 0.014),
]


def ball(centre, rx, ry, rz, columns=16, rows=10, turn=0.0):
    rings = []
    for j in range(1, rows):
        a = np.pi * j / rows - np.pi / 2
        rings.append(kit.ring((0, np.sin(a) * ry, 0), (1, 0, 0), (0, 0, -1), np.cos(a) * rx, np.cos(a) * rz, columns))
    v, f = kit.loft(rings)
    v[-2] = (0, -ry, 0)
    v[-1] = (0, ry, 0)
    c, s = np.cos(turn), np.sin(turn)
    v = v @ np.array([[1, 0, 0], [0, c, s], [0, -s, c]])
    return v + np.asarray(centre), f


def skull():
    """The dense form of the head without ears and neck."""
    nose = kit.tube([
        ((0, 1.613, -0.083), 0.0075, 0.008), ((0, 1.592, -0.092), 0.008, 0.008), ((0, 1.574, -0.099), 0.0095, 0.010),
        ((0, 1.563, -0.1015), 0.0115, 0.0095), ((0, 1.556, -0.094), 0.010, 0.006),
    ], 10, side=(0, 0, 1))
    wing = ball((0.0098, 1.5610, -0.0920), 0.0062, 0.0058, 0.0085)
    lips = ball((0, 1.5295, -0.084), 0.020, 0.0125, 0.0110)
    cheek = ball((0.039, 1.565, -0.056), 0.027, 0.027, 0.027)
    chin = ball((0, 1.501, -0.070), 0.021, 0.015, 0.0165)
    brow = ball((0.031, 1.634, -0.066), 0.030, 0.012, 0.020)
    v, f = kit.melt(kit.join(kit.upright(SKULL, 40, 2.25), nose, lips, chin, *(kit.both(p) for p in (wing, cheek, brow))), 0.0042, 8)
    v = v.copy()
    for sign in (-1, 1):
        d = (v - EYE * (sign, 1, 1)) / (0.019, 0.0135, 0.06)
        v[:, 2] += np.where(v[:, 2] < -0.02, 0.0085 * np.exp(-np.sum(d * d, axis=1)), 0)
    # The fold under the lip.
    d = (v - (0, 1.5155, -0.088)) / (0.022, 0.0055, 0.05)
    v[:, 2] += np.where(v[:, 2] < -0.02, 0.0025 * np.exp(-np.sum(d * d, axis=1)), 0)
    return v, f


CENTRE = (0, 1.59, -0.004)
LATITUDES = {
    2: [-72, -55, -47, -40, -33, -26, -20, -14, -8, -1, 7, 15, 26, 42, 64],
    1: [-66, -43, -28, -13, 2, 20, 44, 70], 0: [-60, -30, 0, 45],
}
LONGITUDES = {
    2: [0, 5.5, 12, 21, 32, 45, 62, 88, 120, 152, 180], 1: [0, 12, 32, 65, 115, 180], 0: [0, 70, 180],
}


def wrapped(surface, detail):
    half = LONGITUDES[detail]
    return surface.wrap(CENTRE, LATITUDES[detail], [*half, *(-a for a in reversed(half[1:-1]))])


def ears(detail):
    return kit.both(ball((0.0755, 1.584, 0.012), 0.0085, 0.029, 0.018, 5 if detail == 2 else 4, 5 if detail == 2 else 3, turn=-0.2))


def neck(segments, rows=5):
    sections = [(1.385, 0.066, 0.058, 0.034), (1.425, 0.057, 0.053, 0.028), (1.47, 0.0525, 0.052, 0.020), (1.515, 0.052, 0.055, 0.010), (1.55, 0.052, 0.056, 0.008)]
    sections = sections if rows == 5 else [sections[0], sections[2], sections[4]]
    return kit.loft([kit.ring((0, y, z), (1, 0, 0), (0, 0, -1), rx, rz, segments) for y, rx, rz, z in sections], False, False)


def eyeball(detail):
    columns, rows = (9, 6) if detail == 2 else (5, 3)
    v, f = ball((0, 0, 0), 0.0148, 0.0112, 0.0098, columns, rows)
    # Nobody sees the back of it.
    f = [face for face in f if np.mean([v[i][2] for i in face]) < 0.003]
    iris_columns = 9 if detail == 2 else 5
    def disc(radius, lift):
        t = np.linspace(0, 2 * np.pi, iris_columns, endpoint=False)
        x, y = np.cos(t) * radius, np.sin(t) * radius
        z = -0.0098 * np.sqrt(np.maximum(0, 1 - (x / 0.0148) ** 2 - (y / 0.0112) ** 2)) - lift
        pts = np.stack([x, y, z], axis=1)
        pts = np.concatenate([pts, [(0, 0, -0.0098 - lift)]])
        return pts, [(iris_columns, (i + 1) % iris_columns, i) for i in range(iris_columns)]
    out = [(v, f, WHITE)]
    out.append((*disc(0.0086, 0.0006), DARK))
    if detail == 2:
        glint = disc(0.002, 0.0012)
        out.append((glint[0] + (0.003, 0.0032, 0.0004), glint[1], WHITE))
    return out


def lid(detail):
    """The upper lid, open: a shell that turns down over the eye."""
    columns, rows = (6, 2) if detail == 2 else (4, 2)
    def at(s, t):
        lon = (s - 0.5) * np.pi * 1.0
        lat = 0.36 + t * 1.1
        return (np.sin(lon) * np.cos(lat) * 0.0172, np.sin(lat) * 0.0128, -np.cos(lon) * np.cos(lat) * 0.0115)
    return kit.grid(columns, rows, at)


def turned_out(points, sign):
    """The face falls back from the nose: an eye lies along it."""
    a = np.radians(9) * sign
    c, s = np.cos(a), np.sin(a)
    return points @ np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def strip(surface, points, widths, lift, columns):
    """A band along points of the face, its width in y, laid on the surface."""
    points, widths = np.array(points), np.array(widths)
    at_s = np.linspace(0, 1, len(points))
    def at(s, t):
        x, y = (np.interp(s, at_s, points[:, i]) for i in range(2))
        return (x, y + (t - 0.5) * np.interp(s, at_s, widths), -0.09)
    v, f = kit.grid(columns, 1, at)
    return surface.lay(v, FRONT, lift), f


MOUTH_LINE = [(-0.0215, 1.5315), (-0.012, 1.5285), (0, 1.5278), (0.012, 1.5285), (0.0215, 1.5315)]


def face(surface, detail):
    """What lies on the head: (part, slot, bone or None)."""
    out = []
    for sign, side in ((-1, "left"), (1, "right")):
        for v, f, slot in eyeball(detail):
            moved = turned_out(v, sign) + EYE * (sign, 1, 1)
            out.append(((moved, f), slot, f"{side}.eye"))
        v, f = lid(detail)
        v = turned_out(v, sign) + EYE * (sign, 1, 1)
        out.append(((v, f), SKIN, "lids"))
        columns = 6 if detail == 2 else 3
        brow = [(0.0135 , 1.6265), (0.028, 1.6315), (0.041, 1.6315), (0.0525, 1.6255)]
        brow = [(x * sign, y) for x, y in brow]
        v, f = strip(surface, brow, [0.0052, 0.0062, 0.0052, 0.0022], 0.0016, columns)
        out.append(((v, f if sign < 0 else [tuple(reversed(q)) for q in f]), BROW, "head"))
    columns = 8 if detail == 2 else 4
    xs = np.array(MOUTH_LINE)
    flip = lambda part: (part[0], [tuple(reversed(q)) for q in part[1]])
    upper = strip(surface, xs + (0, 0.0026), [0.0006, 0.0042, 0.0046, 0.0042, 0.0006], 0.0008, columns)
    lower = strip(surface, xs - (0, 0.0030), [0.0006, 0.0046, 0.0060, 0.0046, 0.0006], 0.0009, columns)
    line = strip(surface, xs, [0.0004, 0.0012, 0.0014, 0.0012, 0.0004], 0.0012, columns)
    out.append((flip(upper), LIPS, "head"))
    out.append((flip(lower), LIPS, "jaw"))
    out.append((flip(line), MOUTH, "mouth"))
    return out


CAP = [
    (1.555, 0.066, 0.050, 0.052), (1.60, 0.0795, 0.073, 0.038), (1.635, 0.0835, 0.088, 0.029), (1.662, 0.0835, 0.0985, 0.020),
    (1.69, 0.0785, 0.0985, 0.013), (1.716, 0.066, 0.085, 0.012), (1.737, 0.044, 0.058, 0.013), (1.747, 0.016, 0.02, 0.014),
]


def lifted(sections, by):
    return [(y + by * 0.6 * (y > 1.66), rx + by, rz + by, z) for y, rx, rz, z in sections]


def hairs():
    """Closed forms that sink into the head where no hair grows: the hairline is where they meet it."""
    cap = kit.upright(CAP, 36, 2.15)
    crop = kit.upright([(y - 0.003, rx - 0.0015, rz - 0.0015, z) for y, rx, rz, z in CAP], 36, 2.15)
    sideburn = kit.both(ball((0.0735, 1.597, -0.018), 0.006, 0.03, 0.012))
    quiff = kit.tube([((-0.05, 1.70, -0.045), 0.016, 0.02), ((-0.02, 1.722, -0.066), 0.024, 0.022), ((0.025, 1.722, -0.066), 0.024, 0.022), ((0.062, 1.69, -0.045), 0.016, 0.018), ((0.076, 1.645, -0.012), 0.008, 0.016)], 14)
    top = ball((0.004, 1.712, -0.005), 0.068, 0.034, 0.085)
    out = {
        "crop": kit.melt(kit.join(crop, sideburn), 0.0055, 5),
        "parted": kit.melt(kit.join(cap, sideburn, quiff, top), 0.0055, 5),
    }
    curtain = [((0.079, 1.66, 0.02), 0.014, 0.055), ((0.087, 1.60, 0.02), 0.016, 0.058), ((0.090, 1.54, 0.016), 0.018, 0.056), ((0.082, 1.488, 0.010), 0.014, 0.045), ((0.074, 1.47, 0.01), 0.006, 0.03)]
    fringe = kit.tube([((-0.066, 1.655, -0.040), 0.012, 0.016), ((-0.035, 1.70, -0.068), 0.016, 0.018), ((0.02, 1.712, -0.073), 0.017, 0.018), ((0.056, 1.68, -0.056), 0.014, 0.018), ((0.076, 1.63, -0.028), 0.011, 0.018)], 14)
    nape = ball((0, 1.555, 0.062), 0.078, 0.085, 0.055)
    out["bob"] = kit.melt(kit.join(kit.upright(lifted(CAP, 0.005), 36, 2.15), kit.both(kit.tube(curtain, 16)), fringe, nape), 0.006, 6)
    fall = kit.tube([((0, 1.66, 0.06), 0.078, 0.05), ((0, 1.58, 0.075), 0.086, 0.045), ((0, 1.48, 0.085), 0.092, 0.036), ((0, 1.38, 0.108), 0.088, 0.026), ((0, 1.31, 0.118), 0.07, 0.016)], 24)
    locks = kit.tube([((0.079, 1.66, 0.02), 0.014, 0.05), ((0.086, 1.60, 0.024), 0.016, 0.05), ((0.088, 1.53, 0.036), 0.018, 0.046), ((0.088, 1.45, 0.06), 0.02, 0.04)], 16)
    out["long"] = kit.melt(kit.join(kit.upright(lifted(CAP, 0.005), 36, 2.15), fall, kit.both(locks), fringe), 0.006, 6)
    bun = ball((0, 1.70, 0.098), 0.040, 0.038, 0.036)
    swept = kit.tube([((-0.074, 1.63, -0.022), 0.008, 0.016), ((-0.05, 1.69, -0.058), 0.012, 0.018), ((0, 1.713, -0.076), 0.013, 0.018), ((0.05, 1.69, -0.058), 0.012, 0.018), ((0.074, 1.63, -0.022), 0.008, 0.016)], 14)
    out["bun"] = kit.melt(kit.join(cap, bun, swept, sideburn), 0.0055, 6)
    rng = np.random.default_rng(5)
    curls = []
    for _ in range(900):
        d = rng.normal(size=3)
        d /= np.linalg.norm(d)
        p = np.array((0, 1.652, 0.022)) + d * (0.082, 0.085, 0.1)
        if p[1] < 1.565 or (p[2] < -0.035 and p[1] < 1.678):
            continue
        r = rng.uniform(0.014, 0.021)
        if all(np.linalg.norm(p - q) > 0.021 for q, _ in curls):
            curls.append((p, r))
    out["curls"] = kit.melt(kit.join(cap, *(ball(p, r, r, r, 8, 6) for p, r in curls)), 0.0055, 3)
    veil_sections = [
        (1.36, 0.085, 0.085, 0.022), (1.40, 0.082, 0.082, 0.020), (1.44, 0.076, 0.080, 0.010), (1.475, 0.075, 0.084, 0.008),
        (1.50, 0.079, 0.075, 0.024), (1.53, 0.083, 0.076, 0.03), (1.57, 0.087, 0.083, 0.028), (1.62, 0.090, 0.094, 0.022), (1.655, 0.089, 0.104, 0.015),
        (1.69, 0.082, 0.106, 0.009), (1.718, 0.068, 0.09, 0.010), (1.738, 0.045, 0.06, 0.012), (1.748, 0.016, 0.02, 0.014),
    ]
    rim = kit.both(kit.tube([((0, 1.692, -0.082), 0.012, 0.014), ((0.045, 1.675, -0.070), 0.012, 0.014), ((0.070, 1.63, -0.043), 0.012, 0.016), ((0.070, 1.57, -0.036), 0.013, 0.018), ((0.056, 1.515, -0.046), 0.014, 0.016), ((0.026, 1.482, -0.062), 0.014, 0.013), ((0, 1.474, -0.066), 0.014, 0.012)], 12))
    out["scarf"] = kit.melt(kit.join(kit.upright(veil_sections, 36, 2.15), rim, ball((0, 1.40, 0.01), 0.105, 0.04, 0.095)), 0.006, 5)
    return out
