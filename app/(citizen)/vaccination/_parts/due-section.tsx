import { getTranslations } from "next-intl/server";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { bookingForDoses, doseWords } from "#components/vaccination/dose-words.ts";
import { DueDoses } from "#components/vaccination/due-doses.tsx";
import type { DueList } from "#lib/vaccination/rules.ts";
import { declareAddress } from "./declared.tsx";

type Props = {
  list: DueList;
  whose: { whose: string; name: string };
  isEmpty: boolean;
  mayBook: boolean;
};

/** Tạm tính: what would be due if what the person told did not count. */
async function Tentative({ list }: Pick<Props, "list">) {
  if (list.tentative.length === 0) return null;
  const t = await getTranslations("vaccination.declare");
  const words = await doseWords();
  return (
    <p className="pt-2 text-second">
      {t("tentative")} {list.tentative.map((one) => words.due(one)).join("; ")}.
    </p>
  );
}

/** Đến hạn: what the schedule wants now, never as a reproach, since the data may be late. */
export async function DueSection({ list, whose, isEmpty, mayBook }: Props) {
  const t = await getTranslations("vaccination.due");
  const declare = await getTranslations("vaccination.declare");
  const { due } = list;
  if (due.length === 0)
    return (
      <>
        <p>{t("none")}</p>
        <Tentative list={list} />
      </>
    );
  const title = isEmpty
    ? t("titleEmpty", { count: due.length })
    : t("title", { ...whose, count: due.length });
  return (
    <Callout kind="warn" level={2} title={title}>
      {isEmpty ? <p className="pt-2">{t("maybeEmpty")}</p> : null}
      <DueDoses doses={due} />
      {isEmpty ? null : <p className="pt-2 text-second">{t("maybe")}</p>}
      <Tentative list={list} />
      {mayBook ? (
        <div className="pt-4">
          <Button href={bookingForDoses(due)}>{t("book")}</Button>
        </div>
      ) : null}
      <LinkLine href={declareAddress()} label={declare("already")} />
    </Callout>
  );
}

/** How many of what comes stand open. */
const SHOWN = 4;

/** What comes, what to ask about, and what else there is. */
export async function LaterSections({ list, isChild }: { list: DueList; isChild: boolean }) {
  const t = await getTranslations("vaccination");
  const words = await doseWords();
  const { later, pastAge, service } = list;
  return (
    <>
      {pastAge.length > 0 && isChild ? (
        <Section title={t("pastAge.title")}>
          <p className="pb-2">{t("pastAge.text")}</p>
          <BulletList items={pastAge.map(words.due)} />
        </Section>
      ) : null}
      {later.length > 0 ? (
        <Section title={t("later.title")}>
          <DueDoses doses={later.slice(0, SHOWN)} />
          {later.length > SHOWN ? (
            <Folded label={t("later.more", { count: later.length - SHOWN })}>
              <DueDoses doses={later.slice(SHOWN)} />
            </Folded>
          ) : null}
        </Section>
      ) : null}
      {pastAge.length > 0 && !isChild ? (
        <Section title={t("pastAge.adult")}>
          <p>{t("pastAge.text")}</p>
          <Folded label={t("pastAge.open")}>
            <BulletList items={pastAge.map(words.due)} />
          </Folded>
        </Section>
      ) : null}
      {service.length > 0 ? (
        <Section title={t("service.title")}>
          <p>{t("service.text")}</p>
          <Folded label={t("service.open")}>
            <BulletList items={service.map(words.disease)} />
          </Folded>
        </Section>
      ) : null}
    </>
  );
}
