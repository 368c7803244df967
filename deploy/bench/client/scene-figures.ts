import type { InstancedMesh, Light, Object3D } from 'three';
import { frames } from '../../e2e/looking-on.ts';
import { CROWD } from './crowd.ts';
import type { Visitor } from './visitor.ts';

/** What one picture costs. */
export interface SceneCost {
  readonly avatarsInView: number;
  /** For one eye. */
  readonly drawCalls: number;
  readonly triangles: number;
  readonly textureBytes: number;
  /** Lights that throw dynamic shadows, and 1 more where the renderer has its shadow pass on. */
  readonly shadows: number;
}

/** Of the latest frame, as the renderer counted it. */
export function readScene({ page }: Visitor): Promise<SceneCost> {
  return page.evaluate(() => {
    const { renderer, scene } = window.__atriumProbe ?? {};
    if (!renderer || !scene || !window.glMeter) throw new Error('the scene is not looked upon');
    const eyes = renderer.xr.isPresenting ? renderer.xr.getCamera().cameras.length : 1;
    const { calls, triangles } = renderer.info.render;
    let shadows = renderer.shadowMap.enabled ? 1 : 0;
    let shades: InstancedMesh | undefined;
    scene.traverse((thing: Object3D) => {
      if ((thing as Light).isLight && thing.castShadow) shadows++;
      if (thing.name === 'shades') shades = thing as InstancedMesh;
    });
    return {
      avatarsInView: shades ? countInView(shades) : 0,
      drawCalls: calls / eyes,
      triangles: triangles / eyes,
      textureBytes: window.glMeter.textureBytes(),
      shadows,
    };

    /** Everyone has a shade under the hips; counted are those whose middle is in the first eye's picture. */
    function countInView({ count, instanceMatrix: { array } }: InstancedMesh): number {
      const camera = window.__atriumProbe?.seenBy?.();
      if (!camera) return 0;
      const { projectionMatrix, matrixWorldInverse } = camera;
      const matrix = projectionMatrix.clone().multiply(matrixWorldInverse).elements;
      let inView = 0;
      for (let index = 0; index < count; index++) {
        if (array[index * 16] === 0) continue;
        const at = [array[index * 16 + 12] as number, 1.2, array[index * 16 + 14] as number, 1];
        const row = (n: number) =>
          at.reduce((sum, value, column) => sum + value * (matrix[column * 4 + n] as number), 0);
        const w = row(3);
        if (w > 0 && Math.abs(row(0)) < w && Math.abs(row(1)) < w) inView++;
      }
      return inView;
    }
  });
}

/** The same without the branch's own model: people, signs and what is held. `client/world/StaticBranch.tsx` names the model so. */
export async function readBesideModel(visitor: Visitor): Promise<SceneCost> {
  const show = (isShown: boolean) =>
    visitor.page.evaluate((shown) => {
      const model = window.__atriumProbe?.scene?.getObjectByName('place');
      if (!model) throw new Error('there is no model');
      model.visible = shown;
    }, isShown);
  await show(false);
  await frames(visitor.page, 2);
  const cost = await readScene(visitor);
  await show(true);
  await frames(visitor.page, 2);
  return cost;
}

/** Draws the scene, or nothing at all of it. */
export async function showScene({ page }: Visitor, isShown: boolean): Promise<void> {
  await page.evaluate((shown) => {
    if (window.__atriumProbe?.scene) window.__atriumProbe.scene.visible = shown;
  }, isShown);
}

const MOST_FRAMES = 600;
const FRAMES_AT_A_TIME = 10;

/** Until everyone has come to their place; where they do not, the figure says so. */
export async function waitForCrowd(visitor: Visitor): Promise<void> {
  for (let drawn = 0; drawn < MOST_FRAMES; drawn += FRAMES_AT_A_TIME) {
    if ((await readScene(visitor)).avatarsInView >= CROWD) return;
    await frames(visitor.page, FRAMES_AT_A_TIME);
  }
}
