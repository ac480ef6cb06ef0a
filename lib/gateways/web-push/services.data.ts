/**
 * The push services of browsers, by the hosts of their addresses: a browser tells where it is reached, and the book sends
 * nowhere else. From what these browsers answered to `pushManager.subscribe` and their makers' pages: Chrome and most others
 * on Android (Firebase), Firefox (Mozilla autopush), Safari (developer.apple.com, "Sending web push notifications in web
 * apps and browsers": allow *.push.apple.com), Edge (Windows notification service). As of 2026-11; PUSH_SERVICES adds to it.
 */
export const pushServices: readonly string[] = [
  "fcm.googleapis.com",
  "updates.push.services.mozilla.com",
  ".push.apple.com",
  ".notify.windows.com",
];
