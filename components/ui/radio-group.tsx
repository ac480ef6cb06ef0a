import { Choice } from "./choice.tsx";
import { FieldError } from "./field-error.tsx";

type Props = {
  legend: string;
  /** The question is the page's title already. */
  legendHidden?: boolean;
  name: string;
  options: readonly {
    value: string;
    label: string;
    second?: string;
    /** Where it is said in another language. */
    lang?: string;
  }[];
  value?: string;
  hint?: string;
  error?: string;
  /** The browser asks for an answer before it sends: where what is typed beside it would be lost. */
  required?: boolean;
};

/** Choose one; the last answer is always a way out (Tôi không biết). */
export function RadioGroup({ legend, legendHidden, name, options, value, hint, error, required }: Props) {
  const said = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset aria-describedby={said || undefined}>
      <legend className={legendHidden ? "sr-only" : "text-line-title"}>{legend}</legend>
      {hint ? (
        <p id={`${name}-hint`} className="pt-1 text-ink-2 text-second">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
      {options.map((option, place) => (
        <Choice
          key={option.value}
          kind="radio"
          id={place === 0 ? name : `${name}-${option.value}`}
          name={name}
          value={option.value}
          label={option.label}
          second={option.second}
          lang={option.lang}
          chosen={option.value === value}
          invalid={Boolean(error)}
          required={required}
        />
      ))}
    </fieldset>
  );
}
