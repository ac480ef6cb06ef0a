import { decodeBase45 } from "./base45.ts";
import { asJson, decodeCbor } from "./cbor.ts";
import { readSignedMessage } from "./cose-sign1.ts";
import { inflate } from "./inflate.ts";
import { type ReadContent, readContent } from "./read-content.ts";
import type { Bytes } from "./verdict.ts";

const HEALTH = -260;
const MAX_UNPACKED = 1_048_576;
const bytes = (text: string): Bytes => Uint8Array.from(Buffer.from(text, "base64url"));

async function contentOf(text: string): Promise<unknown> {
  if (!text.startsWith("HC1:")) {
    const body = await inflate(bytes(text.split(".")[1] ?? ""), "deflate-raw", MAX_UNPACKED);
    return JSON.parse(new TextDecoder().decode(body));
  }
  const message = readSignedMessage(await inflate(decodeBase45(text.slice(4)), "deflate", MAX_UNPACKED));
  const claims = decodeCbor(message.payload);
  const health = claims instanceof Map ? claims.get(HEALTH) : null;
  const [content] = health instanceof Map ? health.values() : [];
  return asJson(content);
}

/** What texts of ours say, as the book shows them again: without asking whether they still prove it. */
export const readSigned = async (texts: readonly string[]): Promise<ReadContent[]> =>
  Promise.all(texts.map(async (text) => readContent(await contentOf(text))));
