import { readFile, stat } from "node:fs/promises";
import type { Database } from "#lib/platform/db.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { readTrust, type Trust, type TrustText } from "./certificates/trust.ts";
import type { Signing } from "./issue-certificate.ts";
import { ownTrust } from "./publish-trust.ts";

type Others = { text: Required<TrustText>; trust: Trust };

const nobody: Others = { text: { hcert: [], shc: {} }, trust: { hcert: [], shc: {} } };
const kept = new Map<string, { changed: number; others: Others }>();

/** What the operator's file says, read again when it changes. What cannot be read is trusted by nobody, and logged. */
async function othersIn(file: string | null): Promise<Others> {
  if (!file) return nobody;
  try {
    const { mtimeMs } = await stat(file);
    const known = kept.get(file);
    if (known?.changed === mtimeMs) return known.others;
    const { hcert = [], shc = {} } = JSON.parse(await readFile(file, "utf8")) as TrustText;
    const others = { text: { hcert, shc }, trust: await readTrust({ hcert, shc }) };
    kept.set(file, { changed: mtimeMs, others });
    return others;
  } catch (error) {
    log("trust.unreadable", { file, error: summaryOf(error) });
    return nobody;
  }
}

/** Whose certificates this book takes: its own, and those of the operator's file; nobody else speaks for its own address. */
type Accepting = Signing & { trustFile: string | null };

/** As it is published, in the form of a trust file. */
export async function acceptedTrustText(app: Database, accepting: Accepting): Promise<Required<TrustText>> {
  const [own, { text }] = await Promise.all([ownTrust(app, accepting), othersIn(accepting.trustFile)]);
  return { hcert: [...(own.hcert ?? []), ...(text.hcert ?? [])], shc: { ...text.shc, ...own.shc } };
}

/** As it is asked. */
export async function acceptedTrust(app: Database, accepting: Accepting): Promise<Trust> {
  const [own, { trust }] = await Promise.all([
    ownTrust(app, accepting).then(readTrust),
    othersIn(accepting.trustFile),
  ]);
  return { hcert: [...own.hcert, ...trust.hcert], shc: { ...trust.shc, ...own.shc } };
}
