import { claimFilesIn, type GivenFile } from "./archives.ts";
import type { ClaimSource } from "./claim-source.ts";
import { dossiersOf } from "./dossiers-of-file.ts";
import { Unreadable } from "./formats/unreadable.ts";
import { rawDosesOf } from "./read-dose.ts";
import { facilityOf } from "./read-dossier.ts";
import { bytesOfDoseFile, isDoseFile } from "./receive-dose-file.ts";

/** As far as it can be read: what comes behind a broken place is not filed either. */
async function foreignInDoses(source: ClaimSource, own: string): Promise<string | null> {
  try {
    for (const { fields } of rawDosesOf(await bytesOfDoseFile(source)))
      if (fields.facilityCode !== null && fields.facilityCode !== own) return fields.facilityCode;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return null;
}

async function foreignIn(source: ClaimSource, own: string): Promise<string | null> {
  let inHeader = () => null as string | null;
  for await (const read of dossiersOf(source)) {
    const { header } = read;
    inHeader = () => header.facilityCode;
    const code = header.facilityCode;
    if (code !== null && code !== own) return code;
    if ("broken" in read) continue;
    const named = facilityOf(read.raw, header);
    if (named !== null && named !== own) return named;
  }
  // The head of an envelope may stand behind its dossiers.
  const code = inHeader();
  return code === own ? null : code;
}

/**
 * The first facility but `own` that anything in a file would be filed under: its envelopes, every dossier of every entry,
 * up to where it cannot be read. Read exactly as filing reads it, so that what passes here files nothing of others.
 */
export async function foreignFacilityIn(file: GivenFile, own: string): Promise<string | null> {
  for await (const found of claimFilesIn(file)) {
    if (!("source" in found)) continue;
    const look = (await isDoseFile(found.source)) ? foreignInDoses : foreignIn;
    const foreign = await look(found.source, own);
    if (foreign !== null) return foreign;
  }
  return null;
}
