"use client";

import { LostSending } from "#components/booking/lost-sending.tsx";

/** The answer to a sending never came: the key says whether it was booked. */
export default function Lost() {
  return <LostSending />;
}
