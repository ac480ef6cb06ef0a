import type { ReactNode } from "react";

type Props = {
  kind: "radio" | "checkbox";
  id: string;
  name: string;
  value: string;
  label: string;
  second?: ReactNode;
  chosen?: boolean;
  invalid?: boolean;
  /** The id of the error that belongs to this one answer. */
  errorId?: string;
  required?: boolean | undefined;
  /** Where much is said below it, its name stands out. */
  strong?: boolean;
  lang?: string | undefined;
};

/** One answer to choose: a mark that a thumb can hit, a word, and what makes it different. */
export function Choice({
  kind,
  id,
  name,
  value,
  label,
  second,
  chosen,
  invalid,
  errorId,
  required,
  strong,
  lang,
}: Props) {
  const said = [errorId ?? "", second ? `${id}-second` : ""].filter(Boolean).join(" ");
  return (
    <label htmlFor={id} className="flex min-h-row gap-3 py-3">
      <input
        id={id}
        type={kind}
        name={name}
        value={value}
        defaultChecked={chosen}
        required={required}
        aria-invalid={invalid && kind === "checkbox" ? true : undefined}
        aria-describedby={said || undefined}
        className={`choice ${kind === "radio" ? "rounded-full" : "rounded-control"} ${
          invalid ? "border-red" : "border-edge"
        }`}
      />
      <span className="wrap-anywhere min-w-0 pt-[0.0625rem]">
        <span lang={lang} className={`block ${strong ? "text-line-title" : "text-reading"}`}>
          {label}
        </span>
        {second ? (
          <span id={`${id}-second`} className="block text-ink-2 text-second">
            {second}
          </span>
        ) : null}
      </span>
    </label>
  );
}
