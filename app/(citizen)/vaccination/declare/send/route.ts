import { nameOfDeclared } from "#components/vaccination/declared-words.ts";
import { declareDose } from "#lib/correction/index.ts";
import { CaseInput } from "#lib/correction/inputs.ts";
import { sentForm } from "../../../../_entry/sent-form.ts";
import { saidEndOf } from "../../../record/corrections/_parts/ending.ts";

/** Gửi mũi còn thiếu, also what waited on a phone for a network. */
export const POST = sentForm(CaseInput, (ctx, input) => declareDose(ctx, input, nameOfDeclared), saidEndOf);
