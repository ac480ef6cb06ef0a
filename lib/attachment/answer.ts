import type { Attachment } from "./read-attachment.ts";

const guarded = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
};

/** Trả ảnh cho trình duyệt: a photo in its place, a PDF as a download only; neither can run anything. Null is 404. */
export function answerWith(found: Attachment | null): Response {
  if (!found) return new Response(null, { status: 404, headers: guarded });
  const isPhoto = found.kind === "image/jpeg";
  return new Response(new Uint8Array(found.bytes), {
    headers: {
      ...guarded,
      "content-type": found.kind,
      "content-disposition": isPhoto ? 'inline; filename="anh.jpg"' : 'attachment; filename="giay-to.pdf"',
    },
  });
}
