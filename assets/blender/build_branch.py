"""Builds one branch in Blender and bakes one group of its lights.

    blender -b -t 1 -P build_branch.py -- --plan assets/branches/flagship/branch.json --out DIR --group sky

Writes what `compose.py` joins: `geometry.npz` (the same for every group), `{group}.npz` (light for the map and for the
corners) and `{group}-room.npy` (what the middle of the room sees all round). `--group preview` renders views instead.
"""
import argparse
import json
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import numpy as np  # noqa: E402

from desks import build_chairs, build_desks, build_partitions  # noqa: E402
from furniture import build_furniture  # noqa: E402
from kit import World  # noqa: E402
from lightmap import lay_out  # noqa: E402
from palette import palette_of  # noqa: E402
from services import build_galleries, build_services  # noqa: E402
from shell import build_shell  # noqa: E402
from textures import TEXTURES, write_textures  # noqa: E402

SUN = np.array([-0.44, 0.52, 0.66])
LIT = ('plaster', 'terrazzo', 'oak', 'fabric', 'paint', 'metal', 'leaf', 'rug', 'art')
SAME_AS = {'stone': 'paint'}


def build_world(plan):
    """All pieces of a branch: first those that one has to see before one walks in."""
    with open(os.path.join(HERE, '../../shared/fixtures.json')) as file:
        fixtures = json.load(file)
    pal = palette_of(plan)
    world = World()
    build_shell(world, plan, pal)
    build_partitions(world, plan, pal)
    build_desks(world, plan, pal, fixtures)
    build_services(world, plan, pal, fixtures)
    world.section = 'rest'
    build_chairs(world, plan, pal)
    build_galleries(world, plan, pal)
    build_furniture(world, plan, pal)
    for part in world.parts:
        part.material = SAME_AS.get(part.material, part.material)
    return world


def joined(parts):
    """One set of arrays of many parts, and for each triangle its material."""
    offset, tri, material = 0, [], []
    for part in parts:
        tri.append(part.tri + offset)
        material += [part.material] * len(part.tri)
        offset += len(part.pos)
    join = lambda name: np.concatenate([getattr(p, name) for p in parts])
    return join('pos'), join('nrm'), join('uv'), join('tint'), np.concatenate(tri), np.array(material)


def in_blender(points):
    return np.stack([points[:, 0], -points[:, 2], points[:, 1]], 1)


def make_object(bpy, name, parts, light_uv=None):
    pos, nrm, uv, tint, tri, material = joined(parts)
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(in_blender(pos).tolist(), [], tri.tolist())
    names = sorted(set(material))
    for m in names:
        mesh.materials.append(bpy.data.materials[m])
    mesh.polygons.foreach_set('material_index', [names.index(m) for m in material])
    mesh.polygons.foreach_set('use_smooth', [True] * len(tri))
    scale = np.ones((len(pos), 2))
    for m in names:
        tile = TEXTURES.get(m, (None, None))[1]
        if tile:
            rows = np.unique(tri[material == m])
            scale[rows] = 1 / np.array(tile)
    mesh.uv_layers.new(name='uv').data.foreach_set('uv', (uv * scale)[tri.ravel()].ravel())
    if light_uv is not None:
        mesh.uv_layers.new(name='light').data.foreach_set('uv', light_uv[tri.ravel()].ravel())
    mesh.attributes.new('tint', 'FLOAT_COLOR', 'POINT').data.foreach_set('color', tint.ravel())
    mesh.use_auto_smooth = True
    mesh.normals_split_custom_set_from_vertices(in_blender(nrm).tolist())
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(obj)
    return obj


def make_materials(bpy, textures, preview):
    for name in (*LIT, 'glow', 'glass', 'frost'):
        m = bpy.data.materials.new(name)
        m.use_nodes = True
        nodes, links = m.node_tree.nodes, m.node_tree.links
        shader = nodes['Principled BSDF']
        tint = nodes.new('ShaderNodeAttribute')
        tint.attribute_name = 'tint'
        colour = tint.outputs['Color']
        if name in TEXTURES:
            image = nodes.new('ShaderNodeTexImage')
            image.image = bpy.data.images.load(os.path.join(textures, f'{name}.png'))
            at = nodes.new('ShaderNodeUVMap')
            at.uv_map = 'uv'
            links.new(at.outputs['UV'], image.inputs['Vector'])
            mix = nodes.new('ShaderNodeMixRGB')
            mix.blend_type = 'MULTIPLY'
            mix.inputs[0].default_value = 1
            links.new(colour, mix.inputs[1])
            links.new(image.outputs['Color'], mix.inputs[2])
            colour = mix.outputs['Color']
        links.new(colour, shader.inputs['Base Color'])
        shader.inputs['Specular'].default_value = 0.3 if preview else 0
        shader.inputs['Roughness'].default_value = {'metal': 0.3, 'terrazzo': 0.35}.get(name, 0.6)
        if name == 'metal' and preview:
            shader.inputs['Metallic'].default_value = 1
        if name == 'glow':
            links.new(colour, shader.inputs['Emission'])
            shader.inputs['Emission Strength'].default_value = 3
        if name in ('glass', 'frost'):
            shader.inputs['Alpha'].default_value = 0.05 if name == 'glass' else 0.4


def make_lamps(bpy, world, group):
    for index, lamp in enumerate(world.lamps):
        is_portal = lamp.kind == 'portal'
        if not is_portal and group not in (lamp.group, 'preview'):
            continue
        if is_portal and group not in ('sky', 'preview'):
            continue
        data = bpy.data.lights.new(f'lamp-{index}', 'POINT' if lamp.kind == 'point' else 'AREA')
        if data.type == 'AREA':
            data.shape = 'DISK' if lamp.kind == 'spot' else 'RECTANGLE'
            data.size = lamp.size[0]
            if data.shape == 'RECTANGLE':
                data.size_y = lamp.size[1]
            data.spread = lamp.spread
        else:
            data.shadow_soft_size = lamp.size[0]
        if is_portal:
            data.cycles.is_portal = True
        else:
            data.energy = lamp.watts
            n = int(lamp.colour[1:], 16)
            data.color = [(((n >> s) & 255) / 255) ** 2.2 for s in (16, 8, 0)]
        obj = bpy.data.objects.new(data.name, data)
        aim = np.array([lamp.aim[0], -lamp.aim[2], lamp.aim[1]])
        obj.location = in_blender(lamp.pos[None])[0]
        z = -aim / np.linalg.norm(aim)
        # The long side of a lamp lies level, along the wall it belongs to.
        x = np.cross([0, 0, 1], z)
        if np.linalg.norm(x) < 1e-3:
            x = np.array([1.0, 0, 0])
        x /= np.linalg.norm(x)
        y = np.cross(z, x)
        from mathutils import Matrix
        obj.matrix_world = Matrix([[x[0], y[0], z[0], obj.location[0]], [x[1], y[1], z[1], obj.location[1]],
                                   [x[2], y[2], z[2], obj.location[2]], [0, 0, 0, 1]])
        bpy.context.collection.objects.link(obj)


def make_sky(bpy, group):
    world = bpy.data.worlds.new('sky')
    bpy.context.scene.world = world
    world.use_nodes = True
    nodes, links = world.node_tree.nodes, world.node_tree.links
    background = nodes['Background']
    if group in ('sky', 'preview'):
        place = nodes.new('ShaderNodeTexCoord')
        split = nodes.new('ShaderNodeSeparateXYZ')
        ramp = nodes.new('ShaderNodeValToRGB')
        scale = nodes.new('ShaderNodeMapRange')
        scale.inputs['From Min'].default_value = -1
        links.new(place.outputs['Generated'], split.inputs[0])
        links.new(split.outputs['Z'], scale.inputs['Value'])
        links.new(scale.outputs[0], ramp.inputs[0])
        stops = ramp.color_ramp.elements
        stops[0].position, stops[0].color = 0.42, (0.34, 0.31, 0.27, 1)
        stops[1].position, stops[1].color = 1.0, (0.5, 0.68, 1.0, 1)
        mid = stops.new(0.5)
        mid.color = (1.0, 0.95, 0.88, 1)
        low = stops.new(0.62)
        low.color = (0.82, 0.9, 1.0, 1)
        links.new(ramp.outputs[0], background.inputs[0])
        background.inputs[1].default_value = 6
        world.cycles.sampling_method = 'AUTOMATIC'
    else:
        background.inputs[0].default_value = (0, 0, 0, 1)
    if group in ('sun', 'preview'):
        data = bpy.data.lights.new('sun', 'SUN')
        data.energy = 14
        data.angle = math.radians(1.6)
        data.color = (1.0, 0.86, 0.68)
        obj = bpy.data.objects.new('sun', data)
        from mathutils import Vector
        obj.rotation_euler = Vector((SUN[0], -SUN[2], SUN[1])).to_track_quat('Z', 'Y').to_euler()
        bpy.context.collection.objects.link(obj)


def setup_cycles(bpy, samples):
    scene = bpy.context.scene
    scene.render.engine = 'CYCLES'
    scene.cycles.device = 'CPU'
    scene.cycles.samples = samples
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.use_denoising = False
    scene.cycles.max_bounces = 6
    scene.cycles.diffuse_bounces = 5
    scene.cycles.sample_clamp_indirect = 6
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    scene.view_settings.view_transform = 'Standard'
    scene.render.bake.use_pass_direct = scene.render.bake.use_pass_indirect = True
    scene.render.bake.use_pass_color = False
    scene.render.bake.margin = 0
    return scene


def bake(bpy, scene, obj, size, samples, to_vertices):
    bpy.ops.object.select_all(action='DESELECT')
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    scene.cycles.samples = samples
    if to_vertices:
        light = obj.data.attributes.new('baked', 'FLOAT_COLOR', 'POINT')
        obj.data.attributes.active_color = light
        bpy.ops.object.bake(type='DIFFUSE', target='VERTEX_COLORS')
        out = np.empty(len(obj.data.vertices) * 4, np.float32)
        obj.data.attributes['baked'].data.foreach_get('color', out)
        return out.reshape(-1, 4)[:, :3]
    image = bpy.data.images.new('light', size, size, float_buffer=True, alpha=True)
    image.generated_color = (0, 0, 0, 0)
    for slot in obj.material_slots:
        nodes = slot.material.node_tree.nodes
        node = nodes.get('light-target') or nodes.new('ShaderNodeTexImage')
        node.name, node.image = 'light-target', image
        nodes.active = node
    obj.data.uv_layers['light'].active = True
    bpy.ops.object.bake(type='DIFFUSE', uv_layer='light', target='IMAGE_TEXTURES')
    out = np.empty(size * size * 4, np.float32)
    image.pixels.foreach_get(out)
    return out.reshape(size, size, 4)


def render_room(bpy, scene, plan, path, width, samples):
    """What the middle of the room sees all round, as float RGB; the first row is up."""
    b = plan['bounds']
    camera = bpy.data.cameras.new('room')
    camera.type = 'PANO'
    camera.cycles.panorama_type = 'EQUIRECTANGULAR'
    obj = bpy.data.objects.new('room', camera)
    obj.location = ((b['minX'] + b['maxX']) / 2, -(b['minZ'] + b['maxZ']) / 2, 1.5)
    obj.rotation_euler = (math.pi / 2, 0, 0)
    bpy.context.collection.objects.link(obj)
    render(bpy, scene, obj, path, width, width // 2, samples)


def render(bpy, scene, camera, path, width, height, samples):
    scene.camera = camera
    scene.cycles.samples = samples
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = width, height, 100
    is_float = path.endswith('.npy')
    scene.render.image_settings.file_format = 'OPEN_EXR' if is_float else 'PNG'
    target = path[:-4] + '.exr' if is_float else path
    scene.render.filepath = target
    bpy.ops.render.render(write_still=True)
    if is_float:
        image = bpy.data.images.load(target)
        out = np.empty(width * height * 4, np.float32)
        image.pixels.foreach_get(out)
        np.save(path, out.reshape(height, width, 4)[::-1, :, :3])
        os.remove(target)


def main():
    args = argparse.ArgumentParser()
    args.add_argument('--plan', required=True)
    args.add_argument('--out', required=True)
    args.add_argument('--group', required=True)
    args.add_argument('--size', type=int, default=1024)
    args.add_argument('--map-samples', type=int, default=16)
    args.add_argument('--corner-samples', type=int, default=32)
    args.add_argument('--views', default='')
    options = args.parse_args(sys.argv[sys.argv.index('--') + 1:])
    with open(options.plan) as file:
        plan = json.load(file)
    os.makedirs(options.out, exist_ok=True)
    import bpy
    bpy.ops.wm.read_factory_settings(use_empty=True)
    world = build_world(plan)
    mapped = [p for p in world.parts if p.lit == 'map']
    cornered = [p for p in world.parts if p.lit == 'vertex' and p.material in LIT]
    light_uv = lay_out(mapped, options.size)
    textures = os.path.join(options.out, 'textures')
    os.makedirs(textures, exist_ok=True)
    if not os.path.exists(os.path.join(textures, 'art.png')):
        write_textures(textures)
    make_materials(bpy, textures, options.group == 'preview')
    map_object = make_object(bpy, 'map', mapped, np.concatenate(light_uv))
    corner_object = make_object(bpy, 'corners', cornered)
    extra = [p for p in world.parts if p.material == 'glow']
    make_lamps(bpy, world, options.group)
    make_sky(bpy, options.group)
    scene = setup_cycles(bpy, options.map_samples)
    triangles = sum(len(p.tri) for p in world.parts)
    print(f'{len(world.parts)} pieces, {triangles} triangles, {len(corner_object.data.vertices)} corners, {len(world.lamps)} lamps', flush=True)
    if options.group == 'preview':
        make_object(bpy, 'glow', extra)
        for name in options.views.split(','):
            at, aim, lens = VIEWS[name]
            camera = bpy.data.cameras.new(name)
            camera.lens_unit, camera.angle = 'FOV', math.radians(lens)
            camera.clip_start = 0.05
            obj = bpy.data.objects.new(name, camera)
            obj.location = (at[0], -at[2], at[1])
            from mathutils import Vector
            d = Vector((aim[0] - at[0], -(aim[2] - at[2]), aim[1] - at[1]))
            obj.rotation_euler = d.to_track_quat('-Z', 'Y').to_euler()
            bpy.context.collection.objects.link(obj)
            render(bpy, scene, obj, os.path.join(options.out, f'view-{name}.png'), 640, 400, options.map_samples)
        return
    light_map = bake(bpy, scene, map_object, options.size, options.map_samples, False)
    corners = bake(bpy, scene, corner_object, 0, options.corner_samples, True)
    np.savez(os.path.join(options.out, f'{options.group}.npz'), map=light_map.astype(np.float16), corners=corners)
    render_room(bpy, scene, plan, os.path.join(options.out, f'{options.group}-room.npy'), 512, 16)


VIEWS = {
    'entrance': ((0, 1.65, 6.3), (0, 1.5, -4), 75),
    'lounge': ((-1.2, 1.6, 0.2), (-4.6, 0.7, 3.4), 75),
    'desk': ((-1.8, 1.5, -1.2), (-1.7, 1.0, -4.5), 75),
    'booth': ((-5.4, 1.6, -0.4), (-9.4, 1.1, 1.4), 75),
}

if __name__ == '__main__':
    main()
