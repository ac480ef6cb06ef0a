import "server-only";

export { answerWith } from "./answer.ts";
export { type Closed, closeFor, keepAttachment } from "./keep-attachment.ts";
export { type Attachment, type KeptAttachment, openKept, readAttachment } from "./read-attachment.ts";
export { readUpload } from "./read-upload.ts";
export {
  dropShared,
  keepShared,
  listShared,
  readShared,
  type SharedFile,
  sweepShared,
  useShared,
} from "./shared-files.ts";
export { shredAttachment } from "./shred-attachment.ts";
