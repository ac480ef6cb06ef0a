import * as z from "zod";
import {
  ANSWER_WITHIN_MS,
  awaitAnswer,
  type BodyOf,
  findAnswer,
  LARGEST_BODY,
  receiveBody,
} from "#lib/warehouse/index.ts";
import { answerSender, noteSenderRefusal, refuse } from "../../_entry/sender.ts";
import { replyTo } from "./answer.ts";

/** A facility's system sends a file of claims or of doses; the result at once if it is ready soon, else its request. */
export function receiveFrom(request: Request, of: BodyOf): Promise<Response> {
  return answerSender(request, "file", async ({ app, warehouse, sender }) => {
    // What it says of itself may only shorten the way to a no.
    if (Number(request.headers.get("content-length")) > LARGEST_BODY) return refuse("too-large");
    if (!request.body) return refuse(of === "claims" ? "not-claims" : "not-doses");
    const requestId = await receiveBody(warehouse, sender, request.body, of);
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

/** Kết quả của một tệp đã gửi, for the facility that sent it. */
export function answerFor(request: Request, requestId: string): Promise<Response> {
  return answerSender(request, "question", async ({ warehouse, sender }) => {
    const asked = z.uuid().safeParse(requestId);
    const answer = asked.success ? await findAnswer(warehouse, sender, asked.data) : null;
    return asked.success && answer ? replyTo(asked.data, answer) : refuse("not-found");
  });
}
