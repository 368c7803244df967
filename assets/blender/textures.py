"""Textures, made from numbers: tileable, seeded, free of anyone's rights. Albedo only; the light is baked apart."""
import struct
import zlib

import numpy as np

from kit import linear


def write_png(path, pixels):
    """`pixels`: height × width × 3 or 4, 0..255, first row at the top."""
    pixels = np.clip(np.rint(pixels), 0, 255).astype(np.uint8)
    h, w, c = pixels.shape
    raw = np.concatenate([np.zeros((h, 1), np.uint8), pixels.reshape(h, -1)], 1).tobytes()

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 2 if c == 3 else 6, 0, 0, 0))
                   + chunk(b'IDAT', zlib.compress(raw, 6)) + chunk(b'IEND', b''))


def to_srgb(x):
    x = np.clip(x, 0, 1)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055)


def noise(shape, wave, random, power=1.0):
    """Tileable noise of mean 0 and deviation 1; `wave`: wavelengths in pixels down and across."""
    h, w = shape
    fy, fx = np.fft.fftfreq(h)[:, None] * wave[0], np.fft.rfftfreq(w)[None] * wave[1]
    spectrum = np.fft.rfft2(random.standard_normal(shape)) * np.exp(-((fx ** 2 + fy ** 2) ** power) * 4)
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, shape)
    return field / field.std()


def terrazzo(size=1024):
    """2 × 2 m of poured stone with a brass joint round it."""
    random = np.random.default_rng(11)
    image = np.tile(linear('#c4bbae')[:3], (size, size, 1))
    image *= 1 + 0.02 * noise((size, size), (140, 140), random)[..., None] + 0.012 * random.standard_normal((size, size, 1))
    colours = ['#e2dcd2', '#b3a796', '#a08a74', '#8b867c', '#a6978a', '#d5ccbf', '#7f8177', '#96775f', '#c2b9ab']
    for _ in range(5200):
        r = 2.0 + 9 * random.random() ** 2.6
        colour = linear(colours[random.integers(len(colours))])[:3]
        n = int(random.integers(5, 8))
        angle = np.sort(random.uniform(0, 2 * np.pi, n))
        reach = r * random.uniform(0.65, 1.15, n)
        span = int(r * 1.3) + 2
        yy, xx = np.mgrid[-span:span + 1, -span:span + 1].astype(float)
        px, py = reach * np.cos(angle), reach * np.sin(angle) * random.uniform(0.55, 1)
        inside = np.full(xx.shape, 9.0)
        for k in range(n):
            ax, ay, bx, by = px[k], py[k], px[(k + 1) % n], py[(k + 1) % n]
            length = max(np.hypot(bx - ax, by - ay), 1e-6)
            inside = np.minimum(inside, ((bx - ax) * (yy - ay) - (by - ay) * (xx - ax)) / length)
        cover = np.clip(inside + 0.5, 0, 1)[..., None] * 0.82
        cy, cx = random.integers(size, size=2)
        rows, cols = (np.arange(-span, span + 1) + cy) % size, (np.arange(-span, span + 1) + cx) % size
        patch = image[np.ix_(rows, cols)]
        image[np.ix_(rows, cols)] = patch * (1 - cover) + colour * cover
    joint = linear('#927a55')[:3]
    image[:2], image[-1:], image[:, :2], image[:, -1:] = joint, joint, joint, joint
    return image


def oak(shape=(1024, 512)):
    """0.6 m across, 1.8 m along the grain (down); multiplies a tint, mean near 1."""
    random = np.random.default_rng(5)
    h, w = shape
    drift = noise(shape, (900, 160), random) * 9
    x = np.arange(w)[None] + drift
    rings = 0.5 * np.sin(x * 2 * np.pi / (w / 11)) + 0.5 * np.sin(x * 2 * np.pi / (w / 5) + 2)
    pores = noise(shape, (150, 2.4), random)
    fine = noise(shape, (420, 7), random)
    broad = noise(shape, (1200, 90), random)
    tone = 0.86 + 0.025 * rings + 0.035 * fine + 0.03 * broad - 0.06 * np.clip(pores - 0.9, 0, 2)
    warm = np.stack([tone ** 0.9, tone, tone ** 1.18], -1)
    return np.clip(warm, 0, 1)


def fabric(size=256):
    """12 cm of a plain weave; multiplies a tint."""
    random = np.random.default_rng(8)
    threads = 32
    y, x = np.mgrid[0:size, 0:size] * threads / size
    over = ((np.floor(x) + np.floor(y)) % 2)[..., None]
    warp = (np.sin((x % 1) * np.pi) * (0.75 + 0.25 * np.sin((y % 1) * np.pi)))[..., None]
    weft = (np.sin((y % 1) * np.pi) * (0.75 + 0.25 * np.sin((x % 1) * np.pi)))[..., None]
    tone = 0.74 + 0.22 * (over * warp + (1 - over) * weft)
    tone = tone * (1 + 0.035 * noise((size, size), (30, 4), random) + 0.035 * noise((size, size), (4, 30), random))[..., None]
    return np.clip(np.repeat(tone, 3, -1), 0, 1)


def plaster(size=512):
    """2.5 m of lime plaster with the marks of the trowel; multiplies a tint."""
    random = np.random.default_rng(3)
    field = 0.5 * noise((size, size), (110, 150), random) + 0.35 * noise((size, size), (30, 70), random) \
        + 0.2 * noise((size, size), (10, 14), random)
    tone = 0.93 + 0.016 * field
    return np.clip(np.stack([tone, tone, tone ** 1.06], -1), 0, 1)


def rug(w=640, h=512):
    """A hand-woven rug: a calm field, two lines, and bands that are never quite straight."""
    random = np.random.default_rng(21)
    y, x = np.mgrid[0:h, 0:w]
    field, line, deep = linear('#b3a48c')[:3], linear('#6d7464')[:3], linear('#8d5c3d')[:3]
    image = np.tile(field, (h, w, 1)) * (1 + 0.05 * noise((h, w), (6, 90), random) + 0.03 * noise((h, w), (90, 200), random))[..., None]
    wobble = noise((h, w), (60, 60), random) * 1.2
    edge = np.minimum(np.minimum(x, w - 1 - x), np.minimum(y, h - 1 - y)) + wobble * 0.4
    for at, wide, colour in ((26, 5, line), (38, 2, deep)):
        image = np.where((np.abs(edge - at) < wide)[..., None], colour, image)
    inside = edge > 60
    for at, wide, colour in ((0.3, 12, line), (0.36, 3, deep), (0.7, 4, line)):
        image = np.where((inside & (np.abs(x + wobble * 1.5 - at * w) < wide))[..., None], colour * (1 + 0.06 * noise((h, w), (4, 60), random)[..., None]), image)
    weave = 0.93 + 0.07 * np.sin(y * np.pi * 2 / 3.2) * np.sin(x * np.pi * 2 / 3.2)
    return np.clip(image * weave[..., None], 0, 1)


def art(size=512):
    """Four colour-field paintings of land, river and light, side by side."""
    pictures = []
    for which in range(4):
        random = np.random.default_rng(40 + which)
        y, x = np.mgrid[0:size, 0:size] / size
        canvas = np.tile(linear(('#e4d8c3', '#dcd3c4', '#e8dcc8', '#d9d2c6')[which])[:3], (size, size, 1))
        grain = noise((size, size), (3, 40), random) * 0.5 + noise((size, size), (24, 60), random)

        def lay(mask, colour, alpha=0.9):
            nonlocal canvas
            soft = np.clip(mask, 0, 1) * alpha * np.clip(0.92 + 0.09 * grain, 0, 1)
            canvas = canvas * (1 - soft[..., None]) + linear(colour)[:3] * (1 + 0.05 * grain[..., None]) * soft[..., None]

        def band(top, bottom, wave, wide=60):
            edge = 0.02 * noise((size, size), (400, 90), random) * wave
            return np.clip((y - top - edge) * wide, 0, 1) * np.clip((bottom + edge - y) * wide, 0, 1)

        disc = lambda cx, cy, r: np.clip((r - np.hypot(x - cx, y - cy)) * 120, 0, 1)
        if which == 0:
            for top, colour in ((0.42, '#b98a5d'), (0.56, '#7c8c7b'), (0.7, '#1f5c54'), (0.84, '#18302c')):
                lay(band(top, 1.2, 1.6), colour)
            lay(disc(0.66, 0.27, 0.13), '#c9642f', 0.92)
        elif which == 1:
            lay(band(0.1, 0.46, 0.7, 26), '#3c5f63')
            lay(band(0.52, 0.9, 0.7, 26), '#a4552d')
            lay(band(0.47, 0.5, 0.4, 80), '#d9b26a')
        elif which == 2:
            for k in range(6):
                t = k / 5
                arc = np.hypot(x - 0.5, (y - 1.02) * 0.85)
                ring = np.clip((0.09 - np.abs(arc - 0.16 - 0.135 * k)) * 60, 0, 1)
                lay(ring * np.clip((1.0 - y) * 30, 0, 1), ('#1f5c54', '#7c8c7b', '#d2b98c', '#b8824e', '#8b4a2b', '#3b2c26')[k], 0.86)
        else:
            lay(band(0.08, 0.92, 0.2) * np.clip((x - 0.1) * 60, 0, 1) * np.clip((0.47 - x) * 60, 0, 1), '#274a47')
            lay(band(0.3, 0.92, 0.2) * np.clip((x - 0.5) * 60, 0, 1) * np.clip((0.9 - x) * 60, 0, 1), '#c79a5b')
            lay(disc(0.7, 0.19, 0.085), '#93502e')
        pictures.append(np.clip(canvas, 0, 1))
    return np.concatenate(pictures, 1)


"""Name, what makes it, and metres of one tile (across, along); none: the pieces say for themselves."""
TEXTURES = {
    'terrazzo': (terrazzo, (2.0, 2.0)),
    'oak': (oak, (0.6, 1.8)),
    'fabric': (fabric, (0.12, 0.12)),
    'plaster': (plaster, (2.5, 2.5)),
    'rug': (rug, None),
    'art': (art, None),
}


def write_textures(folder):
    for name, (make, _tile) in TEXTURES.items():
        write_png(f'{folder}/{name}.png', to_srgb(make()) * 255)
