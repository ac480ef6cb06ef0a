/**
 * Dấu hiệu sau tiêm, from what doctors tell parents. Both sources say of all but the mild ones: to a health facility at once. That
 * those of the first group are a matter for 115 is how we read it. No doctor of ours has gone through the list.
 *
 * - vtv.vn, VTV8, 18/01/2019, on ComBE Five (Bộ Y tế's guidance for parents as the broadcaster gives it)
 * - nhidong.org.vn, Bệnh viện Nhi Đồng 1, Chăm sóc và theo dõi trẻ sau tiêm chủng, as read on 26/11/2026, without a date of its own
 */
export const reactionSigns = {
  /** Gọi 115. */
  danger: ["breathing", "convulsion", "unconscious", "hives", "cold"],
  /** Đến cơ sở y tế ngay. */
  soon: ["high-fever", "feeding", "crying", "rash", "swelling"],
  /** Thường gặp: told, watched at home. */
  mild: ["fever", "sore", "other"],
} as const;
export type ReactionSign = (typeof reactionSigns)[keyof typeof reactionSigns][number];

/** From how many days after a dose on nobody is asked: the page is for what may come of it. A number of ours. */
export const REACTION_DAYS = 60;
