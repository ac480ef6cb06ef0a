/** Mới: a visit that was received after it was last seen, or never seen. */
export function isNew(visit: { receivedAt: Date }, seenAt: Date | null): boolean {
  return seenAt === null || seenAt.getTime() < visit.receivedAt.getTime();
}
