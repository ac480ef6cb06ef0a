import { getLocale, getTranslations } from "next-intl/server";
import { roomWords } from "#components/booking/booking-words.ts";
import { qrShape } from "#components/consent/qr.tsx";
import { calendarDay, calendarWeekday, day, time } from "#components/copy/format.ts";
import type { CopyPaper, CopyPart, CopySheet } from "#components/device/copy-sheet.ts";
import { encounterTitle } from "#components/record/encounter-row.tsx";
import { historyWords } from "#components/record/history-words.ts";
import { codeShape } from "#components/vaccination/code-picture.tsx";
import { passText, spacedCode } from "#lib/booking/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { readDose } from "#lib/record/rules.ts";
import { facilityWords } from "../../../../_entry/words.ts";
import { tellCertificate } from "../../../vaccination/certificates/_parts/certificate-sheet.ts";
import type { ReadCopy } from "./read-copy.ts";

const whole = (all: readonly (string | null | undefined | false)[]) =>
  all.filter((one): one is string => Boolean(one));
type NameOf = (code: string) => string;

/** Thẻ cấp cứu, as it was signed: what is self-declared is marked, and whom to call can be called. */
async function emergencyPart({ emergency }: ReadCopy): Promise<CopyPart> {
  const t = await getTranslations("emergencyCard");
  const none = (await getTranslations("offlineCopy"))("noCard");
  if (!emergency) return { title: t("title"), lead: none, papers: [], lines: [] };
  const { name, born, lines, checkable, issuedOn, advisedUntil } = emergency;
  const standing = ({ standing, from, on }: (typeof lines)[number]) =>
    standing === "self-declared"
      ? t("standing.told", { day: calendarDay(on) })
      : from
        ? t("standing.confirmed", { facility: from, day: calendarDay(on) })
        : t("standing.confirmedUnnamed", { day: calendarDay(on) });
  const contacts = lines.filter(({ kind }) => kind === "contact");
  const said = lines.filter(({ kind }) => kind !== "contact");
  const mark = ({ standing }: (typeof lines)[number]) => (standing === "self-declared" ? "*" : "");
  const kinds = [...new Set(said.map(({ kind }) => kind))];
  return {
    title: t("title"),
    lead: null,
    papers: [
      {
        tone: "red",
        title: whole([displayName(name), t("born", { day: calendarDay(born) })]).join(", "),
        facts: kinds.map((kind) => ({
          noun: t(`kinds.${kind}`),
          fact: said
            .filter((line) => line.kind === kind)
            .map((line) => `${whole([line.text, line.detail]).join(", ")}${mark(line)}`)
            .join("; "),
        })),
        codes: [{ title: t("qr"), ...qrShape(checkable, true) }],
        notes: whole([
          said.some(mark) && `* ${t("legend")}`,
          t("signed", { day: calendarDay(issuedOn), until: calendarDay(advisedUntil) }),
        ]),
      },
    ],
    lines: contacts.map((line) => ({
      title: `${t("kinds.contact")}: ${line.text}`,
      more: whole([line.detail, standing(line)]),
      phone: line.phone,
    })),
  };
}

async function coverPart(
  { owner, card, wardName, last, tasks }: ReadCopy,
  nameOf: NameOf,
): Promise<CopyPart> {
  const t = await getTranslations("cover");
  const born = owner.vneid?.birthDate ?? owner.warehouse.birthDate;
  const seen = last
    ? [
        {
          title: `${t("latest")}: ${await encounterTitle(last)}`,
          more: whole([last.finalDiagnosis ?? last.reason, nameOf(last.facilityCode)]),
          phone: null,
        },
      ]
    : [];
  return {
    title: t("of"),
    lead: null,
    papers: [
      {
        title: displayName(owner.vneid?.name ?? owner.warehouse.name),
        facts: [
          { noun: t(born.length === 4 ? "birthYear" : "birth"), fact: calendarDay(born) },
          { noun: t("home"), fact: wardName ?? t("homeUnknown") },
          {
            noun: t("card"),
            fact: card
              ? whole([
                  card.cardNumber,
                  card.validTo && t("cardUntil", { day: calendarDay(card.validTo) }),
                ]).join(", ")
              : t("cardUnknown"),
          },
        ],
        codes: [],
        notes: [],
      },
    ],
    lines: [
      ...seen,
      ...tasks.map((one) => ({
        title: `${t(`task.${one.kind}`)}: ${calendarDay(one.on)}`,
        more: [nameOf(one.facilityCode)],
        phone: null,
      })),
    ],
  };
}

async function allergyPart({ history }: ReadCopy, nameOf: NameOf): Promise<CopyPart> {
  const t = await getTranslations("history");
  const words = await historyWords();
  const told = history.entries.filter(({ topic }) => topic === "allergy");
  const answer = history.answers.find(({ topic }) => topic === "allergy");
  return {
    title: t("topics.allergy"),
    lead: told.length > 0 ? null : answer ? t(`said.${answer.answer}`, { day: day(answer.at) }) : t("untold"),
    papers: [],
    lines: told.map(({ answers, standing, toldBy, confirmedBy }) => ({
      title: words.title("allergy", answers),
      more: whole([
        answers.kind && words.option("allergy", "kind", answers.kind),
        answers.reaction,
        standing === "facility-confirmed"
          ? t("confirmedBy", { facility: confirmedBy ? nameOf(confirmedBy) : "" })
          : t(`standing.${toldBy === "owner" ? "self-declared" : toldBy}`),
      ]),
      phone: null,
    })),
  };
}

async function medicinePart({ running }: ReadCopy, nameOf: NameOf): Promise<CopyPart> {
  const t = await getTranslations("medicines");
  return {
    title: t("title"),
    lead: running.length > 0 ? t("nowText") : t("nowNone"),
    papers: [],
    lines: running.map(({ line, lastDay }) => {
      const dose = line.doseText && line.doseText !== line.instructions ? line.doseText : null;
      const read = dose ? readDose(dose) : null;
      return {
        title: whole([line.name, line.strength]).join(" "),
        more: whole([
          line.instructions,
          read ? t("doseRead", read) : dose && t("dose", { text: dose }),
          t("until", { day: calendarDay(lastDay) }),
          t("from", { facility: nameOf(line.facilityCode), day: day(line.orderedAt ?? line.arrivedAt) }),
        ]),
        phone: null,
      };
    }),
  };
}

async function passPart({ coming, places }: ReadCopy, nameOf: NameOf): Promise<CopyPart> {
  const t = await getTranslations("booking");
  const locale = await getLocale();
  const papers = coming.map((visit): CopyPaper => {
    const place = places.find(({ facilityCode }) => facilityCode === visit.facilityCode);
    return {
      title: `${calendarWeekday(visit.day, locale)}, ${time(visit.startsAt)}`,
      facts: [
        { noun: t("pass.number"), fact: String(visit.number) },
        { noun: t("pass.department"), fact: visit.departmentName },
        { noun: t("pass.room"), fact: roomWords(visit) },
        { noun: t("pass.code"), fact: spacedCode(visit.code) },
      ],
      codes: [{ title: t("pass.qr"), ...qrShape(passText(visit.code)) }],
      notes: whole([
        displayName(visit.citizenName),
        whole([nameOf(visit.facilityCode), place?.address]).join(", "),
        visit.stranded && t("pass.stranded"),
      ]),
    };
  });
  return {
    title: t("title"),
    lead: papers.length > 0 ? null : (await getTranslations("offlineCopy"))("noVisits"),
    papers,
    lines: [],
  };
}

async function certificatePart({ certificates }: ReadCopy, now: Date): Promise<CopyPart> {
  const t = await getTranslations("certificates");
  const locale = await getLocale();
  const good = certificates.certificates.filter(({ standing }) => standing === "good");
  const papers = await Promise.all(
    good.map(async (one): Promise<CopyPaper> => {
      const sheet = await tellCertificate(certificates, one, { locale, now });
      return {
        title: sheet.title,
        facts: [...sheet.person, ...sheet.facts],
        codes: sheet.codes.map(({ dots, title }) => ({ title, ...codeShape(dots.dark) })),
        notes: [...sheet.doses.map(({ on, vaccine, place }) => `${on} ${vaccine}, ${place}`), ...sheet.notes],
      };
    }),
  );
  const none = (await getTranslations("offlineCopy"))("noCertificates");
  return { title: t("title"), lead: papers.length > 0 ? t("paper.bright") : none, papers, lines: [] };
}

/** Numbers to call: what each facility entered of itself. */
async function phonePart({ places }: ReadCopy, nameOf: NameOf): Promise<CopyPart[]> {
  const lines = places.flatMap(({ facilityCode, phone, address }) =>
    phone ? [{ title: nameOf(facilityCode), more: whole([address]), phone }] : [],
  );
  return lines.length > 0
    ? [{ title: (await getTranslations("offlineCopy"))("phonesPart"), lead: null, papers: [], lines }]
    : [];
}

/** A copy in the reader's words: what helps in a hurry first, then papers to show. */
export async function copySheet(read: ReadCopy, now: Date): Promise<CopySheet> {
  const { facilityName } = await facilityWords(read.names);
  const parts = await Promise.all([
    emergencyPart(read),
    coverPart(read, facilityName),
    allergyPart(read, facilityName),
    medicinePart(read, facilityName),
    passPart(read, facilityName),
    certificatePart(read, now),
  ]);
  return {
    name: displayName(read.owner.vneid?.name ?? read.owner.warehouse.name),
    parts: [...parts, ...(await phonePart(read, facilityName))],
  };
}
