import {
  BackSide,
  BoxGeometry,
  Color,
  Mesh,
  MeshBasicMaterial,
  PMREMGenerator,
  Scene,
  type Texture,
  type WebGLRenderer,
} from 'three';

/**
 * The light of a bright room as an environment map, made once on the GPU: a warm ceiling, a pale floor, daylight from
 * the sides. It stands in for baked light and costs no draw call.
 */
export function createRoomLight(renderer: WebGLRenderer): Texture {
  const room = new Scene();
  const light = (colour: string, strength: number, size: [number, number, number], place: [number, number, number]) => {
    const material = new MeshBasicMaterial({ color: new Color(colour).multiplyScalar(strength), side: BackSide });
    const mesh = new Mesh(new BoxGeometry(...size), material);
    mesh.position.set(...place);
    room.add(mesh);
  };
  light('#b3ada4', 0.8, [20, 8, 14], [0, 0, 0]);
  light('#fff6e8', 2.2, [12, 0.4, 8], [0, 3.7, 0]);
  light('#e4ded5', 1.75, [19, 0.4, 13], [0, -3.8, 0]);
  light('#dcebf2', 2.6, [6, 4, 0.4], [-6, 0.5, -6.8]);
  light('#dcebf2', 2.6, [6, 4, 0.4], [6, 0.5, -6.8]);
  light('#fff0dc', 3, [14, 4, 0.4], [0, 0.5, 6.8]);
  light('#e6eef0', 1.8, [0.4, 4, 5], [-9.8, 0.5, -3]);
  light('#e6eef0', 1.8, [0.4, 4, 5], [9.8, 0.5, -3]);
  const generator = new PMREMGenerator(renderer);
  const { texture } = generator.fromScene(room, 0.04);
  generator.dispose();
  room.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    object.material.dispose();
  });
  return texture;
}
