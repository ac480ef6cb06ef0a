import { answerWith } from "#lib/attachment/index.ts";
import { readPhoto, readUpTo } from "#lib/conversation/index.ts";
import { ReadInput } from "#lib/conversation/inputs.ts";
import { bodyOf } from "../_entry/sent-json.ts";
import { isOurs } from "../_entry/upload.ts";
import { idIn } from "../_warehouse/asked.ts";
import { answering, type CaseParams, type Where } from "./caller.ts";

/** Đã đọc tới đây. */
export const readRoute =
  (where: Where) =>
  (request: Request, place: CaseParams): Promise<Response> =>
    answering(where, place, async (ctx, caseId) => {
      if (!isOurs(request)) return new Response(null, { status: 403 });
      const body = await bodyOf(request, 1_000);
      const input = typeof body === "object" ? ReadInput.safeParse(body.value) : null;
      if (!input?.success) return new Response(null, { status: 422 });
      await readUpTo(ctx, caseId, input.data.no);
      return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
    });

/** Xem ảnh: one of this conversation's. */
export const photoRoute =
  (where: Where) =>
  async (_: Request, { params }: { params: Promise<{ id: string; photo: string }> }): Promise<Response> => {
    const photo = idIn((await params).photo);
    if (!photo) return answerWith(null);
    const answer = await answering(where, { params }, async (ctx, caseId) =>
      answerWith(await readPhoto(ctx, caseId, photo)),
    );
    return answer.ok ? answer : answerWith(null);
  };
