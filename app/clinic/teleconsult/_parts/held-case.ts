import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { caseForDoctor, deskOfCase, keepCase } from "#lib/teleconsult/index.ts";
import { idIn } from "../../../_warehouse/asked.ts";

/** The case that an address names, for the doctor who has it: opened with a line of the log, and kept theirs. NotFound for everybody else. */
export async function readHeldCase(ctx: Context, id: string | undefined) {
  const caseId = idIn(id);
  if (!caseId) throw new NotFound();
  const desk = await deskOfCase(ctx, caseId);
  const found = await caseForDoctor(desk, caseId);
  if (!found) throw new NotFound();
  if (found.status === "reading") await keepCase(desk, caseId);
  return { desk, found, spelled: found.code.replace(/^(.{3})/, "$1 ") };
}
