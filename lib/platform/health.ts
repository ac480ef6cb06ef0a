import { webDatabases } from "./db.ts";
import { webEnv } from "./env.ts";
import { answers, isThere } from "./http.ts";

/** The parts that the book stands on. Without the first two nothing works; without the others nobody new comes in. */
export type Checks = Record<"app" | "warehouse" | "vneid" | "staff", boolean>;

async function within(ms: number, work: PromiseLike<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), ms);
  });
  const answer = Promise.resolve(work).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Asks every part at once; none is waited for longer than two seconds. */
export async function checkHealth(): Promise<Checks> {
  const env = webEnv();
  const { app, warehouse } = webDatabases();
  const [appUp, warehouseUp, vneid, staff] = await Promise.all([
    within(2000, app.$client`select mode from guard.book_mark`),
    within(2000, warehouse.$client`select mode from guard.book_mark`),
    answers(`${env.vneid.issuer}/.well-known/openid-configuration`),
    answers(`${env.staff.issuer}/.well-known/openid-configuration`),
  ]);
  return { app: appUp, warehouse: warehouseUp, vneid, staff };
}

/** Whether the population database is there; null where it is not connected. The book can be read without it. */
export async function checkPopulation(): Promise<boolean | null> {
  const { populationUrl } = webEnv();
  return populationUrl === null ? null : isThere(populationUrl);
}

/** Whether the network that carries SMS is there; null where it is not connected. The book can be read without it. */
export async function checkSms(): Promise<boolean | null> {
  const { smsUrl } = webEnv();
  if (smsUrl === null) return null;
  const address = new URL(smsUrl);
  address.username = "";
  address.password = "";
  return isThere(address.href);
}

/** Whether the insurance card look-up is there. The book can be read without it. */
export function checkCardLookup(): Promise<boolean> {
  return isThere(webEnv().bhxhUrl);
}
