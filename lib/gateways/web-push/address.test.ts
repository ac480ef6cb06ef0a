import { expect, test } from "vitest";
import { isPushAddress } from "./address.ts";

test.each([
  "https://fcm.googleapis.com/fcm/send/abc:def",
  "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
  "https://web.push.apple.com/QAbc",
  "https://wns2-sg2p.notify.windows.com/w/?token=BQ",
])("%s is a push service", (endpoint) => {
  expect(isPushAddress(endpoint)).toBe(true);
});

test.each([
  "http://fcm.googleapis.com/fcm/send/abc",
  "https://fcm.googleapis.com:8443/fcm/send/abc",
  "https://user@fcm.googleapis.com/fcm",
  "https://fcm.googleapis.com.attacker.vn/fcm",
  "https://xpush.apple.com.vn/",
  "https://.push.apple.com/",
  "https://notify.windows.com/w",
  "http://127.0.0.1:5432/",
  "https://169.254.169.254/latest",
  "file:///etc/passwd",
  "not an address",
  "",
])("%s is none", (endpoint) => {
  expect(isPushAddress(endpoint)).toBe(false);
});

test("what the operator names is one, to the letter of its origin", () => {
  const also = ["http://127.0.0.1:4010"];
  expect(isPushAddress("http://127.0.0.1:4010/push/1", also)).toBe(true);
  expect(isPushAddress("http://127.0.0.1:4011/push/1", also)).toBe(false);
  expect(isPushAddress("http://u:p@127.0.0.1:4010/push/1", also)).toBe(false);
});
