type Props = {
  label: string;
  name: string;
  /** The first one stands for all of them. */
  options: readonly { value: string; label: string }[];
  value?: string;
};

/** One of a list that is too long for radios. */
export function SelectField({ label, name, options, value }: Props) {
  return (
    <div className="grid grid-cols-1 gap-1">
      <label htmlFor={name} className="text-line-title">
        {label}
      </label>
      <select
        id={name}
        name={name}
        defaultValue={value}
        className="min-h-button w-full max-w-full rounded-control border-2 border-edge bg-paper px-3 py-2 text-ink text-reading"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
