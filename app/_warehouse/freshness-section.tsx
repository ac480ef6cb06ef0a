import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { dayOf } from "#lib/platform/clock.ts";
import { daysBetween, isStale, STALE_DAYS } from "#lib/warehouse/index.ts";
import type { DeskReading } from "../_entry/desk-page.tsx";
import { warehouseHref } from "./asked.ts";

type Fresh = { facilityCode: string; lastReceivedAt: Date };

/** More facilities than this stand on a page of their own. */
const MOST_SHOWN = 10;

async function sinceWords(today: string) {
  const t = await getTranslations("warehouse.fresh");
  return (at: Date) => {
    const days = daysBetween(dayOf(at), today);
    return {
      days,
      words: days <= 0 ? t("today") : t("days", { count: days }),
      stale: isStale(dayOf(at), today),
    };
  };
}

/** When one facility sent last. */
export async function OwnFreshness(o: {
  reading: DeskReading;
  /** Its name in words. */
  facility: string;
  last: Fresh | undefined;
}) {
  const { reading, facility, last } = o;
  const t = await getTranslations("warehouse.fresh");
  const all = await getTranslations("warehouse");
  const locale = await getLocale();
  if (!last) return <p>{all("noneYet", { facility })}</p>;
  const { days, words, stale } = (await sinceWords(reading.ctx.today))(last.lastReceivedAt);
  return (
    <>
      <p>{t("mine", { when: moment(last.lastReceivedAt, locale), since: words })}</p>
      {stale ? (
        <p className="pt-2">
          <Tag line="amber">{t("stale")}</Tag> {t("mineStale", { count: days })}
        </p>
      ) : null}
    </>
  );
}

/** When each facility sent last, the longest silent first. */
export async function FreshnessSection({ reading, rows }: { reading: DeskReading; rows: readonly Fresh[] }) {
  const t = await getTranslations("warehouse.fresh");
  const all = await getTranslations("warehouse");
  const locale = await getLocale();
  const since = await sinceWords(reading.ctx.today);
  const { desk } = reading.frame;
  const shown = reading.search.fresh === "all" ? rows : rows.slice(0, MOST_SHOWN);
  return (
    <Section title={t("title")}>
      <p className="pb-2">{t("lead", { days: STALE_DAYS })}</p>
      <DataTable
        caption={t("title")}
        columns={[{ head: all("facility") }, { head: t("last") }, { head: t("since") }]}
        rows={shown.map(({ facilityCode, lastReceivedAt }) => {
          const { words, stale } = since(lastReceivedAt);
          return {
            key: facilityCode,
            cells: [
              <a
                key="facility"
                href={warehouseHref(desk, "", { facility: facilityCode })}
                className="inline-block py-1"
              >
                {reading.facilityName(facilityCode)}
              </a>,
              moment(lastReceivedAt, locale),
              <span key="since" className="inline-flex flex-wrap gap-2">
                {words} {stale ? <Tag line="amber">{t("stale")}</Tag> : null}
              </span>,
            ],
          };
        })}
        empty={t("none")}
      />
      {shown.length < rows.length ? (
        <LinkLine href={warehouseHref(desk, "", { fresh: "all" })} label={t("all", { count: rows.length })} />
      ) : null}
    </Section>
  );
}
