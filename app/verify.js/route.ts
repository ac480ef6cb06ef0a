import { scriptOfBuild } from "../_entry/made.ts";

/** What checks a paper on the phone itself. */
export const GET = () => scriptOfBuild("verify.js");
