import { pageOfBuild } from "../_entry/made.ts";

/** The offline page: static HTML without a script or a word about anybody. */
export const GET = pageOfBuild("offline", {});
