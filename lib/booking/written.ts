import * as z from "zod";

const CONTROLS = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f";
/** What no keyboard types, and what turns the letters around it: left out, so that everybody reads the words as they were written. */
const UNSEEN = new RegExp(`[${CONTROLS}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]`, "g");
const SEEN = new RegExp(`^[^${CONTROLS}]*$`);

/** Words that somebody typed, without what cannot be seen. */
export const said = (most: number) =>
  z
    .string()
    .transform((text) => text.replace(UNSEEN, ""))
    .pipe(z.string().trim().max(most));

/** Words that a system sends; with control characters in them they are refused. */
export const sent = (most: number, least = 0) =>
  z.string().trim().min(least).max(most).regex(SEEN, "has no control characters");

/** A day of the calendar, in the centuries that a visit can lie in. */
export const DayInput = z.iso
  .date()
  .refine((day) => day >= "1900-01-01" && day <= "2999-12-31", "is a day of our time");
