import type { ComponentProps } from "react";
import { FieldError } from "./field-error.tsx";

type Props = {
  label: string;
  name: string;
  hint?: string;
  error?: string;
  /** Hints at the length of the answer. */
  width?: "year" | "phone" | "full";
  /** A number to be typed at once and read from afar. */
  big?: boolean;
  /** More than one line of writing. */
  lines?: number;
  type?: "text" | "tel" | "email" | "search" | "datetime-local" | "password";
} & Pick<
  ComponentProps<"input">,
  | "id"
  | "defaultValue"
  | "placeholder"
  | "required"
  | "inputMode"
  | "autoComplete"
  | "maxLength"
  | "aria-keyshortcuts"
>;

const widths = { year: "w-[6rem]", phone: "w-[12.5rem]", full: "w-full" };

/** One answer in writing: label, hint, then the error, then the field. */
export function Field({
  label,
  name,
  hint,
  error,
  width = "full",
  big,
  lines,
  type = "text",
  id = name,
  ...rest
}: Props) {
  const said = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const look = `min-h-button max-w-full rounded-control border-2 bg-paper px-3 py-2 text-ink ${big ? "text-number" : "text-reading"} ${
    error ? "border-red" : "border-edge"
  } ${widths[width]}`;
  const shared = {
    ...rest,
    id,
    name,
    className: look,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": said || undefined,
  };
  return (
    <div className="grid grid-cols-1 gap-1">
      <label htmlFor={id} className="text-line-title">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-2 text-second">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      {lines ? <textarea {...shared} rows={lines} /> : <input {...shared} type={type} />}
    </div>
  );
}
