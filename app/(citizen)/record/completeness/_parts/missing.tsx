import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { paperAddress, visitAddress } from "#components/record/address.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Completeness } from "#lib/record/index.ts";
import { MOST_USUAL_DAYS } from "#lib/record/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { report } from "../actions.ts";

type One = Completeness["missing"][number];
type Props = {
  missing: readonly One[];
  usualDays: ReadonlyMap<string, number | null>;
  facilityName: (code: string) => string;
};

/** What ought to have come: which, when, where, and what the person can do about it. */
async function MissingRow({ one, usualDays, facilityName }: { one: One } & Omit<Props, "missing">) {
  const t = await getTranslations("completeness.gaps");
  const papers = await getTranslations("documents.kinds");
  const facility = facilityName(one.facilityCode);
  // Of a visit that came only a part is missing: there is no visit to report.
  const isPart = one.kind === "results" || one.kind === "papers";
  const reported = one.reported && !isPart;
  const day = calendarDay(one.on);
  const usual = usualDays.get(one.facilityCode) ?? null;
  const words = {
    day,
    facility,
    from: one.kind === "referral" ? facilityName(one.fromFacility) : "",
    tests: one.kind === "results" ? one.names.join("; ") : "",
    more: one.kind === "results" ? one.number - one.names.length : 0,
    papers: one.kind === "papers" ? one.papers.map((kind) => papers(kind)).join("; ") : "",
  };
  return (
    <li className="border-rule border-b py-4 last:border-b-0">
      {reported ? (
        <p className="pb-1">
          <Tag line="dashed">{t("reported")}</Tag>
        </p>
      ) : null}
      <h3 className="text-line-title">{t(`${one.kind}.title`)}</h3>
      <p className="pt-1">{t(`${one.kind}.what`, words)}</p>
      {one.kind === "claim" ? (
        <p className="text-ink-2 text-second">
          {usual === null || usual > MOST_USUAL_DAYS ? t("usualUnknown") : t("usual", { days: usual })}{" "}
          {one.isStay ? t("stillThere") : null}
        </p>
      ) : null}
      <p className="pt-2">
        <b>{t("do")}</b> {reported ? t("reportedThen", words) : t(`${one.kind}.then`, words)}
      </p>
      {isPart || (one.kind !== "claim" && one.line === null) ? (
        <LinkLine href={visitAddress(one.encounterId)} label={t("visit")} />
      ) : null}
      {(one.kind === "referral" || one.kind === "follow-up") && one.line !== null ? (
        <LinkLine href={paperAddress({ ...one, line: one.line })} label={t(`${one.kind}.paper`)} />
      ) : null}
      {isPart || reported ? null : (
        <form action={report} className="pt-2">
          <BookField />
          <input type="hidden" name="reportId" value={crypto.randomUUID()} />
          <input type="hidden" name="facilityCode" value={one.facilityCode} />
          <input type="hidden" name="place" value={facility} />
          {one.on.split("-").map((part, at) => (
            <input
              key={["year", "month", "day"][at]}
              type="hidden"
              name={`visited.${["year", "month", "day"][at]}`}
              value={part}
            />
          ))}
          <Button kind="second">
            {t("iWas")}
            <span className="sr-only">
              : {facility}, {day}
            </span>
          </Button>
        </form>
      )}
    </li>
  );
}

/** Còn thiếu: what the book itself sees is missing; says so when it sees nothing. */
export async function MissingSection({ missing, usualDays, facilityName }: Props) {
  const t = await getTranslations("completeness.gaps");
  return (
    <Section title={t("title")} id="gaps">
      {missing.length === 0 ? <p>{t("none")}</p> : <p className="text-ink-2 text-second">{t("lead")}</p>}
      <ul>
        {missing.map((one) => (
          <MissingRow
            key={`${one.kind} ${one.encounterId} ${one.on}`}
            one={one}
            usualDays={usualDays}
            facilityName={facilityName}
          />
        ))}
      </ul>
    </Section>
  );
}
