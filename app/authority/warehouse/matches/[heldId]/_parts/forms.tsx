import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Candidate, Match } from "#lib/warehouse/index.ts";
import { endWords } from "../../../../../_warehouse/dossier-parts.tsx";
import { confirm, propose, reject, setAside, takeBack, undo } from "../../actions.ts";

type Ends = (form: FormData) => Promise<void>;

/** A decision about one held dossier, and perhaps one match. */
function Decision(o: { action: Ends; heldId: string; matchId?: number; children: ReactNode }) {
  return (
    <form action={o.action} className="grid max-w-column gap-4 pt-4">
      <input type="hidden" name="heldId" value={o.heldId} />
      {o.matchId === undefined ? null : <input type="hidden" name="matchId" value={o.matchId} />}
      {o.children}
    </form>
  );
}

/** One officer says whose it is. */
export async function ProposeForm({
  heldId,
  candidates,
}: {
  heldId: string;
  candidates: readonly Candidate[];
}) {
  const t = await getTranslations("warehouse");
  const ends = await endWords();
  return (
    <Section title={t("match.propose")}>
      <p>{t("match.proposeText")}</p>
      <Decision action={propose} heldId={heldId}>
        <RadioGroup
          legend={t("match.choose")}
          name="citizenId"
          options={candidates.map((one, i) => ({
            value: one.citizenId,
            label: `${t("match.candidate", { place: i + 1 })}: ${one.name}`,
            second: t("match.optionSecond", {
              birth: calendarDay(one.birthDate),
              id: ends([one.personalIdEnd]),
            }),
          }))}
        />
        <Field
          label={t("match.remark")}
          hint={t("match.remarkHint")}
          name="reason"
          id="remark"
          lines={2}
          maxLength={500}
        />
        <Button>{t("match.proposeButton")}</Button>
        <Button kind="plain" href="/authority/warehouse/matches">
          {t("match.leave")}
        </Button>
      </Decision>
    </Section>
  );
}

/** Another officer confirms or rejects; whoever proposed may withdraw. */
export async function ProposalForms(o: { match: Match; citizen: Candidate | undefined; own: boolean }) {
  const t = await getTranslations("warehouse.match");
  const locale = await getLocale();
  const { match, citizen, own } = o;
  const { heldId, matchId } = match;
  return (
    <Section title={t("proposal")}>
      <p>
        {t("proposalText", {
          name: match.proposedByName,
          when: moment(match.proposedAt, locale),
          citizen: citizen?.name ?? "–",
          birth: citizen ? calendarDay(citizen.birthDate) : "–",
        })}
      </p>
      {own ? (
        <p className="pt-2">{t("ownProposal")}</p>
      ) : (
        <Decision action={confirm} heldId={heldId} matchId={matchId}>
          <p>{t("confirmText")}</p>
          <Button>{t("confirmButton")}</Button>
        </Decision>
      )}
      <Decision action={reject} heldId={heldId} matchId={matchId}>
        <Field label={t("rejectReason")} name="reason" id="reject-reason" lines={2} maxLength={500} />
        <Button kind="second">{own ? t("withdrawButton") : t("rejectButton")}</Button>
      </Decision>
    </Section>
  );
}

/** What two officers decided, and the way to undo it. */
export async function ConfirmedMatch({ match }: { match: Match }) {
  const t = await getTranslations("warehouse.match");
  const locale = await getLocale();
  const { confirmedAt, filedAt, outcome } = match;
  return (
    <>
      <Section title={t("confirmed")}>
        <p>
          {t("confirmedText", {
            first: match.proposedByName,
            second: match.confirmedByName ?? "",
            when: confirmedAt ? moment(confirmedAt, locale) : "",
          })}
        </p>
        <p>{filedAt ? t("filed", { when: moment(filedAt, locale) }) : t("toBeFiled")}</p>
        {outcome === "unchanged" ? <p>{t("filedOlder")}</p> : null}
      </Section>
      <Section title={t("undo")}>
        <p>{t("undoText")}</p>
        <Decision action={undo} heldId={match.heldId} matchId={match.matchId}>
          <ReasonField hint={t("undoHint")} />
          <Button kind="final">{t("undoButton")}</Button>
        </Decision>
      </Section>
    </>
  );
}

async function ReasonField({ hint }: { hint: string }) {
  const t = await getTranslations("warehouse.match");
  return <Field label={t("reason")} hint={hint} name="reason" lines={2} required maxLength={500} />;
}

/** Takes the dossier from the open list, or back to it. */
export async function AsideForm({ heldId, isAside }: { heldId: string; isAside: boolean }) {
  const t = await getTranslations("warehouse.match");
  if (isAside) {
    return (
      <Decision action={takeBack} heldId={heldId}>
        <Button kind="second">{t("takeBack")}</Button>
      </Decision>
    );
  }
  return (
    <Section title={t("setAside")}>
      <p>{t("setAsideText")}</p>
      <Decision action={setAside} heldId={heldId}>
        <ReasonField hint={t("reasonHint")} />
        <Button kind="second">{t("setAsideButton")}</Button>
      </Decision>
    </Section>
  );
}
