import type { Outcome } from "./file-dossiers.ts";
import type { Finding } from "./problems.ts";
import { added, judge, monthOf, type Quality } from "./quality-rules.ts";
import type { Dossier } from "./read-dossier.ts";

/** The visit is over when the patient left or settled, whichever came first: medicines may last beyond both. */
function overAtOf({ claim }: Dossier): Date | null {
  const ends = [claim?.encounter.endedAt, claim?.encounter.paidAt].filter((end) => end instanceof Date);
  return ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Đếm đúng, đủ, sạch, sống của một tệp: by month of visit. */
export class QualityOfFile {
  readonly months = new Map<string, Quality>();

  /** Check-ins and supplements are no whole dossiers; what was known already was counted when it came first. */
  add(
    dossier: Dossier,
    outcome: Outcome,
    findings: Finding[],
    o: { receivedAt: Date; again: boolean },
  ): void {
    if (dossier.generation === "checkin" || dossier.supplement) return;
    if (outcome === "unchanged" && !o.again) return;
    const overAt = overAtOf(dossier);
    const visitedAt = overAt ?? dossier.person?.seenAt ?? o.receivedAt;
    // A visit in the future is a slip of the pen, or medicines that last: no month of its own before it has come.
    const month = monthOf(new Date(Math.min(visitedAt.getTime(), o.receivedAt.getTime())));
    const judged = judge({
      codes: findings.map(({ code }) => code),
      held: outcome === "quarantined",
      numbered: (dossier.person?.personalId ?? null) !== null,
      overAt,
      receivedAt: o.receivedAt,
    });
    const before = this.months.get(month);
    this.months.set(month, before ? added(before, judged) : judged);
  }
}
