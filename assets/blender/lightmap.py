"""Places of the flat pieces in the light map, and what is done to its texels after the bake."""
import numpy as np

PAD = 2


def lay_out(parts, size):
    """For each part its light-map coordinates (v from the bottom). The scale is the largest at which all fit."""
    low, high = 1.0, 400.0
    for _ in range(24):
        scale = (low + high) / 2
        if shelves(parts, size, scale):
            low = scale
        else:
            high = scale
    placed = shelves(parts, size, low)
    out = []
    for part, (x, y, w, h, turned) in zip(parts, placed):
        c = part.chart[:, ::-1] if turned else part.chart
        part.light_uv = (np.array([x, y]) + 0.5 + c * np.array([w - 1, h - 1])) / size
        part.texels = (x, y, w, h)
        out.append(part.light_uv)
    print(f'light map: {low:.1f} texels to the metre', flush=True)
    return out


def shelves(parts, size, scale):
    """Rows of rectangles, tallest first; None where they do not fit."""
    boxes = []
    for index, part in enumerate(parts):
        w, h = (max(4, round(m * scale * part.density)) for m in part.chart_size)
        turned = h > w
        boxes.append((min(w, h), max(w, h), index, turned))
    boxes.sort(key=lambda box: (-box[0], -box[1]))
    placed = [None] * len(parts)
    rows = []
    used = 0
    for h, w, index, turned in boxes:
        for row in rows:
            if row[1] + w + 2 * PAD <= size and h <= row[2]:
                break
        else:
            row = [used, 0, h]
            used += h + 2 * PAD
            if used > size or w + 2 * PAD > size:
                return None
            rows.append(row)
        placed[index] = (row[1] + PAD, row[0] + PAD, w, h, turned)
        row[1] += w + 2 * PAD
    return placed
