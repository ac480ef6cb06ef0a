import { z } from "zod";

const text = z.string().max(80);
const positive = z.int().min(1);
/** Version 1.0.0 wrote a moment where a day is asked for, and later ones a day for a moment. */
const dayOrMoment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/)
  .refine((said) => z.iso.date().safeParse(said.slice(0, 10)).success);
const birth = z.string().regex(/^((19|20)\d\d(-\d\d(-\d\d(T[\d:.]+)?)?)?)?$/);
const standardised = z
  .string()
  .max(80)
  .regex(/^[A-Z<]*$/);
const country = z.string().regex(/[A-Z]{1,10}/);
const common = { tg: z.string(), co: country, is: text, ci: text };

const vaccination = z.object({
  ...common,
  vp: z.string(),
  mp: z.string(),
  ma: z.string(),
  dn: positive,
  sd: positive,
  dt: dayOrMoment,
});
const test = z.object({
  ...common,
  tt: z.string(),
  nm: text.optional(),
  ma: z.string().optional(),
  sc: dayOrMoment,
  tr: z.string(),
  tc: text.optional(),
});
const recovery = z.object({ ...common, fr: dayOrMoment, df: dayOrMoment, du: dayOrMoment });

const one = <T extends z.ZodType>(entry: T) => z.array(entry).length(1);

/** EU Digital COVID Certificate, combined schema 1.3.3: one person and one vaccination, test or recovery. */
export const DccContent = z
  .object({
    ver: z.string().regex(/^\d+.\d+.\d+$/),
    nam: z
      .object({
        fn: text.optional(),
        fnt: standardised.optional(),
        gn: text.optional(),
        gnt: standardised.optional(),
      })
      .refine(({ fnt, gnt }) => fnt !== undefined || gnt !== undefined),
    dob: birth,
    v: one(vaccination).nullish(),
    t: one(test).nullish(),
    r: one(recovery).nullish(),
  })
  .refine(({ v, t, r }) => [v, t, r].filter(Boolean).length === 1);

export type DccContent = z.infer<typeof DccContent>;
export type DccEntry = "v" | "t" | "r";
