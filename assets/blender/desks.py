"""Consultants' desks, the tables of the booths, chairs, and the walls between them."""
import math

import numpy as np

from furniture import pendant, vase
from kit import rounded_rectangle


def booth_of(plan, desk):
    for zone in plan['zones']:
        a = zone['area']
        if zone['kind'] == 'booth' and a['minX'] <= desk['at']['x'] <= a['maxX'] and a['minZ'] <= desk['at']['z'] <= a['maxZ']:
            return zone
    return None


def build_desks(world, plan, pal, fixtures):
    for index, desk in enumerate(plan['desks']):
        j = world.at(desk['at'], desk['id'])
        booth = booth_of(plan, desk)
        if booth:
            build_booth_table(j, pal)
        else:
            build_desk(j, pal, plan['ceilingMetres'], fixtures['deskSign'], index)


def build_chairs(world, plan, pal):
    for desk in plan['desks']:
        booth = booth_of(plan, desk)
        guest_chair(world.at(desk['customerSeat'], f"{desk['id']}/customer"), pal, pal['sage'] if booth else pal['cognac'])
        seat = world.at(desk['consultantSeat'], f"{desk['id']}/consultant")
        guest_chair(seat, pal, pal['sage']) if booth else task_chair(seat, pal)


def build_desk(j, pal, ceiling, sign, index):
    """1.8 × 0.8 m; the customer sits on the -z side."""
    j.slab('oak', pal['oak'], rounded_rectangle(1.8, 0.8, 0.09, 6), 0.712, 0.744, 0.007, rings=(0.8, 0.55, 0.3), bottom=True)
    # A bowed front of reeds in the brand's colour, on a brass line.
    for k in range(34):
        x = (k - 16.5) * 1.5 / 34
        j.lathe('paint', pal['brand'], [(0.0235, 0.1 + 0.61 * i / 3) for i in range(4)], (x, 0, -0.24), 7, sharp=False)
    j.box('paint', pal['brand'], [1.5, 0.61, 0.03], [0, 0.405, -0.225], r=0.004)
    j.box('metal', pal['brass'], [1.52, 0.02, 0.06], [0, 0.09, -0.235], step=99)
    for s in (-1, 1):
        j.box('oak', pal['oak'], [0.045, 0.715, 0.6], [s * 0.79, 0.357, 0.03], r=0.012)
    j.box('paint', pal['ceramic'], [0.42, 0.56, 0.5], [-0.5, 0.34, 0.1], r=0.012)
    for y in (0.2, 0.36, 0.52):
        j.box('metal', pal['brass'], [0.12, 0.008, 0.012], [-0.5, y + 0.04, 0.356], step=99)
    # The consultant's screen, turned a little, and the tablet that faces the customer.
    j.box('paint', pal['charcoal'], [0.56, 0.33, 0.016], [0.48, 1.06, 0.12], r=0.007, turn=(0.08, 0.35, 0), step=0.4)
    j.cylinder('metal', pal['steel'], (0.013, 0.013), 0.2, (0.485, 0.85, 0.135))
    j.slab('metal', pal['steel'], rounded_rectangle(0.2, 0.16, 0.03, 3), 0.744, 0.754, 0.002, (0.48, 0, 0.13))
    j.box('paint', pal['charcoal'], [0.26, 0.01, 0.18], [-0.06, 0.772, -0.16], r=0.004, turn=(-0.24, 0, 0), step=0.2)
    j.box('paint', pal['paper'], [0.21, 0.006, 0.297], [-0.5, 0.748, -0.04], turn=(0, 0.12, 0), step=0.2)
    j.cylinder('metal', pal['brass'], (0.004, 0.004), 0.14, (-0.34, 0.752, -0.04), turn=(math.pi / 2, 0, 0.2))
    if index % 2:
        vase(j, pal, (0.78, 0.744, -0.2), 0.8, pal['ceramic'])
    build_sign_beam(j, pal, ceiling, sign)


def build_sign_beam(j, pal, ceiling, sign):
    """A slim board over a desk that carries its name towards the customer, and lights the desk."""
    y, height, width = sign['y'], sign['height'], sign['width']
    z = sign['z'] + 0.035
    j.box('paint', pal['brand'], [width, height, 0.05], [0, y, z], r=0.008, step=0.3)
    j.box('metal', pal['brass'], [width + 0.01, 0.012, 0.056], [0, y - height / 2 + 0.004, z], step=99)
    j.box('glow', pal['lamp'], [width - 0.1, 0.008, 0.03], [0, y - height / 2 - 0.004, z], step=99, skip='Y')
    for s in (-0.42, 0.42):
        cord = ceiling - 0.3 - y
        j.cylinder('metal', pal['brass'], (0.004, 0.004), cord, (s * width, y + cord / 2, z), 5, step=99)
    j.lamp('accent', 'area', (0, y - height / 2 - 0.02, z), (0, -1, 0), (width - 0.1, 0.04), 26, '#ffdab0', 2.4)


def build_booth_table(j, pal):
    j.slab('oak', pal['oak'], rounded_rectangle(1.2, 0.8, 0.24, 7), 0.712, 0.742, 0.007, rings=(0.75, 0.45), bottom=True)
    j.lathe('metal', pal['bronze'], [(0.3, 0), (0.3, 0.012), (0.05, 0.03), (0.04, 0.06), (0.04, 0.66), (0.12, 0.712)], (0, 0, 0), 28)
    j.box('paint', pal['charcoal'], [0.26, 0.01, 0.18], [0.1, 0.766, 0.14], r=0.004, turn=(-0.2, 0.3, 0), step=0.2)
    j.box('paint', pal['paper'], [0.21, 0.006, 0.297], [-0.14, 0.745, -0.1], turn=(0, 0.5, 0), step=0.2)
    pendant(j, pal, (0, 0), 1.72, 2.56, 0.2, 30)


def guest_chair(j, pal, colour):
    """A round seat in a bent shell on four legs; who sits in it looks along -z."""
    def back(p):
        angle = p[:, 0] / 0.26
        rise = p[:, 1] + 0.15
        r = 0.26 + p[:, 2] + 0.12 * np.clip(rise / 0.3, 0, 1) * np.cos(angle) * 0.6
        fall = 0.09 * (1 - np.cos(np.clip(np.abs(angle) - 0.3, 0, 2) * 1.4))
        return np.stack([r * np.sin(angle), 0.47 + rise * (1 - 0.0 * angle) - fall * (rise / 0.3), r * np.cos(angle) * 0.95 - 0.02], 1)

    j.box('fabric', colour, [0.94, 0.34, 0.055], [0, 0, 0], r=0.026, n=2, step=0.12, warp=back)
    circle = [(0.245 * math.cos(a), 0.235 * math.sin(a) - 0.01) for a in np.linspace(0, 2 * math.pi, 27)[:-1]]
    j.slab('fabric', colour, circle, 0.39, 0.475, 0.028, rings=(0.8, 0.5, 0.25))
    for sx in (-1, 1):
        for sz in (-1, 1):
            j.tube('oak', pal['walnut'], [(sx * 0.15, 0.4, sz * 0.15), (sx * 0.215, 0, sz * 0.215)], [0.019, 0.011], 8)


def task_chair(j, pal):
    colour = pal['charcoal']
    j.box('fabric', colour, [0.5, 0.075, 0.48], [0, 0.465, 0], r=0.034, n=2, puff=0.012, step=0.16)
    j.box('fabric', colour, [0.46, 0.56, 0.05], [0, 0.83, 0.235], r=0.024, n=2, turn=(0.12, 0, 0), step=0.14,
          warp=lambda p: np.stack([p[:, 0], p[:, 1], p[:, 2] - 0.5 * p[:, 0] ** 2 + 0.12 * p[:, 1] ** 2], 1))
    j.box('metal', pal['steel'], [0.05, 0.34, 0.02], [0, 0.58, 0.265], turn=(0.12, 0, 0), step=99)
    j.cylinder('metal', pal['steel'], (0.024, 0.03), 0.32, (0, 0.27, 0))
    for k in range(5):
        a = k * 2 * math.pi / 5
        end = (0.29 * math.sin(a), 0.045, 0.29 * math.cos(a))
        j.tube('metal', pal['steel'], [(0, 0.11, 0), end], [0.022, 0.013], 6)
        j.cylinder('paint', colour, (0.026, 0.026), 0.03, (end[0], 0.026, end[2]), 10, turn=(0, a, math.pi / 2))
    for s in (-1, 1):
        j.box('paint', colour, [0.05, 0.025, 0.24], [s * 0.285, 0.66, 0.02], r=0.01, n=1, step=0.2)
        j.tube('metal', pal['steel'], [(s * 0.285, 0.65, 0.06), (s * 0.27, 0.47, 0.08)], 0.011, 6)


def build_partitions(world, plan, pal):
    for wall in plan['interior']['walls']:
        a, c = wall['from'], wall['to']
        length = math.hypot(c['x'] - a['x'], c['z'] - a['z'])
        heading = math.degrees(math.atan2(c['z'] - a['z'], c['x'] - a['x']))
        j = world.at({'x': (a['x'] + c['x']) / 2, 'z': (a['z'] + c['z']) / 2, 'heading': heading})
        {'glass': glass_wall, 'solid': solid_wall, 'slats': slat_wall}[wall['material']](j, pal, length, wall['heightMetres'])


def glass_wall(j, pal, length, height):
    j.box('glass', '#cfe0da1c', [length, height - 0.1, 0.001], [0, height / 2, 0], step=99, skip='xXyYz')
    # Frosted at the height of seated and standing heads: who is inside is not on show. Lines, softer at both edges.
    rows = 12
    for k in range(rows):
        t = (k + 0.5) / rows
        alpha = int(255 * 0.85 * math.sin(math.pi * t) ** 0.5)
        j.box('frost', f'#f1eee5{alpha:02x}', [length - 0.02, 0.072, 0.001], [0, 0.92 + 0.08 * k, 0.004], step=99, skip='xXyYz')
    for y, deep in ((0.03, 0.06), (height - 0.035, 0.07)):
        j.box('metal', pal['bronze'], [length + 0.05, deep, 0.055], [0, y, 0], step=99)
    panes = max(1, round(length / 1.1))
    for k in range(panes + 1):
        thick = 0.05 if k in (0, panes) else 0.018
        j.box('metal', pal['bronze'], [thick, height, 0.05], [(k / panes - 0.5) * length, height / 2, 0], step=99)


def solid_wall(j, pal, length, height):
    """A felted wall in wide channels, capped with oak."""
    channels = max(4, round(length / 0.2))
    for k in range(channels):
        x = ((k + 0.5) / channels - 0.5) * (length - 0.02)
        j.box('fabric', pal['felt'], [length / channels - 0.006, height - 0.14, 0.1], [x, height / 2 + 0.02, 0], r=0.02, step=0.5, skip='yY')
    j.box('oak', pal['oak'], [length, 0.06, 0.13], [0, height - 0.03, 0], grain='x', r=0.008)
    j.box('oak', pal['walnut'], [length, 0.09, 0.12], [0, 0.045, 0], grain='x', skip='y')


def slat_wall(j, pal, length, height):
    j.box('oak', pal['oak'], [length, 0.07, 0.1], [0, 0.035, 0], grain='x', r=0.006)
    j.box('oak', pal['oak'], [length, 0.035, 0.1], [0, height - 0.0175, 0], grain='x', r=0.006)
    count = int((length - 0.04) / 0.075)
    for k in range(count + 1):
        j.box('oak', pal['oak'], [0.026, height - 0.105, 0.075], [(k - count / 2) * 0.075, (height + 0.035) / 2, 0], skip='yY', step=0.45)
