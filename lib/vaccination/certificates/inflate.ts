import { type Bytes, NotValid } from "./verdict.ts";

/**
 * Unpacks at most `limit` bytes; more, a broken stream or anything after its end is malformed. The platform's own
 * DecompressionStream (browsers and Node) checks the checksum and refuses what trails.
 */
export async function inflate(
  packed: Bytes,
  format: "deflate" | "deflate-raw",
  limit: number,
): Promise<Bytes> {
  const source = new ReadableStream<Bytes>({
    start(controller) {
      controller.enqueue(packed);
      controller.close();
    },
  });
  const reader = source.pipeThrough(new DecompressionStream(format)).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      length += value.length;
      if (length > limit) throw new NotValid("malformed");
    }
  } catch {
    void reader.cancel().catch(() => {});
    throw new NotValid("malformed");
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
