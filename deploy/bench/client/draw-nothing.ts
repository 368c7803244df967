import type { Visitor } from './visitor.ts';

/**
 * From now on the page's draw calls are not carried out; everything that leads up to them is. Here the processor draws, four pictures of a crowd in
 * a second: a walk of minutes would have as many frames as one of seconds on a headset.
 */
export async function drawNothing({ page }: Visitor): Promise<void> {
  await page.evaluate(() => {
    const { renderer } = window.__atriumProbe ?? {};
    if (!renderer) throw new Error('the scene is not looked upon');
    const gl = renderer.getContext();
    for (const drawer of [gl, gl.getExtension('WEBGL_multi_draw')]) {
      const methods = Object.getPrototypeOf(drawer ?? {});
      for (const name of Object.getOwnPropertyNames(methods))
        if (/^(multiD|d)raw(Arrays|Elements)/.test(name)) methods[name] = () => {};
    }
  });
}
