"""Paints the city outside the windows, right round: a river front, by day and in the evening.

    blender -b -t 1 -P city.py -- --out DIR --mood day
"""
import argparse
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import numpy as np  # noqa: E402

from textures import to_srgb, write_png  # noqa: E402

WIDTH = 2048
HALF_ANGLE = math.pi / 5
MOODS = {
    'day': {'zenith': (0.20, 0.45, 0.88), 'mid': (0.45, 0.69, 0.95), 'horizon': (0.96, 0.93, 0.86), 'haze': (0.80, 0.85, 0.88),
            'sun': 4.2, 'world': 0.9, 'lit': 0.0, 'exposure': 1.4},
    'evening': {'zenith': (0.012, 0.028, 0.085), 'mid': (0.07, 0.08, 0.17), 'horizon': (0.62, 0.25, 0.12), 'haze': (0.075, 0.055, 0.085),
                'sun': 0.0, 'world': 0.8, 'lit': 2.4, 'exposure': 1.0},
}


def node(tree, kind, **inputs):
    made = tree.nodes.new(kind)
    for name, value in inputs.items():
        if isinstance(value, tuple) and len(value) == 2 and value[0] == 'from':
            tree.links.new(value[1], made.inputs[int(name[1:])])
        else:
            made.inputs[int(name[1:])].default_value = value
    return made


def maths(tree, operation, a, b=None):
    made = tree.nodes.new('ShaderNodeMath')
    made.operation = operation
    for index, value in enumerate((a, b)):
        if value is None:
            continue
        if isinstance(value, (int, float)):
            made.inputs[index].default_value = value
        else:
            tree.links.new(value, made.inputs[index])
    return made.outputs[0]


def hazed(bpy, name, colour, mood, windows=False, rough=0.8):
    """A matte material that the distance takes the colour of."""
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    tree = m.node_tree
    shader = tree.nodes['Principled BSDF']
    shader.inputs['Base Color'].default_value = (*colour, 1)
    shader.inputs['Roughness'].default_value = rough
    shader.inputs['Specular'].default_value = 0.2
    # Windows light nothing but themselves: their light on the street would be noise.
    m.cycles.sample_as_light = False
    if windows:
        place = tree.nodes.new('ShaderNodeNewGeometry')
        split = tree.nodes.new('ShaderNodeSeparateXYZ')
        tree.links.new(place.outputs['Position'], split.inputs[0])
        across = maths(tree, 'DIVIDE', maths(tree, 'ADD', split.outputs['X'], split.outputs['Y']), 2.2)
        up = maths(tree, 'DIVIDE', split.outputs['Z'], 3.2)
        pane = maths(tree, 'MULTIPLY', maths(tree, 'GREATER_THAN', maths(tree, 'FRACT', across), 0.42),
                     maths(tree, 'GREATER_THAN', maths(tree, 'FRACT', up), 0.4))
        cell = tree.nodes.new('ShaderNodeCombineXYZ')
        tree.links.new(maths(tree, 'FLOOR', across), cell.inputs[0])
        tree.links.new(maths(tree, 'FLOOR', up), cell.inputs[1])
        chance = tree.nodes.new('ShaderNodeTexWhiteNoise')
        chance.noise_dimensions = '2D'
        tree.links.new(cell.outputs[0], chance.inputs['Vector'])
        mix = tree.nodes.new('ShaderNodeMixRGB')
        tree.links.new(pane, mix.inputs[0])
        mix.inputs[1].default_value = (*colour, 1)
        mix.inputs[2].default_value = (*(c * 0.42 + 0.03 for c in colour), 1)
        tree.links.new(mix.outputs[0], shader.inputs['Base Color'])
        if mood['lit']:
            lit = maths(tree, 'MULTIPLY', pane, maths(tree, 'GREATER_THAN', chance.outputs['Value'], 0.7))
            shader.inputs['Emission'].default_value = (1.0, 0.62, 0.28, 1)
            tree.links.new(maths(tree, 'MULTIPLY', lit, mood['lit']), shader.inputs['Emission Strength'])
    path = tree.nodes.new('ShaderNodeLightPath')
    far = maths(tree, 'SUBTRACT', 1.0, maths(tree, 'EXPONENT', maths(tree, 'MULTIPLY', path.outputs['Ray Length'], -1 / 700)))
    far = maths(tree, 'MULTIPLY', far, path.outputs['Is Camera Ray'])
    haze = tree.nodes.new('ShaderNodeEmission')
    haze.inputs[0].default_value = (*mood['haze'], 1)
    mix = tree.nodes.new('ShaderNodeMixShader')
    tree.links.new(far, mix.inputs[0])
    tree.links.new(shader.outputs[0], mix.inputs[1])
    tree.links.new(haze.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], tree.nodes['Material Output'].inputs[0])
    return m


def build_city(bpy, mood):
    random = np.random.default_rng(4)
    walls = [hazed(bpy, f'wall-{i}', c, mood, windows=True) for i, c in enumerate(
        ((0.50, 0.44, 0.37), (0.42, 0.34, 0.28), (0.56, 0.53, 0.48), (0.34, 0.36, 0.38), (0.46, 0.30, 0.23)))]
    ground = hazed(bpy, 'ground', (0.42, 0.37, 0.31), mood)
    river = hazed(bpy, 'river', (0.16, 0.22, 0.24), mood, rough=0.12)
    leaf = hazed(bpy, 'leaf', (0.10, 0.17, 0.07), mood)
    bpy.ops.mesh.primitive_plane_add(size=4000, location=(0, 0, -0.15))
    bpy.context.object.data.materials.append(ground)
    bpy.ops.mesh.primitive_plane_add(size=1, location=(0, 150, -0.1))
    bpy.context.object.scale = (4000, 190, 1)
    bpy.context.object.data.materials.append(river)
    verts, faces, which = [], [], []

    def block(x, y, w, d, h, turn):
        c, s = math.cos(turn), math.sin(turn)
        base = len(verts)
        for z in (-1, h):
            for px, py in ((-w, -d), (w, -d), (w, d), (-w, d)):
                verts.append((x + (px * c - py * s) / 2, y + (px * s + py * c) / 2, z))
        faces.extend([[base + i for i in f] for f in ((4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7))])
        which.extend([int(random.integers(len(walls)))] * 5)

    for _ in range(1500):
        a, r = random.uniform(0, 2 * math.pi), 95 + 1300 * random.random() ** 1.25
        x, y = r * math.sin(a), r * math.cos(a)
        if 26 < y < 270 or math.hypot(x, y) < 92 or abs(y) < 26:
            continue
        tall = random.random() ** 4 * 150 * (math.exp(-((x - 160) / 300) ** 2) + 0.6 * math.exp(-((x + 380) / 160) ** 2))
        h = random.uniform(11, 24) + (tall if r > 260 else 0)
        w, d = random.uniform(14, 34), random.uniform(12, 26)
        turn = random.choice([0, 0, 0.06, -0.1])
        block(x, y, w, d, h, turn)
        if h > 50:
            block(x, y, w * 0.6, d * 0.6, h + random.uniform(6, 18), turn)
    mesh = bpy.data.meshes.new('city')
    mesh.from_pydata(verts, [], faces)
    for m in walls:
        mesh.materials.append(m)
    mesh.polygons.foreach_set('material_index', which)
    bpy.context.collection.objects.link(bpy.data.objects.new('city', mesh))
    # Planes along the embankment and in the street.
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=4, radius=1, location=(0, 0, -50))
    crown = bpy.context.object
    texture = bpy.data.textures.new('leaves', 'CLOUDS')
    texture.noise_scale = 0.35
    swell = crown.modifiers.new('leaves', 'DISPLACE')
    swell.texture, swell.strength = texture, 0.7
    crown.data.materials.append(leaf)
    for row, spread, low, high in ((46, 260, 2.2, 3.6), (49, 260, 2.4, 4.0), (262, 600, 4, 7), (-42, 260, 2.4, 3.8), (-45, 260, 2.4, 4.2)):
        for x in np.arange(-spread, spread, 3.6 * low / 2.2):
            one = crown.copy()
            size = random.uniform(low, high)
            one.location = (x + random.uniform(-2, 2), row + random.uniform(-1.5, 1.5), size * 0.75)
            one.scale = (size, size, size * random.uniform(0.8, 1.2))
            one.rotation_euler = (0, 0, random.uniform(0, 6))
            bpy.context.collection.objects.link(one)


def build_sky(bpy, mood):
    world = bpy.data.worlds.new('sky')
    bpy.context.scene.world = world
    world.use_nodes = True
    tree = world.node_tree
    place = tree.nodes.new('ShaderNodeTexCoord')
    split = tree.nodes.new('ShaderNodeSeparateXYZ')
    tree.links.new(place.outputs['Generated'], split.inputs[0])
    ramp = tree.nodes.new('ShaderNodeValToRGB')
    tree.links.new(split.outputs['Z'], ramp.inputs[0])
    stops = ramp.color_ramp.elements
    stops[0].position, stops[0].color = 0.0, (*mood['horizon'], 1)
    stops[1].position, stops[1].color = 0.75, (*mood['zenith'], 1)
    stops.new(0.24).color = (*mood['mid'], 1)
    # Long thin clouds.
    stretch = tree.nodes.new('ShaderNodeMapping')
    stretch.inputs['Scale'].default_value = (1.1, 1.1, 7)
    tree.links.new(place.outputs['Generated'], stretch.inputs[0])
    cloud = tree.nodes.new('ShaderNodeTexNoise')
    cloud.inputs['Detail'].default_value = 7
    cloud.inputs['Roughness'].default_value = 0.62
    tree.links.new(stretch.outputs[0], cloud.inputs['Vector'])
    cover = maths(tree, 'MULTIPLY', maths(tree, 'SUBTRACT', cloud.outputs['Fac'], 0.53), 2.2)
    clamp = maths(tree, 'MINIMUM', maths(tree, 'MAXIMUM', cover, 0.0), 0.7)
    mix = tree.nodes.new('ShaderNodeMixRGB')
    tree.links.new(clamp, mix.inputs[0])
    tree.links.new(ramp.outputs[0], mix.inputs[1])
    mix.inputs[2].default_value = (1.0, 0.98, 0.95, 1) if mood['sun'] else (0.55, 0.25, 0.19, 1)
    tree.links.new(mix.outputs[0], tree.nodes['Background'].inputs[0])
    tree.nodes['Background'].inputs[1].default_value = mood['world']
    if mood['sun']:
        data = bpy.data.lights.new('sun', 'SUN')
        data.energy, data.angle, data.color = mood['sun'], 0.02, (1.0, 0.88, 0.7)
        obj = bpy.data.objects.new('sun', data)
        from mathutils import Vector
        obj.rotation_euler = Vector((-0.44, -0.66, 0.52)).to_track_quat('Z', 'Y').to_euler()
        bpy.context.collection.objects.link(obj)


def main():
    args = argparse.ArgumentParser()
    args.add_argument('--out', required=True)
    args.add_argument('--mood', required=True)
    args.add_argument('--samples', type=int, default=20)
    options = args.parse_args(sys.argv[sys.argv.index('--') + 1:])
    import bpy
    from build_branch import render, setup_cycles
    from compose import smooth
    bpy.ops.wm.read_factory_settings(use_empty=True)
    mood = MOODS[options.mood]
    build_city(bpy, mood)
    build_sky(bpy, mood)
    scene = setup_cycles(bpy, options.samples)
    scene.cycles.max_bounces = 2
    scene.cycles.diffuse_bounces = 1 if mood['sun'] else 0
    scene.cycles.glossy_bounces = 1 if mood['sun'] else 0
    camera = bpy.data.cameras.new('city')
    camera.type = 'PANO'
    camera.cycles.panorama_type = 'EQUIRECTANGULAR'
    camera.cycles.latitude_min, camera.cycles.latitude_max = -HALF_ANGLE, HALF_ANGLE
    camera.clip_end = 6000
    obj = bpy.data.objects.new('city', camera)
    obj.location, obj.rotation_euler = (0, 0, 7.5), (math.pi / 2, 0, 0)
    bpy.context.collection.objects.link(obj)
    os.makedirs(options.out, exist_ok=True)
    path = os.path.join(options.out, f'city-{options.mood}.npy')
    render(bpy, scene, obj, path, WIDTH, round(WIDTH * HALF_ANGLE / math.pi), options.samples)
    picture = smooth(np.load(path), 1, 0.7)
    # From equal angles to the height on a wall round the viewer.
    half = math.tan(HALF_ANGLE)
    height = round(WIDTH / math.pi * half / 8) * 8
    angle = np.arctan((1 - 2 * (np.arange(height) + 0.5) / height) * half)
    at = (0.5 - angle / (2 * HALF_ANGLE)) * len(picture) - 0.5
    low = np.clip(np.floor(at).astype(int), 0, len(picture) - 2)
    part = np.clip(at - low, 0, 1)[:, None, None]
    picture = (picture[low] * (1 - part) + picture[low + 1] * part) * mood['exposure']
    out = os.path.join(options.out, 'out')
    os.makedirs(out, exist_ok=True)
    write_png(os.path.join(out, f'city-{options.mood}.png'), to_srgb(1 - np.exp(-1.6 * picture)) * 255)


if __name__ == '__main__':
    main()
