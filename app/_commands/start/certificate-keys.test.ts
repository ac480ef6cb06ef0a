import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { environment } from "#lib/platform/env-variables.ts";
import { activeKey, readSigningKeys } from "#lib/vaccination/certificates/signing-key.ts";
import { certificateKeys, nextCertificateKey } from "./certificate-keys.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "book-certificate-keys-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const keysOf = (mode: "sample" | "live") =>
  readSigningKeys(
    environment.parse({ CERTIFICATE_KEYS: certificateKeys(folder, mode) }).CERTIFICATE_KEYS ?? [],
  );

test("the first start makes a signer, a sample's says DEMO; the next one signs in its place, whose secret is destroyed", () => {
  const [first] = keysOf("sample");
  expect(first).toMatchObject({ number: 1, name: "DEMO Sổ sức khỏe Bình Sơn" });
  expect(activeKey(keysOf("sample"), new Date())?.kid).toBe(first?.kid);
  expect(nextCertificateKey(folder, "live")).toBe(2);
  const [second, former] = keysOf("live");
  expect(second).toMatchObject({ number: 2, name: "Sổ sức khỏe Bình Sơn" });
  expect(former).toMatchObject({ number: 1, kid: first?.kid, sign: null });
  expect(fs.readdirSync(folder).sort()).toEqual([
    "certificate-1.cer",
    "certificate-2.cer",
    "certificate-2.key",
  ]);
  // A stolen key is forgotten altogether: nothing that it signed is known any more.
  fs.rmSync(path.join(folder, "certificate-2.key"));
  fs.rmSync(path.join(folder, "certificate-2.cer"));
  const [third, ...others] = keysOf("live");
  expect(third).toMatchObject({ number: 2 });
  expect(third?.kid).not.toBe(second?.kid);
  expect(others.map(({ kid }) => kid)).toEqual([first?.kid]);
});
