import { FieldError } from "./field-error.tsx";

type Props = { label: string; name: string; hint?: string; error?: string };

/** A photo of a paper, or a PDF: chosen or taken with the phone's own picker. */
export function PhotoField({ label, name, hint, error }: Props) {
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
      <input
        id={name}
        name={name}
        type="file"
        accept="image/jpeg,image/png,image/webp,application/pdf"
        aria-invalid={error ? true : undefined}
        aria-describedby={said || undefined}
        className={`min-h-button w-full max-w-full rounded-control border-2 bg-paper px-3 py-2 text-ink text-second ${
          error ? "border-red" : "border-edge"
        } file:mr-3 file:min-h-8 file:rounded-control file:border-0 file:bg-tint file:px-3 file:font-semibold file:text-accent`}
      />
    </div>
  );
}
