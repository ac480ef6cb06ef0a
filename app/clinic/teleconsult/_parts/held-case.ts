import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { caseForDoctor, deskOfCase, keepCase } from "#lib/teleconsult/index.ts";
import { idIn } from "../../../_warehouse/asked.ts";

/** The case that an address names, for the doctor who has it: opened with a line of the log, and kept theirs. Null for everybody else. */
export async function findHeldCase(ctx: Context, id: string | undefined) {
  const caseId = idIn(id);
  if (!caseId) return null;
  const desk = await deskOfCase(ctx, caseId);
  const found = await caseForDoctor(desk, caseId);
  if (!found) return null;
  if (found.status === "reading") await keepCase(desk, caseId);
  return { desk, found, spelled: found.code.replace(/^(.{3})/, "$1 ") };
}

/** The same; NotFound for everybody else. */
export async function readHeldCase(ctx: Context, id: string | undefined) {
  const held = await findHeldCase(ctx, id);
  if (!held) throw new NotFound();
  return held;
}
