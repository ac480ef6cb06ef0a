/** Lines of one visit that say the same, told once: how many there are, and from when to when. */
export type Gathered<Line> = { line: Line; times: number; from: Date | null; to: Date | null };

/**
 * Tells lines that read the same only once, in the order in which they came first: a stay of many days repeats its
 * medicines and beds day by day. Amounts are never added up.
 */
export function gathered<Line>(
  lines: readonly Line[],
  saying: (line: Line) => readonly (string | number | null)[],
  at: (line: Line) => Date | null,
): Gathered<Line>[] {
  const groups = new Map<string, Gathered<Line>>();
  for (const line of lines) {
    const key = JSON.stringify(saying(line));
    const when = at(line);
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { line, times: 1, from: when, to: when });
      continue;
    }
    group.times += 1;
    if (when && (!group.from || when < group.from)) group.from = when;
    if (when && (!group.to || when > group.to)) group.to = when;
  }
  return [...groups.values()];
}
