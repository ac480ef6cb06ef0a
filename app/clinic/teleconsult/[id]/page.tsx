import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { hear } from "#lib/conversation/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { livingShare, type WholeCase } from "#lib/teleconsult/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { type DeskReading, deskPage } from "../../../_entry/desk-page.tsx";
import { conversationPart } from "../../../_teleconsult/conversation-part.tsx";
import { idIn } from "../../../_warehouse/asked.ts";
import { Asked } from "../_parts/asked.tsx";
import { findHeldCase } from "../_parts/held-case.ts";
import { Said } from "../_parts/said.tsx";
import { ShownBook } from "../_parts/shown-book.tsx";
import { release } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultDesk"))("title") };
}

/** What may be done with it: answer first; the others are second. */
async function Acts({ found }: { found: WholeCase }) {
  const t = await getTranslations("teleconsultDesk.case");
  const page = `/clinic/teleconsult/${found.caseId}`;
  return (
    <div className="max-w-column pt-8">
      <Stack>
        <Button href={`${page}/answer` as Route}>{t("act")}</Button>
        <Button kind="second" href={`${page}/refer` as Route}>
          {t("refer")}
        </Button>
        <Button kind="second" href={`${page}/refuse` as Route}>
          {t("refuse")}
        </Button>
        <form action={release}>
          <input type="hidden" name="caseId" value={found.caseId} />
          <Button kind="plain">{t("release")}</Button>
        </form>
      </Stack>
    </div>
  );
}

type Reader = Pick<DeskReading, "ctx" | "params" | "search" | "frame">;

/** What a doctor who handed a question on has of it: the conversation and the call. Throws NotFound for everybody else. */
async function handedOn({ ctx, params, search, frame }: Reader) {
  const t = await getTranslations("teleconsultDesk.case");
  const caseId = idIn(params.id);
  if (!caseId) throw new NotFound();
  const { may } = await hear(ctx, caseId, "latest");
  const talk = await conversationPart({ where: "clinic", ctx, caseId, search, mayCall: may === "write" });
  return (
    <DeskFrame {...frame} title={t("handedOnTitle")} below={t("handedOnText")}>
      <LinkLine href="/clinic/teleconsult" label={t("back")} />
      <div className="max-w-column">{talk}</div>
    </DeskFrame>
  );
}

/** Một câu hỏi, for the doctor who has it: what was asked, what may be done, and what the person shows beside it. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params, search, frame, facilityName }) => {
    const t = await getTranslations("teleconsultDesk");
    const words = await getTranslations("teleconsult");
    const locale = await getLocale();
    const held = await findHeldCase(ctx, params.id);
    if (!held) return handedOn({ ctx, params, search, frame });
    const { found, spelled } = held;
    const share = livingShare(found);
    const open = found.status === "reading";
    const born = found.citizenBorn ? t("born", { year: found.citizenBorn.slice(0, 4) }) : t("noBorn");
    const { promisedAt, callAt, callMinutes, claimUntil } = found;
    return (
      <DeskFrame
        {...frame}
        title={`${displayName(found.citizenName)}, ${born}`}
        below={`${words("case.title", { code: spelled })}. ${words(`ways.${found.way}`)}`}
        aside={<ShownBook ctx={ctx} found={found} facilityName={facilityName} after={search.after} />}
      >
        <Said search={search} />
        <LinkLine href="/clinic/teleconsult" label={t("case.back")} />
        {open && promisedAt ? (
          <div className="py-4">
            <Callout
              kind={promisedAt < ctx.now ? "warn" : "note"}
              level={2}
              title={
                callAt && callMinutes
                  ? t("case.call", { at: moment(callAt, locale), minutes: callMinutes })
                  : t("case.promise", { at: moment(promisedAt, locale) })
              }
            >
              {claimUntil ? <p>{t("case.held", { at: moment(claimUntil, locale) })}</p> : null}
              <p>{t(share?.mayRefer ? "case.up" : "case.notUp")}</p>
            </Callout>
          </div>
        ) : (
          <p className="py-4">
            <Tag line="filled">{words(`status.${found.status}`)}</Tag>
          </p>
        )}
        {found.askedByName ? (
          <p className="pb-4">{t("case.asked", { name: displayName(found.askedByName) })}</p>
        ) : null}
        <Asked found={found} />
        {await conversationPart({ where: "clinic", ctx, caseId: found.caseId, search, mayCall: open })}
        {found.referrals.map((one) => (
          <Section
            key={one.referralNo}
            title={t("case.handOver", { facility: facilityName(one.fromFacility) })}
          >
            <p className="whitespace-pre-line wrap-anywhere">{one.handOver}</p>
            <p className="text-ink-2 text-second">
              {one.staffName}, {moment(one.at, locale)}
            </p>
          </Section>
        ))}
        {found.answers.length > 0 ? (
          <Section title={t("case.answers")}>
            <ul>
              {found.answers.map((one) => (
                <EntryRow key={one.answerNo} title={words(`outcomes.${one.outcome}`)}>
                  <p className="text-ink">{one.summary}</p>
                  <p>
                    {one.staffName}, {moment(one.signedAt, locale)}
                  </p>
                </EntryRow>
              ))}
            </ul>
          </Section>
        ) : null}
        {open ? <Acts found={found} /> : null}
      </DeskFrame>
    );
  },
);
