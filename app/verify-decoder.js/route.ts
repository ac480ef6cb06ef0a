import { scriptOfBuild } from "../_entry/made.ts";

/** What reads a QR in browsers that cannot themselves; asked for by the page that checks papers alone. */
export const GET = () => scriptOfBuild("verify-decoder.js");
