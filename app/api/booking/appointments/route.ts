import { receiveBooking, tellChanges } from "#lib/booking/index.ts";
import { ChangesQuestion, ExchangedBooking } from "#lib/booking/inputs.ts";
import { answerSender, refuse, reply } from "../../../_entry/sender.ts";
import { bodyOf, fieldsOf } from "../../../_entry/sent-json.ts";

export const dynamic = "force-dynamic";

const LARGEST_BOOKING = 20_000;

/** Lịch hẹn đã đổi since a change, for the facility's system. */
export function GET(request: Request) {
  return answerSender(request, "question", async ({ sender, ...databases }) => {
    const asked = ChangesQuestion.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) return refuse("not-a-question", { fields: fieldsOf(asked.error) });
    return reply(200, await tellChanges(databases, sender, asked.data));
  });
}

/** Nhận lịch hẹn from a portal or a hospital's system. The same number again is the same appointment. */
export function POST(request: Request) {
  return answerSender(request, "booking", async ({ sender, ...databases }) => {
    const sent = await bodyOf(request, LARGEST_BOOKING);
    if (sent === "too-large") return refuse("booking-too-large");
    if (sent === "not-json") return refuse("not-json");
    const read = ExchangedBooking.safeParse(sent.value);
    if (!read.success) return refuse("not-a-booking", { fields: fieldsOf(read.error) });
    return reply(200, await receiveBooking(databases, sender, read.data));
  });
}
