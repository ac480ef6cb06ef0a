import type { Dots } from "#lib/vaccination/certificates/qr-code.ts";

/** A QR as the dots of a picture, as a camera would give it. */
export function picture({ size, dark }: Dots, scale = 4): { data: Uint8ClampedArray; width: number } {
  const width = (size + 8) * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!dark[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4]) continue;
      data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return { data, width };
}
