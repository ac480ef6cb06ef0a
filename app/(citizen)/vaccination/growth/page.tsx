import { getTranslations } from "next-intl/server";
import { calendarDay, quantity } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { DateField } from "#components/ui/date-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { GrowthChart } from "#components/vaccination/growth-chart.tsx";
import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listGrowth } from "#lib/history/index.ts";
import { growthShape, type Measured } from "#lib/history/rules.ts";
import { listMeasurements } from "#lib/measurement/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { listWeights } from "#lib/record/index.ts";
import { ageOn, CHILD_YEARS } from "#lib/vaccination/rules.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { note, takeBack } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination.growth"))("title") };
}

const faults = ["day", "weight", "height", "nothing", "too-many", "failed"] as const;
const dones = ["noted", "taken-back"] as const;
const kinds = ["weightKg", "heightCm"] as const;

/** Cân nặng, chiều cao: drawn by age, each with who measured it, and a form for what is measured at home. */
export default citizenPage(
  () => "/vaccination/growth",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("vaccination.growth");
    const vaccination = await getTranslations("vaccination");
    const words = await getTranslations("completeness");
    const book = await openBookInHand(ctx, "history");
    const [owner, own, weighed, weights, names] = await Promise.all([
      whoseBook(book),
      listGrowth(book),
      listMeasurements(book, { kind: "weight", most: 200 }),
      listWeights(book),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const birthDate = owner.vneid?.birthDate ?? owner.warehouse.birthDate;
    // What was told on the other page is told once, and mended there.
    const elsewhere = new Set(weighed.map(({ measurementId }) => measurementId));
    const measured: Measured[] = [
      ...own,
      ...weighed.flatMap(({ measurementId, numbers, at }) =>
        numbers.kind === "weight"
          ? { id: measurementId, on: dayOf(at), weightKg: numbers.value, heightCm: null, facilityCode: null }
          : [],
      ),
      ...weights.map(({ encounterId, ...one }) => ({ ...one, id: encounterId, heightCm: null })),
    ].sort((a, b) => b.on.localeCompare(a.on));
    const fault = faults.find((one) => one === search.fault);
    const done = dones.find((one) => one === search.done);
    const before = (name: string) => (fault ? search[name] : undefined);
    const errorOf = (...of: string[]) => (fault && of.includes(fault) ? t(`faults.${fault}`) : undefined);
    const ageWords = (on: string) => {
      const age = ageOn(birthDate, on);
      return age ? vaccination(`ageNow.${age.unit}`, { count: age.count }) : "";
    };
    const age = ageOn(birthDate, ctx.today);
    const grows = age === null || age.unit !== "years" || age.count < CHILD_YEARS;
    const shapes = kinds.flatMap((kind) => {
      const shape = growthShape(measured, kind, birthDate);
      // One point tells no growth: the table has it.
      return shape && shape.points.length > 1 ? [{ kind, shape, last: shape.points.at(-1)?.value ?? 0 }] : [];
    });
    return (
      <BookPage back={{ href: "/vaccination", label: vaccination("title") }} tab="none">
        <PageTitle>{t("title")}</PageTitle>
        {done ? <Notice title={t(`done.${done}`)} /> : null}
        {fault === "failed" || fault === "too-many" ? <Notice alert title={t(`faults.${fault}`)} /> : null}
        {measured.length === 0 ? <p>{t("none", { name: ownerName })}</p> : null}
        {shapes.length > 0 ? <p>{t("lead")}</p> : null}
        {shapes.map(({ kind, shape, last }) => (
          <Section key={kind} title={t(kind)}>
            <GrowthChart
              shape={shape}
              title={t(kind)}
              description={t("describe", {
                count: shape.points.length,
                last: quantity(last),
                unit: t(`unit.${kind}`),
              })}
              unit={t(`unit.${kind}`)}
              months={t("months")}
            />
          </Section>
        ))}
        {measured.length > 0 ? (
          <Section title={t("all")}>
            <DataTable
              caption={t("all")}
              columns={[{ head: t("day") }, { head: t("measures") }, { head: t("who") }]}
              rows={measured.map((one) => ({
                key: one.id,
                cells: [
                  <span key="day">
                    {calendarDay(one.on)}
                    <span className="block text-ink-2 text-second">{ageWords(one.on)}</span>
                  </span>,
                  kinds
                    .flatMap((kind) =>
                      one[kind] === null ? [] : [`${quantity(one[kind])}\u00a0${t(`unit.${kind}`)}`],
                    )
                    .join(", "),
                  one.facilityCode ? (
                    facilityName(one.facilityCode)
                  ) : elsewhere.has(one.id) ? (
                    <a key="who" href="/record/measurements/weight">
                      {t("elsewhere")}
                    </a>
                  ) : (
                    <form key="who" action={takeBack}>
                      <BookField />
                      <input type="hidden" name="pointId" value={one.id} />
                      <p>{t("home")}</p>
                      <Button kind="plain">
                        {t("takeBack")}
                        <span className="sr-only">: {calendarDay(one.on)}</span>
                      </Button>
                    </form>
                  ),
                ],
              }))}
            />
          </Section>
        ) : null}
        <Section title={t("note")} id="note">
          <form action={note}>
            <BookField />
            <input type="hidden" name="pointId" value={crypto.randomUUID()} />
            <Stack loose>
              <DateField
                legend={t("day")}
                name="on"
                words={{ day: words("dayWord"), month: words("monthWord"), year: words("yearWord") }}
                value={{ day: before("on.day"), month: before("on.month"), year: before("on.year") }}
                error={errorOf("day")}
              />
              <Field
                label={t("weightLabel")}
                name="weight"
                hint={t("weightHint")}
                width="phone"
                inputMode="decimal"
                maxLength={6}
                defaultValue={before("weight")}
                error={errorOf("weight", "nothing")}
                autoComplete="off"
              />
              <Field
                label={t("heightLabel")}
                name="height"
                hint={t("heightHint")}
                width="phone"
                inputMode="decimal"
                maxLength={6}
                defaultValue={before("height")}
                error={errorOf("height")}
                autoComplete="off"
              />
              <Button>{t("save")}</Button>
            </Stack>
          </form>
        </Section>
        {grows ? <p className="pt-6 text-quiet text-small">{t("noCurves")}</p> : null}
      </BookPage>
    );
  },
  "record",
);
