import { z } from "zod";

const heldId = z.uuid();
const matchId = z.coerce.number().int().positive();
/** Why: a sentence that whoever reads the log understands. */
const reason = z.string().trim().min(5, "reason-missing").max(500, "too-long");
const remark = z.string().trim().max(500, "too-long").default("");

/** Đề nghị khớp: which held dossier, and whose it is. */
export const ProposeMatchInput = z.object({
  heldId,
  citizenId: z.uuid("choose-one"),
  reason: remark,
});
export type ProposeMatchInput = z.infer<typeof ProposeMatchInput>;

/** Xác nhận khớp. */
export const ConfirmMatchInput = z.object({ heldId, matchId });
export type ConfirmMatchInput = z.infer<typeof ConfirmMatchInput>;

/** Bác hoặc rút đề nghị; why is welcome. */
export const RejectMatchInput = z.object({ heldId, matchId, reason: remark });
export type RejectMatchInput = z.infer<typeof RejectMatchInput>;

/** Hủy khớp; why is needed. */
export const UndoMatchInput = z.object({ heldId, matchId, reason });
export type UndoMatchInput = z.infer<typeof UndoMatchInput>;

/** Để riêng; why is needed. */
export const SetAsideInput = z.object({ heldId, reason });
export type SetAsideInput = z.infer<typeof SetAsideInput>;

/** Đưa lại vào danh sách. */
export const TakeBackInput = z.object({ heldId });
export type TakeBackInput = z.infer<typeof TakeBackInput>;
