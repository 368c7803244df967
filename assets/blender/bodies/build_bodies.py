"""Makes every part of a body in three levels of detail, and writes them as plain numbers for `assets/build-bodies.ts`.

    blender -b -P build_bodies.py -- OUTPUT.json
"""
import json
import os
import sys

import bpy
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import head as hd
import kit
import outfit as of
import skeleton as sk

NEAR, MID, FAR = 2, 1, 0
LEVEL_NAMES = {NEAR: "near", MID: "mid", FAR: "far"}
RAYS = 96
# Hair begins so deep in the head, metres: deeper than a coarse head cuts into itself.
SUNK = 0.009


class Level:
    """One part in one level of detail, as it grows."""

    def __init__(self):
        self.parts = []

    def add(self, part, slot, weights, normals, shade=1.0, lit_at=None, turned=False):
        part = kit.triangles(part)
        v = np.asarray(part[0], float)
        f = np.array(part[1])
        face = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
        flip = np.einsum("ij,ij->i", face, normals[f].sum(axis=1)) < 0
        if not turned:
            f[flip] = f[flip][:, ::-1]
        area = np.linalg.norm(face, axis=1)
        lit_at = v if lit_at is None else lit_at
        self.parts.append((v, f[area > 1e-10], np.full(len(v), slot), weights, normals, np.full(len(v), shade), lit_at))

    def raw(self, name, tree, evened):
        v = np.concatenate([p[0] for p in self.parts])
        n = np.concatenate([p[4] for p in self.parts])
        w = np.concatenate([p[3] for p in self.parts])
        slots = np.concatenate([p[2] for p in self.parts])
        light = np.concatenate([p[5] for p in self.parts])
        lit_at = np.concatenate([p[6] for p in self.parts])
        faces, at = [], 0
        for p in self.parts:
            faces.append(p[1] + at)
            at += len(p[0])
        f = np.concatenate(faces)
        used, back = np.unique(f, return_inverse=True)
        f = back.reshape(f.shape)
        v, n, w, slots, light, lit_at = (a[used] for a in (v, n, w, slots, light, lit_at))
        light = kit.evened(light * kit.occlusion(lit_at, n, tree, RAYS), f, evened)
        joints, bytes_ = sk.packed(w)
        return {
            "name": name,
            "positions": np.round(v, 5).ravel().tolist(),
            "normals": np.round(n, 4).ravel().tolist(),
            "slots": slots.tolist(),
            "light": np.round(light, 3).tolist(),
            "joints": joints.ravel().tolist(),
            "weights": bytes_.ravel().tolist(),
            "indices": f.ravel().tolist(),
        }


def outward(part):
    """Faces turned out; for closed parts."""
    v, f = kit.triangles(part)
    a = np.array(f)
    volume = np.einsum("ij,ij->i", v[a[:, 0]], np.cross(v[a[:, 1]], v[a[:, 2]])).sum()
    return (v, [tuple(reversed(t)) for t in f]) if volume < 0 else (v, f)


def add_thinned(levels, dense, counts, slot, weigh, below, symmetric=True):
    """The dense form with fewer triangles; for what has no grid of its own. What of it lies under the surface `below` is left out."""
    surface = kit.Surface(dense)
    seen = kit.outside(dense, below, SUNK)
    for level, count in counts.items():
        part = kit.thin(seen, count, symmetric)
        levels[level].add(part, slot, weigh(part[0]), surface.normal_near(part[0]), turned=True)


def add_form(levels, form, slot, weigh):
    """Loose grids, drawn onto the dense form and shaded as it is: where they cross each other nobody sees it.

    Answers the surface of each level, for patches to lie on."""
    dense, grids = form
    surface = kit.Surface(dense)
    lows = {}
    for level, grid in grids.items():
        part = surface.snap(grid)
        normals = surface.normal_near(part[0])
        levels[level].add(part, slot, weigh(part[0]), normals, lit_at=surface.nearest(part[0]))
        lows[level] = kit.Surface(part)
        lows[level].normal_near = surface.normal_near
        lows[level].extra_lift = 0.0 if level == NEAR else 0.005
    return lows


def add_patch(levels, make, lows, weigh, at=(NEAR,), shade=1.0):
    """`make` draws the patch on the surface of a level and answers (part, slot)."""
    for level in at:
        part, slot = make(lows[level])
        levels[level].add(part, slot, weigh(part[0]), lows[level].normal_near(part[0]), shade)


def add_closed(level, part, slot, weights):
    part = outward(part)
    level.add(part, slot, weights, kit.smooth_normals(part))


def new_levels():
    return {level: Level() for level in LEVEL_NAMES}


def make_head():
    dense = hd.skull()
    levels = new_levels()
    surface = kit.Surface(dense)
    for level in LEVEL_NAMES:
        part = hd.wrapped(surface, level)
        levels[level].add(part, hd.SKIN, sk.head_weights(part[0]), surface.normal_near(part[0]))
        part = hd.neck({NEAR: 9, MID: 5, FAR: 3}[level], 5 if level == NEAR else 3)
        out = part[0] - (0, 0, 0.02)
        out[:, 1] = 0
        levels[level].add(part, hd.SKIN, sk.head_weights(part[0]), out / np.linalg.norm(out, axis=1, keepdims=True))
        if level != FAR:
            part = hd.ears(level)
            add_closed(levels[level], part, hd.SKIN, sk.head_weights(part[0]))
    for level in (NEAR, MID):
        for part, slot, bone in hd.face(kit.Surface(hd.wrapped(surface, level)), level):
            part = kit.triangles(part)
            v = part[0]
            if bone == "mouth":
                weights = sk.only(v, "head")
                low = v[:, 1] < np.interp(v[:, 0], *np.array(hd.MOUTH_LINE).T)
                weights[low] = sk.only(v[low], "jaw")
                edge = np.abs(v[:, 0]) > 0.019
                weights[edge] = sk.only(v[edge], "head")
                normals = surface.normal_near(v)
            elif bone == "jaw":
                weights = sk.only(v, "jaw")
                edge = np.abs(v[:, 0]) > 0.019
                weights[edge] = sk.only(v[edge], "head")
                normals = surface.normal_near(v)
            elif bone == "lids" or bone.endswith("eye"):
                weights = sk.only(v, bone)
                centre = hd.EYE * (np.sign(v[0, 0]), 1, 1)
                normals = (v - centre) / (0.0155, 0.0112, 0.0098)
                normals /= np.linalg.norm(normals, axis=1, keepdims=True)
            else:
                weights = sk.only(v, bone)
                normals = surface.normal_near(v)
            levels[level].add(part, slot, weights, normals, 0.92 if bone == "lids" else 1.0)
    return dense, levels


def make_hands():
    levels = new_levels()
    for level in LEVEL_NAMES:
        for part, bone in of.hand(level):
            v, f = outward(part)
            placed = sk.hand_to_body(v)
            for side in ("right", "left"):
                at = placed if side == "right" else placed * sk.MIRROR
                faces = f if side == "right" else [tuple(reversed(t)) for t in f]
                if bone == "hand":
                    weights = sk.only(at, f"{side}.hand")
                elif level == FAR:
                    weights = sk.only(at, f"{side}.hand")
                else:
                    weights = finger_weights(v, side, bone)
                levels[level].add((at, faces), hd.SKIN, weights, kit.smooth_normals((at, faces)))
    return levels


def finger_weights(points, side, name):
    a, b = (np.array(p) for p in sk.DATA["hand"][name])
    d = (b - a) / np.linalg.norm(b - a)
    along = (points - a) @ d
    first = sk.step(along, -0.014, 0.006)
    length = np.linalg.norm(b - a)
    second = sk.step(along, length - 0.007, length + 0.007)
    w = np.zeros((len(points), len(sk.BONES)))
    w[:, sk.INDEX[f"{side}.hand"]] = 1 - first
    w[:, sk.INDEX[f"{side}.{name}1"]] = first * (1 - second)
    w[:, sk.INDEX[f"{side}.{name}2"]] = first * second
    return w


JACKET = [(0.785, 0.168, 0.124, 0.014), (0.80, 0.171, 0.126, 0.014), (0.86, 0.171, 0.126, 0.014), (0.93, 0.164, 0.119, 0.013)] + of.TORSO
LONG = [(0.905, 0.160, 0.117, 0.013), (0.92, 0.164, 0.121, 0.013), (0.96, 0.160, 0.118, 0.012)] + of.TORSO
TUCKED = [(0.98, 0.150, 0.111, 0.011)] + of.TORSO
DRESS = [(0.47, 0.19, 0.165, 0.016), (0.49, 0.193, 0.168, 0.016), (0.62, 0.187, 0.156, 0.016), (0.78, 0.178, 0.137, 0.015), (0.90, 0.168, 0.122, 0.014)] + [(y, rx * (1 - 0.05 * np.exp(-((y - 1.08) / 0.07) ** 2)), rz, z) for y, rx, rz, z in of.TORSO]
W = sk.outfit_weights
SKIRT = lambda v: sk.outfit_weights(v, skirt=True)


def legs_and_shoes(levels, occluders):
    for form, slot in ((of.trousers(), hd.BOTTOM), (of.shoe(), hd.SHOES)):
        add_form(levels, form, slot, W)
        occluders.append(form[0])


def jacket_front(levels, top, tie_slot=None):
    add_patch(levels, lambda s: of.opening(s, 1.437, 1.165, 0.044, hd.SHIRT), top, W, (NEAR, MID))
    add_patch(levels, lambda s: of.lapel(s, 1.425, 1.165, 0.039, 0.046, hd.TOP), top, W, (NEAR,), 0.86)
    for y in (1.145, 1.065):
        add_patch(levels, lambda s: of.disc(s, 0.006, y, 0.0075, 0.0055, hd.DARK, 6), top, W)
    for sign in (-1, 1):
        add_patch(levels, lambda s: of.plate(s, sign * 0.105, 0.935, 0.042, 0.006, 0.005, hd.TOP), top, W, (NEAR,), 0.78)
    if tie_slot is not None:
        add_patch(levels, lambda s: of.tie(s, 1.42, 1.165, tie_slot, 0.021), top, W, (NEAR, MID))
    add_surface_collar(levels, hd.SHIRT)


def badge(levels, top):
    for x, y, width, height, lift, slot, at in (
        (-0.088, 1.262, 0.034, 0.0195, 0.009, hd.ACCENT, (NEAR, MID)), (-0.088, 1.262, 0.0305, 0.016, 0.0105, hd.WHITE, (NEAR, MID)),
        (-0.102, 1.262, 0.0115, 0.0105, 0.0118, hd.TOP, (NEAR, MID)), (-0.076, 1.266, 0.0105, 0.0022, 0.0118, hd.DARK, (NEAR,)),
        (-0.078, 1.257, 0.0085, 0.0016, 0.0118, hd.DARK, (NEAR,)),
    ):
        add_patch(levels, lambda s: of.plate(s, x, y, width, height, lift, slot), top, W, at)


def add_surface_collar(levels, slot):
    part, slot = of.collar(slot=slot)
    centre = np.array((0, 0, 0.030))
    out = np.asarray(part[0]) - centre
    out[:, 1] = 0.02
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    levels[NEAR].add(part, slot, W(part[0]), out)


def make_outfit(kind):
    levels, occluders = new_levels(), []
    if kind in ("suit", "uniform"):
        form = of.torso(JACKET, ease=0.008, cuff=0.039)
        top = add_form(levels, form, hd.TOP, W)
        for level, segments in ((NEAR, 8),):
            cuffs = kit.both(kit.tube([(of.on_arm(t), r, r) for t, r in ((0.95, 0.034), (1.015, 0.035), (1.02, 0.030))], segments))
            add_closed(levels[level], cuffs, hd.SHIRT, W(cuffs[0]))
        legs_and_shoes(levels, occluders)
        jacket_front(levels, top, hd.ACCENT if kind == "uniform" else None)
        if kind == "uniform":
            badge(levels, top)
    elif kind == "knit":
        form = of.torso(LONG, ease=0.010, cuff=0.039)
        top = add_form(levels, form, hd.TOP, W)
        legs_and_shoes(levels, occluders)
        add_patch(levels, lambda s: of.belt(s, 0.93, 0.045, hd.TOP, 16), top, W, (NEAR,), 0.84)
        part, slot = of.neckband(hd.TOP)
        add_closed(levels[NEAR], part, slot, W(np.asarray(part[0])))
    elif kind == "dress":
        form = of.torso(DRESS, sleeves=0.40, ease=0.003, cuff=0.04)
        top = add_form(levels, form, hd.TOP, SKIRT)
        add_patch(levels, lambda s: of.belt(s, 1.07, 0.03, hd.ACCENT, 16), top, SKIRT, (NEAR, MID))
        arm = [(0.3, 0.0405), (0.52, 0.038), (0.68, 0.0365), (0.85, 0.031), (1.0, 0.0258)]
        for level, segments, rows in ((NEAR, 9, range(5)), (MID, 6, (0, 2, 4)), (FAR, 3, (0, 4))):
            bare = kit.both(kit.tube([(of.on_arm(arm[i][0]), arm[i][1], arm[i][1]) for i in rows], segments))
            add_closed(levels[level], bare, hd.SKIN, SKIRT(bare[0]))
        for form_below, slot in ((of.bare_legs(), hd.SKIN), (of.shoe(True), hd.SHOES)):
            add_form(levels, form_below, slot, SKIRT)
            occluders.append(form_below[0])
        add_patch(levels, lambda s: of.opening(s, 1.426, 1.33, 0.056, hd.SKIN), top, SKIRT, (NEAR, MID))
    elif kind == "shirt":
        form = of.torso(TUCKED, ease=0.006, cuff=0.039)
        top = add_form(levels, form, hd.TOP, W)
        legs_and_shoes(levels, occluders)
        hips = {level: kit.Surface(kit.upright([(y, rx + 0.007, rz + 0.007, z) for y, rx, rz, z in TUCKED[:3]], 16 if level else 8, 2.3)) for level in LEVEL_NAMES}
        add_patch(levels, lambda s: of.belt(s, 1.0, 0.034, hd.DARK, 16), hips, W, (NEAR, MID))
        add_patch(levels, lambda s: of.plate(s, 0, 1.20, 0.011, 0.19, 0.0045, hd.TOP), top, W, (NEAR,), 0.9)
        for y in (1.36, 1.28, 1.20, 1.12, 1.05):
            add_patch(levels, lambda s: of.disc(s, 0, y, 0.0045, 0.0065, hd.WHITE, 5), top, W)
        add_surface_collar(levels, hd.TOP)
    occluders.append(form[0])
    return levels, kit.join(*(kit.triangles(o) for o in occluders)), form[0]


def main(path):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    raw = []

    def write(name, levels, *occluders, evened=0):
        tree = kit.Surface(kit.join(*(kit.triangles(o) for o in occluders))).tree
        for level, label in LEVEL_NAMES.items():
            if levels[level].parts:
                raw.append(levels[level].raw(f"{name}.{label}", tree, evened))
                print(f"{name}.{label}: {len(raw[-1]['indices']) // 3} triangles, {len(raw[-1]['slots'])} points", flush=True)

    skull, head = make_head()
    shirt_torso = of.torso(TUCKED)[0]
    for kind in ("suit", "knit", "dress", "shirt", "uniform"):
        levels, occluder, _ = make_outfit(kind)
        write(f"outfit-{kind}", levels, occluder, skull)
    styles = hd.hairs()
    write("head", head, skull, shirt_torso, styles["crop"])
    scalp = kit.Surface(skull)
    for name, dense in styles.items():
        levels = new_levels()
        counts = {NEAR: 900 if name == "curls" else 760, MID: 120, FAR: 48}
        add_thinned(levels, dense, counts, hd.TOP if name == "scarf" else hd.HAIR, sk.hair_weights, scalp, symmetric=name in ("bun", "scarf", "crop"))
        write(f"hair-{name}", levels, dense, skull, shirt_torso, evened=3)
    hands = make_hands()
    palm = kit.join(*(kit.triangles((sk.hand_to_body(p[0]), p[1])) for p, _ in of.hand(NEAR)))
    write("hands", hands, kit.both(palm))
    with open(path, "w") as out:
        json.dump({"bones": sk.BONES, "rest": {k: list(np.round(v, 5)) for k, v in sk.REST.items()}, "parts": raw}, out)


main(sys.argv[sys.argv.index("--") + 1])
