import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { listAnswering, livingShare } from "#lib/teleconsult/index.ts";
import { levels, mayGoUp } from "#lib/teleconsult/rules.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { readHeldCase } from "../../_parts/held-case.ts";
import { Said } from "../../_parts/said.tsx";
import { refer } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultDesk"))("case.refer") };
}

/** Chuyển lên tuyến trên: where, and what the next doctor should know. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params, search, frame }) => {
    const t = await getTranslations("teleconsultDesk");
    const words = await getTranslations("teleconsult.levels");
    const { found, spelled } = await readHeldCase(ctx, params.id);
    const level = levels.find((one) => one === found.level) ?? "initial";
    const places = (await listAnswering(ctx, ctx.today)).filter(
      (one) => one.facilityCode !== found.facilityCode && mayGoUp(level, one.level),
    );
    const allowed = livingShare(found)?.mayRefer ?? false;
    return (
      <DeskFrame {...frame} title={t("refer.title", { code: spelled })}>
        <Said search={search} />
        <LinkLine
          href={`/clinic/teleconsult/${found.caseId}` as Route}
          label={t("answer.back", { code: spelled })}
        />
        {allowed ? null : <p className="py-4">{t("faults.not-asked")}</p>}
        {allowed && places.length === 0 ? <p className="py-4">{t("refer.nobody")}</p> : null}
        {allowed && places.length > 0 ? (
          <form action={refer} className="max-w-column pt-4">
            <input type="hidden" name="caseId" value={found.caseId} />
            <Stack loose>
              <SelectField
                label={t("refer.to")}
                name="to"
                none={t("refer.none")}
                options={places.map((one) => ({
                  value: one.facilityCode,
                  label: `${one.name}, ${words(one.level)}`,
                }))}
              />
              <Field
                label={t("refer.hand")}
                name="handOver"
                hint={t("refer.handHint")}
                lines={6}
                maxLength={4000}
                required
              />
              <Button kind="final">{t("refer.yes")}</Button>
            </Stack>
          </form>
        ) : null}
      </DeskFrame>
    );
  },
);
