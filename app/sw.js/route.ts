import { scriptOfBuild } from "../_entry/made.ts";

/** The service worker of this very build. */
export const GET = () => scriptOfBuild("sw.js");
