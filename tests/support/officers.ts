import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { meetStaff } from "../../lib/identity/meet.ts";
import { beginSession } from "../../lib/identity/sessions.ts";
import { type Context, contextFor } from "../../lib/platform/context.ts";
import type { Reach } from "./guarded-books.ts";

/** A member of staff, signed in, whom no other test knows. */
export async function staffAt(
  reach: Reach,
  role: "clinic" | "station" | "authority",
  name = "Cán Bộ Thử",
): Promise<Context> {
  const subject = `staff-${randomUUID()}`;
  const facilityCode = role === "authority" ? null : "51000";
  const staffId = await meetStaff(reach.app, {
    ...{ subject, username: subject.slice(0, 20), name, title: null, role, facilityCode },
    ...{ profession: null, practiceLicence: null },
  });
  const token = randomBytes(32).toString("base64url");
  await beginSession(reach.app, {
    ...{ realm: "staff", subjectId: staffId, token, assurance: null, userAgent: null },
  });
  return contextFor({ kind: "staff", id: staffId, name, token }, reach, new Date(), "test");
}

/** A code that no facility has. */
export function aFacilityCode(): string {
  const rest = Array.from({ length: 3 }, () => "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"[randomInt(34)]);
  const code = `T${ofThisProcess}${rest.join("")}`;
  if (given.has(code)) return aFacilityCode();
  given.add(code);
  return code;
}
// Of hundreds that are drawn blindly two are now and then the same: each process draws from its own, and none twice.
const ofThisProcess = "ABCDEFGHJK"[Number(process.env.VITEST_POOL_ID ?? 0) % 10];
const given = new Set<string>();
