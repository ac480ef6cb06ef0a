import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBook } from "#lib/consent/index.ts";
import { findPhone } from "#lib/notification/index.ts";
import { spacedNumber } from "#lib/notification/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { typedBefore } from "../../../../_entry/typed.ts";
import { askForCode } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("messages.phone"))("title") };
}

const faults = ["not-a-number", "too-many-codes", "number-refused", "unavailable", "failed"] as const;

/** Số điện thoại của bạn: one question; a code goes there. */
export default citizenPage(
  () => "/messages/settings/phone",
  async ({ ctx, search }) => {
    const t = await getTranslations("messages.phone");
    const settings = await getTranslations("messages.settings");
    const phone = await findPhone(await openBook(ctx, ctx.actor.id, "own-reading", "messages"));
    const fault = search.fault ? (faults.find((one) => one === search.fault) ?? "failed") : undefined;
    const error = fault ? t(`faults.${fault}`) : undefined;
    const typed = fault ? (await typedBefore()).number : undefined;
    return (
      <BookPage back={{ href: "/messages/settings", label: settings("title") }}>
        {error ? <ErrorSummary title={settings("mend")} errors={[{ field: "number", text: error }]} /> : null}
        <PageTitle>{t("title")}</PageTitle>
        <form action={askForCode}>
          <Stack loose>
            <Field
              label={t("label")}
              hint={t("hint")}
              name="number"
              type="tel"
              inputMode="tel"
              autoComplete="tel-national"
              width="phone"
              error={error}
              defaultValue={typed ?? (phone ? spacedNumber(phone.number) : undefined)}
            />
            <Button>{t("send")}</Button>
          </Stack>
        </form>
        <p className="pt-4 text-ink-2 text-second">{t("use")}</p>
        <div className="pt-4">
          <LinkLine href="/messages/settings" label={t("leave")} />
        </div>
      </BookPage>
    );
  },
  "self",
);
