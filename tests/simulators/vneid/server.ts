import path from "node:path";
import { subjectOf } from "../oidc/issuer.ts";
import { serve } from "../oidc/serve.ts";
import { type Person, peopleUnder } from "./claims.ts";
import { known } from "./people.ts";

const folders = (process.env.SAMPLE_CLAIMS || "drizzle/seed/claims").split(path.delimiter);
/** The page lists the first ones of the first folder; everybody in the claims can sign in by number. */
const LISTED = 30;

type Account = Person & { note: string; level: "1" | "2" };

function accounts(from = folders): Map<string, Account> {
  const all = new Map<string, Account>();
  for (const person of peopleUnder(...from).values())
    all.set(person.personalId, { ...person, note: "", level: "2" });
  for (const one of known) {
    const base = all.get(one.personalId);
    const { name = base?.name, birthdate = base?.birthdate, gender = base?.gender } = one;
    // Named for claims that are not in this folder.
    if (!name || !birthdate || !gender) continue;
    all.set(one.personalId, { level: "2", ...one, name, birthdate, gender });
  }
  return all;
}

const listed = () => [...accounts(folders.slice(0, 1)).values()].slice(0, LISTED);
const bySubject = (subject: string) => {
  for (const one of accounts().values()) if (subjectOf("vneid", one.personalId) === subject) return one;
  return undefined;
};

serve({
  system: "vneid",
  redirectPath: "/api/auth/callback/vneid",
  claims: { profile: ["name", "birthdate", "gender"], citizen: ["personal_id"] },
  claimsOf(subject) {
    const one = bySubject(subject);
    return (
      one && { name: one.name, birthdate: one.birthdate, gender: one.gender, personal_id: one.personalId }
    );
  },
  find(typed) {
    const one = accounts().get(typed.replace(/[\s.]/g, ""));
    return one && { accountId: subjectOf("vneid", one.personalId), acr: one.level };
  },
  choices: () => listed().map(({ personalId, name, note }) => ({ value: personalId, name, note })),
  people: () => listed().map(({ personalId, name, note }) => ({ personalId, name, note })),
  words: {
    title: "Máy thử VNeID",
    lead: "Đây là máy thử, không phải VNeID thật. Mọi người ở đây đều là người giả.",
    field: { name: "personalId", label: "Số định danh cá nhân (personalId)", numeric: true },
    unknown: "Máy thử không biết số này. Số định danh có 12 chữ số; xin chọn một người mẫu ở dưới.",
  },
});
