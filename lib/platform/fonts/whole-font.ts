import path from "node:path";

/** Where a whole font of the book lies (OFL), for papers and pictures: what browsers get is cut to fewer letters. */
export const wholeFont = (weight: 400 | 700) =>
  path.join(/*turbopackIgnore: true*/ process.cwd(), `lib/platform/fonts/be-vietnam-pro-${weight}.ttf`);
