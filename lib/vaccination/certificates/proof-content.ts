import * as z from "zod/mini";
import { birth, name } from "./dcc-content.ts";

/**
 * The private subclaim of claim -260 for routine vaccines: ours alone. GDHCN leaves negative numbers free; 1 is EU DCC and
 * holds COVID-19 only. 51 is the province's number on insurance cards.
 */
export const PROOF_SUBCLAIM = -51;
/** Says that a content under that number is ours, since others may use the number too. */
export const PROOF_KIND = "dose-proof";

const text = z.string().check(z.minLength(1), z.maxLength(120));

/** Chứng nhận ngắn về một bệnh: every recorded dose against one disease. */
export const ProofContent = z.object({
  kind: z.literal(PROOF_KIND),
  ver: z.literal("1.0.0"),
  nam: name,
  dob: birth,
  /** The antigen, as the rule packs call it. */
  tg: text,
  v: z
    .array(
      z.object({
        /** CVX, or a code of the packs. */
        vc: text,
        dt: z.iso.date(),
        dn: z.optional(z.int().check(z.minimum(1))),
        lo: z.optional(text),
        pl: z.optional(text),
      }),
    )
    .check(z.minLength(1), z.maxLength(30)),
  co: z.literal("VN"),
  is: text,
  ci: text,
});
export type ProofContent = z.infer<typeof ProofContent>;
