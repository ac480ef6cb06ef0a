import type { Sql } from "postgres";
import { signHeads } from "#lib/consent/index.ts";
import { mendByClaims, remindOfCases, sweepDrafts } from "#lib/correction/index.ts";
import { sweepSessions } from "#lib/identity/index.ts";
import type { Database } from "#lib/platform/db.ts";
import {
  fileDecidedMatches,
  releaseHeldDossiers,
  remarkPrivateEncounters,
  sweepInbox,
} from "#lib/warehouse/index.ts";

/** What the worker's jobs may reach. */
export type Reach = { app: Database; ingest: Sql; inbox: Sql; dataDir: string; keysDir: string };

/** Every job by name: when it runs (cron, Bình Sơn time) and what it does. Each is safe to run twice, and at any time. */
export const jobs: Record<string, { cron: string; run: (reach: Reach) => Promise<unknown> }> = {
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
  "sign-log-heads": { cron: "*/10 * * * *", run: ({ app, ...places }) => signHeads(app, places, new Date()) },
  "mend-by-claims": { cron: "* * * * *", run: ({ app, ingest }) => mendByClaims(app, ingest) },
  "remind-of-cases": { cron: "*/10 * * * *", run: ({ app }) => remindOfCases(app, new Date()) },
  "sweep-drafts": { cron: "15 * * * *", run: ({ app }) => sweepDrafts(app, new Date()) },
  "sweep-inbox": { cron: "*/10 * * * *", run: ({ inbox }) => sweepInbox(inbox) },
};
