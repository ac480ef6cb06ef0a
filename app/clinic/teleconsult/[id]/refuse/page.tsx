import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { readHeldCase } from "../../_parts/held-case.ts";
import { Said } from "../../_parts/said.tsx";
import { refuse } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultDesk"))("case.refuse") };
}

/** Từ chối trả lời từ xa, with the reason that the person reads. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params, search, frame }) => {
    const t = await getTranslations("teleconsultDesk");
    const { found, spelled } = await readHeldCase(ctx, params.id);
    return (
      <DeskFrame {...frame} title={t("refuse.title", { code: spelled })} below={t("refuse.text")}>
        <Said search={search} />
        <LinkLine
          href={`/clinic/teleconsult/${found.caseId}` as Route}
          label={t("answer.back", { code: spelled })}
        />
        <form action={refuse} className="max-w-column pt-4">
          <input type="hidden" name="caseId" value={found.caseId} />
          <Stack loose>
            <Field
              label={t("refuse.because")}
              name="because"
              hint={t("refuse.hint")}
              lines={5}
              maxLength={1000}
              required
            />
            <Button kind="final">{t("refuse.yes")}</Button>
          </Stack>
        </form>
      </DeskFrame>
    );
  },
);
