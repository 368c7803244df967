import type { Texture } from 'three';
import { paintTexture } from './paint-texture.ts';

/** A quiet morning over a city, right round: the far side of the windows. */
export function skylineTexture(): Texture {
  return paintTexture(2048, 512, (context, width, height, random) => {
    const sky = context.createLinearGradient(0, 0, 0, height);
    sky.addColorStop(0, '#9fc3dc');
    sky.addColorStop(0.45, '#cfe0e6');
    sky.addColorStop(0.66, '#f3e8d8');
    sky.addColorStop(1, '#e9dccb');
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
    for (let cloud = 0; cloud < 46; cloud++) {
      const x = random() * width;
      const y = height * (0.12 + random() * 0.4);
      const radius = 40 + random() * 120;
      const puff = context.createRadialGradient(0, 0, 0, 0, 0, radius);
      puff.addColorStop(0, `rgba(255,252,246,${0.1 + random() * 0.18})`);
      puff.addColorStop(1, 'rgba(255,252,246,0)');
      context.save();
      context.translate(x, y);
      context.scale(2.6, 0.42);
      context.fillStyle = puff;
      context.fillRect(-radius, -radius, radius * 2, radius * 2);
      context.restore();
    }
    const layers = [
      { colour: '#c9d2d4', base: 0.7, rise: 0.17, wide: 46 },
      { colour: '#aebdc1', base: 0.73, rise: 0.12, wide: 60 },
      { colour: '#8fa5a6', base: 0.77, rise: 0.08, wide: 84 },
    ];
    for (const { colour, base, rise, wide } of layers) {
      context.fillStyle = colour;
      for (let x = 0; x < width; ) {
        const across = wide * (0.35 + random() * 0.8);
        const top = height * (base - rise * (0.25 + random() ** 2));
        context.fillRect(x, top, across - (random() > 0.6 ? 4 : 0), height - top);
        if (random() > 0.86) context.fillRect(x + across / 2, top - 18, 2, 18);
        x += across;
      }
    }
    // Trees along the embankment, then the haze that everything stands in.
    for (let x = 0; x < width; x += 9) {
      context.fillStyle = random() > 0.5 ? '#71897a' : '#7f9685';
      context.beginPath();
      context.arc(x, height * 0.79, 9 + random() * 9, 0, Math.PI * 2);
      context.fill();
    }
    const haze = context.createLinearGradient(0, height * 0.55, 0, height * 0.86);
    haze.addColorStop(0, 'rgba(243,236,224,0.1)');
    haze.addColorStop(1, 'rgba(236,228,214,0.45)');
    context.fillStyle = haze;
    context.fillRect(0, height * 0.5, width, height * 0.5);
  });
}
