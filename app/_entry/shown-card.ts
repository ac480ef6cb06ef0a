import { qrShape } from "#components/consent/qr.tsx";
import { calendarDay } from "#components/copy/format.ts";
import type { NewCard } from "#lib/family/index.ts";
import { CARD_PREFIX, groupedCard } from "#lib/family/rules.ts";
import { displayName } from "#lib/identity/rules.ts";

/** A new card as it is printed: its QR drawn, its code in groups. */
export const shownCard = ({ code, name, until }: NewCard) => ({
  ...qrShape(`${CARD_PREFIX}${code}`),
  code: groupedCard(code),
  name: displayName(name),
  until: calendarDay(until),
});
