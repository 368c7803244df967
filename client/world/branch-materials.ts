import {
  DoubleSide,
  FrontSide,
  MeshBasicMaterial,
  type Texture,
  Vector3,
  type WebGLProgramParametersWithUniforms,
} from 'three';
import type { BranchPlan } from '../../shared/branch.ts';

/**
 * Everything that does not move is drawn with its light already in it: in the corners of furniture, in a light map on
 * floor, walls and ceiling. No lamp is computed. What is polished adds a picture of the room, seen from its middle and
 * bent to its walls, so that windows are mirrored where they are.
 */

/** Light is stored as the square root of 0..2.5, by `assets/blender/compose.py`. */
const LIGHT_RANGE = '2.5';
/** Where the picture of the room was taken. */
const ROOM_EYE_METRES = 1.5;

export interface BranchTextures {
  readonly light: Texture;
  readonly room: Texture;
  /** By the name of a material: `oak`, `terrazzo` … */
  readonly surfaces: ReadonlyMap<string, Texture>;
}

type Polish = 'floor' | 'metal' | 'glass';
const POLISH: Readonly<Record<string, Polish>> = { terrazzo: 'floor', metal: 'metal', glass: 'glass' };

/** Material of the model's mesh `name`: what it is made of, and `-map` where its light is in the map. */
export function createBranchMaterial(name: string, plan: BranchPlan, textures: BranchTextures): MeshBasicMaterial {
  const stuff = name.replace(/-map$/, '');
  const polish = POLISH[stuff];
  const material = new MeshBasicMaterial({
    name,
    vertexColors: true,
    map: textures.surfaces.get(stuff) ?? null,
    lightMap: name.endsWith('-map') ? textures.light : null,
    side: stuff === 'leaf' ? DoubleSide : FrontSide,
    transparent: stuff === 'glass',
    depthWrite: stuff !== 'glass',
    toneMapped: stuff !== 'glow',
  });
  material.onBeforeCompile = (shader) => {
    unpackLight(shader);
    if (polish) addRoom(shader, polish, plan, textures.room);
  };
  material.customProgramCacheKey = () => `branch-${polish ?? 'plain'}`;
  return material;
}

/** Replaces a piece of three's own shader; a new release that words it differently must not pass unseen. */
function replaced(source: string, piece: string, by: string): string {
  if (!source.includes(piece)) throw new Error(`three's shader has no ${piece}`);
  return source.replace(piece, by);
}

function unpackLight(shader: WebGLProgramParametersWithUniforms): void {
  shader.vertexShader = replaced(
    shader.vertexShader,
    '#include <color_vertex>',
    `#include <color_vertex>
     vColor.rgb *= vColor.rgb * ${LIGHT_RANGE};`,
  );
  shader.fragmentShader = replaced(
    shader.fragmentShader,
    'lightMapTexel.rgb * lightMapIntensity * RECIPROCAL_PI',
    `lightMapTexel.rgb * lightMapTexel.rgb * ${LIGHT_RANGE}`,
  );
}

const POLISHED: Readonly<Record<Polish, string>> = {
  // A honed stone: a soft mirror at a low angle; where little light falls it gives little back.
  floor: `
    float fresnel = 0.035 + 0.5 * pow(1.0 - facing, 5.0);
    outgoingLight += roomLight(mirrored, 2.6) * fresnel * min(1.0, reflectedLight.indirectDiffuse.g * 2.0);`,
  // A post has corners only where it stands and ends, and no light is there: it is still bronze, and mirrors the room at a low angle.
  metal: `
    vec3 shine = roomLight(mirrored, 2.6);
    vec3 bronze = max(vColor.rgb, vec3(0.05, 0.041, 0.031));
    outgoingLight = bronze * (0.22 + 1.05 * shine) + shine * shine * bronze * 0.25;
    outgoingLight += shine * 0.16 * pow(1.0 - facing, 4.0);`,
  glass: `
    float fresnel = 0.02 + 0.4 * pow(1.0 - facing, 5.0);
    diffuseColor.a = min(1.0, diffuseColor.a + fresnel * 0.5);
    outgoingLight = mix(outgoingLight, roomLight(mirrored, 1.0), min(1.0, fresnel / max(diffuseColor.a, 0.001)));`,
};

function addRoom(shader: WebGLProgramParametersWithUniforms, polish: Polish, plan: BranchPlan, room: Texture): void {
  const { minX, minZ, maxX, maxZ } = plan.bounds;
  shader.uniforms.roomMap = { value: room };
  shader.uniforms.roomMin = { value: new Vector3(minX, 0, minZ) };
  shader.uniforms.roomMax = { value: new Vector3(maxX, plan.ceilingMetres, maxZ) };
  shader.uniforms.roomEye = { value: new Vector3((minX + maxX) / 2, ROOM_EYE_METRES, (minZ + maxZ) / 2) };
  shader.vertexShader = `attribute vec3 roomNormal;\nvarying vec3 vRoomPlace;\nvarying vec3 vRoomNormal;\n${replaced(
    shader.vertexShader,
    '#include <project_vertex>',
    `#include <project_vertex>
     vRoomPlace = (modelMatrix * vec4(transformed, 1.0)).xyz;
     vRoomNormal = roomNormal;`,
  )}`;
  shader.fragmentShader = `uniform sampler2D roomMap;
    uniform vec3 roomMin, roomMax, roomEye;
    varying vec3 vRoomPlace;
    varying vec3 vRoomNormal;
    vec3 roomLight(vec3 towards, float blur) {
      vec3 far = (mix(roomMin, roomMax, step(0.0, towards)) - vRoomPlace) / towards;
      vec3 seen = normalize(vRoomPlace + towards * max(0.0, min(min(far.x, far.y), far.z)) - roomEye);
      vec2 at = vec2(0.5 + atan(seen.x, -seen.z) * 0.15915494, 0.5 - asin(clamp(seen.y, -1.0, 1.0)) * 0.31830989);
      vec3 light = textureLod(roomMap, at, blur).rgb;
      return light * light * ${LIGHT_RANGE};
    }
    ${replaced(
      shader.fragmentShader,
      '#include <opaque_fragment>',
      `vec3 looking = normalize(vRoomPlace - cameraPosition);
       vec3 upright = normalize(vRoomNormal);
       ${polish === 'glass' ? 'upright *= sign(-dot(looking, upright));' : ''}
       vec3 mirrored = reflect(looking, upright) + vec3(1e-5);
       float facing = clamp(-dot(looking, upright), 0.0, 1.0);
       ${POLISHED[polish]}
       #include <opaque_fragment>`,
    )}`;
}
