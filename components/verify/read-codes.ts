/** Reads QR codes in the browser: by its own detector, else by a decoder that is fetched only then. */

type Detector = { detect(source: CanvasImageSource): Promise<{ rawValue: string }[]> };
type DetectorKind = {
  new (o: { formats: string[] }): Detector;
  getSupportedFormats?(): Promise<string[]>;
};
type Decoder = { decode(pixels: Uint8ClampedArray, width: number, height: number): string | null };

const DECODER = "/verify-decoder.js";
/** Dots of the longest edge that is looked at: enough for the largest code, and quick on a cheap phone. */
const EDGES = [1_600, 900];

let decoder: Promise<Decoder> | null = null;
function theDecoder(): Promise<Decoder> {
  // The name is no literal, so that no bundle takes it in.
  const address = new URL(DECODER, location.origin).href;
  decoder ??= import(/* turbopackIgnore: true */ /* @vite-ignore */ address) as Promise<Decoder>;
  return decoder;
}

let detector: Promise<Detector | null> | null = null;
async function ownDetector(): Promise<Detector | null> {
  const Kind = (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
  const formats = await Kind?.getSupportedFormats?.().catch((): string[] => []);
  return Kind && formats?.includes("qr_code") ? new Kind({ formats: ["qr_code"] }) : null;
}

/** Who is trusted, and what was taken back: the service worker keeps the last answer. */
const TRUST = "/.well-known/certificate-trust.json";

/** Gets ready what checks without a network, once there is a worker that keeps it. */
export async function prepare(): Promise<void> {
  detector ??= ownDetector();
  const needed = (await detector) ? [TRUST] : [TRUST, DECODER];
  await navigator.serviceWorker?.ready;
  await Promise.all(needed.map((address) => fetch(address)));
}

function pixelsOf(source: CanvasImageSource, wide: number, tall: number, edge: number): ImageData | null {
  const scale = Math.min(1, edge / Math.max(wide, tall));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(wide * scale));
  canvas.height = Math.max(1, Math.round(tall * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return pen?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}

/** The texts of the codes in a picture or a moment of a film; none when there is none to be seen. */
export async function codesIn(
  source: CanvasImageSource,
  wide: number,
  tall: number,
  edges: readonly number[] = EDGES,
): Promise<string[]> {
  detector ??= ownDetector();
  const own = await detector;
  const seen = own ? await own.detect(source).catch(() => []) : [];
  if (seen.length > 0) return seen.map(({ rawValue }) => rawValue);
  if (own && edges.length === 1) return [];
  const { decode } = await theDecoder();
  for (const edge of edges) {
    const pixels = pixelsOf(source, wide, tall, edge);
    const text = pixels && decode(pixels.data, pixels.width, pixels.height);
    if (text) return [text];
  }
  return [];
}
