/// <reference lib="webworker" />

/** What a push may say: words for a lock screen. Whatever else comes shows the general words. */
export type Told = { title: string; body: string; group: string; lang: string };

const plain: Told = {
  title: "Sổ sức khỏe Bình Sơn",
  body: "Bạn có tin mới. Chạm để mở sổ.",
  group: "other",
  lang: "vi",
};

const short = (value: unknown, most: number) =>
  typeof value === "string" && value.length > 0 && value.length <= most ? value : undefined;

/** What a push says; the general words where it says nothing that can be read, since a push must always show something. */
export function readPush(text: string | undefined): Told {
  try {
    const said: Record<string, unknown> = JSON.parse(text ?? "");
    const [title, body] = [short(said.title, 80), short(said.body, 200)];
    if (!title || !body) return plain;
    return {
      title,
      body,
      group: short(said.group, 40) ?? plain.group,
      lang: short(said.lang, 10) ?? plain.lang,
    };
  } catch {
    return plain;
  }
}

/** What the lock screen shows. One of a group takes the place of the one before. */
export function notificationOf({ title, body, group, lang }: Told): [string, NotificationOptions] {
  return [title, { body, lang, tag: group, icon: "/icons/icon-192.png", badge: "/icons/monochrome-512.png" }];
}

const MESSAGES = "/messages";

/** Opens the messages in a window of the book that is there, else in a new one: never the page that somebody was typing on. */
async function openMessages(clients: Clients): Promise<void> {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find(({ url }) => new URL(url).pathname === MESSAGES);
  if (there) await there.focus();
  else await clients.openWindow(MESSAGES);
}

/** Takes what is pushed, and what is tapped. */
export function takePushes(self: ServiceWorkerGlobalScope): void {
  self.addEventListener("push", (event) =>
    event.waitUntil(self.registration.showNotification(...notificationOf(readPush(event.data?.text())))),
  );
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(openMessages(self.clients));
  });
}
