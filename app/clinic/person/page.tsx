import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { time } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { listOpenAtDesk } from "#lib/opening/index.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { Scanner } from "../_parts/scanner.tsx";
import { faultWords } from "./_parts/fault-words.ts";
import { find } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("desk.title") };
}

/** Tìm người bệnh, and the books that are open. */
export default deskPage(
  "clinic",
  () => "/clinic/person",
  async ({ ctx, frame, search }) => {
    const t = await getTranslations("opening");
    const open = await listOpenAtDesk(await openDesk(ctx, "find-person", "people"));
    const fault = await faultWords(search.fault);
    return (
      <DeskFrame {...frame} title={t("desk.title")} below={t("desk.lead")}>
        {fault ? <ErrorSummary title={t("code.mend")} errors={[{ field: "sought", text: fault }]} /> : null}
        <form action={find} className="max-w-column">
          <Stack>
            <Field
              label={t("desk.sought")}
              name="sought"
              hint={t("desk.soughtHint")}
              error={fault}
              autoComplete="off"
              maxLength={2000}
              required
            />
            <Scanner
              field="sought"
              words={{
                scan: t("desk.scan"),
                stop: t("desk.scanStop"),
                help: t("desk.scanHelp"),
                failed: t("desk.scanFailed"),
              }}
            />
            <Button icon="search">{t("desk.find")}</Button>
          </Stack>
        </form>
        <Section title={t("desk.open")}>
          <DataTable
            caption={t("desk.open")}
            columns={[{ head: t("desk.person") }, { head: t("desk.until"), tight: true }]}
            rows={open.map((one) => ({
              key: one.findId,
              cells: [
                <a key="name" href={`/clinic/person/${one.findId}` as Route} className="inline-block py-1">
                  {one.name ? displayName(one.name) : t("desk.nameless")}
                </a>,
                time(one.endsAt),
              ],
            }))}
            empty={t("desk.openNone")}
          />
        </Section>
      </DeskFrame>
    );
  },
);
