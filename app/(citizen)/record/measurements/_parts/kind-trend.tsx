import { getTranslations } from "next-intl/server";
import { day, quantity } from "#components/copy/format.ts";
import { measurementWords } from "#components/measurement/measurement-words.ts";
import { Trend } from "#components/record/trend.tsx";
import { type TrendPoint, trendShape } from "#components/record/trend-shape.ts";
import { Section } from "#components/ui/section.tsx";
import { type MeasurementKind, MG_DL_PER_MMOL_L, type Numbers, sugarIn } from "#lib/measurement/rules.ts";
import type { Series } from "#lib/record/rules.ts";
import type { KindRead } from "./read-kind.ts";

/** So many points are drawn, the latest. */
const DRAWN = 12;

const series = (points: TrendPoint[]): Series<TrendPoint> => ({ unit: null, facilityCode: "", points });

/** The lines of a kind in time: two for a blood pressure; sugar in the unit that was typed last. */
function linesOf(kind: MeasurementKind, { lines, others }: Pick<KindRead, "lines" | "others">) {
  const drawn = lines.slice(0, DRAWN).toReversed();
  const point = (key: string, value: number, at: Date, own = true): TrendPoint => ({
    ...{ key, value, at, own, label: quantity(value), range: null },
  });
  const latest: Numbers | undefined = drawn.at(-1)?.numbers;
  if (kind === "blood-pressure")
    return (["systolic", "diastolic"] as const).map((name) =>
      series(
        drawn.flatMap(({ measurementId, numbers, at }) =>
          numbers.kind === "blood-pressure" ? point(`${measurementId} ${name}`, numbers[name], at) : [],
        ),
      ),
    );
  const unit = latest?.kind === "blood-sugar" ? latest.unit : null;
  const home = drawn.flatMap(({ measurementId, numbers, at }) => {
    if (numbers.kind === "blood-pressure") return [];
    const value = numbers.kind === "blood-sugar" && unit ? sugarIn(unit, numbers) : numbers.value;
    return point(measurementId, value, at);
  });
  const elsewhere = others.map((one) =>
    point(one.id, one.weightKg, new Date(`${one.on}T12:00:00+07:00`), one.facilityCode === null),
  );
  const all = [...home, ...elsewhere].sort((a, b) => a.at.getTime() - b.at.getTime());
  return [series(all.slice(-DRAWN))];
}

/** Hình vẽ: the latest measurements in time; the table with the same numbers follows. */
export async function KindTrend({ kind, read }: { kind: MeasurementKind; read: KindRead }) {
  const t = await getTranslations("measurement");
  const words = await measurementWords();
  const lines = linesOf(kind, read);
  const points = lines[0]?.points ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const newest = read.lines[0]?.numbers;
  const units = new Set(
    read.lines.slice(0, DRAWN).map(({ numbers }) => ("unit" in numbers ? numbers.unit : "mmHg")),
  );
  const name = t(`kinds.${kind}`);
  return (
    <Section title={t("trend")}>
      <Trend
        shape={trendShape(lines, kind === "blood-pressure")}
        title={name}
        description={t("trendText", {
          count: points.length,
          from: day(first.at),
          to: day(last.at),
          value: newest ? words.value(newest) : last.label,
        })}
        bandName=""
        tick={(at) => day(at).slice(0, 5)}
      />
      <p className="pt-2 text-ink-2 text-second">
        {kind === "blood-pressure" ? t("trendBoth") : null} {t("trendHome")}{" "}
        {points.some(({ own }) => !own) ? t("trendFacility") : null}{" "}
        {kind === "blood-sugar" && units.size > 1 && newest && "unit" in newest
          ? t("trendUnit", { unit: newest.unit, factor: quantity(MG_DL_PER_MMOL_L) })
          : null}
      </p>
    </Section>
  );
}
