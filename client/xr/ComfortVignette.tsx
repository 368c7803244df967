import { useFrame } from '@react-three/fiber';
import { useMemo, useRef } from 'react';
import { BackSide, type Mesh, ShaderMaterial } from 'three';
import type { Comfort } from './comfort.ts';
import { FrameOrder } from './frame-order.ts';
import { VIGNETTE_DEGREES, type Vignette } from './vignette.ts';

/** Far enough that both eyes see its edge at one place, and drawn over everything nearer. */
const RADIUS_METRES = 2;

const VERTEX = `
varying vec3 vDirection;
void main() {
  vDirection = position;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;
const FRAGMENT = `
uniform float shade;
uniform float inner;
uniform float outer;
varying vec3 vDirection;
void main() {
  float degrees = acos(clamp(-normalize(vDirection).z, -1.0, 1.0)) * 57.29578;
  gl_FragColor = vec4(0.0, 0.0, 0.0, shade * smoothstep(inner, outer, degrees));
}`;

interface ComfortVignetteProps {
  readonly vignette: Readonly<Vignette>;
  readonly kind: Comfort['vignette'];
}

/** The dark at the edge of a wearer's view while they are carried along. Not drawn at any other time. */
export function ComfortVignette({ vignette, kind }: ComfortVignetteProps) {
  const shell = useRef<Mesh>(null);
  const paint = useMemo(
    () =>
      new ShaderMaterial({
        vertexShader: VERTEX,
        fragmentShader: FRAGMENT,
        uniforms: { shade: { value: 0 }, inner: { value: 0 }, outer: { value: 1 } },
        side: BackSide,
        transparent: true,
        depthTest: false,
        depthWrite: false,
      }),
    [],
  );
  const { shade, inner, outer } = paint.uniforms;
  useFrame(({ camera, gl }) => {
    if (!shell.current || !shade || !inner || !outer) return;
    shell.current.visible = gl.xr.isPresenting && vignette.shade > 0 && kind !== 'off';
    if (!shell.current.visible || kind === 'off') return;
    shade.value = vignette.shade;
    inner.value = VIGNETTE_DEGREES[kind][0];
    outer.value = VIGNETTE_DEGREES[kind][1];
    shell.current.position.setFromMatrixPosition(camera.matrixWorld);
    shell.current.quaternion.setFromRotationMatrix(camera.matrixWorld);
  }, FrameOrder.poseOut);
  return (
    <mesh ref={shell} visible={false} renderOrder={900} frustumCulled={false} material={paint}>
      <sphereGeometry args={[RADIUS_METRES, 24, 16]} />
    </mesh>
  );
}
