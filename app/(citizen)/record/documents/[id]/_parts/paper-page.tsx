import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { visitAddress } from "#components/record/address.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LeaderRow } from "#components/ui/leader-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Paper } from "#components/ui/paper.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import type { LineMark } from "#lib/correction/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import type { PaperDetail } from "#lib/record/index.ts";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../../_entry/words.ts";
import { nextVisit } from "./next-visit.ts";
import { paperFacts, personOnPaper } from "./paper-facts.ts";

/** Above this a fact stands under its noun instead of on its dotted line. */
const SHORT = 40;

type Props = {
  paper: PaperDetail;
  names: ReadonlyMap<string, string>;
  name: string;
  born: string;
  marks: readonly LineMark[];
  /** Facilities that take bookings, for a paper that leads to a visit. */
  bookableAt: ReadonlySet<string>;
};

async function Facts({ paper, names }: Pick<Props, "paper" | "names">) {
  const t = await getTranslations("documents");
  const record = await getTranslations("record");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(names);
  const sexes: Record<string, string> = { "1": t("sexes.1"), "2": t("sexes.2"), "3": t("sexes.3") };
  const say = {
    locale,
    facilityName,
    sex: (code: string) => sexes[code] ?? null,
    yes: t("yes"),
    no: t("no"),
  };
  return paperFacts(paper, say).map((group) => (
    <dl key={group[0]?.field} className="border-rule border-t py-2">
      {group.map(({ field, text }) =>
        text.length > SHORT ? (
          <div key={field} className="py-2">
            <dt className="text-ink-2">{t(`fields.${field}`)}</dt>
            <dd>
              <LongText more={record("readOn")}>{text}</LongText>
            </dd>
          </div>
        ) : (
          <LeaderRow key={field} noun={t(`fields.${field}`)} fact={text} />
        ),
      )}
    </dl>
  ));
}

/** One paper in its double frame, as a person expects it, and that it is a copy to read. */
export async function PaperPage({ paper, names, name, born, marks, bookableAt }: Props) {
  const t = await getTranslations("documents");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(names);
  const facility = facilityName(paper.facilityCode);
  const named = personOnPaper(paper);
  const number = paper.number ? t("number", { number: paper.number }) : null;
  const notes = await lineNotes({ marks, facilityName, own: true });
  const note = notes({
    kind: "paper",
    encounterId: paper.encounterId,
    line: `${paper.kind}-${paper.line}`,
    name: t(`kinds.${paper.kind}`),
    fields: { paperKind: paper.kind },
  });
  const booking = await getTranslations("booking");
  const visit = nextVisit(paper, bookableAt);
  const signed = paper.details.practitionerName;
  return (
    <BookPage back={{ href: "/record/documents", label: t("title") }}>
      <div className="pb-6 pt-2">
        <Callout kind="note" level={2} title={t("copyTitle")}>
          <p>{t("copy")}</p>
        </Callout>
      </div>
      <Paper>
        <p className="text-ink-2 text-second">{facility}</p>
        <h1 className="py-2 text-page-title">{t(`kinds.${paper.kind}`)}</h1>
        <p className="pb-3 text-ink-2 text-second">
          {[number, paper.issuedOn ? t("issued", { day: calendarDay(paper.issuedOn) }) : null]
            .filter(Boolean)
            .join(". ")}
        </p>
        <dl className="border-rule border-t py-2">
          <LeaderRow noun={t("name")} fact={displayName(named.name ?? name)} strong />
          <LeaderRow
            noun={born.length === 4 && !named.born ? t("birthYear") : t("birth")}
            fact={named.born ?? calendarDay(born)}
          />
        </dl>
        <Facts paper={paper} names={names} />
        {paper.followUpOn ? (
          <div className="border-ink border-t-2 py-3">
            <h2 className="text-section">{t("next")}</h2>
            <p className="font-semibold">{t("nextWhat", { day: calendarDay(paper.followUpOn), facility })}</p>
            <p>{t("nextBring")}</p>
          </div>
        ) : null}
        {paper.kind === "referral" && paper.destinationFacility ? (
          <div className="border-ink border-t-2 py-3">
            <h2 className="text-section">{t("next")}</h2>
            <p className="font-semibold">
              {t("nextReferral", { facility: facilityName(paper.destinationFacility) })}
            </p>
          </div>
        ) : null}
        {signed ? (
          <dl className="border-rule border-t py-2">
            <LeaderRow noun={t("signed")} fact={displayName(signed)} />
          </dl>
        ) : null}
        <p className="border-rule border-t pt-3 text-ink-2 text-second">
          {t("source", { facility, when: moment(paper.receivedAt, locale) })} {t("copyShort")}
        </p>
      </Paper>
      {visit ? (
        <div className="pt-6">
          <Button href={visit.href}>{booking(visit.word)}</Button>
        </div>
      ) : null}
      <div data-print="no">
        <SourceLine>{t("print")}</SourceLine>
        <div className="text-second">{note.foot}</div>
        <LinkLine href={visitAddress(paper.encounterId)} label={t("visit")} />
      </div>
    </BookPage>
  );
}
