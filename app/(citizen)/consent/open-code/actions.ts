"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { openBookInHand } from "#lib/consent/index.ts";
import { endOpening, makeOpenCode, withdrawOpenCode } from "#lib/opening/index.ts";
import { CodeInput, EndInput, MakeCodeInput } from "#lib/opening/inputs.ts";
import type { Context } from "#lib/platform/context.ts";
import { listClosedEncounters, listOpenedPrivateEncounters } from "#lib/record/index.ts";
import { citizenAction } from "../../../_entry/action.ts";

/** The private visits are looked up here and not taken from the form: only those of this very book are shown. */
async function makeWithPrivate(ctx: Context, input: MakeCodeInput): Promise<string> {
  if (input.private === "no") return makeOpenCode(ctx, input, []);
  const book = await openBookInHand(ctx, "open-codes");
  const [closed, opened] = await Promise.all([
    listClosedEncounters(book, { most: 1000 }),
    listOpenedPrivateEncounters(book),
  ]);
  return makeOpenCode(
    ctx,
    input,
    [...closed, ...opened].map(({ encounterId }) => encounterId),
  );
}

/** Tạo mã. */
export const make = citizenAction(MakeCodeInput, makeWithPrivate, (state) =>
  redirect(
    (state.kind === "done" ? `/consent/open-code/${state.value}` : "/consent/open-code?said=failed") as Route,
  ),
);

/** Hủy mã. */
export const withdraw = citizenAction(CodeInput, withdrawOpenCode, (_, form) => {
  const id = CodeInput.safeParse({ codeId: form.get("codeId") }).data?.codeId;
  redirect((id ? `/consent/open-code/${id}` : "/consent/open-code") as Route);
});

/** Dừng cho xem. */
export const end = citizenAction(EndInput, endOpening, (state) =>
  redirect(`/consent/open-code?said=${state.kind === "done" ? "ended" : "endFailed"}` as Route),
);
