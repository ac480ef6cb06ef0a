import * as z from "zod";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findVaccinationSession, openVaccination, sessionDesk } from "#lib/vaccination/index.ts";
import type { Params } from "../../../_entry/page.tsx";

/** The address of a session, as far as it is one. */
export const sessionAddress = ({ sessionId }: Params) =>
  `/clinic/vaccination/sessions/${z.uuid().safeParse(sessionId).data ?? ""}`;

/** A session of this station by the address, without its people; throws NotFound. */
export async function readSession(ctx: Context, { sessionId }: Params) {
  const id = z.uuid().safeParse(sessionId);
  if (!id.success) throw new NotFound();
  const desk = await sessionDesk(ctx, id.data);
  const session = await findVaccinationSession(desk, id.data);
  if (!session) throw new NotFound();
  return { desk, session };
}

/** The same with its people: whose names are shown is written down first. */
export async function readRoster(ctx: Context, params: Params, form: "screen" | "paper" = "screen") {
  const { session } = await readSession(ctx, params);
  return { session, desk: await openVaccination(ctx, session.sessionId, form) };
}
