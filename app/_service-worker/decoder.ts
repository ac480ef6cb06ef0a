import jsqr from "jsqr";

/** The text of the QR in some pixels; null when there is none. For browsers that read none themselves. */
export function decode(pixels: Uint8ClampedArray, width: number, height: number): string | null {
  return jsqr(pixels, width, height)?.data ?? null;
}
