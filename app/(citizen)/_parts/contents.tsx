import { getTranslations } from "next-intl/server";
import type { ComponentProps } from "react";
import { calendarDay } from "#components/copy/format.ts";
import { ContentsList } from "#components/ui/contents-list.tsx";
import type { ContentsRow } from "#components/ui/contents-row.tsx";
import { Section } from "#components/ui/section.tsx";
import { unreadMessages } from "../../_entry/unread.ts";

type Row = ComponentProps<typeof ContentsRow>;
type Props = {
  /** Whether any visit was sent, closed ones too; how many stand open, and how many of them are new. */
  hasVisits: boolean;
  size: number;
  fresh: number;
  dueDoses: number;
  /** How many lines of history are told. */
  told: number;
  nextVisit: { day: string } | undefined;
  cardUntil: string | null;
  fees: number;
  mayBook: boolean;
  mayAsk: boolean;
  /** How many questions to a doctor are open. */
  asked: number;
  own: boolean;
};

/** What the book holds, and what belongs to seeing a doctor: eight nouns and a few. */
export async function Contents(book: Props) {
  const t = await getTranslations("cover");
  return (
    <>
      <Section title={t("inside")}>
        <ContentsList rows={await insideOf(book)} />
      </Section>
      <Section title={t("care")}>
        <ContentsList rows={await careOf(book)} />
      </Section>
    </>
  );
}

/** Of a book to which nobody has sent anything, only what its owner can fill. */
async function insideOf({ size, hasVisits, fresh, dueDoses, told }: Props): Promise<Row[]> {
  const t = await getTranslations("cover");
  const seen = size > 0 ? t("encountersFact", { count: size }) : t("encountersClosed");
  const vaccination: Row = {
    icon: "vaccination",
    noun: t("vaccination"),
    href: "/vaccination",
    fact: dueDoses > 0 ? t("vaccinationDue", { count: dueDoses }) : undefined,
  };
  const own: Row[] = [
    {
      icon: "history",
      noun: t("history"),
      href: "/record/history",
      fact: told > 0 ? t("historyFact", { count: told }) : t("historyNone"),
    },
    { icon: "measurements", noun: t("measurements"), href: "/record/measurements" },
  ];
  if (!hasVisits) return [vaccination, ...own];
  return [
    {
      icon: "encounters",
      noun: t("encounters"),
      href: "/record",
      fact: fresh > 0 ? t("encountersNew", { count: fresh }) : seen,
      isNew: fresh > 0,
    },
    { icon: "conditions", noun: t("conditions"), href: "/record/conditions" },
    { icon: "medicines", noun: t("medicines"), href: "/record/medicines" },
    { icon: "results", noun: t("results"), href: "/record/results" },
    vaccination,
    { icon: "papers", noun: t("documents"), href: "/record/documents" },
    ...own,
  ];
}

/** The inbox and the fees are the reader's own, whatever book is in hand. */
async function careOf({
  hasVisits,
  nextVisit,
  cardUntil,
  fees,
  mayBook,
  mayAsk,
  asked,
  own,
}: Props): Promise<Row[]> {
  const t = await getTranslations("cover");
  const unread = own ? await unreadMessages() : 0;
  const visits: Row = {
    icon: "appointments",
    noun: t("visits"),
    href: "/booking",
    fact: nextVisit ? calendarDay(nextVisit.day).slice(0, 5) : t("visitsNone"),
  };
  const questions: Row = {
    icon: "ask",
    noun: t("teleconsult"),
    href: "/teleconsult",
    fact: asked > 0 ? t("teleconsultOpen", { count: asked }) : undefined,
  };
  const owed: Row = {
    icon: "fees",
    noun: t("fees"),
    href: "/payment",
    fact: fees > 0 ? t("feesDue", { count: fees }) : undefined,
    isNew: fees > 0,
  };
  const inbox: Row = {
    icon: "messages",
    noun: t("messages"),
    href: "/messages",
    fact: unread > 0 ? t("messagesNew", { count: unread }) : t("messagesNone"),
    isNew: unread > 0,
  };
  const card: Row = {
    icon: "id-card",
    noun: t("card"),
    href: "/insurance",
    fact: cardUntil ? t("cardUntil", { day: calendarDay(cardUntil) }) : undefined,
  };
  return [
    ...(mayBook ? [visits] : []),
    ...(mayAsk ? [questions] : []),
    ...(own ? [owed] : []),
    ...(hasVisits ? [card] : []),
    { icon: "emergency-card", noun: t("emergencyCard"), href: "/emergency-card" },
    ...(own ? [inbox] : []),
  ];
}
