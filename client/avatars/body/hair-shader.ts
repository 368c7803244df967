/**
 * Hair has no texture: its strands run down from the crown, and are worked out for each pixel from where it is on the body as drawn.
 * They are finer than the triangles by far, so that hair looks like hair from near; from further away, where they would flicker, they fade.
 */
/** Place of hair in the palette, as `assets/blender/bodies/head.py` has it. */
const HAIR_SLOT = 1;

export const HAIR_VERTEX_HEAD = /* glsl */ `
varying vec4 vHair;
`;
/** From the middle of the crown; the last says whether it is hair. */
export const HAIR_VERTEX = /* glsl */ `
vHair = vec4( position - vec3( 0.0, 1.6, 0.015 ), abs( bodyKind.x - ${HAIR_SLOT}.0 ) < 0.5 ? 1.0 : 0.0 );
`;
export const HAIR_HEAD = /* glsl */ `
varying vec4 vHair;

/** Locks and strands, each -1 to 1, and how far each can still be told apart. */
vec4 hairAt( vec3 place ) {
  float radius = max( length( place.xz ), 0.004 );
  float around = atan( place.x, - place.z );
  float pixel = length( fwidth( place ) ) / radius;
  float lock = sin( 11.0 * around + 2.2 * sin( 3.0 * around + 19.0 * place.y ) );
  float strand = sin( 61.0 * around + 4.0 * lock + 23.0 * place.y ) * 0.6 + sin( 139.0 * around - 3.0 * lock ) * 0.4;
  float crown = smoothstep( 0.012, 0.05, radius );
  return vec4( lock, strand, crown * ( 1.0 - smoothstep( 0.04, 0.14, pixel ) ), crown * ( 1.0 - smoothstep( 0.008, 0.035, pixel ) ) );
}

vec3 hairNormal( vec3 upright, vec3 place, float height ) {
  vec3 across = dFdx( place );
  vec3 up = dFdy( place );
  vec3 toRight = cross( up, upright );
  vec3 toTop = cross( upright, across );
  float area = dot( across, toRight );
  vec3 slope = sign( area ) * ( dFdx( height ) * toRight + dFdy( height ) * toTop );
  return normalize( abs( area ) * upright - slope );
}
`;
export const HAIR_COLOUR = /* glsl */ `
vec4 hair = vec4( 0.0 );
if ( vHair.w > 0.5 ) {
  hair = hairAt( vHair.xyz );
  diffuseColor.rgb *= 1.0 + 0.1 * hair.x * hair.z + 0.16 * hair.y * hair.w;
}
`;
export const HAIR_NORMAL = /* glsl */ `
if ( vHair.w > 0.5 ) normal = hairNormal( normal, - vViewPosition, 0.0011 * hair.x * hair.z + 0.00012 * hair.y * hair.w );
`;
/** The band of light that lies across strands. */
export const HAIR_SHEEN = /* glsl */ `
#if NUM_DIR_LIGHTS > 0
if ( vHair.w > 0.5 ) {
  vec3 up = ( viewMatrix * vec4( 0.0, 1.0, 0.0, 0.0 ) ).xyz;
  vec3 along = normalize( up - normal * dot( up, normal ) + vec3( 1e-4 ) );
  vec3 towards = directionalLights[ 0 ].direction;
  float slant = dot( along, normalize( towards + geometryViewDir ) ) + 0.07 * hair.y * hair.w;
  float band = pow( max( 0.0, 1.0 - slant * slant ), 22.0 ) * saturate( 0.25 + 0.75 * dot( normal, towards ) );
  reflectedLight.directDiffuse += directionalLights[ 0 ].color * band * ( 0.02 + 0.3 * diffuseColor.rgb );
}
#endif
`;
