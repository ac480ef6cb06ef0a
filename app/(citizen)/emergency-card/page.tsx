import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { type EmergencyCard, proposeCardLines, readEmergencyCard } from "#lib/emergency-card/index.ts";
import { ADVISED_MONTHS, type CardLine, changedSince } from "#lib/emergency-card/rules.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { Card } from "./_parts/card.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("emergencyCard"))("title") };
}

const named = (lines: readonly CardLine[]) => lines.map(({ text }) => text).join(", ");

/** Why the card should be made anew: its time, or what has changed in the book since. */
async function Doubts({
  card,
  today,
  now,
}: {
  card: EmergencyCard;
  today: string;
  now: readonly CardLine[];
}) {
  const t = await getTranslations("emergencyCard");
  const changed = changedSince(card.lines, now);
  const old = today > card.advisedUntil;
  if (!old && changed.length === 0) return null;
  return (
    <div className="pb-6">
      <Callout
        kind="warn"
        level={2}
        title={old ? t("old.title") : t("changed.title", { count: changed.length })}
      >
        {old ? <p>{t("old.text", { day: calendarDay(card.advisedUntil) })}</p> : null}
        {changed.length > 0 ? <p>{t("changed.text", { lines: named(changed) })}</p> : null}
        <LinkLine href="/emergency-card/choose" label={t("again")} />
      </Callout>
    </div>
  );
}

/** What the QR leaves out, and what may be done with the card; none of it is printed. */
async function Around({ card }: { card: EmergencyCard }) {
  const t = await getTranslations("emergencyCard");
  return (
    <div data-print="no">
      {card.leftOut.length > 0 ? (
        <p className="pt-4">{t("noRoom", { count: card.leftOut.length, lines: named(card.leftOut) })}</p>
      ) : null}
      {card.shortened.length > 0 ? (
        <p className="pt-4 text-ink-2 text-second">{t("shortened", { count: card.shortened.length })}</p>
      ) : null}
      <div className="pt-6">
        <Stack>
          <Button href="/emergency-card/lock-screen">{t("lock")}</Button>
          <ButtonPair>
            <Button kind="second" href="/emergency-card/file">
              {t("print")}
            </Button>
            <Button kind="second" href="/emergency-card/choose">
              {t("choose")}
            </Button>
          </ButtonPair>
        </Stack>
      </div>
      <div className="pt-4">
        <LinkLine href={`/verify#${encodeURIComponent(card.checkable)}`} label={t("check")} />
        <LinkLine href="/emergency-card/withdraw" label={t("withdraw")} />
      </div>
    </div>
  );
}

const dones = ["made", "withdrawn"] as const;

/** Thẻ cấp cứu: for whoever rescues the owner, as the book signed it. */
export default citizenPage(
  () => "/emergency-card",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("emergencyCard");
    const common = await getTranslations("common");
    const book = await openBookInHand(ctx, "emergency-card");
    const card = await readEmergencyCard(book);
    const now = card ? await proposeCardLines(ctx, book) : [];
    const done = dones.find((one) => one === search.done && (one === "made") === (card !== null));
    return (
      <BookPage back={{ href: "/", label: common("home") }}>
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        {done ? <Notice title={t(`done.${done}`)} /> : null}
        {search.fault ? <Notice alert title={t("failed")} /> : null}
        {card ? (
          <>
            <Doubts card={card} today={ctx.today} now={now} />
            <Card card={card} />
            <Around card={card} />
          </>
        ) : (
          <>
            <h2 className="pb-1 text-section">{t("none.title", { name: ownerName })}</h2>
            <p className="pb-6">{t("none.text")}</p>
            <Button href="/emergency-card/choose">{t("make")}</Button>
          </>
        )}
        <div className="pt-8" data-print="no">
          <Callout kind="note" level={2} title={t("about.title")}>
            <BulletList
              items={[t("about.sign"), t("about.private"), t("about.six", { months: ADVISED_MONTHS })]}
            />
          </Callout>
        </div>
      </BookPage>
    );
  },
  "record",
);
