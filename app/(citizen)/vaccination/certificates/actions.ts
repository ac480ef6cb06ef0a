"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { issueCertificate, revokeCertificate } from "#lib/vaccination/index.ts";
import { IssueInput, RevokeInput } from "#lib/vaccination/inputs.ts";
import { citizenAction } from "../../../_entry/action.ts";
import { signing } from "../../../_entry/signing.ts";

const HERE = "/vaccination/certificates";
const said = (form: FormData, name: string) => encodeURIComponent(String(form.get(name) ?? ""));

/** Ký chứng nhận: to the certificate, or back to the question with what was wrong. */
export const issue = citizenAction(
  IssueInput,
  (ctx, input) => issueCertificate(ctx, signing(), input),
  (state, form) => {
    if (state.kind === "done") redirect(`${HERE}/${said(form, "certificateId")}` as Route);
    const fault = state.kind === "refused" ? state.reason : state.kind === "invalid" ? "choose" : "failed";
    redirect(`${HERE}/new?fault=${fault}&about=${said(form, "about")}` as Route);
  },
);

/** Thu hồi chứng nhận. */
export const revoke = citizenAction(RevokeInput, revokeCertificate, (state, form) => {
  const id = said(form, "certificateId");
  redirect((state.kind === "done" ? `${HERE}/${id}` : `${HERE}/${id}/revoke?fault=failed`) as Route);
});
