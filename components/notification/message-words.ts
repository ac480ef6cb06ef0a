import { displayName } from "#lib/identity/rules.ts";
import { kindOf, type ValueName, valueNames } from "#lib/notification/rules.ts";
import { calendarDay, moment, vnd } from "../copy/format.ts";
import type { Locale } from "../copy/index.ts";

type Words = {
  (key: `kinds.${string}.${"title" | "text"}`, values: Record<string, string>): string;
  (key: `values.${ValueName}`): string;
};
type Told = { kind: string; values: Record<string, string> };

const upper = (text: string) => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);

/**
 * Tells a message in words: its title and its sentence, and whose book it concerns when that is not the reader's. `t`
 * are the words of the domain messages. A value that was not told is said in general words.
 */
export function messageWords(t: unknown, o: { locale: Locale; facilityName: (code: string) => string }) {
  const words = t as Words;
  const said: Record<ValueName, (value: string) => string> = {
    facility: (value) => (/^[0-9A-Z]{5}$/.test(value) ? o.facilityName(value) : value),
    name: displayName,
    until: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? calendarDay(value) : value),
    on: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? calendarDay(value) : value),
    at: (value) => (Number.isNaN(Date.parse(value)) ? value : moment(new Date(value), o.locale)),
    device: (value) => value,
    amount: (value) => (/^\d{1,12}$/.test(value) ? vnd(Number(value)) : value),
  };
  return ({ kind, values }: Told) => {
    const name = kindOf(kind)?.name ?? "other";
    const filled = Object.fromEntries(
      valueNames.map((value) => {
        const told = values[value];
        return [value, told ? said[value](told) : words(`values.${value}`)];
      }),
    );
    return {
      title: upper(words(`kinds.${name}.title`, filled)),
      text: upper(words(`kinds.${name}.text`, filled)),
      of: values.of ? displayName(values.of) : null,
    };
  };
}
