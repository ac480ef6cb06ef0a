import { NotAllowed, NotFound, Refused, SignedOut } from "#lib/platform/errors.ts";

/** Says as an error why the database refused; nothing when it did not. */
export function throwRefusal(refusal: string | null | undefined): void {
  if (!refusal) return;
  if (refusal === "signed-out") throw new SignedOut();
  if (refusal === "not-allowed") throw new NotAllowed();
  if (refusal === "not-found") throw new NotFound();
  throw new Refused(refusal);
}
