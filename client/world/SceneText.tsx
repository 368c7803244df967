import onestMedium from '@expo-google-fonts/onest/500Medium/Onest_500Medium.ttf?url';
import { Text } from '@react-three/drei';
import type { ComponentProps } from 'react';
import { FrontSide } from 'three';

type SceneTextProps = Omit<ComponentProps<typeof Text>, 'children' | 'font' | 'characters'> & {
  readonly children: string;
};

/** What the font has: Latin, Cyrillic, the signs of money and of typesetting. */
const NOT_IN_FONT =
  /[^\n\u0020-\u007e\u00a0-\u00a3\u00a7-\u00ab\u00b0-\u00b4\u00b6-\u017f\u0401-\u040c\u040e-\u044f\u0451-\u045c\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac\u20bd\u2116\u2190-\u2193\u2212]/g;

/**
 * A line of text in the scene, in a font of our own. What the font lacks is shown as `?`: for a missing glyph the text
 * library would ask a third party's server for another font.
 */
export function SceneText({ children, ...props }: SceneTextProps) {
  return (
    // From behind it would be read in a mirror.
    <Text font={onestMedium} sdfGlyphSize={64} material-side={FrontSide} {...props}>
      {children.replace(NOT_IN_FONT, '?')}
    </Text>
  );
}
