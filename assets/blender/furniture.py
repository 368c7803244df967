"""Lounge furniture; footprints are as the plan's obstacles have them."""
import math

import numpy as np

from kit import rounded_rectangle
from plants import build_planter, build_pot_plant


def build_furniture(world, plan, pal):
    for index, piece in enumerate(plan['interior']['furniture']):
        BUILDERS[piece['kind']](world.at(piece['at']), pal, index)


def legs(j, colour, x, z, height=0.13, top=0.02, foot=0.013, material='oak'):
    for sx in (-1, 1):
        for sz in (-1, 1):
            j.cylinder(material, colour, (top, foot), height, (sx * x, height / 2, sz * z), 8)


def sofa(j, pal, index):
    linen = pal['oat'] if index % 2 else pal['linen']
    j.box('oak', pal['walnut'], [2.0, 0.05, 0.74], [0, 0.155, 0.01], r=0.01, grain='x')
    legs(j, pal['walnut'], 0.9, 0.3)
    j.box('fabric', linen, [2.06, 0.14, 0.8], [0, 0.25, 0], r=0.04, n=2)
    for x in (-0.455, 0.455):
        j.box('fabric', linen, [0.905, 0.18, 0.66], [x, 0.395, -0.055], r=0.055, n=3, puff=0.025, step=0.16)
        j.box('fabric', linen, [0.9, 0.46, 0.19], [x, 0.64, 0.25], r=0.075, n=3, turn=(0.2, 0, 0), step=0.16)
    j.box('fabric', linen, [2.06, 0.48, 0.13], [0, 0.47, 0.335], r=0.055, n=2)
    for s in (-1, 1):
        j.box('fabric', linen, [0.13, 0.38, 0.8], [s * 0.975, 0.38, 0], r=0.055, n=2)
    cushion(j, pal['sage'] if index % 2 else pal['cognac'], (-0.66, 0.63, 0.1), (0.36, 0.16, 0.05))
    cushion(j, pal['felt'], (0.68, 0.62, 0.11), (0.34, -0.2, -0.06))


def cushion(j, colour, place, turn):
    j.box('fabric', colour, [0.44, 0.42, 0.1], place, r=0.045, n=2, turn=turn, step=0.11, warp=lambda p: np.stack([
        p[:, 0] * (1 - 0.06 * (p[:, 1] / 0.21) ** 2), p[:, 1] * (1 - 0.06 * (p[:, 0] / 0.22) ** 2),
        p[:, 2] * (0.7 + 0.75 * np.clip(1 - (p[:, 0] / 0.23) ** 2, 0, 1) * np.clip(1 - (p[:, 1] / 0.22) ** 2, 0, 1))], 1))


def armchair(j, pal, index):
    """A barrel chair in leather: a round seat in a bent shell."""
    leather = pal['cognac']

    def barrel(radius, thick, low, high):
        # A flat board with soft edges, bent round the seat; lower towards its ends.
        length = 2 * math.radians(118) * radius

        def warp(p):
            angle = p[:, 0] / radius
            r = radius + p[:, 2]
            fall = 0.5 - 0.5 * np.cos(np.clip((np.abs(angle) - 0.75) / 1.3, 0, 1) * math.pi)
            rise = (p[:, 1] + (high - low) / 2) / (high - low)
            y = low + rise * ((high - low) - 0.2 * fall)
            lean = 1 + 0.1 * np.clip((y - 0.4) / 0.4, 0, 1) * np.clip(np.cos(angle), 0, 1)
            return np.stack([r * np.sin(angle) * 0.98, y, r * np.cos(angle) * 0.98 * lean], 1)

        j.box('fabric', leather, [length, high - low, thick], [0, 0, 0.0], r=thick * 0.45, n=2, step=0.13, warp=warp)

    barrel(0.34, 0.085, 0.2, 0.78)
    j.slab('fabric', leather, [(0.31 * math.cos(a), 0.31 * math.sin(a) - 0.02) for a in np.linspace(0, 2 * math.pi, 28)[:-1]],
           0.3, 0.45, 0.04, rings=(0.8, 0.5, 0.25))
    j.slab('fabric', leather, [(0.36 * math.cos(a), 0.36 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 28)[:-1]],
           0.19, 0.31, 0.02)
    legs(j, pal['walnut'], 0.22, 0.22, 0.19, 0.019, 0.012)


def coffee_table(j, pal, _index):
    circle = [(math.cos(a), math.sin(a)) for a in np.linspace(0, 2 * math.pi, 41)[:-1]]
    j.slab('stone', pal['stone'], [(0.44 * x, 0.44 * z) for x, z in circle], 0.35, 0.385, 0.01)
    for k in range(3):
        a = k * 2 * math.pi / 3 + 0.4
        j.box('oak', pal['oak'], [0.04, 0.35, 0.26], [0.2 * math.sin(a), 0.175, 0.2 * math.cos(a)], r=0.012,
              turn=(0, a, 0), step=0.12)
    j.slab('metal', pal['brass'], [(0.25 * x, 0.25 * z) for x, z in circle[::2]], 0.07, 0.08, 0.003)
    books(j, pal, (0.12, 0.385, 0.1), 0.4)
    vase(j, pal, (-0.16, 0.385, -0.06))


def books(j, pal, place, turn=0.0):
    x, y, z = place
    for k, (colour, w, h, d) in enumerate(((pal['brand'], 0.24, 0.024, 0.31), (pal['paper'], 0.21, 0.018, 0.27),
                                           (pal['clay'], 0.19, 0.02, 0.25))):
        j.box('paint', colour, [w, h, d], [x, y + h / 2, z], r=0.004, turn=(0, turn - 0.13 * k, 0), step=0.15)
        y += h


def vase(j, pal, place, scale=1.0, colour=None):
    profile = [(0.03, 0), (0.055, 0.02), (0.082, 0.085), (0.07, 0.15), (0.034, 0.19), (0.03, 0.215), (0.036, 0.225),
               (0.026, 0.222), (0.022, 0.19)]
    j.lathe('paint', colour or pal['ceramic'], [(r * scale, y * scale) for r, y in profile], place, 22, sharp=False)


def rug(j, pal, _index):
    # The plan's spot is the middle of the seats; the rug reaches a little further to the back.
    w, d = 3.7, 2.9
    j.slab('fabric', pal['rug'], rounded_rectangle(w, d, 0.03, 2), 0, 0.014, 0.004, (0, 0, 0.1), rings=(0.99,))
    j.panel('rug', '#ffffff', (-w / 2 + 0.02, 0.0165, d / 2 + 0.08), (w - 0.04, 0, 0), (0, 0, -d + 0.04), density=1.3)


def bench(j, pal, _index):
    j.box('oak', pal['oak'], [1.6, 0.045, 0.42], [0, 0.385, 0], r=0.012, grain='x')
    j.box('fabric', pal['cognac'], [1.54, 0.08, 0.4], [0, 0.445, 0], r=0.03, n=2, puff=0.008, step=0.18)
    for s in (-1, 1):
        j.box('oak', pal['oak'], [0.045, 0.37, 0.38], [s * 0.68, 0.185, 0], r=0.01)


def credenza(j, pal, index):
    w, d = 2.4, 0.42
    j.box('oak', pal['walnut'], [w, 0.56, d], [0, 0.4, 0], r=0.012, grain='x')
    for k in range(4):
        x = (k - 1.5) * (w - 0.06) / 4
        j.box('oak', pal['walnut'], [(w - 0.06) / 4 - 0.008, 0.5, 0.016], [x, 0.4, -d / 2 - 0.004], r=0.003, grain='x', skip='Z')
        j.box('metal', pal['brass'], [0.14, 0.008, 0.014], [x, 0.63, -d / 2 - 0.017], step=99)
    for s in (-1, 1):
        j.box('metal', pal['bronze'], [0.03, 0.12, d - 0.08], [s * (w / 2 - 0.16), 0.06, 0.0], step=99)
    side = 1 if index % 2 else -1
    vase(j, pal, (side * 0.86, 0.68, 0), 1.35, pal['ceramic'])
    vase(j, pal, (side * 0.62, 0.68, 0.05), 0.8, pal['clay'])
    books(j, pal, (-side * 0.35, 0.68, 0.02), 1.5)
    table_lamp(j, pal, (-side * 0.85, 0.68, 0.0))


def table_lamp(j, pal, place):
    x, y, z = place
    j.lathe('metal', pal['brass'], [(0.085, 0), (0.085, 0.012), (0.012, 0.022), (0.01, 0.3)], place, 20)
    j.lathe('glow', '#f2d9ae', [(0.15, 0.27), (0.115, 0.47)], place, 24)
    j.lathe('paint', '#e2cfae', [(0.114, 0.465), (0.0, 0.465)], place, 24)
    j.lamp('accent', 'point', (x, y + 0.36, z), (0, 1, 0), (0.12, 0.12), 16, '#ffcf96')


def floor_lamp(j, pal, _index):
    j.lathe('metal', pal['bronze'], [(0.15, 0), (0.15, 0.018), (0.02, 0.026)], (0, 0, 0), 28)
    j.tube('metal', pal['brass'], [(0, 0.02, 0), (0, 1.5, 0)], 0.011)
    j.lathe('glow', '#f2d9ae', [(0.22, 1.36), (0.17, 1.68)], (0, 0, 0), 28)
    j.lathe('paint', '#e2cfae', [(0.168, 1.675), (0.0, 1.675)], (0, 0, 0), 28)
    j.lamp('accent', 'point', (0, 1.5, 0), (0, 1, 0), (0.16, 0.16), 34, '#ffcf96')


def reception(j, pal, _index):
    """A bowed counter, 3.2 × 0.75 m: reeds of oak under a stone top, a line of light between them; used from its front."""
    half, bow = 1.6, 0.24

    def front(x, out=0.0):
        return -0.375 - out + bow * (x / half) ** 2

    xs = np.linspace(-half, half, 15)
    outline = [(x, front(x)) for x in xs] + [(half - 0.02, 0.3), (half - 0.1, 0.375), (-half + 0.1, 0.375), (-half + 0.02, 0.3)]
    inset = [(x * 0.96, front(x * 0.96) + 0.06) for x in xs] + [(half * 0.96, 0.31), (-half * 0.96, 0.31)]
    j.slab('stone', pal['stone'], outline, 1.04, 1.08, 0.01)
    j.slab('oak', pal['oak'], inset, 0.09, 1.0, 0.004)
    j.slab('paint', pal['bronze'], [(x * 0.97, z + 0.03) for x, z in inset], 0, 0.09, 0.002)
    j.sheet('glow', pal['lamp'], lambda u, v: np.stack([(u - 0.5) * 3.0, 1.006 + 0.028 * v, front((u - 0.5) * 3.0) + 0.05], 1),
            16, 2, flip=True)
    reeds = 44
    for k in range(reeds):
        x = (k - (reeds - 1) / 2) * 3.06 / reeds
        j.lathe('oak', pal['oak'], [(0.031, 0.1 + 0.9 * i / 4) for i in range(5)], (x, 0, front(x) + 0.06), 7, sharp=False)
    j.sheet('metal', pal['brass'], lambda u, v: np.stack([(u - 0.5) * 3.1, 0.09 + 0.018 * v, front((u - 0.5) * 3.1) + 0.02], 1),
            16, 2, flip=True)
    for s in (-0.5, 0.6):
        j.box('paint', pal['charcoal'], [0.5, 0.3, 0.018], [s, 1.02 + 0.22, 0.2], r=0.008, turn=(-0.1, 0.1 * s, 0), step=99)
        j.box('metal', pal['steel'], [0.16, 0.012, 0.14], [s, 1.086, 0.2], r=0.005, step=99)
        j.cylinder('metal', pal['steel'], (0.012, 0.012), 0.14, (s, 1.14, 0.215))
    vase(j, pal, (1.2, 1.08, -0.02), 1.2, pal['brand'])
    j.lathe('metal', pal['brass'], [(0.05, 0), (0.05, 0.006), (0.042, 0.012), (0.036, 0.03), (0.012, 0.045), (0.01, 0.055)],
            (-1.05, 1.08, -0.12), 18)
    for x in (-0.8, 0, 0.8):
        pendant(j, pal, (x, 0.0), 2.05, 4.2, 0.13)
    j.lamp('accent', 'area', (0, 0.98, front(0) - 0.03), (0, -0.7, -0.7), (2.6, 0.04), 9)


def pendant(j, pal, spot, bottom, ceiling, radius=0.19, watts=24):
    """A dome of brass on a cord, lit from inside; `bottom` is the height of its rim."""
    x, z = spot
    r, h = radius, radius * 0.9
    outside = [(r * math.cos(a), bottom + h * math.sin(a)) for a in np.linspace(0, 1.42, 9)]
    j.lathe('metal', pal['brass'], outside, (x, 0, z), 26, sharp=False)
    j.lathe('paint', '#f3e3c2', [(px * 0.97, py - 0.002) for px, py in outside][::-1], (x, 0, z), 26, sharp=False)
    j.lathe('glow', pal['lamp'], [(r * 0.45, bottom + 0.035), (0, bottom + 0.02)], (x, 0, z), 16, sharp=False)
    j.lathe('metal', pal['brass'], [(r * 0.16, bottom + h - 0.01), (r * 0.14, bottom + h + 0.045), (0.004, bottom + h + 0.05)], (x, 0, z), 12)
    cord = ceiling - bottom - h
    j.cylinder('paint', pal['charcoal'], (0.004, 0.004), cord, (x, ceiling - cord / 2, z), 5, step=99)
    j.lamp('accent', 'spot', (x, bottom + 0.01, z), (0, -1, 0), (r, r), watts, '#ffd3a0', 2.4)


BUILDERS = {
    'sofa': sofa, 'armchair': armchair, 'coffee-table': coffee_table, 'rug': rug, 'bench': bench, 'credenza': credenza,
    'floor-lamp': floor_lamp, 'reception': reception, 'plant': build_pot_plant, 'planter': build_planter,
}
