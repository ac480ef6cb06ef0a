import { expect, test, vi } from "vitest";
import { notificationOf, readPush, takePushes } from "./push.ts";

const said = {
  title: "Sổ sức khỏe Bình Sơn",
  body: "Bạn có tin mới về lịch khám.",
  group: "visits",
  lang: "vi",
};
const general = { body: "Bạn có tin mới. Chạm để mở sổ.", group: "other" };

test("what was said is shown, one of a group in the place of the one before", () => {
  const [title, options] = notificationOf(readPush(JSON.stringify(said)));
  expect(title).toBe(said.title);
  expect(options).toMatchObject({ body: said.body, tag: "visits", lang: "vi" });
});

test.each([
  undefined,
  "",
  "no JSON",
  "null",
  "[]",
  '{"title":"x"}',
  '{"title":1,"body":{}}',
  JSON.stringify({ ...said, body: "x".repeat(201) }),
])("%s shows the general words: a push always shows something", (text) => {
  expect(readPush(text)).toMatchObject(general);
});

/** A worker's surroundings: what it listens to, what it shows, and its windows. */
function aWorker(windows: { url: string; focus: () => Promise<void> }[]) {
  const listeners = new Map<string, (event: unknown) => void>();
  const shown = vi.fn(async () => {});
  const openWindow = vi.fn(async () => null);
  const self = {
    addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
    registration: { showNotification: shown },
    clients: { matchAll: async () => windows, openWindow },
  };
  takePushes(self as unknown as ServiceWorkerGlobalScope);
  const happen = async (name: string, event: object) => {
    let work: Promise<unknown> | undefined;
    listeners.get(name)?.({ ...event, waitUntil: (given: Promise<unknown>) => (work = given) });
    await work;
  };
  return { happen, shown, openWindow };
}

test("a pushed event becomes a notification before it ends", async () => {
  const { happen, shown } = aWorker([]);
  await happen("push", { data: { text: () => JSON.stringify(said) } });
  await happen("push", { data: null });
  expect(shown.mock.calls).toMatchObject([
    [said.title, { body: said.body }],
    ["Sổ sức khỏe Bình Sơn", { body: general.body }],
  ]);
});

test("a tap opens the messages, in a window that shows them if there is one, never over another page", async () => {
  const close = vi.fn();
  const [form, list] = [vi.fn(async () => {}), vi.fn(async () => {})];
  const typing = { url: "https://so.vn/record/corrections/new", focus: form };
  const first = aWorker([typing]);
  await first.happen("notificationclick", { notification: { close } });
  expect(first.openWindow).toHaveBeenCalledWith("/messages");
  const second = aWorker([typing, { url: "https://so.vn/messages?before=3", focus: list }]);
  await second.happen("notificationclick", { notification: { close } });
  expect([
    form.mock.calls.length,
    list.mock.calls.length,
    second.openWindow.mock.calls.length,
    close.mock.calls.length,
  ]).toEqual([0, 1, 0, 2]);
});
