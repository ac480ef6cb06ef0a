import { ANSWER_WITHIN_MS, awaitAnswer, LARGEST_BODY, receiveBody } from "#lib/warehouse/index.ts";
import { answerSender, noteSenderRefusal, refuse } from "../../../_entry/sender.ts";
import { replyTo } from "./answer.ts";

export const dynamic = "force-dynamic";

/** Nhận hồ sơ: a facility's system sends a claim file; the result at once if it is ready soon, else its request. */
export function POST(request: Request) {
  return answerSender(request, "file", async ({ app, warehouse, sender }) => {
    // What it says of itself may only shorten the way to a no.
    if (Number(request.headers.get("content-length")) > LARGEST_BODY) return refuse("too-large");
    if (!request.body) return refuse("not-claims");
    const requestId = await receiveBody(warehouse, sender, request.body);
    // From here on it is received, whatever happens to the asking.
    const answer = await awaitAnswer(warehouse, sender, requestId, ANSWER_WITHIN_MS).catch(() => null);
    if (answer?.kind === "foreign")
      await noteSenderRefusal(
        app,
        "sender-other-facility",
        `${answer.facilityCode} by ${sender.facilityCode}`,
      );
    return replyTo(requestId, answer ?? { kind: "waiting" });
  });
}
