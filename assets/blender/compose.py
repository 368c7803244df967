"""Joins what was baked into what a browser loads: models, a light map for each mood, and what the room mirrors.

    python3 compose.py --plan PLAN --bakes DIR --out DIR

Lights are mixed here, after the bake: a mood is a strength and a colour for each group. Noise is taken out by an
à-trous wavelet filter that stops at edges (numpy; Debian's Blender has no denoiser).
"""
import argparse
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import numpy as np  # noqa: E402

from build_branch import LIT, build_world  # noqa: E402
from glb import write_glb  # noqa: E402
from lightmap import lay_out  # noqa: E402
from textures import TEXTURES, write_png, write_textures  # noqa: E402

"""Light that is stored is 0..RANGE, by its square root; `client/world/branch-materials.ts` undoes it."""
RANGE = 2.5
"""Tiles of a texture that the stored 0..1 spans; the client repeats by it."""
TILES = 32
MOODS = {
    'day': {'sky': (1.0, (1, 1, 1)), 'sun': (0.36, (1, 0.98, 0.94)), 'ceiling': (0.3, (1, 0.98, 0.95)), 'accent': (0.6, (1, 1, 1))},
    'evening': {'sky': (0.035, (0.55, 0.75, 1.5)), 'sun': (0.0, (1, 1, 1)), 'ceiling': (0.5, (1, 0.93, 0.84)), 'accent': (1.0, (1, 0.97, 0.93))},
}
"""Light of the floor in the middle, so that a mood is as bright and as warm as it should be whatever the lamps were set to."""
FLOOR_LIGHT = {'day': (0.86, 0.828, 0.775), 'evening': (0.64, 0.56, 0.475)}
"""How rough each group's noise is: the sun is nearly exact, and its edges must stay."""
PASSES = {'sky': 5, 'sun': 2, 'ceiling': 4, 'accent': 5}


def smooth(light, passes, sigma):
    """Edge-stopping à-trous filter of one chart (h, w, 3)."""
    kernel = np.array([1, 4, 6, 4, 1]) / 16
    for level in range(passes):
        step = 2 ** level
        if step * 2 >= min(light.shape[:2]):
            break
        pad = np.pad(light, ((2 * step,) * 2, (2 * step,) * 2, (0, 0)), mode='edge')
        grey = light.mean(-1)
        total, weights = np.zeros_like(light), np.zeros(grey.shape)
        h, w = grey.shape
        for dy in range(5):
            for dx in range(5):
                near = pad[dy * step:dy * step + h, dx * step:dx * step + w]
                # Noise is coarser in the light than in the shade, so differences are judged by the light itself.
                apart = np.abs(near.mean(-1) - grey) / (sigma / (level + 1) * (0.08 + grey))
                weight = kernel[dy] * kernel[dx] * np.exp(-apart)
                total += near * weight[..., None]
                weights += weight
        light = total / weights[..., None]
    return light


def despeckled(light):
    """Single texels that stand out are set to the median of their nine."""
    pad = np.pad(light, ((1, 1), (1, 1), (0, 0)), mode='edge')
    h, w = light.shape[:2]
    nine = np.stack([pad[dy:dy + h, dx:dx + w] for dy in range(3) for dx in range(3)])
    middle = np.median(nine, 0)
    apart = np.abs(light - middle).mean(-1) > 0.35 * (middle.mean(-1) + 0.02)
    return np.where(apart[..., None], middle, light)


def filled(chart, known):
    """What no face covers takes the mean of its neighbours: filters and mip maps look across the edge."""
    for _ in range(64):
        if known.all():
            break
        pad, mask = np.pad(chart, ((1, 1), (1, 1), (0, 0))), np.pad(known, 1)
        total, count = np.zeros_like(chart), np.zeros(known.shape)
        for dy in range(3):
            for dx in range(3):
                m = mask[dy:dy + known.shape[0], dx:dx + known.shape[1]]
                total += pad[dy:dy + known.shape[0], dx:dx + known.shape[1]] * m[..., None]
                count += m
        grow = ~known & (count > 0)
        chart[grow] = total[grow] / count[grow][:, None]
        known = known | grow
    return chart


def clean_map(raw, parts, passes):
    size = raw.shape[0]
    raw = raw.astype(np.float32)
    out = np.zeros((size, size, 3), np.float32)
    for part in parts:
        x, y, w, h = part.texels
        cut = raw[y:y + h, x:x + w]
        chart = filled(cut[..., :3].copy(), cut[..., 3] > 0.5)
        chart = smooth(despeckled(chart), passes, 2.2)
        ys, xs = np.clip(np.arange(-2, h + 2), 0, h - 1), np.clip(np.arange(-2, w + 2), 0, w - 1)
        out[max(0, y - 2):y + h + 2, max(0, x - 2):x + w + 2] = chart[np.ix_(ys, xs)][max(0, 2 - y):, max(0, 2 - x):][
            :size - max(0, y - 2), :size - max(0, x - 2)]
    return out


def clean_corners(light, parts, rounds=2):
    """One value where corners meet, then a little smoothing along the faces of each piece."""
    out = np.empty_like(light)
    base = 0
    for part in parts:
        n = len(part.pos)
        key = np.concatenate([np.rint(part.pos * 2000), np.rint(part.nrm * 2)], 1)
        _, group = np.unique(key, axis=0, return_inverse=True)
        group = group.ravel()
        count = np.bincount(group)
        value = np.stack([np.bincount(group, light[base:base + n, c]) for c in range(3)], 1) / count[:, None]
        edges = group[np.concatenate([part.tri[:, [0, 1]], part.tri[:, [1, 2]], part.tri[:, [2, 0]]])]
        edges = np.concatenate([edges, edges[:, ::-1]])
        degree = np.maximum(np.bincount(edges[:, 0], minlength=len(value)), 1)
        for _ in range(2):
            # A corner that lies in another piece is black, and its faces would be dark to their middle.
            around = np.stack([np.bincount(edges[:, 0], value[edges[:, 1], c], len(value)) for c in range(3)], 1) / degree[:, None]
            value = np.maximum(value, 0.5 * around)
        for _ in range(rounds + (2 if part.material == 'fabric' else 0)):
            around = np.stack([np.bincount(edges[:, 0], value[edges[:, 1], c], len(value)) for c in range(3)], 1) / degree[:, None]
            value = 0.6 * value + 0.4 * around
        out[base:base + n] = value[group]
        base += n
    return out


def packed(light):
    return np.sqrt(np.clip(light, 0, RANGE) / RANGE)


def mood_light(bakes, mood, name):
    return sum(bakes[g][name] * (s * np.array(c)) for g, (s, c) in MOODS[mood].items() if s > 0)


def main():
    args = argparse.ArgumentParser()
    for name in ('plan', 'bakes', 'out'):
        args.add_argument(f'--{name}', required=True)
    options = args.parse_args()
    with open(options.plan) as file:
        plan = json.load(file)
    os.makedirs(options.out, exist_ok=True)
    world = build_world(plan)
    raw = {g: dict(np.load(f'{options.bakes}/{g}.npz')) for g in PASSES}
    size = raw['sky']['map'].shape[0]
    mapped = [p for p in world.parts if p.lit == 'map']
    cornered = [p for p in world.parts if p.lit == 'vertex' and p.material in LIT]
    lay_out(mapped, size)
    bakes = {}
    for g, passes in PASSES.items():
        bakes[g] = {'map': clean_map(raw[g]['map'], mapped, passes), 'corners': clean_corners(raw[g]['corners'], cornered),
                    'room': smooth(np.load(f'{options.bakes}/{g}-room.npy'), 2, 2.0)}
    floor = next(p for p in mapped if p.material == 'terrazzo').texels
    corner_light = {}
    for mood in MOODS:
        light = mood_light(bakes, mood, 'map')
        x, y, w, h = floor
        gain = np.array(FLOOR_LIGHT[mood]) / np.median(light[y:y + h, x:x + w].reshape(-1, 3), 0)
        # The eye takes out most of a room's own colour, not all of it.
        gain = gain.mean() * (gain / gain.mean()) ** 0.8
        print(mood, 'gain', gain.round(3))
        write_png(f'{options.out}/light-{mood}.png', packed(light * gain)[::-1] * 255)
        write_png(f'{options.out}/room-{mood}.png', packed(mood_light(bakes, mood, 'room') * gain) * 255)
        corner_light[mood] = mood_light(bakes, mood, 'corners') * gain
    base = 0
    for part in cornered:
        part.light = {m: corner_light[m][base:base + len(part.pos)] for m in MOODS}
        base += len(part.pos)
    sections = {'core': [p for p in world.parts if p.section == 'core']}
    for part in world.parts:
        if part.section == 'rest':
            sections.setdefault(f'rest-{place_of(plan, part)}', []).append(part)
    for name, parts in sections.items():
        for mood in MOODS:
            write_glb(f'{options.out}/{name}-{mood}.glb', meshes_of(parts, mood), world.anchors if name == 'core' else {})
    write_textures(options.out)


"""Seats are half of the rest, and split by place, by the kind of its zone; all else would cost more draw calls than it saves."""
PLACES = {'lounge': 'lounge', 'desk': 'desks', 'booth': 'desks'}
SPLIT = 'fabric'


def place_of(plan, part):
    """Which part of the rest a piece comes with: seats with the smallest zone that holds them, else the hall."""
    x, _, z = (part.pos.min(0) + part.pos.max(0)) / 2
    inside = [zone for zone in plan['zones']
              if zone['area']['minX'] <= x <= zone['area']['maxX'] and zone['area']['minZ'] <= z <= zone['area']['maxZ']]
    size = lambda zone: (zone['area']['maxX'] - zone['area']['minX']) * (zone['area']['maxZ'] - zone['area']['minZ'])
    if part.material != SPLIT or not inside:
        return 'hall'
    return PLACES.get(min(inside, key=size)['kind'], 'hall')


def meshes_of(parts, mood):
    """One mesh for each material and way of light, with all that its shader reads."""
    groups = {}
    for part in parts:
        name = {'frost': 'glass'}.get(part.material, part.material) + ('-map' if part.lit == 'map' else '')
        groups.setdefault(name, []).append(part)
    for name, members in sorted(groups.items()):
        material = name.removesuffix('-map')
        yield name, mesh_of(material, members, mood)


def tiled(uv):
    """Moved by whole tiles and shrunk, so that it fits the 0..1 that can be stored in two bytes."""
    uv = uv - np.floor(uv.min(0))
    assert uv.max() <= TILES, uv.max()
    return uv / TILES


def mesh_of(material, parts, mood):
    join = lambda get: np.concatenate([get(p) for p in parts])
    offsets = np.cumsum([0, *(len(p.pos) for p in parts)])
    mesh = {'POSITION': join(lambda p: p.pos).astype(np.float32),
            'indices': np.concatenate([p.tri + o for p, o in zip(parts, offsets)]).astype(np.uint32)}
    if material in ('metal', 'terrazzo', 'glass'):
        mesh['NORMAL'] = join(lambda p: p.nrm).astype(np.float32)
    if material in TEXTURES:
        tile = TEXTURES[material][1]
        if tile:
            mesh['TEXCOORD_0'] = join(lambda p: tiled(p.uv / np.array(tile))).astype(np.float32)
        else:
            mesh['TEXCOORD_0'] = join(lambda p: p.uv if p.chart is None else p.chart).astype(np.float32)
    if parts[0].light_uv is not None:
        uv = join(lambda p: p.light_uv)
        mesh['TEXCOORD_1'] = np.stack([uv[:, 0], 1 - uv[:, 1]], 1).astype(np.float32)
    # What a corner gives back: its colour, times its light where the light is not in the map.
    colour = packed(join(lambda p: p.tint[:, :3] * (np.maximum(p.light[mood], 0.02) if p.light else 1)))
    if material == 'glass':
        colour = np.concatenate([colour, join(lambda p: p.tint[:, 3:4])], 1)
    mesh['_LIGHT'] = np.rint(colour * 255).astype(np.uint8)
    return mesh


if __name__ == '__main__':
    main()
