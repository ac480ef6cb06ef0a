import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { actionsIn, isOfOldRelease } from "./old-form.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "old-form-"));
mkdirSync(path.join(folder, "server"));
writeFileSync(
  path.join(folder, "server/server-reference-manifest.json"),
  JSON.stringify({ node: { "00aa": {}, "60bb": {} } }),
);
afterAll(() => rmSync(folder, { recursive: true }));
const built = path.relative(process.cwd(), folder);

function formWith(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
const sent = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  new Request("http://book/me", {
    ...{ method: "POST", body: formWith(fields) },
    headers: { "content-length": "500", ...headers },
  });
const bound = (id: string) => ({
  $ACTION_REF_1: "",
  "$ACTION_1:0": `{"id":"${id}","bound":"$@1"}`,
  "$ACTION_1:1": "[]",
});

test("a form tells its actions as React writes them, and typed words are none", () => {
  expect(actionsIn(formWith({ $ACTION_ID_00aa: "", said: "$ACTION_ID_00cc" }))).toEqual(["00aa"]);
  expect(actionsIn(formWith(bound("60bb")))).toEqual(["60bb"]);
});

test("a form for an action that is gone is known; those of this release and what is no action pass", async () => {
  expect(await isOfOldRelease(sent({ $ACTION_ID_00cc: "" }), built)).toBe(true);
  expect(await isOfOldRelease(sent(bound("60cc")), built)).toBe(true);
  for (const request of [
    sent({ $ACTION_ID_00aa: "" }),
    sent(bound("60bb")),
    sent({ said: "hello" }),
    sent({ $ACTION_ID_00cc: "" }, { "next-action": "00cc" }),
    new Request("http://book/me"),
    new Request("http://book/me", {
      method: "POST",
      body: "no form",
      headers: { "content-type": "multipart/form-data; boundary=x", "content-length": "7" },
    }),
  ]) {
    expect(await isOfOldRelease(request, built)).toBe(false);
  }
  const request = sent({ $ACTION_ID_00aa: "", said: "still here" });
  await isOfOldRelease(request, built);
  expect((await request.formData()).get("said")).toBe("still here");
});

test("a form longer than any that Next takes is not unfolded, nor one that does not say how long it is", async () => {
  for (const length of ["1048577", "", "many"]) {
    const request = sent({ $ACTION_ID_00cc: "" }, { "content-length": length });
    expect(await isOfOldRelease(request, built)).toBe(false);
  }
});
