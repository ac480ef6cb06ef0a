import * as z from "zod";
import { receiveChange, tellAppointment } from "#lib/booking/index.ts";
import { ExchangedChange } from "#lib/booking/inputs.ts";
import { answerSender, refuse, reply } from "../../../../_entry/sender.ts";
import { bodyOf, fieldsOf } from "../../../../_entry/sent-json.ts";

export const dynamic = "force-dynamic";

const LARGEST_CHANGE = 20_000;
type Given = { params: Promise<{ appointmentId: string }> };

/** Một lịch hẹn of the sender's facility. */
export function GET(request: Request, { params }: Given) {
  return answerSender(request, "question", async ({ sender, ...databases }) => {
    const { appointmentId } = await params;
    const known = z.uuid().safeParse(appointmentId).success;
    const appointment = known ? await tellAppointment(databases, sender, appointmentId) : null;
    return appointment ? reply(200, { appointment }) : refuse("appointment-unknown");
  });
}

/** Đổi hoặc hủy lịch hẹn by the facility's system. The same again changes nothing. */
export function POST(request: Request, { params }: Given) {
  return answerSender(request, "booking", async ({ sender, ...databases }) => {
    const { appointmentId } = await params;
    if (!z.uuid().safeParse(appointmentId).success) return refuse("appointment-unknown");
    const sent = await bodyOf(request, LARGEST_CHANGE);
    if (sent === "too-large") return refuse("booking-too-large");
    if (sent === "not-json") return refuse("not-json");
    const read = ExchangedChange.safeParse(sent.value);
    if (!read.success) return refuse("not-a-booking", { fields: fieldsOf(read.error) });
    return reply(200, await receiveChange(databases, sender, appointmentId, read.data));
  });
}
