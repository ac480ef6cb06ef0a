import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ConfirmationPanel } from "#components/ui/confirmation-panel.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBook } from "#lib/consent/index.ts";
import { lastErasure } from "#lib/rights/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { isFresh, SignInAgain } from "../../../_entry/sign-in-again.tsx";
import { erase } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.erase"))("title") };
}

const deleted = ["told", "papers", "marks", "reports", "cards", "messages", "phone", "copies"] as const;
const kept = ["facilities", "log", "proofs", "family", "identity"] as const;
const words = ["unsure", "sign-in-again", "too-many", "failed"] as const;

/** Xóa điều sổ giữ: what goes, what stays and why, and the last step for whoever has just signed in again. */
export default citizenPage(
  () => "/consent/delete",
  async ({ ctx, search }) => {
    const t = await getTranslations("rights.erase");
    const rights = await getTranslations("rights");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "rights");
    const [last, fresh] = await Promise.all([lastErasure(book), isFresh(ctx)]);
    const done = search.said === "done" ? last : null;
    const said = words.find((one) => one === search.said);
    return (
      <BookPage back={{ href: "/consent", label: rights("title") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        {done ? (
          <div role="status" className="pb-6">
            <ConfirmationPanel title={t("done")} second={moment(done.at, locale)} level={2} />
          </div>
        ) : null}
        {said ? <Notice alert title={t(`said.${said}`)} /> : null}
        {done ? null : (
          <Section title={t("goes")}>
            <BulletList items={deleted.map((one) => t(`deleted.${one}`))} />
          </Section>
        )}
        <Section title={t("stays")}>
          <BulletList items={kept.map((one) => t(`kept.${one}`))} />
          <LinkLine href={"/consent/requests/new/delete" as Route} label={t("askOfficer")} />
        </Section>
        {done ? null : fresh ? (
          <Section title={t("last")}>
            <p className="pb-2">{t("lastText")}</p>
            <LinkLine href="/consent/export" label={t("copyFirst")} />
            <form action={erase} className="pt-2">
              <input type="hidden" name="erasureId" value={crypto.randomUUID()} />
              <Stack loose>
                <Checkbox
                  name="sure"
                  label={t("sure")}
                  error={said === "unsure" ? t("said.unsure") : undefined}
                />
                <Button kind="final">{t("erase")}</Button>
              </Stack>
            </form>
          </Section>
        ) : (
          <SignInAgain next="/consent/delete" />
        )}
      </BookPage>
    );
  },
);
