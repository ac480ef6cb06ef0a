"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import {
  answerInvitation,
  answerInviteQuestion,
  endHelperCard,
  findDependants,
  invite,
  makeHelperCard,
  objectToRelation,
  reviewRelation,
  revokeRelation,
  takeBook,
} from "#lib/family/index.ts";
import {
  AnswerInvitationInput,
  CardInput,
  InviteAnswerInput,
  inviteQuestions,
  NothingInput,
  RelationInput,
  TakeBookInput,
} from "#lib/family/inputs.ts";
import { ownPath } from "#lib/identity/realms.ts";
import { citizenAction, citizenAnswer, selfAction } from "../../_entry/action.ts";
import { currentCitizen } from "../../_entry/actor.ts";
import { shownCard } from "../../_entry/shown-card.ts";

const sent = (form: FormData, name: string) => encodeURIComponent(String(form.get(name) ?? ""));

/** Đổi sổ: to the cover of that book, or to the page that was asked for. */
export const openBookOf = selfAction(TakeBookInput, takeBook, (state, form) => {
  if (state.kind !== "done") redirect("/family?done=failed" as Route);
  redirect(ownPath(form.get("next")) as Route);
});

const faultOf: Record<string, string> = {
  unavailable: "unavailable",
  "unknown-number": "unknown",
  "too-many-asks": "too-many",
};

/** Tìm trong dữ liệu dân cư. */
export const find = selfAction(
  NothingInput,
  (ctx) => findDependants(ctx),
  (state) => {
    if (state.kind === "done") redirect(`/family?found=${state.value}#find` as Route);
    const fault = (state.kind === "refused" && faultOf[state.reason]) || "failed";
    redirect(`/family?fault=${fault}#find` as Route);
  },
);

/** Nhận lời, không nhận lời. */
export const answer = selfAction(AnswerInvitationInput, answerInvitation, (state, form) => {
  const said = form.get("answer") === "accept" ? "accepted" : "declined";
  redirect(
    `/family?done=${state.kind === "done" ? said : state.kind === "failed" ? "failed" : "over"}` as Route,
  );
});

const outcome = (state: { kind: string; reason?: string }, done: string) =>
  state.kind === "done" ? done : state.reason === "by-law" ? "by-law" : "failed";

/** Rút lại ngay. */
export const revoke = citizenAction(RelationInput, revokeRelation, (state) =>
  redirect(`/family/people?done=${outcome(state, "revoked")}` as Route),
);

/** Thôi giữ quyền mở một sổ. */
export const giveUp = selfAction(RelationInput, revokeRelation, (state) =>
  redirect(`/family?done=${outcome(state, "revoked")}` as Route),
);

/** Tôi không đồng ý. */
export const object = citizenAction(RelationInput, objectToRelation, (state) =>
  redirect(`/family/people?done=${outcome(state, "objected")}` as Route),
);

/** Giữ thêm một năm. */
export const keep = citizenAction(RelationInput, reviewRelation, (state) =>
  redirect(`/family/people?done=${outcome(state, "kept")}` as Route),
);

/** Tiếp tục: to the next question of an invitation, or back to the answers when it was one to change. */
export const answerQuestion = citizenAction(InviteAnswerInput, answerInviteQuestion, (state, form) => {
  const [question, id] = [String(form.get("question")), sent(form, "relationId")];
  const place = (inviteQuestions as readonly string[]).indexOf(question);
  if (place < 0) redirect("/family/people");
  const back = form.get("from") === "check" ? "&from=check" : "";
  if (state.kind !== "done") {
    const why = state.kind === "refused" ? state.reason : "failed";
    redirect(`/family/invite/${question}?relation=${id}${back}&fault=${why}` as Route);
  }
  const next = back ? "check" : (inviteQuestions[place + 1] ?? "check");
  redirect(`/family/invite/${next}?relation=${id}` as Route);
});

/** Gửi lời mời. */
export const send = citizenAction(RelationInput, invite, (state, form) => {
  if (state.kind === "done") redirect("/family/people?done=invited" as Route);
  const why = state.kind === "refused" ? state.reason : "failed";
  redirect(`/family/invite/check?relation=${sent(form, "relationId")}&fault=${why}` as Route);
});

/** Tạo thẻ giấy: the answer holds it, once. */
export const makeCard = citizenAnswer(CardInput, async (ctx, input) => {
  const { session } = await currentCitizen();
  return shownCard(await makeHelperCard(ctx, input, session.book?.name ?? session.name));
});

/** Hủy thẻ. */
export const endCard = citizenAction(
  NothingInput,
  (ctx) => endHelperCard(ctx),
  (state) => redirect(`/family/card?done=${state.kind === "done" ? "ended" : "failed"}` as Route),
);
