"""Renders what build_bodies.py wrote, at rest, to look at: blender -b -P preview.py -- RAW.json OUT.png outfit hair yaw [near|mid|far] [face]."""
import json
import math
import sys

import bpy
import numpy as np

args = sys.argv[sys.argv.index("--") + 1:]
raw = json.load(open(args[0]))
bpy.ops.wm.read_factory_settings(use_empty=True)
parts = {p["name"]: p for p in raw["parts"]}
looks = args[2].split(",")
level = args[3] if len(args) > 3 else "near"
face = len(args) > 4
PALETTE = ["#d8a889", "#3b2a20", "#4a5f78", "#3a3d45", "#2a2522", "#f1eee8", "#f6f3ee", "#2b2320", "#b5685a", "#c9a35f", "#5a2a26", "#3b2a20"]


def lin(h):
    c = [int(h[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return [x / 12.92 if x < 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in c] + [1]


for column, look in enumerate(looks):
    outfit, hair, yaw = look.split(":")
    c, s = math.cos(math.radians(float(yaw))), math.sin(math.radians(float(yaw)))
    for name in (f"outfit-{outfit}", "head", f"hair-{hair}", "hands"):
        p = parts[f"{name}.{level}"]
        v = np.array(p["positions"]).reshape(-1, 3)
        v = np.stack([v[:, 0] * c - v[:, 2] * s, v[:, 1], v[:, 0] * s + v[:, 2] * c], axis=1)
        mesh = bpy.data.meshes.new(name)
        f = np.array(p["indices"]).reshape(-1, 3)
        mesh.from_pydata([(x + column * (0.45 if face else 1.3), -z, y) for x, y, z in v], [], f.tolist())
        n = np.array(p["normals"]).reshape(-1, 3)
        n = np.stack([n[:, 0] * c - n[:, 2] * s, n[:, 1], n[:, 0] * s + n[:, 2] * c], axis=1)
        mesh.use_auto_smooth = True
        mesh.polygons.foreach_set("use_smooth", [True] * len(f))
        mesh.normals_split_custom_set_from_vertices([(x, -z, y) for x, y, z in n])
        col = mesh.color_attributes.new("c", "FLOAT_COLOR", "POINT")
        for i, (slot, light) in enumerate(zip(p["slots"], p["light"])):
            rgb = lin(PALETTE[slot])
            k = 0.4 + 0.6 * light
            col.data[i].color = [rgb[0] * k, rgb[1] * k, rgb[2] * k, 1]
        mat = bpy.data.materials.new("m")
        mat.use_nodes = True
        bsdf = mat.node_tree.nodes["Principled BSDF"]
        attr = mat.node_tree.nodes.new("ShaderNodeVertexColor")
        attr.layer_name = "c"
        bsdf.inputs["Roughness"].default_value = 0.75
        bsdf.inputs["Specular"].default_value = 0.2
        mat.node_tree.links.new(attr.outputs["Color"], bsdf.inputs["Base Color"])
        mesh.materials.append(mat)
        bpy.context.collection.objects.link(bpy.data.objects.new(name, mesh))

scene = bpy.context.scene
world = bpy.data.worlds.new("w")
scene.world = world
world.use_nodes = True
world.node_tree.nodes["Background"].inputs[0].default_value = (0.9, 0.87, 0.82, 1)
world.node_tree.nodes["Background"].inputs[1].default_value = 0.7
sun = bpy.data.objects.new("s", bpy.data.lights.new("s", "SUN"))
sun.data.energy = 2.2
sun.data.angle = 0.5
sun.rotation_euler = (math.radians(-50), math.radians(-25), 0)
scene.collection.objects.link(sun)
cam = bpy.data.objects.new("cam", bpy.data.cameras.new("cam"))
scene.collection.objects.link(cam)
n = len(looks)
cam.data.type = "ORTHO"
step = 0.45 if face else 1.3
cam.data.ortho_scale = 0.45 * n if face else 1.3 * max(n, 1.5)
cam.location = ((n - 1) * step / 2, 5, 1.58 if face else 0.87)
cam.rotation_euler = (math.radians(90), 0, math.radians(180))
scene.camera = cam
scene.render.engine = "CYCLES"
scene.cycles.samples = 24
scene.cycles.use_denoising = False
scene.cycles.max_bounces = 1
scene.render.resolution_x = 420 * n if face else 330 * max(n, 2)
scene.render.resolution_y = 470 if face else 520
scene.view_settings.view_transform = "Standard"
scene.render.filepath = args[1]
bpy.ops.render.render(write_still=True)
