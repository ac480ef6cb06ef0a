import { getLocale, getTranslations } from "next-intl/server";
import { SharedFiles } from "#components/attachment/shared-files.tsx";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { PhotoField } from "#components/ui/photo-field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { listShared } from "#lib/attachment/index.ts";
import { sharedWays } from "#lib/attachment/inputs.ts";
import { attachmentFaults, MOST_SHARED, SHARED_HOURS } from "#lib/attachment/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { ownBook } from "../../_share/own.ts";
import { chooseWay, drop } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("share"))("title") };
}

const ownFaults = ["choose", "elsewhere", "failed", "too-many-shared"] as const;

/** Why it could not be taken; nothing for any other word. */
async function faultOf(word: string | undefined) {
  const t = await getTranslations("share.faults");
  const ofPhotos = await getTranslations("correction.faults");
  const own = ownFaults.find((one) => one === word);
  if (own) return { field: own === "choose" ? "way" : "file", text: t(own, { most: MOST_SHARED }) };
  const fault = attachmentFaults.find((one) => one === word);
  return fault ? { field: "file", text: ofPhotos(fault) } : undefined;
}

/** Giấy được chia sẻ: what waits, and what it is for. Nothing is filed before its owner goes on and sends it. */
export default citizenPage(
  () => "/share",
  async ({ ctx, session, search }) => {
    const t = await getTranslations("share");
    const common = await getTranslations("common");
    const locale = await getLocale();
    const files = await listShared(await ownBook(ctx, "documents"));
    const fault = await faultOf(search.fault);
    const errorAt = (field: string) => (fault?.field === field ? fault.text : undefined);
    const [first] = files;
    const until = first && new Date(first.sharedAt.getTime() + SHARED_HOURS * 3_600_000);
    return (
      <BookPage back={{ href: "/", label: common("home") }}>
        {fault ? <ErrorSummary title={t("mend")} errors={[fault]} /> : null}
        <PageTitle>{first ? t("question", { count: files.length }) : t("title")}</PageTitle>
        {search.done === "dropped" ? <Notice title={t("dropped")} /> : null}
        {until ? (
          <>
            <p className="pb-6">{t("waits", { until: moment(until, locale) })}</p>
            <SharedFiles files={files} words={{ photo: t("photo"), pdf: t("pdf") }}>
              {({ sharedId }) => (
                <form action={drop}>
                  <input type="hidden" name="sharedId" value={sharedId} />
                  <Button kind="plain">{t("drop")}</Button>
                </form>
              )}
            </SharedFiles>
            <form action={chooseWay} className="pt-6">
              <Stack loose>
                <RadioGroup
                  legend={t("choose")}
                  name="way"
                  error={errorAt("way")}
                  options={sharedWays.map((value) => ({
                    value,
                    label: t(`ways.${value}`),
                    second: t(`ways.${value}Second`),
                  }))}
                />
                <Button>{t("continue")}</Button>
              </Stack>
            </form>
            <p className="pt-6">
              {session.book ? t("inBookOf", { name: displayName(session.book.name) }) : t("inOwnBook")}
            </p>
            <LinkLine href="/family" label={t("changeBook")} />
          </>
        ) : (
          <p>{t("lead")}</p>
        )}
        {files.length < MOST_SHARED ? (
          <Section title={t("add")}>
            <form method="post" encType="multipart/form-data" action="/share/receive">
              <Stack loose>
                <PhotoField label={t("field")} name="file" hint={t("hint")} error={errorAt("file")} />
                <Button kind={first ? "second" : "main"}>{t("send")}</Button>
              </Stack>
            </form>
          </Section>
        ) : null}
      </BookPage>
    );
  },
  "self",
);
