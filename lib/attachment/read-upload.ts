import { Refused } from "#lib/platform/errors.ts";
import { MOST_BYTES } from "./rules.ts";

/** What a form has beside its file: names, boundaries, a few words. */
const ROOM_FOR_FIELDS = 100_000;

/** Ends a stream with an error as soon as it has brought more than `most`. */
function limited(most: number): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > most) controller.error(new Refused("photo-too-large"));
      else controller.enqueue(chunk);
    },
  });
}

/**
 * Reads a form with a file in it, and no more of it than such a form may have: a larger one is refused before it is in
 * memory, by the length it says or else once it has brought that much. Throws Refused.
 */
export async function readUpload(request: Request, most = MOST_BYTES + ROOM_FOR_FIELDS): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body) throw new Refused("photo-none");
  if (Number(request.headers.get("content-length") ?? 0) > most) throw new Refused("photo-too-large");
  const counter = limited(most);
  const body = request.body.pipeThrough(counter);
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch (error) {
    throw error instanceof Refused || (error as { cause?: unknown }).cause instanceof Refused
      ? new Refused("photo-too-large")
      : new Refused("photo-unreadable");
  }
}
