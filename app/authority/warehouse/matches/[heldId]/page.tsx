import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import {
  findDecisions,
  findHeldDossier,
  type HeldDossier,
  listCandidates,
  type Match,
  type MatchDecision,
} from "#lib/warehouse/index.ts";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { idIn, warehouseHref } from "../../../../_warehouse/asked.ts";
import { Standing } from "../../../../_warehouse/dossier-parts.tsx";
import { refWords } from "../../../../_warehouse/held-table.tsx";
import { WarehouseFrame } from "../../../../_warehouse/warehouse-frame.tsx";
import { Comparison } from "./_parts/comparison.tsx";
import { AsideForm, ConfirmedMatch, ProposalForms, ProposeForm } from "./_parts/forms.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("warehouse.match"))("title") };
}

/** What the last form led to. */
async function Said({ said }: { said: string | undefined }) {
  const t = await getTranslations("warehouse.match.said");
  if (!said) return null;
  const key = said as "done";
  return (
    <Callout kind={said === "done" ? "note" : "warn"} level={2} title={t.has(key) ? t(key) : t("other")} />
  );
}

/** Why the last match led to nothing yet, or will be taken out. */
async function LastMatch({ match }: { match: Match | null }) {
  const t = await getTranslations("warehouse.match");
  if (match?.outcome === "refused") return <p>{t("refused")}</p>;
  return match?.endedAt && match.filedAt && !match.takenOutAt ? <p>{t("toBeTakenOut")}</p> : null;
}

async function History({ decisions }: { decisions: readonly MatchDecision[] }) {
  const t = await getTranslations("warehouse.match");
  const locale = await getLocale();
  return (
    <Section title={t("history")}>
      <DataTable
        caption={t("history")}
        columns={[{ head: t("decision") }, { head: t("who") }, { head: t("when") }]}
        rows={decisions.map(({ decisionId, what, byName, at, reason }) => ({
          key: String(decisionId),
          cells: [
            <span key="what">
              {t(`decisions.${what}` as "decisions.proposed")}{" "}
              {reason ? <span className="block text-ink-2 text-second">{reason}</span> : null}
            </span>,
            byName,
            moment(at, locale),
          ],
        }))}
        empty={t("historyNone")}
        longWords
      />
    </Section>
  );
}

const canBeMatched = ({ reason, releasedAt, setAsideAt }: HeldDossier) =>
  !releasedAt && !setAsideAt && (reason === "identity-mismatch" || reason === "needs-matching");

/** Đối chiếu một hồ sơ: the dossier beside whose it may be, and the decision that is open. */
export default deskPage(
  "authority",
  ({ heldId }) => `/authority/warehouse/matches/${heldId ?? ""}`,
  async (reading) => {
    const t = await getTranslations("warehouse");
    const heldId = idIn(reading.params.heldId);
    if (!heldId) throw new NotFound();
    const desk = await openDesk(reading.ctx, "match-dossiers", "held-dossier", heldId);
    const [dossier, { standing, last, decisions }] = await Promise.all([
      findHeldDossier(desk, heldId),
      findDecisions(desk, heldId),
    ]);
    if (!dossier) throw new NotFound();
    const isMatchable = canBeMatched(dossier);
    const candidates = isMatchable ? await listCandidates(desk, heldId) : [];
    const proposal = standing && !standing.confirmedAt ? standing : null;
    const reference = await refWords();
    return (
      <WarehouseFrame
        reading={reading}
        title={t(`reasons.${dossier.reason}`)}
        lead={`${reading.facilityName(dossier.facilityCode)}, ${t("held.ref")} ${reference(dossier.claimRef)}. ${t("match.lead")}`}
        path={`/matches/${heldId}`}
      >
        <Said said={reading.search.said} />
        <Standing dossier={dossier} />
        <LastMatch match={standing ? null : last} />
        {isMatchable ? <Comparison dossier={dossier} candidates={candidates} /> : null}
        <LinkLine href={warehouseHref("authority", `/held/${heldId}`)} label={t("dossier.problems")} />
        {standing?.confirmedAt ? <ConfirmedMatch match={standing} /> : null}
        {proposal && isMatchable ? (
          <ProposalForms
            match={proposal}
            citizen={candidates.find(({ citizenId }) => citizenId === proposal.citizenId)}
            own={proposal.proposedBy === reading.ctx.actor.id}
          />
        ) : null}
        {!standing && isMatchable && candidates.length > 0 ? (
          <ProposeForm heldId={heldId} candidates={candidates} />
        ) : null}
        {!standing && !dossier.releasedAt ? (
          <AsideForm heldId={heldId} isAside={dossier.setAsideAt !== null} />
        ) : null}
        <History decisions={decisions} />
      </WarehouseFrame>
    );
  },
);
