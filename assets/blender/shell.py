"""Floor, outer walls with windows and entrance, and the ceiling with its lights."""
import math

import numpy as np

WALL_METRES = 0.26
SILL_METRES = 0.3
DOOR_METRES = 2.75


def head_metres(plan):
    return min(3.4, plan['ceilingMetres'] - 0.55)


def wall_joiner(world, plan, side):
    """A joiner whose x runs along the wall, at z = 0 the wall's inner face, +z inside; and the plan's coordinate in it."""
    b = plan['bounds']
    spots = {'north': (0, b['minZ'], 0, 1), 'south': (0, b['maxZ'], 180, -1),
             'east': (b['maxX'], 0, 90, 1), 'west': (b['minX'], 0, 270, -1)}
    x, z, heading, sign = spots[side]
    return world.at({'x': x, 'z': z, 'heading': heading}), lambda at: sign * at


def extent(plan, side):
    b = plan['bounds']
    return (b['minX'], b['maxX']) if side in ('north', 'south') else (b['minZ'], b['maxZ'])


def build_shell(world, plan, pal):
    b = plan['bounds']
    width, depth = b['maxX'] - b['minX'], b['maxZ'] - b['minZ']
    floor = world.at({'x': b['minX'], 'z': b['maxZ']})
    floor.panel('terrazzo', '#ffffff', (0, 0, 0), (width, 0, 0), (0, 0, -depth), density=1.25)
    for side in ('north', 'east', 'south', 'west'):
        build_side(world, plan, pal, side)
    build_ceiling(world, plan, pal)


def build_side(world, plan, pal, side):
    j, along = wall_joiner(world, plan, side)
    start, end = sorted(map(along, extent(plan, side)))
    top = plan['ceilingMetres']
    openings = [(*sorted((along(w['from']), along(w['to']))), SILL_METRES, head_metres(plan), 'window')
                for w in plan['interior']['windows'] if w['side'] == side]
    entrance = plan['interior']['entrance']
    if entrance['side'] == side:
        openings.append((*sorted((along(entrance['from']), along(entrance['to']))), 0, DOOR_METRES, 'entrance'))
    holes = [(a - start, c - start, low, high) for a, c, low, high, _ in openings]
    j.panel('plaster', pal['plaster'], (start, 0, 0), (end - start, 0, 0), (0, top, 0), holes=holes)
    reached = start
    for a, c, *_rest in sorted(o for o in openings if o[4] == 'entrance') + [(end, end)]:
        j.box('paint', pal['skirting'], [a - reached, 0.11, 0.018], [(a + reached) / 2, 0.055, 0.009], skip='zy')
        reached = c
    for a, c, low, high, kind in openings:
        if kind == 'window':
            build_window(j, pal, a, c, low, high)
        else:
            build_entrance(j, pal, a, c, high)


def build_window(j, pal, a, c, low, high):
    width, height, middle = c - a, high - low, (a + c) / 2
    deep = WALL_METRES + 0.03
    z = 0.03 - deep / 2
    # Lined with oak, so that the wall is seen to be thick.
    for x in (a + 0.0125, c - 0.0125):
        j.box('oak', pal['oak'], [0.025, height, deep], [x, (low + high) / 2, z], step=0.4, skip='zyY')
    j.box('oak', pal['oak'], [width, 0.025, deep], [middle, high - 0.0125, z], grain='x', step=0.4, skip='zY')
    j.box('oak', pal['oak'], [width + 0.12, 0.045, deep + 0.05], [middle, low + 0.01, z + 0.025], r=0.008, grain='x',
          step=0.4, skip='z')
    glass = -WALL_METRES * 0.7
    j.box('glass', '#dbe9e60a', [width, height, 0.001], [middle, (low + high) / 2, glass], step=99, skip='xXyYz')
    frame = 0.05
    for y in (low + 0.05, high - 0.05):
        j.box('metal', pal['bronze'], [width - 0.05, frame, 0.06], [middle, y, glass], step=99)
    panes = max(1, round(width / 1.75))
    for pane in range(panes + 1):
        inset = 0.05 if pane == 0 else -0.05 if pane == panes else 0
        j.box('metal', pal['bronze'], [frame, height, 0.06], [a + width * pane / panes + inset, (low + high) / 2, glass],
              step=99)
    transom = high - 0.62
    j.box('metal', pal['bronze'], [width, 0.035, 0.05], [middle, transom, glass], step=99)
    rail = high + 0.12
    j.tube('metal', pal['brass'], [(a - 0.5, rail, 0.09), (c + 0.5, rail, 0.09)], 0.011)
    for x, side in ((a + 0.02, -1), (c - 0.02, 1)):
        build_curtain(j, pal, x, side, rail)
    j.lamp('sky', 'portal', (middle, (low + high) / 2, glass - 0.02), (0, 0, 1), (width, height), 1)


def build_curtain(j, pal, x, side, top):
    """Linen that hangs in soft folds, fuller at its foot."""
    wide, folds = 0.52, 5

    def surface(u, v):
        phase = u * folds * 2 * math.pi
        full = 0.6 + 0.4 * (1 - v)
        y = 0.012 + v * (top - 0.03)
        across = (u - 0.5) * wide * (0.94 + 0.08 * (1 - v)) + 0.012 * np.sin(phase * 0.5 + 2 * v)
        z = 0.095 + 0.042 * full * np.sin(phase + 0.5 * np.sin(3 * v + u * 9)) + 0.012 * np.sin(phase * 0.5)
        return np.stack([x + side * wide * 0.42 + across, y, z], -1)

    j.sheet('fabric', pal['linen'], surface, folds * 8 + 1, 9, (1.3, 3))


def build_entrance(j, pal, a, c, high):
    width, middle = c - a, (a + c) / 2
    glass = -WALL_METRES * 0.6
    # A deep portal of oak, edged in brass.
    deep = WALL_METRES + 0.34
    z = 0.34 - deep / 2
    for x in (a - 0.03, c + 0.03):
        j.box('oak', pal['oak'], [0.12, high + 0.06, deep], [x, (high + 0.06) / 2, z], r=0.006, step=0.35, skip='zy')
        j.box('metal', pal['brass'], [0.122, high, 0.008], [x, high / 2, 0.342], step=99)
    j.box('oak', pal['oak'], [width + 0.18, 0.12, deep], [middle, high + 0.06, z], r=0.006, grain='x', step=0.35, skip='z')
    j.box('glow', pal['lamp'], [width - 0.4, 0.006, 0.03], [middle, high - 0.004, 0.12], step=99, skip='Y')
    j.lamp('accent', 'area', (middle, high - 0.03, 0.12), (0, -1, 0), (width - 0.5, 0.06), 14)
    door_top = 2.35
    for y in (0.03, door_top, high - 0.03):
        j.box('metal', pal['bronze'], [width, 0.055, 0.06], [middle, y, glass], step=99)
    # Two doors that meet in the middle, and a narrow light on each side.
    light = 0.42
    for x in (a + 0.03, a + light, middle - 0.022, middle + 0.022, c - light, c - 0.03):
        j.box('metal', pal['bronze'], [0.04, high if abs(x - middle) > 0.1 else door_top, 0.055],
              [x, (high if abs(x - middle) > 0.1 else door_top) / 2, glass], step=99)
    j.box('glass', '#dbe9e614', [width, high, 0.001], [middle, high / 2, glass], step=99, skip='xXyYz')
    j.box('frost', '#f2ede26e', [width - 2 * light, 0.05, 0.001], [middle, 1.35, glass + 0.006], step=99, skip='xXyYz')
    for x in (-0.11, 0.11):
        j.tube('metal', pal['brass'], [(middle + x, 0.62, glass + 0.085), (middle + x, 1.95, glass + 0.085)], 0.016, 10)
        for y in (0.72, 1.85):
            j.tube('metal', pal['brass'], [(middle + x, y, glass), (middle + x, y, glass + 0.085)], 0.009, 6)
    j.panel('fabric', '#4a443c', (a + 0.1, 0.006, 2.05), (width - 0.2, 0, 0), (0, 0, -1.65), density=0.8)
    j.lamp('sky', 'portal', (middle, high / 2, glass - 0.02), (0, 0, 1), (width, high), 1)


def build_ceiling(world, plan, pal):
    b = plan['bounds']
    j = world.at({'x': (b['minX'] + b['maxX']) / 2, 'z': (b['minZ'] + b['maxZ']) / 2})
    width, depth, top = b['maxX'] - b['minX'], b['maxZ'] - b['minZ'], plan['ceilingMetres']
    j.panel('plaster', pal['ceiling'], (-width / 2, top, -depth / 2), (width, 0, 0), (0, 0, depth), density=0.7)
    rx, rz = width / 2 - 2.3, depth / 2 - 2.0
    build_raft(j, pal, rx, rz, top)
    # Small brass downlights in the walk around the raft.
    margin = 1.15
    spots = [(x, s * (depth / 2 - margin)) for s in (-1, 1) for x in np.linspace(-rx, rx, max(3, round(rx / 1.15)))]
    spots += [(s * (width / 2 - margin), z) for s in (-1, 1) for z in np.linspace(-rz, rz, max(2, round(rz / 1.2)))]
    for x, z in spots:
        j.lathe('metal', pal['brass'], [(0.062, top - 0.012), (0.075, top - 0.012), (0.078, top)], (x, 0, z), 16)
        j.lathe('glow', pal['lamp'], [(0.06, top - 0.006), (0.0, top - 0.006)], (x, 0, z), 12)
        j.lamp('ceiling', 'spot', (x, top - 0.03, z), (0, -1, 0), (0.1, 0.1), 26, spread=1.9)


def build_raft(j, pal, rx, rz, top):
    """A tray of plaster with slats of oak; light lies in its cove and in lines between the slats."""
    low, edge = top - 0.46, 0.34
    for sx, sz, x, z in ((2 * rx, edge, 0, -rz + edge / 2), (2 * rx, edge, 0, rz - edge / 2),
                         (edge, 2 * rz - 2 * edge, -rx + edge / 2, 0), (edge, 2 * rz - 2 * edge, rx - edge / 2, 0)):
        along_x = sx > sz
        j.box('paint', pal['ceiling'], [sx, 0.24, sz], [x, low + 0.12, z], step=0.5,
              skip='xX' if along_x else 'zZ' + ('x' if x < 0 else 'X'))
        if not along_x:
            # One face from corner to corner: a seam would show.
            j.box('paint', pal['ceiling'], [0.002, 0.24, 2 * rz], [x + (edge / 2 - 0.001) * (1 if x > 0 else -1), low + 0.12, 0],
                  step=0.5, skip='yYzZ' + ('X' if x < 0 else 'x'))
        j.box('glow', pal['lamp'], [sx - (0.1 if along_x else 0.26), 0.02, sz - (0.26 if along_x else 0.1)],
              [x, low + 0.25, z], step=99, skip='y')
        size = (sx - 0.1, 0.1) if along_x else (0.1, sz - 0.1)
        j.lamp('ceiling', 'area', (x, low + 0.27, z), (0, 1, 0), size, 26 * max(sx, sz))
    inner_x, inner_z = rx - edge, rz - edge
    # Closed above the slats, dark, so that the eye rests on the wood.
    j.box('paint', '#8d7c66', [2 * inner_x, 0.02, 2 * inner_z], [0, low + 0.22, 0], step=0.6, skip='Y')
    pitch = 0.2
    count = int(2 * inner_x / pitch)
    for index in range(count):
        x = (index - (count - 1) / 2) * pitch
        if index % 9 == 4:
            j.box('glow', pal['lamp'], [0.07, 0.02, 2 * inner_z - 0.4], [x, low + 0.06, 0], step=99, skip='Y')
            j.lamp('ceiling', 'area', (x, low + 0.03, 0), (0, -1, 0), (0.07, 2 * inner_z - 0.4), 30 * inner_z)
        else:
            j.box('oak', pal['oak_pale'], [0.045, 0.14, 2 * inner_z], [x, low + 0.09, 0], grain='z', step=0.6, skip='zZY')
