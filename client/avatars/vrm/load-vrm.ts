import type { VRM } from '@pixiv/three-vrm';
import { LoadingManager, type Object3D } from 'three';
import type { BodyState } from '../body/body-state.ts';
import { createVrmRig, poseVrm } from './vrm-pose.ts';

/** A model that is drawn as a body of ours moves. */
export interface DrawnVrm {
  readonly scene: Object3D;
  /** One frame: bones, eyelids and mouth. Hair and cloth stay as the model has them. */
  follow(body: BodyState): void;
  dispose(): void;
}

/**
 * Decodes a file that `checkVrm` has let through. The library for it is loaded only now. Throws where the file cannot be drawn after all.
 *
 * @param isHeadless for one's own eyes, which are where the head is
 */
export async function loadVrm(file: ArrayBuffer, isHeadless: boolean): Promise<DrawnVrm> {
  const [{ GLTFLoader }, { VRMLoaderPlugin, VRMUtils }] = await Promise.all([
    import('three/examples/jsm/loaders/GLTFLoader.js'),
    import('@pixiv/three-vrm'),
  ]);
  const manager = new LoadingManager();
  manager.setURLModifier((url) => {
    // Pictures come out of the file itself; nothing else may be asked for on its behalf.
    if (!url.startsWith('blob:')) throw new Error('a model names a file outside itself');
    return url;
  });
  const loader = new GLTFLoader(manager);
  loader.register((parser) => new VRMLoaderPlugin(parser));
  // The loader may change what it is given, and the mirror reads it again.
  const { userData } = await loader.parseAsync(file.slice(0), '');
  const vrm = userData.vrm as VRM | undefined;
  const rig = vrm && createVrmRig(vrm.scene, (bone) => vrm.humanoid.getNormalizedBoneNode(bone as 'hips'));
  if (!vrm || !rig) throw new Error('there is no body in the model');
  vrm.scene.traverse((object) => {
    object.frustumCulled = false;
  });
  const head = vrm.humanoid.getRawBoneNode('head');
  if (isHeadless) head?.scale.setScalar(0.0001);
  return {
    scene: vrm.scene,
    follow(body) {
      poseVrm(rig, body);
      vrm.scene.updateWorldMatrix(false, true);
      vrm.humanoid.update();
      vrm.expressionManager?.setValue('blink', body.face.blink);
      vrm.expressionManager?.setValue('aa', body.face.jaw);
      vrm.expressionManager?.update();
    },
    dispose: () => VRMUtils.deepDispose(vrm.scene),
  };
}
