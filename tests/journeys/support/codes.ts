import { writeFileSync } from "node:fs";
import { codeOf } from "#lib/vaccination/certificates/code-of.ts";
import { picture } from "#tests/support/qr-picture.ts";

/** A film of one moment in which a QR is held before the camera, as Chrome takes it for a camera's own. */
export function filmOf(text: string, file: string): string {
  const { data, width } = picture(codeOf(text), 6);
  const light = Buffer.from(data.filter((_, i) => i % 4 === 0));
  const colour = Buffer.alloc((width / 2) * (width / 2) * 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${width} F5:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, frame, frame]));
  return file;
}
