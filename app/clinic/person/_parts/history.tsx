import { getTranslations } from "next-intl/server";
import { day } from "#components/copy/format.ts";
import { HistoryStanding } from "#components/record/history-standing.tsx";
import { historyWords } from "#components/record/history-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { Section } from "#components/ui/section.tsx";
import type { HistoryEntry } from "#lib/history/index.ts";
import { questions } from "#lib/history/rules.ts";
import { judge } from "../actions.ts";
import type { OpenBook } from "./read-open-book.ts";

type Props = {
  history: NonNullable<OpenBook["history"]>;
  findId: string;
  /** Whether this desk may say something of it: for a visit, not in an emergency. */
  mayJudge: boolean;
  facilityName: (code: string) => string;
};

/** What a desk says of one telling. */
async function JudgeForms({ entry, findId }: { entry: HistoryEntry; findId: string }) {
  const t = await getTranslations("opening");
  const hidden = (
    <>
      <input type="hidden" name="findId" value={findId} />
      <input type="hidden" name="entryId" value={entry.entryId} />
      <input type="hidden" name="version" value={entry.version} />
    </>
  );
  return (
    <div className="flex flex-wrap items-start gap-x-6">
      {entry.act === "confirmed" ? null : (
        <form action={judge}>
          {hidden}
          <Button kind="plain" name="act" value="confirmed">
            {t("desk.confirm")}
          </Button>
        </form>
      )}
      <Folded label={t("desk.dispute")}>
        <form action={judge} className="grid gap-3 pb-3">
          {hidden}
          <input type="hidden" name="act" value="disputed" />
          <Field
            label={t("desk.disputeNote")}
            hint={t("desk.disputeHint")}
            name="note"
            id={`note-${entry.entryId}`}
            maxLength={500}
            required
          />
          <Button kind="second">{t("desk.disputeSend")}</Button>
        </form>
      </Folded>
    </div>
  );
}

async function Entry({ entry, ...props }: Omit<Props, "history"> & { entry: HistoryEntry }) {
  const t = await getTranslations("opening");
  const words = await historyWords();
  const { topic, answers } = entry;
  const said = questions[topic].flatMap((question) => {
    const answer =
      question.name === "what" || question.name === "name"
        ? undefined
        : words.answer(topic, question, answers[question.name]);
    return answer ? `${words.short(topic, question.name)}: ${answer}` : [];
  });
  const judged = {
    facility: props.facilityName(entry.judgedBy ?? ""),
    name: entry.judgeName ?? "",
    day: day(entry.at),
  };
  return (
    <li className="border-rule border-b py-3 last:border-b-0">
      <p>
        <HistoryStanding standing={entry.standing} toldBy={entry.toldBy} own={false} />
      </p>
      <p className="text-line-title">{words.title(topic, answers)}</p>
      {said.length > 0 ? <p className="text-second">{said.join(". ")}</p> : null}
      <p className="text-ink-2 text-second">
        {entry.act === "confirmed"
          ? t("desk.confirmedBy", judged)
          : entry.act === "disputed"
            ? t("desk.disputedBy", { ...judged, note: entry.note ?? "" })
            : t("desk.toldOn", { day: day(entry.at) })}
      </p>
      {props.mayJudge && topic !== "contact" ? <JudgeForms entry={entry} findId={props.findId} /> : null}
    </li>
  );
}

/** Allergies in their frame, red where there are any, then what else the person told. */
export async function HistoryAtDesk({ history, ...props }: Props) {
  const t = await getTranslations("opening");
  const topics = await getTranslations("history");
  const allergies = history.entries.filter(({ topic }) => topic === "allergy");
  const others = history.entries.filter(({ topic }) => topic !== "allergy");
  const none = history.answers.find(({ topic, answer }) => topic === "allergy" && answer === "none");
  return (
    <div id="history">
      <div className={`border-2 p-4 ${allergies.length > 0 ? "border-red" : "border-edge"}`}>
        <h2 className={`text-section ${allergies.length > 0 ? "text-red" : ""}`}>{t("desk.allergies")}</h2>
        {allergies.length > 0 ? (
          <ul>
            {allergies.map((entry) => (
              <Entry key={entry.entryId} entry={entry} {...props} />
            ))}
          </ul>
        ) : (
          <p>{none ? t("desk.allergySaidNone", { day: day(none.at) }) : t("desk.allergyNone")}</p>
        )}
      </div>
      <div className="pt-10">
        <Section title={t("desk.history")}>
          {others.length === 0 ? <p>{t("desk.historyNone")}</p> : null}
          {[...Map.groupBy(others, ({ topic }) => topic)].map(([topic, entries]) => (
            <div key={topic}>
              <h3 className="pt-2 text-ink-2 text-second">{topics(`topics.${topic}`)}</h3>
              <ul>
                {entries.map((entry) => (
                  <Entry key={entry.entryId} entry={entry} {...props} />
                ))}
              </ul>
            </div>
          ))}
        </Section>
      </div>
    </div>
  );
}
