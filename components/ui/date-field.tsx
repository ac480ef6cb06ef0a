import { FieldError } from "./field-error.tsx";

export type DatePart = "day" | "month" | "year";

type Props = {
  legend: string;
  /** The three answers are sent as name.day, name.month and name.year. */
  name: string;
  words: Record<DatePart, string>;
  hint?: string;
  error?: string;
  /** Which of the three has to be mended; all of them if left out. */
  wrong?: readonly DatePart[];
  value?: Partial<Record<DatePart, string>>;
  /** For the reader's own birth date: lets the phone fill it in. */
  birthday?: boolean;
  /** Where a page asks for several days: keeps their fields apart. */
  idPrefix?: string;
};

const parts = ["day", "month", "year"] as const;

/** A day in three numbers; a year alone is a full answer. */
export function DateField({
  legend,
  name,
  words,
  hint,
  error,
  wrong = parts,
  value,
  birthday,
  idPrefix = "",
}: Props) {
  const said = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset aria-describedby={said || undefined}>
      <legend className="text-line-title">{legend}</legend>
      {hint ? (
        <p id={`${name}-hint`} className="pt-1 text-ink-2 text-second">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
      <div className="flex flex-wrap gap-3 pt-2">
        {parts.map((part) => (
          <div key={part} className="grid gap-1">
            <label htmlFor={`${idPrefix}${name}.${part}`} className="text-ink-2 text-second">
              {words[part]}
            </label>
            <input
              id={`${idPrefix}${name}.${part}`}
              name={`${name}.${part}`}
              type="text"
              inputMode="numeric"
              maxLength={part === "year" ? 4 : 2}
              defaultValue={value?.[part]}
              autoComplete={birthday ? `bday-${part}` : "off"}
              aria-invalid={error && wrong.includes(part) ? true : undefined}
              className={`min-h-button rounded-control border-2 bg-paper px-3 py-2 text-ink text-reading ${
                part === "year" ? "w-[6rem]" : "w-[4.25rem]"
              } ${error && wrong.includes(part) ? "border-red" : "border-edge"}`}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
