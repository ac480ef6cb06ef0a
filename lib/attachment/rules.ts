/** What a person may add: photos of papers, and papers that a facility handed out as PDF. */
export const attachmentKinds = ["image/jpeg", "application/pdf"] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

// Parameters of ours, none of a regulation.
/** The largest file that is read at all; a phone's photo has 3 to 12 million bytes. */
export const MOST_BYTES = 15_000_000;
/** A PDF is kept as it is, so that it may not be as large as a photo that is made smaller. */
export const MOST_PDF_BYTES = 5_000_000;
/** The most pixels a photo may have; a small file can unfold into hundreds of millions. */
export const MOST_PIXELS = 64_000_000;
/** The longer side of a photo as it is kept: the small print of an A4 paper stays readable. */
export const KEPT_SIDE = 2400;
/** How many attachments a person may have, and how many of them from one day. The database holds to it. */
export const MOST_ATTACHMENTS = 200;
export const MOST_A_DAY = 40;
/** How many files may wait that were shared into the book, and for how many hours. The database holds to both. */
export const MOST_SHARED = 5;
export const SHARED_HOURS = 24;

/** Why a file cannot be taken, by the key of its sentence. */
export const attachmentFaults = [
  "photo-none",
  "photo-too-large",
  "photo-too-many-pixels",
  "photo-unreadable",
  "photo-heic",
  "photo-svg",
  "photo-kind",
  "pdf-active",
  "pdf-too-large",
  "too-many-photos",
] as const;
export type AttachmentFault = (typeof attachmentFaults)[number];

/** What a file is by its first bytes, whatever its name says. */
export type Content = "jpeg" | "png" | "webp" | "pdf" | "heic" | "svg" | "unknown";

const at = (bytes: Uint8Array, from: number, text: string) =>
  [...text].every((letter, i) => bytes[from + i] === letter.charCodeAt(0));

/** Tells what a file is by its content. */
export function contentOf(bytes: Uint8Array): Content {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (bytes[0] === 0x89 && at(bytes, 1, "PNG\r\n\u001a\n")) return "png";
  if (at(bytes, 0, "RIFF") && at(bytes, 8, "WEBP")) return "webp";
  if (at(bytes, 0, "%PDF-")) return "pdf";
  if (at(bytes, 4, "ftyp")) return "heic";
  const head = new TextDecoder().decode(bytes.subarray(0, 1000));
  return /<svg[\s>]|<!doctype svg/i.test(head) ? "svg" : "unknown";
}
