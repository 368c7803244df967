import { DataTexture, FloatType, MeshLambertMaterial, NearestFilter, RGBAFormat } from 'three';
import { FLOATS_PER_BODY } from './body-matrices.ts';
import { HAIR_COLOUR, HAIR_HEAD, HAIR_NORMAL, HAIR_SHEEN, HAIR_VERTEX, HAIR_VERTEX_HEAD } from './hair-shader.ts';

/** Colours in a palette; a power of two. */
export const PALETTE_COLOURS = 16;
/** Instances of the batch that belong to one person, one after the other. */
export const PARTS_PER_BODY = 4;

/** The bones and colours of everyone who is drawn, a row for each. */
export interface BodyTextures {
  readonly bones: DataTexture;
  readonly boneData: Float32Array;
  readonly palettes: DataTexture;
  readonly paletteData: Float32Array;
}

export function createBodyTextures(capacity: number): BodyTextures {
  const boneData = new Float32Array(FLOATS_PER_BODY * capacity);
  const paletteData = new Float32Array(PALETTE_COLOURS * 4 * capacity);
  return {
    boneData,
    paletteData,
    bones: floatTexture(boneData, FLOATS_PER_BODY / 4, capacity),
    palettes: floatTexture(paletteData, PALETTE_COLOURS, capacity),
  };
}

function floatTexture(data: Float32Array, width: number, height: number): DataTexture {
  const texture = new DataTexture(data as Float32Array<ArrayBuffer>, width, height, RGBAFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

const HEAD = /* glsl */ `
attribute vec4 bodyJoints;
attribute vec4 bodyWeights;
attribute vec4 bodyKind;
uniform highp sampler2D bodyBones;
uniform highp sampler2D bodyPalettes;
varying vec3 vBodyColour;
`;
/** Whose body it is follows from the number of the instance: everyone has the same count of parts. */
const SKIN = /* glsl */ `
int bodyRow = int( getIndirectIndex( gl_DrawID ) ) / ${PARTS_PER_BODY};
vec4 bodyX = vec4( 0.0 );
vec4 bodyY = vec4( 0.0 );
vec4 bodyZ = vec4( 0.0 );
for ( int i = 0; i < 4; i ++ ) {
  float share = bodyWeights[ i ];
  int bone = int( bodyJoints[ i ] ) * 3;
  bodyX += share * texelFetch( bodyBones, ivec2( bone, bodyRow ), 0 );
  bodyY += share * texelFetch( bodyBones, ivec2( bone + 1, bodyRow ), 0 );
  bodyZ += share * texelFetch( bodyBones, ivec2( bone + 2, bodyRow ), 0 );
}
vec3 objectNormal = normalize( vec3( dot( bodyX.xyz, normal ), dot( bodyY.xyz, normal ), dot( bodyZ.xyz, normal ) ) );
float bodyLight = bodyKind.y / 255.0;
vBodyColour = texelFetch( bodyPalettes, ivec2( int( bodyKind.x ), bodyRow ), 0 ).rgb;
// What little light comes into a fold has been thrown back by the colour beside it.
vBodyColour *= mix( vec3( 0.56 ) + 0.2 * vBodyColour, vec3( 1.1 ), bodyLight );
`;
const PLACE = /* glsl */ `
vec3 transformed = vec3(
  dot( bodyX, vec4( position, 1.0 ) ),
  dot( bodyY, vec4( position, 1.0 ) ),
  dot( bodyZ, vec4( position, 1.0 ) )
);
`;

/** Lit as all that moves is; bent and coloured by the textures. Only for a batch with {@link PARTS_PER_BODY} to a person. */
export function createBodyMaterial({ bones, palettes }: BodyTextures): MeshLambertMaterial {
  const material = new MeshLambertMaterial();
  material.onBeforeCompile = (shader) => {
    shader.uniforms.bodyBones = { value: bones };
    shader.uniforms.bodyPalettes = { value: palettes };
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', `#include <common>${HEAD}${HAIR_VERTEX_HEAD}`)
      .replace('#include <beginnormal_vertex>', `${SKIN}${HAIR_VERTEX}`)
      .replace('#include <begin_vertex>', PLACE);
    shader.fragmentShader = shader.fragmentShader
      .replace('#include <common>', `#include <common>\nvarying vec3 vBodyColour;${HAIR_HEAD}`)
      .replace('#include <color_fragment>', `diffuseColor.rgb *= vBodyColour;${HAIR_COLOUR}`)
      .replace('#include <normal_fragment_maps>', `#include <normal_fragment_maps>${HAIR_NORMAL}`)
      .replace('#include <lights_fragment_end>', `#include <lights_fragment_end>${HAIR_SHEEN}`);
  };
  material.customProgramCacheKey = () => 'atrium-body';
  return material;
}
