import { PgBoss } from "pg-boss";
import { pushText, smsText } from "#components/notification/sms-words.ts";
import { climbLadder, deliverMessage, deliverPush } from "#lib/notification/index.ts";
import { dayOf, TIME_ZONE } from "#lib/platform/clock.ts";
import { connect } from "#lib/platform/db.ts";
import { workerEnv } from "#lib/platform/env.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { makeExport } from "#lib/rights/index.ts";
import { keepDue } from "#lib/vaccination/index.ts";
import { fileDeskDoses, fileFromInbox, fileTeleconsults, openIngest } from "#lib/warehouse/index.ts";
import { copyWords } from "./copy-words.ts";
import { jobs, type Reach, whoIs } from "./jobs.ts";
import { keepDoing } from "./keep-doing.ts";

/** Jobs are due at a minute: thirty queues that are asked every two seconds keep a database busy for nothing. */
const LOOK_FOR_JOBS_EVERY_S = 10;

const env = workerEnv();
const pooled = new URL(env.listenUrl).host !== new URL(env.workerUrl).host;
const reach: Reach = {
  app: connect(env.workerUrl, { pooled, max: 2 }),
  ingest: openIngest(env.ingestUrl, { pooled, max: 4 }),
  inbox: openIngest(env.ingestUrl, { pooled, max: 6 }),
  populationUrl: env.populationUrl,
  vnpay: env.vnpay,
  vnpayReportUrl: env.vnpayReportUrl,
  dataDir: env.dataDir,
  keysDir: env.keysDir,
};
const boss = new PgBoss({
  connectionString: env.workerUrl,
  schema: "pgboss",
  migrate: false,
  createSchema: false,
  max: 3,
});

boss.on("error", (error) => log("worker.failed", { error: summaryOf(error) }));
await boss.start();
for (const [name, { cron, run }] of Object.entries(jobs)) {
  await boss.createQueue(name, { policy: "singleton", retryLimit: 2 });
  await boss.work(name, { pollingIntervalSeconds: LOOK_FOR_JOBS_EVERY_S }, async () => {
    await run(reach);
  });
  await boss.schedule(name, cron, null, { tz: TIME_ZONE });
}
// Two at a time, so that a long file keeps nobody else's short one waiting.
const filing = keepDoing("file-from-inbox", 2, () => fileFromInbox(reach.inbox, reach.ingest));
// An SMS may wait some seconds; a network that is slow keeps one hand busy, not both.
const { smsUrl, push } = env;
const delivering = keepDoing(
  "deliver-messages",
  2,
  async () => {
    await climbLadder(reach.app, (citizenId) => whoIs(reach.ingest, citizenId));
    return smsUrl !== null && (await deliverMessage(reach.app, smsUrl, smsText));
  },
  2000,
);
const pushing = keepDoing(
  "push-messages",
  2,
  async () => push !== null && deliverPush(reach.app, push, pushText),
  2000,
);
const copying = keepDoing(
  "make-export",
  1,
  () =>
    makeExport({
      app: reach.app,
      ingest: reach.ingest,
      attachmentKeys: env.attachmentKeys,
      words: copyWords,
    }),
  2000,
);
// What a doctor signed stands in the record within seconds.
const answering = keepDoing(
  "file-teleconsults",
  1,
  async () => (await fileTeleconsults(reach.app, reach.ingest)) > 0,
  2000,
);
// What desks wrote of doses is shown before it is filed; who is due is known some seconds after.
const vaccinating = keepDoing(
  "file-doses-and-keep-due",
  1,
  async () => {
    await fileDeskDoses(reach.app, reach.ingest);
    await keepDue(reach, dayOf(new Date()));
    return false;
  },
  5000,
);
log("worker.ready");

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.all([
    boss.stop({ graceful: true, timeout: 10_000 }),
    filing.stop(3000),
    delivering.stop(6000),
    pushing.stop(6000),
    copying.stop(3000),
    answering.stop(3000),
    vaccinating.stop(3000),
  ]);
  await Promise.all([reach.app.$client, reach.ingest, reach.inbox].map((sql) => sql.end({ timeout: 5 })));
  process.exit(0);
}
process.once("SIGTERM", end);
process.once("SIGINT", end);
