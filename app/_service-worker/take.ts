/** What a page says to the worker that waits, once its reader wants the new version. */
export const TAKE = "take-new-version";
