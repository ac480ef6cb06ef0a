import { FieldError } from "./field-error.tsx";

type Option = { value: string; label: string };

type Props = {
  label: string;
  name: string;
  /** The words for no answer; they come first. */
  none: string;
  /** Answers under no heading; then those under headings. */
  options?: readonly Option[];
  groups?: readonly { label: string; options: readonly Option[] }[];
  value?: string;
  hint?: string;
  error?: string;
};

/** One answer out of a list too long for radios; the browser's own, so that it can be searched by typing. */
export function SelectField({
  label,
  name,
  none,
  options = [],
  groups = [],
  value = "",
  hint,
  error,
}: Props) {
  const said = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="grid grid-cols-1 gap-1">
      <label htmlFor={name} className="text-line-title">
        {label}
      </label>
      {hint ? (
        <p id={`${name}-hint`} className="text-ink-2 text-second">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
      <select
        id={name}
        name={name}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={said || undefined}
        className={`min-h-button w-full max-w-full rounded-control border-2 bg-paper px-3 py-2 text-ink text-reading ${
          error ? "border-red" : "border-edge"
        }`}
      >
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
