import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBook } from "#lib/consent/index.ts";
import { findPhoneInQuestion } from "#lib/notification/index.ts";
import { CODE_MINUTES, spacedNumber } from "#lib/notification/rules.ts";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { askForCode, confirmCode } from "../../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("messages.code"))("title") };
}

const faults = ["code-wrong", "code-short", "code-ended", "failed"] as const;

/** Mã xác nhận: the code that the SMS brought. */
export default citizenPage(
  () => "/messages/settings/phone/code",
  async ({ ctx, search }) => {
    const t = await getTranslations("messages.code");
    const settings = await getTranslations("messages.settings");
    const phone = await getTranslations("messages.phone");
    const number = await findPhoneInQuestion(await openBook(ctx, ctx.actor.id, "own-reading", "messages"));
    const back = { href: "/messages/settings/phone", label: phone("label") } as const;
    if (number === null) {
      return (
        <BookPage back={back}>
          <PageTitle>{t("endedTitle")}</PageTitle>
          <p className="pb-6">{t("endedText")}</p>
          <Button href="/messages/settings/phone">{t("another")}</Button>
        </BookPage>
      );
    }
    const fault = search.fault ? (faults.find((one) => one === search.fault) ?? "failed") : undefined;
    const error = fault ? t(`faults.${fault}`) : undefined;
    return (
      <BookPage back={back}>
        {error ? <ErrorSummary title={settings("mend")} errors={[{ field: "code", text: error }]} /> : null}
        <PageTitle below={t("lead", { number: spacedNumber(number), minutes: CODE_MINUTES })}>
          {t("title")}
        </PageTitle>
        <form action={confirmCode}>
          <Stack loose>
            <Field
              label={t("label")}
              hint={t("hint")}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              width="phone"
              error={error}
            />
            <Button>{t("confirm")}</Button>
          </Stack>
        </form>
        <form action={askForCode} className="pt-4">
          <input type="hidden" name="number" value={number} />
          <Button kind="plain">{t("again")}</Button>
        </form>
      </BookPage>
    );
  },
  "self",
);
