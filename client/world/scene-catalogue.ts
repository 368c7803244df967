import { extend } from '@react-three/fiber';
import {
  BoxGeometry,
  CylinderGeometry,
  DirectionalLight,
  Group,
  HemisphereLight,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PlaneGeometry,
  RingGeometry,
  SphereGeometry,
} from 'three';

/** What scenes are written of, by the names of JSX. Only this of three.js is loaded: all of it would be 25 kB more to fetch. */
export const SCENE_CATALOGUE = {
  BoxGeometry,
  CylinderGeometry,
  DirectionalLight,
  Group,
  HemisphereLight,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PlaneGeometry,
  RingGeometry,
  SphereGeometry,
};

export function fillCatalogue(): void {
  extend(SCENE_CATALOGUE);
}
