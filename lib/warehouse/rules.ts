/** What decides between two versions of one claim. */
export type Version = {
  /** Whether it is a check-in, which tells only that somebody came. */
  checkIn: boolean;
  /** For check-ins: whether it already tells of an admission. */
  admitted: boolean;
  /** NGAYLAP. */
  madeOn: string | null;
  /** NGAY_TTOAN. */
  paidAt: Date | null;
  contentHash: Uint8Array;
};

const later = (a: string | number | null, b: string | number | null): number => {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
};

/**
 * Above zero when `a` stands over `b`: a claim over a check-in, then the later NGAYLAP, then the later NGAY_TTOAN (set
 * beats empty), then the greater content hash. Versions may arrive in any order and the same one stands.
 */
export function compareVersions(a: Version, b: Version): number {
  if (a.checkIn !== b.checkIn) return a.checkIn ? -1 : 1;
  if (a.checkIn && a.admitted !== b.admitted) return a.admitted ? 1 : -1;
  return (
    later(a.madeOn, b.madeOn) ||
    later(a.paidAt?.getTime() ?? null, b.paidAt?.getTime() ?? null) ||
    Buffer.compare(a.contentHash, b.contentHash)
  );
}

/** The later of two days; a day beats none. */
export function laterDay(a: string | null, b: string | null): string | null {
  return later(a, b) >= 0 ? a : b;
}
