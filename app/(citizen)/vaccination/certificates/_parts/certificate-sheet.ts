import { calendarDay, day, moment } from "#components/copy/format.ts";
import type { Locale } from "#components/copy/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { type CertificateSheet, codeOf, readSigned } from "#lib/vaccination/index.ts";
import { signing } from "../../../../_entry/signing.ts";
import { certificateWords } from "./certificate-words.ts";
import { readCertificates, type Shown } from "./read-certificates.ts";

const byYear = (birthDate: string) => birthDate.length === 4;

/** One certificate in the words of its page and of its PDF. Throws NotFound for another book's. */
export async function sheetOf(ctx: Context, certificateId: string | undefined, locale: Locale) {
  const read = await readCertificates(ctx);
  const one = read.certificates.find((certificate) => certificate.certificateId === certificateId);
  if (!one) throw new NotFound();
  const sheet = await tellCertificate(read, one, { locale, now: ctx.now });
  return { sheet, one, own: read.own, words: certificateWords(locale) };
}

/** Told from what was signed. */
export async function tellCertificate(
  { keys }: Pick<Awaited<ReturnType<typeof readCertificates>>, "keys">,
  one: Shown,
  { locale, now }: { locale: Locale; now: Date },
): Promise<CertificateSheet> {
  const words = certificateWords(locale);
  const { t } = words;
  const said = await readSigned(one.texts);
  const [person] = said.flatMap(({ people }) => people);
  const doses = said.flatMap((part) => part.doses);
  const birthDate = person?.birthDate ?? "";
  const count = one.texts.length;
  return {
    language: locale,
    title: words.about(one.about),
    standing: one.standing === "good" ? null : words.standing(one),
    person: [
      { noun: t("paper.name"), fact: person?.name ?? "" },
      { noun: t(byYear(birthDate) ? "paper.birthYear" : "paper.birth"), fact: calendarDay(birthDate) },
    ],
    facts: [
      { noun: t("paper.issuer"), fact: keys.find(({ kid }) => kid === one.kid)?.name ?? signing().issuer },
      { noun: t("paper.issued"), fact: day(one.issuedAt) },
      { noun: t("paper.until"), fact: day(one.expiresAt) },
    ],
    dosesTitle: t("paper.doses", { count: doses.length }),
    doses: doses.map(words.dose),
    newest: one.kind === "dcc" ? t("paper.newest") : null,
    several: count > 1 ? t("paper.several", { count }) : null,
    codes: one.texts.map((text, i) => ({
      dots: codeOf(text),
      title:
        count === 1
          ? t("paper.code")
          : t("paper.codeSays", {
              number: i + 1,
              count,
              from: calendarDay(said[i]?.doses[0]?.on ?? ""),
              to: calendarDay(said[i]?.doses.at(-1)?.on ?? ""),
            }),
    })),
    notes: [t("paper.compare"), t("paper.how", { address: `${signing().issuer}/verify` }), t("not")],
    made: t("paper.made", { when: moment(now, locale) }),
  };
}
