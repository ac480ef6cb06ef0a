import * as z from "zod/mini";

const matching = (pattern: RegExp) => z.string().check(z.regex(pattern));
const text = z.string().check(z.maxLength(80));
const positive = z.int().check(z.minimum(1));
/** Version 1.0.0 wrote a moment where a day is asked for, and later ones a day for a moment. */
const dayOrMoment = matching(
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/,
).check(z.refine((said) => z.iso.date().safeParse(said.slice(0, 10)).success));
/** A birth date as far as it is known. */
export const birth = matching(/^((19|20)\d\d(-\d\d(-\d\d(T[\d:.]+)?)?)?)?$/);
const standardised = text.check(z.regex(/^[A-Z<]*$/));
const common = { tg: z.string(), co: matching(/[A-Z]{1,10}/), is: text, ci: text };

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
  nm: z.optional(text),
  ma: z.optional(z.string()),
  sc: dayOrMoment,
  tr: z.string(),
  tc: z.optional(text),
});
const recovery = z.object({ ...common, fr: dayOrMoment, df: dayOrMoment, du: dayOrMoment });

/** A group holds one entry; version 1.0.0 wrote null for the others. */
const one = <T extends z.ZodMiniType>(entry: T) => z.nullish(z.array(entry).check(z.length(1)));

/** A person's name, as it is written and as machines read it. */
export const name = z
  .object({
    fn: z.optional(text),
    fnt: z.optional(standardised),
    gn: z.optional(text),
    gnt: z.optional(standardised),
  })
  .check(z.refine(({ fnt, gnt }) => fnt !== undefined || gnt !== undefined));

/** EU Digital COVID Certificate, combined schema 1.3.3: one person and one vaccination, test or recovery. */
export const DccContent = z
  .object({
    ver: matching(/^\d+.\d+.\d+$/),
    nam: name,
    dob: birth,
    v: one(vaccination),
    t: one(test),
    r: one(recovery),
  })
  .check(z.refine(({ v, t, r }) => [v, t, r].filter(Boolean).length === 1));

export type DccContent = z.infer<typeof DccContent>;
export type DccEntry = "v" | "t" | "r";
