import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment, quantity, vnd } from "#components/copy/format.ts";
import { type CaseState, type Stood, type TargetName, targetOf } from "#lib/correction/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { spelledCard } from "#lib/insurance/rules.ts";

/** The words of a case: what its line is called, what it says, and why it is wrong. */
export async function caseWords() {
  const t = await getTranslations("correction");
  const papers = await getTranslations("documents");
  const locale = await getLocale();

  const kind = (name: TargetName) => t(`kinds.${name}`);

  const reason = (name: TargetName, why: string) => {
    const key = `reasons.${name}.${why}` as "reasons.visit.other";
    return t.has(key) ? t(key) : t("reasons.visit.other");
  };

  const paper = (text: string) => {
    const key = `kinds.${text}` as "kinds.referral";
    return papers.has(key) ? papers(key) : text;
  };

  const reactions = await getTranslations("vaccination.reaction");
  const sign = (name: string) => {
    const key = `sign.${name}` as "sign.fever";
    return reactions.has(key) ? reactions(key) : name;
  };
  const began = (name: string) => {
    const key = `beganOptions.${name}` as "beganOptions.day";
    return reactions.has(key) ? reactions(key) : name;
  };

  const value = (field: string, text: string): string => {
    if (/^\d{4}(-\d{2}){0,2}$/.test(text) && /(day|On|Date|From|To|Day)$/.test(field))
      return calendarDay(text);
    if (["total", "selfPay", "insurancePays", "copayment", "amount"].includes(field))
      return vnd(Number(text));
    if (field === "noted") return moment(new Date(text), locale);
    if (field === "quantity") return quantity(Number(text));
    if (field === "personName") return displayName(text);
    if (field === "cardNumber") return spelledCard(text);
    if (field === "paperKind") return paper(text);
    if (field === "sex")
      return text === "male" || text === "female" ? t(`sexes.${text}`) : t("sexes.undetermined");
    if (field === "signs") return text.split(" ").map(sign).join("; ");
    if (field === "began") return began(text);
    if (field === "role") return text === "main" ? t("roles.main") : t("roles.accompanying");
    return text;
  };

  const line = (name: TargetName, stood: Stood): string => {
    const { fields, title } = stood;
    if (name === "visit") return t("visitOn", { day: calendarDay(fields.day ?? "") });
    if (name === "note")
      return fields.noted ? t("noteAt", { when: value("noted", fields.noted) }) : t("noteNoTime");
    if (name === "cost") return t("costOf");
    if (name === "paper") return paper(fields.paperKind ?? "");
    if (name === "insurance-card") return spelledCard(fields.cardNumber ?? "");
    if (name === "fee") return `${t("fields.noteNumber")} ${fields.noteNumber ?? ""}`;
    if (name === "identity") return displayName(fields.personName ?? "");
    return title;
  };

  /** What a line said, without what its title says already. */
  const facts = (name: TargetName, stood: Stood) => {
    const said = line(name, stood);
    return targetOf(name).fields.flatMap((field) => {
      const text = stood.fields[field];
      if (text === undefined) return [];
      const fact = value(field, text);
      const key = `fields.${field}` as "fields.day";
      return said.includes(fact) || !t.has(key) ? [] : [{ field, noun: t(key), fact }];
    });
  };

  const title = ({ kind: name }: Pick<CaseState, "kind">) =>
    name === "missing-visit"
      ? t("missingTitle")
      : name === "missing-dose"
        ? t("missingDoseTitle")
        : name === "reaction"
          ? t("reactionTitle")
          : t("caseTitle", { kind: kind(name) });

  return { kind, reason, value, line, facts, title };
}

/** A code as people read it out: BS4 T7K. */
export const spelledCode = (code: string) => `${code.slice(0, 3)}\u00a0${code.slice(3)}`;
