type Props = {
  legend: string;
  name: string;
  /** Of its first time; where two of them share a name. */
  id?: string;
  /** How many places are left, in words; a full time cannot be chosen and says so. */
  times: readonly { value: string; time: string; left: string; full?: boolean }[];
  /** What the chosen one says, such as: đã chọn. */
  chosenWord: string;
  value?: string;
};

/** Times in two columns; they are radios, so they work without scripts. */
export function TimeChoice({ legend, name, id = name, times, chosenWord, value }: Props) {
  return (
    <fieldset>
      <legend className="pb-2 text-line-title">{legend}</legend>
      <div className="@container">
        <div className="grid gap-2 @min-[14rem]:grid-cols-2">
          {times.map(({ value: own, time, left, full }, place) => (
            <label key={own} className={`time-choice group ${full ? "cursor-default" : ""}`}>
              <input
                id={place === 0 ? id : `${name}-${own}`}
                type="radio"
                name={name}
                value={own}
                disabled={full}
                defaultChecked={own === value}
                className="sr-only"
              />
              <span className={`block text-section ${full ? "text-quiet" : ""}`}>{time}</span>
              <span className="block text-second group-has-checked:hidden">{left}</span>
              <span className="hidden text-second group-has-checked:block">{chosenWord}</span>
            </label>
          ))}
        </div>
      </div>
    </fieldset>
  );
}
