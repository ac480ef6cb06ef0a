"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { amendFacility, issueFacilityKey, registerFacility, revokeFacilityKey } from "#lib/facility/index.ts";
import {
  AmendFacilityInput,
  IssueFacilityKeyInput,
  RegisterFacilityInput,
  RevokeFacilityKeyInput,
} from "#lib/facility/inputs.ts";
import type { ActionState } from "#lib/platform/action.ts";
import { authorityAction, authorityAnswer } from "../../_entry/action.ts";

/** Back to the form with what was typed, which is nobody's: the page reads it again and says what is wrong. */
function backTo(path: string, state: ActionState<unknown>, form: FormData): never {
  const typed = ["facilityCode", "name", "level", "wardCode"].map((name): [string, string] => [
    name,
    String(form.get(name) ?? "").slice(0, 300),
  ]);
  const why = state.kind === "invalid" ? "fields" : state.kind === "refused" ? state.reason : "failed";
  redirect(`${path}?${new URLSearchParams([...typed, ["wrong", why]])}` as Route);
}

const page = (form: FormData) =>
  `/authority/facilities/${encodeURIComponent(String(form.get("facilityCode")))}` as const;

/** Thêm cơ sở. */
export const register = authorityAction(RegisterFacilityInput, registerFacility, (state, form) => {
  if (state.kind !== "done") backTo("/authority/facilities/new", state, form);
  redirect(`/authority/facilities/${state.value.facilityCode}?done=registered`);
});

/** Sửa thông tin cơ sở. */
export const amend = authorityAction(AmendFacilityInput, amendFacility, (state, form) => {
  if (state.kind !== "done") backTo(`${page(form)}/edit`, state, form);
  redirect(`/authority/facilities/${state.value.facilityCode}?done=amended`);
});

/** Thu hồi khóa. */
export const revoke = authorityAction(RevokeFacilityKeyInput, revokeFacilityKey, (state, form) =>
  redirect(`${page(form)}?done=${state.kind === "done" ? "revoked" : "failed"}`),
);

/** Cấp khóa: the answer holds the key, once. */
export const issue = authorityAnswer(IssueFacilityKeyInput, issueFacilityKey);
