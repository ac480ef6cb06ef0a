import { calendarDay, moment, vnd } from "#components/copy/format.ts";
import type { Locale } from "#components/copy/index.ts";
import type viVaccination from "#components/copy/vi/vaccination.json";
import type viVerify from "#components/copy/vi/verify.json";
import { readCardText } from "#lib/emergency-card/rules.ts";
import type { SignedReceipt } from "#lib/payment/index.ts";
import { type ReadContent, type ReadDose, readContent, type Verdict } from "#lib/vaccination/rules.ts";

/** The words of the page that checks, and the names of diseases, in one language. */
export type VerifyWords = {
  locale: Locale;
  verify: typeof viVerify;
  diseases: typeof viVaccination.antigens;
};

/** What was found out about a paper, in words: drawn by the server, or by the phone itself where there is no network. */
export type VerdictSheet = {
  good: boolean;
  title: string;
  texts: string[];
  facts: { noun: string; fact: string; strong?: boolean }[];
  dosesTitle: string | null;
  doses: { on: string; vaccine: string; place: string }[];
  notes: string[];
};

const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const bad = (title: string, ...texts: string[]): VerdictSheet => ({
  good: false,
  title,
  texts,
  facts: [],
  dosesTitle: null,
  doses: [],
  notes: [],
});

/** What is no paper of ours, or cannot be checked here yet. */
export function faultSheet(kind: "forged" | "unreadable" | "keyless", { verify }: VerifyWords): VerdictSheet {
  if (kind === "forged") return bad(verify.receipt.bad, verify.receipt.badText);
  return bad(verify[kind], verify[`${kind}Text`]);
}

/** A genuine confirmation of payment, line by line as the paper has it. */
export function receiptSheet(receipt: SignedReceipt, { verify, locale }: VerifyWords): VerdictSheet {
  const t = verify.receipt;
  const { split } = receipt;
  const shares: [string, number][] = split
    ? [
        [t.insurance, split.insurancePaysVnd],
        [t.copayment, split.copaymentVnd],
        [t.selfPay, split.selfPayVnd],
      ]
    : [];
  return {
    good: true,
    title: t.good,
    texts: [t.goodText],
    facts: [
      { noun: t.place, fact: receipt.facility },
      { noun: t.patient, fact: receipt.patient },
      { noun: t.amount, fact: vnd(Number(receipt.amountVnd)), strong: true },
      ...shares.flatMap(([noun, amount]) => (amount > 0 ? [{ noun, fact: vnd(amount) }] : [])),
      { noun: t.note, fact: receipt.noteNumber },
      { noun: t.paidAt, fact: moment(receipt.paidAt, locale) },
      { noun: t.reference, fact: receipt.reference.replace(/(.{4})(?=.)/g, "$1 ") },
      ...(receipt.refundedVnd > 0n ? [{ noun: t.refunded, fact: vnd(Number(receipt.refundedVnd)) }] : []),
      { noun: t.made, fact: moment(receipt.madeAt, locale) },
    ],
    dosesTitle: null,
    doses: [],
    notes: [t.later, t.not],
  };
}

/** What became of checking an emergency card. */
export type CardVerdict = "genuine" | "forged" | "unknown-key" | "unsigned";

/** The verdict on an emergency card: its own lines, where the signature is good. `today` is a day, `YYYY-MM-DD`. */
export function emergencyCardSheet(
  text: string,
  verdict: CardVerdict,
  today: string,
  { verify }: VerifyWords,
): VerdictSheet {
  const t = verify.card;
  const read = readCardText(text);
  if (verdict === "unknown-key") return bad(t.unknown, t.unknownText);
  if (!read || verdict === "unsigned") return bad(t.unsigned, t.unsignedText);
  if (verdict === "forged") return bad(t.bad, t.badText);
  // The first line says what it is, the last who signed it and when.
  const [, ...rows] = read.rows.slice(0, -1);
  const facts = rows.flatMap((row, at) => {
    const parted = /^([^:]{2,40}): (.+)$/.exec(row);
    if (parted?.[1] && parted[2]) return { noun: parted[1], fact: parted[2], strong: true };
    return at === 0 && !/^[*+]/.test(row) ? { noun: t.person, fact: row, strong: true } : [];
  });
  const old = read.advisedUntil !== null && read.advisedUntil < today;
  return {
    good: true,
    title: fill(t.good, { day: calendarDay(read.issuedOn ?? "") }),
    texts: [t.goodText],
    facts,
    dosesTitle: null,
    doses: [],
    notes: [
      ...(old ? [fill(t.old, { day: calendarDay(read.advisedUntil ?? "") })] : []),
      ...rows.filter((row) => row.startsWith("+")),
      ...(rows.some((row) => row.startsWith("*")) ? [t.told] : []),
      t.not,
    ],
  };
}

function doseLine(dose: ReadDose, { verify, diseases }: VerifyWords): VerdictSheet["doses"][number] {
  const t = verify.certificate;
  const names: Record<string, string> = diseases;
  const against = capital(dose.antigens.map((antigen) => names[antigen] ?? antigen).join(", "));
  const vaccine = dose.product
    ? `${dose.product} (${against})`
    : against || fill(t.code, { code: dose.code });
  const number = dose.number === null ? null : dose.of ? `${dose.number}/${dose.of}` : String(dose.number);
  return {
    on: calendarDay(dose.on),
    vaccine: number === null ? vaccine : fill(t.dose, { vaccine, number }),
    place: [dose.place, dose.lot && fill(t.lot, { lot: dose.lot })].filter(Boolean).join(", "),
  };
}

type Facts = VerdictSheet["facts"];

/** Who signed it and how long it is good: as far as it was read, also of one that is not. */
function signedBy(
  { kind, issuer, signer, from, until, valid }: Verdict,
  { verify, locale }: VerifyWords,
): Facts {
  const t = verify.certificate;
  const end = until ? moment(until, locale) : valid ? t.forever : null;
  const rows: [string, string | null][] = [
    [t.issuer, signer],
    [kind === "shc" ? t.address : t.country, issuer],
    [t.from, from && moment(from, locale)],
    [t.until, end],
  ];
  return rows.flatMap(([noun, fact]) => (fact ? [{ noun, fact }] : []));
}

function whom({ people, about }: ReadContent, { verify, diseases }: VerifyWords): Facts {
  const t = verify.certificate;
  const names: Record<string, string> = diseases;
  const what =
    about === "history" ? t.aboutHistory : fill(t.aboutOne, { disease: names[about ?? ""] ?? about ?? "" });
  return [
    ...people.flatMap(({ name, birthDate }) => [
      { noun: t.name, fact: name || t.unsaid, strong: true },
      {
        noun: birthDate?.length === 4 ? t.birthYear : t.birth,
        fact: birthDate ? calendarDay(birthDate) : t.unsaid,
        strong: true,
      },
    ]),
    ...(about ? [{ noun: t.about, fact: what }] : []),
  ];
}

const DAY = 86_400_000;

/** Of when the lists are by which it was judged: how old that is, where a phone has kept them. */
function trustNote(trustedAt: Date, at: Date, { verify, locale }: VerifyWords): string {
  const t = verify.certificate;
  const days = Math.floor((at.getTime() - trustedAt.getTime()) / DAY);
  return fill(days > 0 ? t.trustOld : t.trust, { when: moment(trustedAt, locale), days });
}

/** The verdict on a certificate of vaccination. `trustedAt`: of when the lists are that it was judged by. */
export function certificateSheet(
  verdict: Verdict,
  { trustedAt, at }: { trustedAt: Date; at: Date },
  words: VerifyWords,
): VerdictSheet {
  const t = words.verify.certificate;
  const age = trustNote(trustedAt, at, words);
  if (!verdict.valid) {
    const { title, text } = t.reasons[verdict.reason === "ok" ? "malformed" : verdict.reason];
    return { ...bad(title, text), facts: signedBy(verdict, words), notes: verdict.kind ? [age] : [] };
  }
  const said = readContent(verdict.content);
  const parted = said.people.length > 1;
  return {
    good: true,
    title: t.good,
    texts: [parted ? `${t.people}. ${t.peopleText}` : t.goodText],
    facts: [...whom(said, words), ...signedBy(verdict, words)],
    dosesTitle: said.doses.length > 0 ? fill(t.doses, { count: said.doses.length }) : null,
    doses: said.doses.map((dose) => doseLine(dose, words)),
    notes: [...said.others.map((other) => t[other]), age, t.not],
  };
}
