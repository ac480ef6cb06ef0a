import "server-only";

export { cardPdf } from "./card-pdf.ts";
export { lockPicture } from "./lock-picture.ts";
export { makeEmergencyCard, withdrawEmergencyCard } from "./make-card.ts";
export { proposeCardLines } from "./propose-lines.ts";
export { type EmergencyCard, readEmergencyCard } from "./queries.ts";
export type { CardSheet } from "./sheet.ts";
export { signLines } from "./sign-lines.ts";
