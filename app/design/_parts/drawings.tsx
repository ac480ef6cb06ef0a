import { useTranslations } from "next-intl";
import { trendShape } from "#components/record/trend-shape.ts";
import { growthShape } from "#lib/history/rules.ts";
import type { StripMark } from "#lib/vaccination/rules.ts";
import { Trend } from "../../../components/record/trend.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { GrowthChart } from "../../../components/vaccination/growth-chart.tsx";
import { StripSection } from "../../../components/vaccination/strip-section.tsx";

const range = { low: 3.9, high: 6.4, open: false };
const tick = (at: Date) => `${at.getUTCMonth() + 1}/${at.getUTCFullYear() % 100}`;
const point = (on: string, value: number, more: object = {}) => ({
  ...{ key: `${on} ${value}`, value, label: String(value).replace(".", ",") },
  ...{ at: new Date(on), range: null, ...more },
});
const line = (facilityCode: string, points: ReturnType<typeof point>[]) => ({
  unit: null,
  facilityCode,
  points,
});

/** By a facility in two laboratories, of which one sent a range; and at home, two numbers each time. */
const sent = trendShape([
  line("1", [point("2025-02-20", 11.4), point("2025-07-20", 8.2)]),
  line("2", [
    point("2025-12-20", 7.4, { range }),
    point("2026-05-20", 6.6, { range }),
    point("2026-11-20", 6.9, { range }),
  ]),
]);
const home = trendShape(
  [
    line("", [
      point("2026-09-01", 150, { own: true }),
      point("2026-10-12", 142, { own: true }),
      point("2026-11-20", 138, { own: true }),
    ]),
    line("", [
      point("2026-09-01", 95, { own: true }),
      point("2026-10-12", 90, { own: true }),
      point("2026-11-20", 86, { own: true }),
    ]),
  ],
  true,
);
const grown = growthShape(
  [
    ["2026-02-10", 3.2, "51085"],
    ["2026-05-12", 5.8, "51085"],
    ["2026-08-30", 7.9, null],
    ["2026-11-15", 8.6, "51085"],
  ].map(([on, weightKg, facilityCode]) => ({
    ...{ id: String(on), on: String(on), heightCm: null },
    ...{ weightKg: Number(weightKg), facilityCode: facilityCode === null ? null : String(facilityCode) },
  })),
  "weightKg",
  "2026-02-10",
);
const mark = (column: number, kind: StripMark["kind"]): StripMark => ({ column, kind, times: 1 });

/** What is drawn: measured by facilities and at home, a child's growth, the schedule of doses with every mark. */
export function DrawingParts() {
  const t = useTranslations("design.drawings");
  return (
    <div>
      <Section title={t("trend")}>
        <Trend
          shape={sent}
          title={t("trend")}
          description={t("trendSaying")}
          bandName={t("band")}
          tick={tick}
        />
      </Section>
      <Section title={t("home")}>
        <Trend shape={home} title={t("home")} description={t("homeSaying")} bandName="" tick={tick} />
      </Section>
      {grown ? (
        <Section title={t("growth")}>
          <GrowthChart
            shape={grown}
            title={t("growth")}
            description={t("growthSaying")}
            unit="kg"
            months={t("months")}
          />
        </Section>
      ) : null}
      <StripSection
        whose={{ whose: "other", name: t("child") }}
        strip={{
          today: 5,
          rows: [
            { name: "tb", marks: [mark(0, "given")] },
            { name: "rota", marks: [mark(1, "reported"), mark(3, "waiting")] },
            { name: "measles", marks: [mark(5, "due"), mark(7, "later")] },
          ],
        }}
      />
    </div>
  );
}
