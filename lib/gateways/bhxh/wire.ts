import * as z from "zod";

/**
 * What we ask and what we are told, verbatim. The service's exact names come with its contract; these are the
 * simulator's, kept in this one file so that the real ones are a change of one file.
 */
export type CardQuestion = { maThe: string; hoTen: string; ngaySinh: string };

const day = z.string().regex(/^\d{8}$/);

/** What the service answers; what it leaves out is absent or null. */
export const CardReply = z.object({
  maKetQua: z.string().regex(/^\d{3}$/),
  maThe: z.string().max(15).nullish(),
  gtTheTu: day.nullish(),
  gtTheDen: day.nullish(),
  maDKBD: z.string().max(10).nullish(),
});

/** Result codes of the portal's guide; a code that it does not list is `other`. */
export const outcomeOf = {
  "000": "valid",
  "003": "replaced",
  "004": "replaced",
  "010": "expired",
  "050": "not-found",
  "051": "not-found",
  "052": "not-found",
  "053": "not-found",
  "060": "name-differs",
  "061": "name-differs",
  "070": "birth-date-differs",
  "110": "revoked",
  "120": "reduced",
  "121": "reduced",
  "122": "reduced",
  "123": "reduced",
  "124": "reduced",
  "130": "no-card-yet",
} as const;
