import { describe, expect, test } from "vitest";
import { relayPassword, relaysFor } from "./index.ts";

const access = { urls: ["turn:relay.example:3478", "turns:relay.example:5349"], secret: "foobar" };
const now = new Date("2026-11-27T08:00:00Z");

describe("relays of video calls", () => {
  // The vector of an independent relay: pion/turn, lt_cred_test.go, made there with openssl.
  test("a password is what an independent relay expects of the same name and secret", () => {
    expect(relayPassword("1599491771", "foobar")).toBe("Tpz/nKkyvX/vMSLKvL4sbtBt8Vs=");
  });

  test("a name carries its end, and the password is bound to both", () => {
    const [relay] = relaysFor(access, "seat-1", now);
    expect(relay?.urls).toEqual(access.urls);
    expect(relay?.username).toBe(`${now.getTime() / 1000 + 4 * 3600}:seat-1`);
    expect(relay?.credential).toBe(relayPassword(relay?.username ?? "", "foobar"));
    expect(relaysFor({ ...access, secret: "other" }, "seat-1", now)[0]?.credential).not.toBe(
      relay?.credential,
    );
    expect(relaysFor(access, "seat-2", now)[0]?.credential).not.toBe(relay?.credential);
  });
});
