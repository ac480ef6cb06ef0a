import { Choice } from "./choice.tsx";
import { FieldError } from "./field-error.tsx";

type Props = {
  name: string;
  label: string;
  value?: string;
  second?: string;
  error?: string;
  checked?: boolean;
};

/** One yes or no. */
export function Checkbox({ name, label, value = "yes", second, error, checked }: Props) {
  return (
    <div>
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
      <Choice
        kind="checkbox"
        id={name}
        name={name}
        value={value}
        label={label}
        second={second}
        chosen={checked}
        invalid={Boolean(error)}
        errorId={error ? `${name}-error` : undefined}
      />
    </div>
  );
}
