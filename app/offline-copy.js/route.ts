import { scriptOfBuild } from "../_entry/made.ts";

/** What opens the copy that its owner keeps on the phone. */
export const GET = () => scriptOfBuild("offline-copy.js");
