import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { actionsIn, formOfOldRelease, outdatedPage, writtenIn } from "./old-form.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "old-form-"));
mkdirSync(path.join(folder, "server"));
writeFileSync(
  path.join(folder, "server/server-reference-manifest.json"),
  JSON.stringify({ node: { "00aa": {}, "60bb": {} } }),
);
afterAll(() => rmSync(folder, { recursive: true }));
const built = path.relative(process.cwd(), folder);
const isOfOldRelease = async (request: Request) => (await formOfOldRelease(request, built)) !== null;

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
  expect(await isOfOldRelease(sent({ $ACTION_ID_00cc: "" }))).toBe(true);
  expect(await isOfOldRelease(sent(bound("60cc")))).toBe(true);
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
    expect(await isOfOldRelease(request)).toBe(false);
  }
  const request = sent({ $ACTION_ID_00aa: "", said: "still here" });
  await isOfOldRelease(request);
  expect((await request.formData()).get("said")).toBe("still here");
});

test("a form longer than any that Next takes is not unfolded, nor one that does not say how long it is", async () => {
  for (const length of ["1048577", "", "many"]) {
    const request = sent({ $ACTION_ID_00cc: "" }, { "content-length": length });
    expect(await isOfOldRelease(request)).toBe(false);
  }
});

test("what was written is told from ids and choices, and shown as it was, never as markup", async () => {
  const form = formWith({
    ...{ $ACTION_ID_00cc: "", caseId: "0197a1b2-0000-7000-8000-000000000000", kind: "blood-pressure" },
    ...{ about: "  Đau ngực\n<b>hai ngày</b> & $1 ", place: "Huế", count: "12", name: "Nguyen Van A" },
  });
  const written = ["Đau ngực\n<b>hai ngày</b> & $1", "Huế", "Nguyen Van A"];
  expect(writtenIn(form)).toEqual(written);
  mkdirSync(path.join(folder, "book"));
  const drawn =
    '<section><h2>a</h2></section><section><ul><li class="x">%written%</li></ul></section><a href="%page%">b</a>';
  writeFileSync(path.join(folder, "book/outdated-vi.html"), drawn);
  const o = { language: "vi", page: '/a?b="c&d' } as const;
  expect(await outdatedPage(built, { ...o, written })).toBe(
    '<section><h2>a</h2></section><section><ul><li class="x">Đau ngực\n&lt;b&gt;hai ngày&lt;/b&gt; &amp; $1</li><li class="x">Huế</li><li class="x">Nguyen Van A</li></ul></section><a href="/a?b=&quot;c&amp;d">b</a>',
  );
  expect(await outdatedPage(built, { ...o, written: [] })).toBe(
    '<section><h2>a</h2></section><a href="/a?b=&quot;c&amp;d">b</a>',
  );
});
