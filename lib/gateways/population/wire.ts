import * as z from "zod";

/**
 * What we ask the national population database and what it tells, verbatim. The service's exact names come with the
 * agreement to use it; these are the simulator's, kept in this one file so that the real ones are a change of one file.
 */
export type PopulationQuestion = { soDinhDanh: string };

const number = z.string().regex(/^\d{12}$/);
/** `00000000` where nothing is known of the month or day. */
const day = z.string().regex(/^\d{8}$/);

/** One person whom the person asked about represents. */
const Represented = z.object({
  soDinhDanh: number,
  hoTen: z.string().min(1).max(255),
  ngaySinh: day,
  gioiTinh: z.enum(["1", "2", "3"]),
  tuCach: z.enum(["me", "cha", "giam-ho", "giam-ho-nguoi-lon"]),
  /** Both representatives do not agree on something that is before the authority. */
  tranhChap: z.boolean().default(false),
  chamDut: z.enum(["quyet-dinh-toa-an", "khac"]).nullish(),
});

/** What the database answers. */
export const PopulationReply = z.object({
  ketQua: z.enum(["co", "khong-thay"]),
  daiDienCho: z.array(Represented).max(30).default([]),
});
