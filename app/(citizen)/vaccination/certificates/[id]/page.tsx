import type { Route } from "next";
import { getLocale } from "next-intl/server";
import { Fragment } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LeaderRow } from "#components/ui/leader-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Paper } from "#components/ui/paper.tsx";
import { Section } from "#components/ui/section.tsx";
import { CodePicture } from "#components/vaccination/code-picture.tsx";
import { scannedText } from "#lib/vaccination/index.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { sheetOf } from "../_parts/certificate-sheet.ts";
import { certificateWords } from "../_parts/certificate-words.ts";

export async function generateMetadata() {
  const { t } = certificateWords(await getLocale());
  return { title: t("title") };
}

const HERE = "/vaccination/certificates";

/** Một chứng nhận: the paper with its codes, and what can be done with it. */
export default citizenPage(
  ({ id }) => `${HERE}/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params }) => {
    const { sheet, one, words } = await sheetOf(ctx, params.id, await getLocale());
    const { t } = words;
    const good = one.standing === "good";
    const Frame = good ? Paper : Fragment;
    const at = `${HERE}/${one.certificateId}`;
    const text = one.texts.map(scannedText).join("\n");
    return (
      <BookPage back={{ href: HERE as Route, label: t("title") }}>
        <PageTitle>{sheet.title}</PageTitle>
        {one.standing !== "good" ? (
          <div className="pb-6">
            <Callout kind="warn" level={2} title={t(`standing.${one.standing}`)}>
              <p>{sheet.standing}</p>
            </Callout>
          </div>
        ) : (
          <p className="pb-4">{t("paper.bright")}</p>
        )}
        <Frame>
          <dl className="border-rule border-b pb-2">
            {[...sheet.person, ...sheet.facts].map(({ noun, fact }) => (
              <LeaderRow key={noun} noun={noun} fact={fact} />
            ))}
          </dl>
          {good
            ? sheet.codes.map(({ dots, title }) => (
                <figure key={title} className="pt-4">
                  <div className="-mx-2 min-[15rem]:-mx-4">
                    <CodePicture dark={dots.dark} title={title} />
                  </div>
                  {sheet.codes.length > 1 ? (
                    <figcaption className="pt-2 text-center text-second">{title}</figcaption>
                  ) : null}
                </figure>
              ))
            : null}
          {sheet.several && good ? <p className="pt-3 text-second">{sheet.several}</p> : null}
          <h2 className="pt-6 text-line-title">{sheet.dosesTitle}</h2>
          {sheet.newest ? <p className="text-ink-2 text-second">{sheet.newest}</p> : null}
          <ol className="pt-1">
            {sheet.doses.map(({ on, vaccine, place }) => (
              <li key={`${on} ${vaccine} ${place}`} className="border-rule border-b py-2 last:border-b-0">
                <span className="block wrap-anywhere">{vaccine}</span>
                <span className="block text-ink-2 text-second wrap-anywhere">
                  {on} {place}
                </span>
              </li>
            ))}
          </ol>
          {good
            ? sheet.notes.map((note) => (
                <p key={note} className="pt-2 text-second wrap-anywhere">
                  {note}
                </p>
              ))
            : null}
        </Frame>
        {good ? (
          <Section title={t("keep.title")}>
            <div className="grid gap-3 pb-2">
              <Button kind="second" icon="download" href={`${at}/file?lang=vi` as Route}>
                {t("keep.pdf")}
              </Button>
              <Button kind="second" icon="download" href={`${at}/file?lang=en` as Route}>
                {t("keep.pdfEn")}
              </Button>
              {one.kind === "health-card" ? (
                <Button kind="second" icon="download" href={`${at}/card` as Route}>
                  {t("keep.file")}
                </Button>
              ) : null}
            </div>
            {one.kind === "health-card" ? (
              <p className="text-ink-2 text-second">{t("keep.fileText")}</p>
            ) : null}
            <LinkLine href={`/verify#${encodeURIComponent(text)}` as Route} label={t("keep.check")} />
          </Section>
        ) : (
          <div className="pt-6">
            <Button href={`${HERE}/new?about=${encodeURIComponent(one.about)}` as Route}>{t("make")}</Button>
          </div>
        )}
        {one.standing === "revoked" || one.standing === "expired" ? null : (
          <LinkLine href={`${at}/revoke` as Route} label={t("keep.revoke")} />
        )}
      </BookPage>
    );
  },
  "record",
);
