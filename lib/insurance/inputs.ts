import * as z from "zod";

/** Nothing is typed: which card, which name and which birth date the book itself knows. */
export const CheckCardInput = z.object({});
