import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { findHelpAsked } from "#lib/family/index.ts";
import { HELP_CODE_MINUTES } from "#lib/family/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";
import { beginByCode } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.helper"))("code.title") };
}

const faults = ["code-short", "code-wrong", "code-ended", "too-many", "failed"] as const;

/** Nhập mã SMS: the person reads out what came to their phone. */
export default deskPage(
  "clinic",
  () => "/clinic/helper/code",
  async ({ ctx, session, frame, search }) => {
    const t = await getTranslations("family.helper");
    const desk = await getTranslations("family.desk");
    const asked = session.role === "station" ? await findHelpAsked(ctx) : null;
    const fault = faults.find((one) => one === search.fault);
    const error = fault ? t(`faults.${fault}`) : undefined;
    const back = <LinkLine href="/clinic/helper" label={t("backToDesk")} />;
    if (!asked)
      return (
        <DeskFrame
          {...frame}
          title={t("code.title")}
          below={session.role === "station" ? t("code.none") : desk("stationOnly")}
        >
          {back}
        </DeskFrame>
      );
    return (
      <DeskFrame
        {...frame}
        title={t("code.title")}
        below={t("code.lead", {
          name: displayName(asked.name),
          end: asked.numberEnd,
          minutes: HELP_CODE_MINUTES,
        })}
      >
        <form action={beginByCode} className="max-w-column">
          {error ? <ErrorSummary title={desk("mend")} errors={[{ field: "code", text: error }]} /> : null}
          <Stack loose>
            <Field
              label={t("code.label")}
              name="code"
              hint={t("code.hint")}
              error={error}
              width="phone"
              inputMode="numeric"
              autoComplete="off"
            />
            <Button>{t("begin")}</Button>
          </Stack>
        </form>
        {back}
      </DeskFrame>
    );
  },
);
