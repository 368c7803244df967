import { useEffect, useMemo } from 'react';
import { BoxGeometry, CanvasTexture, InstancedMesh, Matrix4, MeshBasicMaterial, SRGBColorSpace } from 'three';
import type { BranchPlan } from '../../../shared/branch.ts';
import { KEYBOARD } from './desk-body.ts';
import { deskSeat, fromSeat } from './desk-seat.ts';

interface KeyboardsProps {
  readonly plan: BranchPlan;
  readonly desks: readonly BranchPlan['desks'][number][];
}

const SIZE = { width: 0.4, height: 0.016, depth: 0.13 };
const MIDDLE_METRES = 0.753;
/** Keys across each row, from the back. */
const ROWS = [13, 13, 12, 11, 7];

/** What those at the desks type on: one draw call for all of them. */
export function Keyboards({ plan, desks }: KeyboardsProps) {
  const mesh = useMemo(() => {
    const { width, height, depth } = SIZE;
    const material = new MeshBasicMaterial({ map: keysTexture() });
    const keyboards = new InstancedMesh(new BoxGeometry(width, height, depth), material, plan.desks.length);
    keyboards.frustumCulled = false;
    return keyboards;
  }, [plan]);
  useEffect(() => {
    const matrix = new Matrix4();
    mesh.count = desks.length;
    for (const [index, desk] of desks.entries()) {
      const seat = deskSeat(plan, desk);
      const { x, z } = fromSeat(seat, KEYBOARD.right, seat.deskMetres - KEYBOARD.fromMiddleMetres);
      mesh.setMatrixAt(index, matrix.makeRotationY(seat.yaw + KEYBOARD.turn).setPosition(x, MIDDLE_METRES, z));
    }
    mesh.instanceMatrix.needsUpdate = true;
  }, [mesh, plan, desks]);
  useEffect(
    () => () => {
      mesh.geometry.dispose();
      mesh.material.map?.dispose();
      mesh.material.dispose();
      mesh.dispose();
    },
    [mesh],
  );
  return <primitive object={mesh} />;
}

function keysTexture(): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = 256;
  canvas.height = 84;
  const brush = canvas.getContext('2d');
  if (brush) {
    brush.fillStyle = '#33363a';
    brush.fillRect(0, 0, 256, 84);
    brush.fillStyle = '#565a60';
    for (const [row, keys] of ROWS.entries())
      for (let key = 0; key < keys; key++) brush.fillRect(6 + (key * 244) / keys, 5 + row * 15, 244 / keys - 3, 12);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  return texture;
}
