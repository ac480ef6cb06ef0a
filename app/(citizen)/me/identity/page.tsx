import { getTranslations } from "next-intl/server";
import { calendarDay, day } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { type Owner, openBook, whoseBook } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import type { LineMark } from "#lib/correction/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName, type PersonDetails } from "#lib/identity/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";

const fields = ["name", "birthDate", "sex"] as const;

export async function generateMetadata() {
  return { title: (await getTranslations("me"))("identityTitle") };
}

/** Thông tin của tôi: which field differs between VNeID and the record, and who can mend it. */
export default citizenPage(
  () => "/me/identity",
  async ({ ctx }) => {
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "identity");
    const [owner, names, marks] = await Promise.all([
      whoseBook(book),
      facilityNames(ctx.app),
      listLineMarks(book),
    ]);
    return <Details owner={owner} names={names} marks={marks} />;
  },
  "self",
);

type Props = { owner: Owner; names: ReadonlyMap<string, string>; marks: readonly LineMark[] };

async function Details({ owner, names, marks }: Props) {
  const t = await getTranslations("me");
  const { facilityName } = await facilityWords(names);
  const { warehouse, vneid, differing } = owner;
  const notes = await lineNotes({ marks, facilityName, own: true });
  const note = notes({
    kind: "identity",
    encounterId: null,
    line: "details",
    name: t("identityTitle"),
    fields: {},
  });
  const from = warehouse.detailsFrom === "sign-in" ? null : facilityName(warehouse.detailsFrom);
  const say = (details: PersonDetails | null, field: (typeof fields)[number]) => {
    if (!details) return "";
    if (field === "name") return displayName(details.name);
    if (field === "birthDate") return calendarDay(details.birthDate);
    return details.sex === "male" ? t("male") : details.sex === "female" ? t("female") : t("undetermined");
  };
  return (
    <BookPage back={{ href: "/me", label: t("title") }} tab="none">
      <PageTitle>{t("identityTitle")}</PageTitle>
      <Stack loose>
        {differing.length === 0 ? (
          <p>{from ? t("sameText") : t("fromSignIn")}</p>
        ) : (
          differing.map((field) => (
            <Callout key={field} kind="warn" level={2} title={t("differTitle", { field: t(field) })}>
              <p>{t("differText", { from: from ?? "" })}</p>
              <p className="pt-2">{t("differDo")}</p>
            </Callout>
          ))
        )}
        {from ? (
          <>
            <p>{t("identityLead")}</p>
            <DataTable
              caption={t("identityTitle")}
              columns={[{ head: t("field") }, { head: t("vneid") }, { head: t("record") }]}
              rows={fields.map((field) => ({
                key: field,
                cells: [
                  <span key="field">
                    {t(field)}
                    {differing.includes(field) ? (
                      <span className="block pt-1">
                        <Tag line="amber">{t("differs")}</Tag>
                      </span>
                    ) : null}
                  </span>,
                  say(vneid, field),
                  say(warehouse, field),
                ],
              }))}
            />
          </>
        ) : (
          <LeaderList
            facts={fields.map((field) => ({ noun: t(field), fact: say(vneid ?? warehouse, field) }))}
          />
        )}
      </Stack>
      {from ? <SourceLine>{t("fromFacility", { from, day: day(warehouse.detailsAsOf) })}</SourceLine> : null}
      <div className="text-second">{note.foot}</div>
    </BookPage>
  );
}
