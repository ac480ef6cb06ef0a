import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarWeekday } from "#components/copy/format.ts";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { fullnessOf } from "#lib/booking/rules.ts";

type Props = {
  days: readonly { day: string; free: number; bookable: number }[];
  /** Where one day leads. */
  hrefOf: (day: string) => Route;
};

/** How many days stand open. */
const OPEN = 7;

/** Days with one of three words: still free, nearly full, full. A full one leads nowhere. */
export async function DayRows({ days, hrefOf }: Props) {
  const t = await getTranslations("booking.ask");
  const locale = await getLocale();
  const rows = days.map((one) => {
    const fullness = fullnessOf(one);
    const name = calendarWeekday(one.day, locale);
    return (
      <li
        key={one.day}
        className="relative flex min-h-row flex-wrap items-center gap-x-2 border-rule border-b py-2 last:border-b-0"
      >
        <span className="leader">
          {fullness === "full" ? (
            <span className="text-quiet">{name}</span>
          ) : (
            <a
              href={hrefOf(one.day)}
              className="font-semibold inline-block no-underline after:absolute after:inset-0"
            >
              {name}
            </a>
          )}
        </span>{" "}
        <span
          className={
            fullness === "full"
              ? "ml-auto border border-edge border-dashed px-2 text-quiet text-second"
              : `ml-auto text-second ${fullness === "nearly-full" ? "font-semibold" : ""}`
          }
        >
          {t(`fullness.${fullness}`)}
        </span>
      </li>
    );
  });
  return <FoldingList rows={rows} most={OPEN} more={(count) => t("moreDays", { count })} />;
}
