import { randomUUID } from "node:crypto";
import { getTranslations } from "next-intl/server";
import { calendarDay, time } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import type { Attendee, SessionDose, Stock } from "#lib/vaccination/index.ts";
import { SITES } from "#lib/vaccination/rules.ts";
import { arrive, finishWatch, record, screen, undo } from "../actions.ts";

type Typed = Record<string, string | undefined>;
export type FormProps = {
  sessionId: string;
  who: Attendee;
  typed: Typed;
  fault: string | null;
  code: string;
};

/** Of which session and person a form is. */
function Of({ sessionId, who }: Pick<FormProps, "sessionId" | "who">) {
  return (
    <>
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="citizenId" value={who.citizenId} />
      <input type="hidden" name="version" value={who.version} />
    </>
  );
}

/** Tiếp đón who was invited. */
export async function ArriveForm({ sessionId, who }: Pick<FormProps, "sessionId" | "who">) {
  const t = await getTranslations("station.person");
  return (
    <Section title={t("arrive")}>
      <p className="pb-4">{t("arriveText")}</p>
      <form action={arrive} className="max-w-column">
        <Of sessionId={sessionId} who={who} />
        <Button>{t("arrive")}</Button>
      </form>
    </Section>
  );
}

const screeningFaults = ["reason", "screening", "vaccinated"];

/** Sàng lọc trước tiêm: what came of it; once it is written, it is folded, to be mended. */
export async function ScreenForm({ sessionId, who, typed, fault, code }: FormProps) {
  const t = await getTranslations("station.person");
  const error = fault && screeningFaults.includes(code) ? fault : undefined;
  const form = (
    <form action={screen} className="max-w-column">
      <Of sessionId={sessionId} who={who} />
      <Stack>
        <RadioGroup
          legend={t("screenResult")}
          name="screening"
          value={typed.screening || who.screening || undefined}
          error={code === "screening" ? error : undefined}
          options={[
            { value: "fit", label: t("fit") },
            { value: "put-off", label: t("putOff"), second: t("putOffHint") },
          ]}
        />
        <Field
          label={t("screenNote")}
          name="note"
          defaultValue={typed.note || who.screeningNote || ""}
          error={code === "reason" ? error : undefined}
          maxLength={500}
          autoComplete="off"
        />
        <Button kind={who.status === "came" ? "main" : "second"}>{t("screenButton")}</Button>
      </Stack>
    </form>
  );
  return (
    <Section title={t("screen")} id="screen">
      {who.screening && who.screenedAt ? (
        <>
          <p className="wrap-anywhere">
            {t("screened", {
              name: who.screenedByName ?? "",
              time: time(who.screenedAt),
              result: [t(who.screening === "fit" ? "fit" : "putOff"), who.screeningNote]
                .filter(Boolean)
                .join(". "),
            })}
          </p>
          <Folded label={t("screenAgain")} open={error !== undefined}>
            {form}
          </Folded>
        </>
      ) : (
        <>
          <p className="pb-4">{t("screenText")}</p>
          {form}
        </>
      )}
    </Section>
  );
}

type RecordProps = FormProps & { stock: readonly Stock[]; staffName: string };

/** Ghi mũi tiêm: which lot, where, by whom and when. */
export async function RecordForm({ sessionId, who, typed, fault, code, stock, staffName }: RecordProps) {
  const t = await getTranslations("station.person");
  const left = stock.filter(({ remaining }) => remaining > 0);
  const errorAt = (...codes: string[]) => (fault && codes.includes(code) ? fault : undefined);
  return (
    <Section title={t("record")} id="record">
      {left.length === 0 ? (
        <p>{t("stockEmpty")}</p>
      ) : (
        <form action={record} className="max-w-column">
          <Of sessionId={sessionId} who={who} />
          <input type="hidden" name="doseId" value={randomUUID()} />
          <Stack loose>
            <SelectField
              label={t("stock")}
              name="stockId"
              none={t("stockNone")}
              value={typed.stockId || (left.length === 1 && left[0]?.stockId) || ""}
              error={errorAt("stock", "already", "none-left", "expired")}
              options={left.map((one) => ({
                value: one.stockId,
                label: t("stockOf", {
                  product: one.product,
                  lot: one.lot,
                  expires: calendarDay(one.expiresOn),
                  left: one.remaining,
                }),
              }))}
            />
            <div className="grid gap-6 min-[30rem]:grid-cols-2">
              <Field
                label={t("number")}
                hint={t("numberHint")}
                name="number"
                width="year"
                defaultValue={typed.number}
                error={errorAt("number")}
                inputMode="numeric"
                autoComplete="off"
                maxLength={2}
              />
              <Field
                label={t("at")}
                hint={t("atHint")}
                name="at"
                width="year"
                defaultValue={typed.at}
                error={errorAt("time", "future", "other-day")}
                autoComplete="off"
              />
            </div>
            <SelectField
              label={t("site")}
              name="site"
              none={t("siteNone")}
              value={typed.site ?? ""}
              options={SITES.map((value) => ({ value, label: value }))}
            />
            <Field
              label={t("givenBy")}
              name="givenBy"
              defaultValue={typed.givenBy || staffName}
              error={errorAt("given-by")}
              maxLength={255}
              autoComplete="off"
              required
            />
            <p className="text-ink-2 text-second">{t("recordText")}</p>
            <Button>{t("recordButton")}</Button>
          </Stack>
        </form>
      )}
    </Section>
  );
}

type DosesProps = Pick<FormProps, "sessionId" | "who"> & { doses: readonly SessionDose[] };

/** Mũi đã ghi trong buổi này, each with the way to take it back. */
export async function SessionDoses({ sessionId, who, doses }: DosesProps) {
  const t = await getTranslations("station.person");
  return (
    <Section title={t("doses")}>
      <ul>
        {doses.map((one) => {
          const line = t("doseLine", {
            product: one.product ?? "",
            lot: one.lot ?? "",
            time: one.givenAt ? time(one.givenAt) : "",
          });
          return (
            <li key={one.doseId} className="border-rule border-b py-3">
              <p className="text-line-title">{one.undoneAt ? <s>{line}</s> : line}</p>
              <p className="text-ink-2 text-second">
                {[t("doseBy", { name: one.givenBy ?? "" }), one.site].filter(Boolean).join(". ")}
              </p>
              {one.filing === "held" && !one.undoneAt ? (
                <p className="font-semibold text-second">{t("waits")}</p>
              ) : null}
              {one.undoneAt ? (
                <p className="wrap-anywhere text-second">
                  {t("undone", { name: one.undoneByName ?? "", because: one.undoneBecause ?? "" })}
                </p>
              ) : (
                <Folded label={t("undo")}>
                  <form action={undo} className="grid max-w-column gap-3 pb-3">
                    <Of sessionId={sessionId} who={who} />
                    <input type="hidden" name="doseId" value={one.doseId} />
                    <p className="text-second">{t("undoText")}</p>
                    <Field
                      label={t("undoBecause")}
                      id={`because-${one.doseId}`}
                      name="because"
                      maxLength={300}
                      autoComplete="off"
                      required
                    />
                    <Button kind="second">{t("undoButton")}</Button>
                  </form>
                </Folded>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const outcomes = { well: "well", reaction: "reaction", "left-early": "leftEarly" } as const;

/** Theo dõi sau tiêm: until when, and how it ended. */
export async function WatchForm({ sessionId, who, fault, code }: FormProps) {
  const t = await getTranslations("station.person");
  if (!who.watchedUntil) return null;
  const error = fault && ["too-early", "outcome"].includes(code) ? fault : undefined;
  return (
    <Section title={t("watch")} id="watch">
      <p className="pb-4 font-semibold">{t("watchText", { time: time(who.watchedUntil) })}</p>
      {who.watchEndedAt ? (
        <p className="wrap-anywhere">
          {t("watched", {
            name: who.watchEndedByName ?? "",
            time: time(who.watchEndedAt),
            outcome: [t(outcomes[(who.watchOutcome ?? "well") as "well"]), who.watchNote]
              .filter(Boolean)
              .join(". "),
          })}
        </p>
      ) : (
        <form action={finishWatch} className="max-w-column">
          <Of sessionId={sessionId} who={who} />
          <Stack>
            <RadioGroup
              legend={t("outcome")}
              name="outcome"
              error={error}
              options={Object.entries(outcomes).map(([value, word]) => ({ value, label: t(word) }))}
            />
            <Field
              label={t("outcomeNote")}
              hint={t("outcomeHint")}
              id="watch-note"
              name="note"
              maxLength={500}
              autoComplete="off"
            />
            <Button kind="second">{t("watchButton")}</Button>
          </Stack>
        </form>
      )}
    </Section>
  );
}
