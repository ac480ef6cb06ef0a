import { lastDayOf } from "./dose-rules.ts";

type Line = Parameters<typeof lastDayOf>[0] & {
  substance: string | null;
  name: string;
  strength: string | null;
  doseText: string | null;
  instructions: string | null;
};

/** Medicines whose last day has not passed, by what their paper says; of one medicine only the latest. */
export function stillRunning<T extends Line>(lines: readonly T[], today: string) {
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const lastDay = lastDayOf(line);
    const same = `${line.substance} ${line.name} ${line.strength} ${line.doseText} ${line.instructions}`;
    if (!lastDay || lastDay < today || seen.has(same)) return [];
    seen.add(same);
    return [{ line, lastDay }];
  });
}
