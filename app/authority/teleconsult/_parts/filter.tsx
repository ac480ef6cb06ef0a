import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { monthsBefore } from "#lib/teleconsult/rules.ts";
import { type Asked, spokenMonth } from "./asked.ts";

type Props = Asked & { today: string; facilities: readonly { value: string; label: string }[] };

type ChoiceProps = {
  label: string;
  name: string;
  value: string;
  options: readonly { value: string; label: string }[];
};

function Choice({ label, name, value, options }: ChoiceProps) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-1">
      <label htmlFor={name} className="text-line-title">
        {label}
      </label>
      <select
        id={name}
        name={name}
        defaultValue={value}
        className="min-h-button w-full max-w-full rounded-control border-2 border-edge bg-paper px-3 py-2 text-ink text-reading"
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Which months and which facility; they stand in the address. */
export async function Filter({ period, facilityCode, today, facilities }: Props) {
  const t = await getTranslations("teleconsultOversight.filter");
  const months = monthsBefore(today);
  const options = [...new Set([...months, period.from, period.until])]
    .toSorted()
    .toReversed()
    .map((month) => ({ value: month, label: spokenMonth(month) }));
  return (
    <form
      method="get"
      action="/authority/teleconsult"
      className="grid grid-cols-2 items-end gap-4 pb-10 desk:grid-cols-[10rem_10rem_minmax(0,1fr)_8rem]"
    >
      <Choice label={t("from")} name="from" value={period.from} options={options} />
      <Choice label={t("until")} name="until" value={period.until} options={options} />
      <div className="col-span-2 min-w-0 desk:col-span-1">
        <Choice
          label={t("facility")}
          name="facility"
          value={facilityCode ?? ""}
          options={[{ value: "", label: t("all") }, ...facilities]}
        />
      </div>
      <div className="col-span-2 desk:col-span-1">
        <Button kind="second">{t("show")}</Button>
      </div>
    </form>
  );
}
