import { sendReport } from "#lib/correction/index.ts";
import { CaseInput } from "#lib/correction/inputs.ts";
import { sentForm } from "../../../../_entry/sent-form.ts";
import { saidEndOf } from "../_parts/ending.ts";

/** Gửi báo sai, also what waited on a phone for a network. */
export const POST = sentForm(CaseInput, sendReport, saidEndOf);
