import type { MedicineLine } from "#lib/record/index.ts";
import { lastDayOf } from "#lib/record/rules.ts";

/** Medicines whose last day has not passed, by what their paper says; of one medicine only the latest. */
export function stillRunning(lines: readonly MedicineLine[], today: string) {
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const lastDay = lastDayOf(line);
    const same = `${line.substance} ${line.name} ${line.strength} ${line.doseText} ${line.instructions}`;
    if (!lastDay || lastDay < today || seen.has(same)) return [];
    seen.add(same);
    return [{ line, lastDay }];
  });
}
