/** The value below which `share` of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (samples: readonly number[]) => percentile(samples, 0.5);

/** Two places after the point. */
export const short = (value: number) => Math.round(value * 100) / 100;

/** Thousands of bytes, one place after the point. */
export const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10;
