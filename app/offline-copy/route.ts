import { pageOfBuild } from "../_entry/made.ts";

/** Bản cất trong máy: it says nothing about anybody until its owner opens the copy on their phone. */
export const GET = pageOfBuild("offline-copy", { scripts: true });
