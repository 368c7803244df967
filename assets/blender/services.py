"""Kiosks, the self-service wall, number boards, the wall of charts, the gallery, and the wall that carries the brand."""
import math

import numpy as np

from shell import extent, wall_joiner

OPPOSITE = {'north': 'south', 'south': 'north', 'east': 'west', 'west': 'east'}


def build_services(world, plan, pal, fixtures):
    for kiosk in plan['kiosks']:
        build_kiosk(world.at(kiosk['at'], kiosk['id']), pal, fixtures['kioskScreen'])
    for index, terminal in enumerate(plan['selfService']):
        build_terminal(world.at(terminal['at'], terminal['id']), pal, fixtures, index)
    for board in plan['boards']:
        build_board(world.at(board['at'], board['id']), pal, fixtures['board'], board['heightMetres'], plan['ceilingMetres'])
    for display in plan.get('displays', []):
        build_chart_wall(world.at(display['at'], display['id']), pal, display)
    build_feature_wall(world, plan, pal, fixtures['brandSign'])
    for zone in plan['zones']:
        if zone['kind'] == 'booth':
            build_booth_back(world, plan, pal, zone)


def build_galleries(world, plan, pal):
    pictures = 0
    for gallery in plan['interior'].get('galleries', []):
        pictures = build_gallery(world, plan, pal, gallery, pictures)


def build_kiosk(j, pal, screen):
    j.box('paint', pal['brand'], [0.44, 1.0, 0.16], [0, 0.52, 0.04], r=0.07, n=3, step=0.2)
    j.lathe('metal', pal['brass'], [(0.3, 0), (0.3, 0.014), (0.285, 0.02), (0.0, 0.02)], (0, 0, 0.03), 36)
    w, h, y, z, tilt = (screen[k] for k in ('width', 'height', 'y', 'z', 'tilt'))
    j.box('paint', pal['charcoal'], [w + 0.05, h + 0.05, 0.035], [0, y, z + 0.022], r=0.016, n=2, turn=(tilt, 0, 0))
    j.box('metal', pal['brass'], [w + 0.064, h + 0.064, 0.014], [0, y - 0.004, z + 0.034], r=0.006, turn=(tilt, 0, 0))
    # The slot, and the end of a ticket in it.
    j.box('metal', pal['brass'], [0.15, 0.026, 0.01], [0, 0.86, -0.044], r=0.003)
    j.box('paint', pal['paper'], [0.09, 0.09, 0.002], [0, 0.815, -0.056], turn=(-0.2, 0, 0), step=0.05)
    # The sign that says from afar what this is.
    j.tube('metal', pal['brass'], [(0, 1.0, 0.1), (0, 2.17, 0.1)], 0.011)
    angle = np.linspace(0, 2 * math.pi, 41)
    j.tube('metal', pal['brass'], np.stack([0.24 * np.cos(angle), 2.4 + 0.24 * np.sin(angle), np.full(41, 0.1)], 1), 0.011, 6)
    j.lathe('paint', pal['brand'], [(0.0, -0.012), (0.228, -0.012), (0.228, 0.012), (0, 0.012)], (0, 2.4, 0.1), 40,
            turn=(math.pi / 2, 0, 0))
    j.lamp('accent', 'spot', (0, 2.1, -0.55), (0, -1, 0.2), (0.3, 0.3), 9, spread=2.4)


def build_terminal(j, pal, fixtures, index):
    """A bay of the self-service wall, 1.6 m wide, its back against the wall 0.3 m behind it."""
    top = 2.66
    for k in range(12):
        j.box('oak', pal['oak'], [0.105, top - 0.06, 0.02], [(k - 5.5) * 0.1275, top / 2, 0.275], skip='yYZ', step=0.45)
    j.box('paint', pal['walnut'], [1.56, top - 0.06, 0.01], [0, top / 2, 0.288], skip='yYZxX')
    for s in (-0.785, 0.785):
        j.box('oak', pal['walnut'], [0.045, top, 0.3], [s, top / 2, 0.15], r=0.008, skip='yZ')
    j.box('oak', pal['walnut'], [1.615, 0.06, 0.34], [0, top, 0.13], grain='x', r=0.008, skip='Z')
    j.box('glow', pal['lamp'], [1.44, 0.012, 0.03], [0, top - 0.032, 0.2], step=99, skip='Y')
    j.lamp('accent', 'area', (0, top - 0.05, 0.2), (0, -1, 0.25), (1.44, 0.04), 26, '#ffd9ab', 2.0)
    j.box('paint', pal['brand'], [0.8, 0.92, 0.26], [0, 0.54, 0.13], r=0.05, n=3, step=0.2)
    j.box('metal', pal['brass'], [0.76, 0.06, 0.22], [0, 0.045, 0.14], step=99)
    screen = fixtures['terminalScreen']
    w, h, y, z, tilt = (screen[k] for k in ('width', 'height', 'y', 'z', 'tilt'))
    j.box('paint', pal['charcoal'], [w + 0.06, h + 0.06, 0.04], [0, y, z + 0.024], r=0.018, n=2, turn=(tilt, 0, 0))
    j.box('metal', pal['brass'], [w + 0.076, h + 0.076, 0.014], [0, y - 0.004, z + 0.036], r=0.006, turn=(tilt, 0, 0))
    j.box('paint', pal['charcoal'], [0.3, 0.34, 0.12], [0, 1.06, 0.06], r=0.03, n=2)


def build_board(j, pal, board, height, ceiling):
    w, h, d = board['width'], board['height'], board['depth']
    j.box('paint', pal['screen'], [w, h, d - 0.01], [0, height, 0], r=0.02, n=2, step=0.35)
    for s in (-1, 1):
        j.box('metal', pal['brass'], [w + 0.012, 0.016, d + 0.004], [0, height + s * (h / 2 - 0.004), 0], step=99)
        j.tube('metal', pal['brass'], [(s * 0.4 * w, height + h / 2, 0), (s * 0.4 * w, ceiling - 0.3, 0)], 0.008)


def build_chart_wall(j, pal, display):
    """A wide screen set into a field of oak, lit from behind; its front looks along -z, its back is at the wall."""
    w, h, y = display['widthMetres'], display['heightMetres'], display['middleMetres']
    wide, top = w + 1.0, y + h / 2 + 0.5
    step = 0.14
    count = round(wide / step)
    for k in range(count):
        x = (k - (count - 1) / 2) * wide / count
        spans = [(0.12, top)] if abs(x) > w / 2 + 0.05 else [(0.12, y - h / 2 - 0.06), (y + h / 2 + 0.06, top)]
        for low, high in spans:
            j.box('oak', pal['walnut'], [wide / count - 0.012, high - low, 0.035], [x, (low + high) / 2, 0.0], skip='yYZ', step=0.45)
    j.box('paint', '#2b211a', [wide, top, 0.01], [0, top / 2, 0.026], skip='yYZ')
    j.box('paint', pal['charcoal'], [w + 0.05, h + 0.05, 0.06], [0, y, -0.02], r=0.012, step=0.4)
    j.box('metal', pal['brass'], [wide, 0.012, 0.05], [0, top + 0.006, 0], step=99)
    j.lamp('accent', 'area', (0, y, -0.07), (0, 0, -1), (w, h), 26, '#bfe0d4')


def build_gallery(world, plan, pal, gallery, first):
    """Pictures along a wall, each with a lamp of its own; answers how many there are up to here."""
    j, along = wall_joiner(world, plan, gallery['side'])
    start, end = sorted((along(gallery['from']), along(gallery['to'])))
    sizes = [(1.0, 1.3), (1.5, 1.1), (0.9, 1.3), (1.1, 1.1)]
    count = max(1, int((end - start) / 1.35))
    for k in range(count):
        w, h = sizes[(first + k) % 4]
        x = start + (end - start) * (k + 0.5) / count
        picture(j, pal, x, 1.62, w * 0.92, h * 0.92, (first + k) % 4)
    return first + count


def picture(j, pal, x, y, w, h, which):
    for sx, sy, px, py in ((w + 0.05, 0.025, 0, h / 2 + 0.0125), (w + 0.05, 0.025, 0, -h / 2 - 0.0125),
                           (0.025, h, -w / 2 - 0.0125, 0), (0.025, h, w / 2 + 0.0125, 0)):
        j.box('oak', pal['walnut'], [sx, sy, 0.05], [x + px, y + py, 0.03], skip='z', grain='x' if sx > sy else 'y', step=0.4)
    n = 7
    s, t = np.meshgrid(np.linspace(0, 1, n), np.linspace(0, 1, n), indexing='ij')
    pos = np.stack([x + (s.ravel() - 0.5) * w, y + (t.ravel() - 0.5) * h, np.full(n * n, 0.03)], 1)
    from kit import grid_faces
    uv = np.stack([(which + 0.02 + 0.96 * s.ravel()) / 4, t.ravel()], 1)
    j.piece('art', '#ffffff', pos, np.tile([0, 0, 1.0], (n * n, 1)), grid_faces(n, n), uv)
    j.tube('metal', pal['brass'], [(x, y + h / 2, 0.02), (x, y + h / 2 + 0.1, 0.06), (x, y + h / 2 + 0.13, 0.18)], 0.007, 6)
    j.tube('metal', pal['brass'], [(x - w * 0.3, y + h / 2 + 0.13, 0.18), (x + w * 0.3, y + h / 2 + 0.13, 0.18)], 0.013, 8)
    j.lamp('accent', 'area', (x, y + h / 2 + 0.11, 0.2), (0, -0.9, -0.55), (w * 0.6, 0.03), 11, '#ffdcb0', 2.2)


def feature_stretch(plan):
    """The widest stretch without a window opposite the entrance, in the plan's coordinate; none where it is too narrow."""
    side = OPPOSITE[plan['interior']['entrance']['side']]
    low, high = extent(plan, side)
    stops = sorted(v for w in plan['interior']['windows'] if w['side'] == side for v in (w['from'], w['to']))
    edges = [low, *stops, high]
    widest = max(((edges[i], edges[i + 1]) for i in range(0, len(edges) - 1, 2)), key=lambda e: e[1] - e[0])
    return (side, *widest) if widest[1] - widest[0] >= 4.5 else None


def build_feature_wall(world, plan, pal, sign):
    stretch = feature_stretch(plan)
    if not stretch:
        return
    side, a, c = stretch
    wall, along = wall_joiner(world, plan, side)
    # Turned round, so that like everything else its front looks along -z.
    j = wall.moved(x=(along(a) + along(c)) / 2, turn=math.pi)
    j.anchor('brand-wall')
    width, height = c - a - 0.9, plan['ceilingMetres'] - 0.5
    wall.panel('paint', '#3a2a1e', (along((a + c) / 2) - width / 2, 0, 0.012), (width, 0, 0), (0, height, 0), density=0.7)
    pitch = 0.088
    count = int(width / pitch)
    for k in range(count + 1):
        x = (k - count / 2) * pitch
        spans = [(0, sign['y'] - 0.42), (sign['y'] + 0.42, height)] if abs(x) < 2.2 else [(0, height)]
        for low, high in spans:
            j.box('oak', pal['oak'], [0.05, high - low, 0.062], [x, (low + high) / 2, -0.043], skip='yYZ', step=0.5)
    j.box('oak', pal['walnut'], [width + 0.08, 0.06, 0.11], [0, height + 0.03, -0.055], grain='x', skip='Z')
    j.box('paint', pal['brand'], [4.32, 0.76, 0.05], [0, sign['y'], sign['z'] + 0.045], r=0.01)
    for edge in (-0.375, 0.375):
        j.box('metal', pal['brass'], [4.32, 0.012, 0.058], [0, sign['y'] + edge, sign['z'] + 0.045], step=99)
    for s in (-1, 1):
        j.box('metal', pal['brass'], [0.03, height, 0.09], [s * (width / 2 + 0.03), height / 2, -0.045], step=99)
    # Light that falls down the fins from behind the head board.
    j.box('glow', pal['lamp'], [width - 0.1, 0.01, 0.03], [0, height - 0.004, -0.1], step=99, skip='Y')
    j.lamp('accent', 'area', (0, height - 0.03, -0.2), (0, -1, 0.32), (width - 0.3, 0.05), 90, '#ffd7a6', 2.2)


def build_booth_back(world, plan, pal, zone):
    """Felt channels on the outer wall that a booth leans against."""
    a, b = zone['area'], plan['bounds']
    for side, edge in (('west', 'minX'), ('east', 'maxX'), ('north', 'minZ'), ('south', 'maxZ')):
        if abs(a[edge] - b[edge]) > 0.01:
            continue
        j, along = wall_joiner(world, plan, side)
        low, high = (a['minZ'], a['maxZ']) if side in ('west', 'east') else (a['minX'], a['maxX'])
        start, end = sorted((along(low), along(high)))
        count = round((end - start - 0.16) / 0.2)
        for k in range(count):
            x = start + 0.08 + (end - start - 0.16) * (k + 0.5) / count
            j.box('fabric', pal['felt'], [(end - start - 0.16) / count - 0.006, 2.3, 0.05], [x, 1.29, 0.03], r=0.018, step=0.5, skip='yYz')
        j.box('oak', pal['oak'], [end - start - 0.12, 0.05, 0.1], [(start + end) / 2, 2.46, 0.05], grain='x', skip='z', r=0.006)
        j.lamp('accent', 'area', ((start + end) / 2, 2.5, 0.12), (0, -1, -0.3), (end - start - 0.5, 0.03), 10, '#ffdcb0', 2.4)
