import { scriptOfBuild } from "../_entry/made.ts";

/** What announces a new version, on a page that stands open while one waits. */
export const GET = () => scriptOfBuild("new-version.js");
