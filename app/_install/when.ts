/** The cookie that remembers a no: one word, about the phone and nobody. */
export const NO_COOKIE = "install";
/** After a no nobody is asked again for a year. A number of ours. */
export const NO_SECONDS = 365 * 24 * 60 * 60;

/** How a phone puts the book on its home screen: an iPhone by its own menu, others when their browser offers it. */
export type InstallWay = "iphone" | "offer";
export const wayOf = (userAgent: string): InstallWay =>
  /\b(iPhone|iPad|iPod)\b/.test(userAgent) ? "iphone" : "offer";

/** Whether somebody may be invited, and how; null once they said no. Where it is installed already, the page's style hides it. */
export const invitationFor = (said: string | undefined, userAgent: string): InstallWay | null =>
  said === "no" ? null : wayOf(userAgent);
