"""A plain glTF binary: meshes by material, and empty nodes for the places of things."""
import json
import math
import struct

import numpy as np

TYPES = {1: 'SCALAR', 2: 'VEC2', 3: 'VEC3', 4: 'VEC4'}
CODES = {np.dtype(np.float32): 5126, np.dtype(np.uint32): 5125, np.dtype(np.uint8): 5121}


def write_glb(path, meshes, anchors):
    """`meshes`: pairs of name and arrays by attribute; `anchors`: place and yaw (radians about y) by name."""
    blob = bytearray()
    doc = {'asset': {'version': '2.0', 'generator': 'Atrium assets/blender'}, 'scene': 0, 'scenes': [{'nodes': []}], 'nodes': [],
           'meshes': [], 'materials': [], 'accessors': [], 'bufferViews': []}

    def accessor(array, target, normalised=False):
        stride = array.dtype.itemsize * (array.shape[1] if array.ndim > 1 else 1)
        padded = array
        if target == 34962 and stride % 4:
            padded = np.zeros((len(array), (stride + 3) // 4 * 4), np.uint8)
            padded[:, :array.shape[1]] = array
        view = {'buffer': 0, 'byteOffset': len(blob), 'byteLength': padded.nbytes, 'target': target}
        if padded is not array:
            view['byteStride'] = padded.shape[1]
        blob.extend(padded.tobytes())
        blob.extend(b'\0' * (-len(blob) % 4))
        doc['bufferViews'].append(view)
        made = {'bufferView': len(doc['bufferViews']) - 1, 'componentType': CODES[array.dtype], 'count': len(array),
                'type': TYPES[array.shape[1] if array.ndim > 1 else 1]}
        if normalised:
            made['normalized'] = True
        if target == 34962 and array.dtype == np.float32:
            made['min'], made['max'] = array.min(0).tolist(), array.max(0).tolist()
        doc['accessors'].append(made)
        return len(doc['accessors']) - 1

    def node(made):
        doc['nodes'].append(made)
        doc['scenes'][0]['nodes'].append(len(doc['nodes']) - 1)

    for name, mesh in meshes:
        attributes = {k: accessor(v, 34962, v.dtype == np.uint8) for k, v in mesh.items() if k != 'indices'}
        doc['materials'].append({'name': name})
        doc['meshes'].append({'name': name, 'primitives': [{'attributes': attributes, 'material': len(doc['materials']) - 1,
                                                           'indices': accessor(mesh['indices'].ravel(), 34963)}]})
        node({'name': name, 'mesh': len(doc['meshes']) - 1})
    for name, (place, yaw) in sorted(anchors.items()):
        node({'name': name, 'translation': [round(float(v), 4) for v in place],
              'rotation': [0, math.sin(yaw / 2), 0, math.cos(yaw / 2)]})
    doc['buffers'] = [{'byteLength': len(blob)}]
    text = json.dumps(doc, separators=(',', ':')).encode()
    text += b' ' * (-len(text) % 4)
    with open(path, 'wb') as file:
        file.write(struct.pack('<III', 0x46546C67, 2, 28 + len(text) + len(blob)))
        file.write(struct.pack('<II', len(text), 0x4E4F534A) + text + struct.pack('<II', len(blob), 0x004E4942) + blob)
