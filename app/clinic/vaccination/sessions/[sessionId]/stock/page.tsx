import { randomUUID } from "node:crypto";
import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, calendarWeekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { listStock } from "#lib/vaccination/index.ts";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { typedBefore } from "../../../../../_entry/typed.ts";
import { readSession, sessionAddress } from "../../../_parts/read-session.ts";
import { faultOf, Said } from "../../../_parts/said.tsx";
import { stationPage } from "../../../_parts/station-page.tsx";
import { bring } from "../../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("station.bring"))("title") };
}

const fieldOf: Record<string, string> = {
  lot: "lot",
  day: "expires",
  expired: "expires",
  brought: "brought",
  "fewer-than-given": "brought",
};

/** Vắc xin mang theo: one lot at a time; the same lot again changes how many. */
export default stationPage(
  (params) => `${sessionAddress(params)}/stock`,
  async ({ ctx, frame, params, search }) => {
    const t = await getTranslations("station");
    const locale = await getLocale();
    const { session, desk } = await readSession(ctx, params);
    const stock = await listStock(desk, session.sessionId);
    const fault = await faultOf(search);
    const typed = fault ? await typedBefore() : {};
    const wrong = fieldOf[search.fault ?? ""] ?? "vaccine";
    const shared = (field: string) => ({
      name: field,
      defaultValue: typed[field],
      error: fault && field === wrong ? fault : undefined,
      autoComplete: "off",
      required: true,
    });
    return (
      <DeskFrame
        {...frame}
        title={t("bring.title")}
        below={t("session.title", { day: calendarWeekday(session.day, locale) })}
      >
        <Said search={search} field={wrong} />
        <form action={bring} className="max-w-column">
          <input type="hidden" name="sessionId" value={session.sessionId} />
          <input type="hidden" name="stockId" value={randomUUID()} />
          <Stack loose>
            <Field
              {...shared("vaccine")}
              label={t("bring.vaccine")}
              hint={t("bring.vaccineHint")}
              maxLength={120}
            />
            <Field
              {...shared("lot")}
              label={t("bring.lot")}
              hint={t("bring.lotHint")}
              width="phone"
              maxLength={60}
            />
            <Field
              {...shared("expires")}
              label={t("bring.expires")}
              hint={t("bring.expiresHint")}
              width="phone"
            />
            <Field
              {...shared("brought")}
              label={t("bring.brought")}
              hint={t("bring.broughtHint")}
              width="year"
              inputMode="numeric"
            />
            <Button>{t("bring.button")}</Button>
          </Stack>
        </form>
        <Section title={t("bring.already")}>
          <DataTable
            caption={t("session.vaccines")}
            columns={[
              { head: t("session.product") },
              { head: t("session.lot") },
              { head: t("session.expires"), tight: true },
              { head: t("session.left"), number: true },
            ]}
            rows={stock.map((one) => ({
              key: one.stockId,
              cells: [
                one.product,
                one.lot,
                calendarDay(one.expiresOn),
                t("session.leftOf", { left: one.remaining, brought: one.brought }),
              ],
            }))}
            empty={t("session.vaccinesNone")}
          />
        </Section>
        <div className="pt-4">
          <LinkLine href={sessionAddress(params) as Route} label={t("person.back")} />
        </div>
      </DeskFrame>
    );
  },
);
