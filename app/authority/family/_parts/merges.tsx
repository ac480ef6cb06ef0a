import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { Field } from "#components/ui/field.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { BookMerge } from "#lib/family/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { decide } from "../actions.ts";

type Props = { merges: readonly BookMerge[]; facilityName: (code: string) => string };

async function Merge({ merge, facilityName }: { merge: BookMerge } & Pick<Props, "facilityName">) {
  const t = await getTranslations("family.authority.merge");
  const locale = await getLocale();
  const { from, into } = merge;
  const hidden = (
    <>
      <input type="hidden" name="citizenId" value={merge.citizenId} />
      <input type="hidden" name="mergeId" value={merge.mergeId} />
    </>
  );
  const standing = merge.undone ? "undone" : (merge.outcome ?? "waits");
  return (
    <li className="max-w-column border-rule border-b py-4 last:border-b-0">
      <p className="pb-1">
        <Tag line={merge.outcome === null ? "dashed" : "filled"}>{t(`standing.${standing}`)}</Tag>
      </p>
      <h3 className="text-line-title wrap-anywhere">{displayName(into.name)}</h3>
      <LeaderList
        facts={[
          {
            noun: t("into"),
            fact: t("intoFact", {
              name: displayName(into.name),
              born: calendarDay(into.born),
              end: into.numberEnd,
            }),
          },
          {
            noun: t("from"),
            fact: t("fromFact", {
              name: displayName(from.name),
              born: calendarDay(from.born),
              visits: from.visits,
            }),
          },
          { noun: t("paper"), fact: merge.paper },
          {
            noun: t("proposed"),
            fact: `${merge.proposedBy}, ${facilityName(merge.facilityCode)}, ${moment(merge.proposedAt, locale)}`,
          },
          ...(merge.decidedAt
            ? [{ noun: t("decided"), fact: `${merge.decidedBy}, ${moment(merge.decidedAt, locale)}` }]
            : []),
        ]}
      />
      {merge.outcome === null ? (
        <form action={decide} className="pt-3">
          {hidden}
          <p className="pb-3 text-ink-2 text-second">{t("then")}</p>
          <ButtonPair>
            <Button name="act" value="merge">
              {t("merge")}
            </Button>
            <Button kind="second" name="act" value="reject">
              {t("reject")}
            </Button>
          </ButtonPair>
        </form>
      ) : null}
      {merge.outcome === "merged" && !merge.undone ? (
        <form action={decide} className="grid gap-3 pt-3">
          {hidden}
          <Field
            label={t("because")}
            name="because"
            id={`because-${merge.mergeId}`}
            autoComplete="off"
            maxLength={300}
            required
          />
          <Button kind="second" name="act" value="undo">
            {t("undo")}
          </Button>
        </form>
      ) : null}
    </li>
  );
}

/** Hai sổ của một trẻ: a station says so, an officer decides, and it can be parted again. */
export async function Merges({ merges, facilityName }: Props) {
  const t = await getTranslations("family.authority.merge");
  return (
    <Section title={t("title")} id="books">
      <p className="pb-2">{t("lead")}</p>
      {merges.length === 0 ? <p>{t("none")}</p> : null}
      <ul>
        {merges.map((merge) => (
          <Merge key={merge.mergeId} merge={merge} facilityName={facilityName} />
        ))}
      </ul>
    </Section>
  );
}
