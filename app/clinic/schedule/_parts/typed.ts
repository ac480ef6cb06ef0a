import { getTranslations } from "next-intl/server";
import type { ZodType } from "zod";
import type { Params } from "../../../_entry/page.tsx";

/** A form that came back: what was typed, what to mend at each field, and the same in one list. */
export type Typed = {
  value(field: string, known?: string | null): string;
  checked(field: string, known?: boolean): boolean;
  error(field: string): string | undefined;
  errors: { field: string; text: string }[];
};

/** Reads what a form sent, which is nobody's and stands in the address, against what it may send. */
export async function typedOf(input: ZodType, search: Params): Promise<Typed> {
  const t = await getTranslations("schedule.error");
  const back = search.wrong !== undefined;
  const read = search.wrong === "fields" ? input.safeParse(search) : null;
  const errors = (read?.error?.issues ?? []).map(({ path, message }) => ({
    field: String(path[0]),
    text: t.has(message as "short") ? t(message as "short") : path[0] === "roomId" ? t("choose") : t("other"),
  }));
  return {
    value: (field, known) => (back ? search[field] : (search[field] ?? known)) ?? "",
    checked: (field, known = false) => (back ? search[field] === "yes" : known),
    error: (field) => errors.find((one) => one.field === field)?.text,
    errors,
  };
}
