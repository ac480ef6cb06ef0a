import * as z from "zod";

/** Which lines stand on the card, by what they are of in the book. Ticked boxes come one by one, under `line.<id>`. */
export const MakeCardInput = z.looseObject({ cardId: z.uuid() }).transform(({ cardId, ...rest }) => ({
  cardId,
  chosen: Object.keys(rest).flatMap((name) => (name.startsWith("line.") ? [name.slice("line.".length)] : [])),
}));
export type MakeCardInput = z.infer<typeof MakeCardInput>;

/** Which card to withdraw. */
export const WithdrawCardInput = z.object({ cardId: z.uuid() });
export type WithdrawCardInput = z.infer<typeof WithdrawCardInput>;
