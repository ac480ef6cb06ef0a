import sharp from "sharp";
import { Refused } from "#lib/platform/errors.ts";
import { KEPT_SIDE, MOST_PIXELS } from "./rules.ts";

// Only the three readers that photos need; the library can read many more, each a way in for a crafted file.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});
sharp.cache(false);
sharp.concurrency(1);

const AT_ONCE = 2;
let busy = 0;
const waiting: (() => void)[] = [];

/** An unfolded photo takes 200 MB: two at a time are enough for one process. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else busy += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}

/**
 * Draws a photo anew as a JPEG of at most KEPT_SIDE: only its pixels go in, so that place, camera and whatever else was
 * written into the file or behind it stay out. Throws Refused.
 */
export async function cleanPhoto(bytes: Uint8Array): Promise<Buffer> {
  return inTurn(async () => {
    try {
      const photo = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", sequentialRead: true });
      const { width, height } = await photo.metadata();
      if (width * height > MOST_PIXELS) throw new Refused("photo-too-many-pixels");
      return await photo
        .autoOrient()
        .resize({ width: KEPT_SIDE, height: KEPT_SIDE, fit: "inside", withoutEnlargement: true })
        .flatten({ background: "#ffffff" })
        .jpeg({ quality: 80 })
        .toBuffer();
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (error instanceof Error && /pixel limit/i.test(error.message)) {
        throw new Refused("photo-too-many-pixels");
      }
      throw new Refused("photo-unreadable");
    }
  });
}
