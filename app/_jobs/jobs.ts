import type { Sql } from "postgres";
import { sweepShared } from "#lib/attachment/index.ts";
import { expireOffers, laySlots, meetRecords, remindOfVisits } from "#lib/booking/index.ts";
import { signHeads } from "#lib/consent/index.ts";
import { sweepCalls } from "#lib/conversation/index.ts";
import { mendByClaims, remindOfCases, sweepDrafts } from "#lib/correction/index.ts";
import { mindRelations, renewDependants, sweepHelping } from "#lib/family/index.ts";
import { findContact, sweepSessions } from "#lib/identity/index.ts";
import { registeredFacilities } from "#lib/insurance/index.ts";
import { type PersonToCall, sweepCodes, sweepPush } from "#lib/notification/index.ts";
import { wipeOpenCodes } from "#lib/opening/index.ts";
import {
  expirePayments,
  followCancelledVisits,
  meetClaims,
  reconcileNight,
  setOffDeposits,
  settleFromQuery,
} from "#lib/payment/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import type { Database } from "#lib/platform/db.ts";
import type { VnpayAccess } from "#lib/platform/env.ts";
import { sweepExports, sweepOfflineCopies } from "#lib/rights/index.ts";
import {
  lapseUnpaidCases,
  mindPromises,
  releaseIdleCases,
  sweepQuestionDrafts,
} from "#lib/teleconsult/index.ts";
import { closeVaccinations, remindOfDoses, revokeOverturned } from "#lib/vaccination/index.ts";
import {
  fileDecidedMatches,
  releaseHeldDossiers,
  remarkPrivateEncounters,
  sweepInbox,
} from "#lib/warehouse/index.ts";

/** What the worker's jobs may reach. */
export type Reach = {
  app: Database;
  ingest: Sql;
  inbox: Sql;
  dataDir: string;
  keysDir: string;
  populationUrl: string | null;
  vnpay: VnpayAccess | null;
  vnpayReportUrl: string | null;
};

/** What the warehouse knows of somebody who is to be called: where their cards are registered comes before where they live. */
export async function whoIs(ingest: Sql, citizenId: string): Promise<PersonToCall | null> {
  const contact = await findContact(ingest, citizenId);
  return contact && { ...contact, stations: await registeredFacilities(ingest, citizenId) };
}

/** Every job by name: when it runs (cron, Bình Sơn time) and what it does. Each is safe to run twice, and at any time. */
export const jobs: Record<string, { cron: string; run: (reach: Reach) => Promise<unknown> }> = {
  "sweep-codes": { cron: "17 * * * *", run: ({ app }) => sweepCodes(app) },
  "sweep-push": { cron: "40 3 * * *", run: ({ app }) => sweepPush(app, new Date()) },
  "sweep-sessions": { cron: "*/10 * * * *", run: ({ app }) => sweepSessions(app) },
  "release-held-dossiers": {
    cron: "* * * * *",
    run: ({ ingest }) => releaseHeldDossiers(ingest, new Date()),
  },
  "file-decided-matches": {
    cron: "* * * * *",
    run: ({ ingest }) => fileDecidedMatches(ingest, new Date()),
  },
  "remark-private-encounters": {
    cron: "*/5 * * * *",
    run: ({ ingest }) => remarkPrivateEncounters(ingest),
  },
  "mind-relations": { cron: "5 * * * *", run: ({ app }) => mindRelations(app, new Date()) },
  "sweep-helping": { cron: "* * * * *", run: ({ app }) => sweepHelping(app) },
  "renew-dependants": {
    cron: "20 2 * * *",
    run: ({ app, ingest, populationUrl }) => renewDependants({ app, ingest }, populationUrl),
  },
  "sign-log-heads": { cron: "*/10 * * * *", run: ({ app, ...places }) => signHeads(app, places, new Date()) },
  "mend-by-claims": { cron: "* * * * *", run: ({ app, ingest }) => mendByClaims(app, ingest) },
  "remind-of-cases": { cron: "*/10 * * * *", run: ({ app }) => remindOfCases(app, new Date()) },
  "sweep-calls": { cron: "* * * * *", run: ({ app }) => sweepCalls(app) },
  "sweep-drafts": { cron: "15 * * * *", run: ({ app }) => sweepDrafts(app, new Date()) },
  "sweep-shared-files": { cron: "35 * * * *", run: ({ app }) => sweepShared(app, new Date()) },
  "sweep-offline-copies": { cron: "50 3 * * *", run: ({ app }) => sweepOfflineCopies(app, new Date()) },
  "sweep-exports": { cron: "*/10 * * * *", run: ({ app }) => sweepExports(app) },
  "wipe-open-codes": { cron: "*/10 * * * *", run: ({ app }) => wipeOpenCodes(app) },
  "ask-vnpay": {
    cron: "* * * * *",
    run: async ({ app, vnpay }) => vnpay && settleFromQuery(app, vnpay, "127.0.0.1"),
  },
  "meet-claims": { cron: "* * * * *", run: ({ app, ingest }) => meetClaims(app, ingest) },
  "follow-cancelled-visits": { cron: "* * * * *", run: ({ app }) => followCancelledVisits(app) },
  "set-off-deposits": { cron: "* * * * *", run: ({ app }) => setOffDeposits(app) },
  "reconcile-payments": {
    cron: "30 2 * * *",
    run: async ({ app, vnpay, vnpayReportUrl }) =>
      vnpay && reconcileNight(app, vnpay.code, vnpayReportUrl, new Date()),
  },
  "lay-slots": { cron: "* * * * *", run: ({ app }) => laySlots(app, "all", dayOf(new Date())) },
  "expire-offers": { cron: "* * * * *", run: ({ app }) => expireOffers(app) },
  "remind-of-visits": { cron: "* * * * *", run: ({ app }) => remindOfVisits(app, new Date()) },
  "release-idle-cases": { cron: "* * * * *", run: ({ app }) => releaseIdleCases(app, new Date()) },
  "lapse-unpaid-cases": { cron: "*/5 * * * *", run: ({ app }) => lapseUnpaidCases(app, new Date()) },
  "mind-promises": { cron: "* * * * *", run: ({ app }) => mindPromises(app, new Date()) },
  "sweep-question-drafts": { cron: "25 * * * *", run: ({ app }) => sweepQuestionDrafts(app, new Date()) },
  "meet-records": { cron: "*/5 * * * *", run: ({ app, ingest }) => meetRecords(app, ingest) },
  "revoke-overturned-certificates": {
    cron: "25 * * * *",
    run: ({ app, ingest }) => revokeOverturned(app, ingest),
  },
  "expire-payments": { cron: "*/5 * * * *", run: ({ app }) => expirePayments(app) },
  "close-vaccinations": { cron: "*/10 * * * *", run: ({ app }) => closeVaccinations(app, new Date()) },
  "remind-of-doses": { cron: "*/10 7-20 * * *", run: ({ app }) => remindOfDoses(app, new Date()) },
  "sweep-inbox": { cron: "*/10 * * * *", run: ({ inbox }) => sweepInbox(inbox) },
};
