import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { manifestOf } from "./manifest.ts";

const root = path.join(import.meta.dirname, "../..");
const manifests = [manifestOf("vi"), manifestOf("en")];

test("every picture that the manifest names is there, of the size and the kind it says, and small", async () => {
  for (const { icons = [], screenshots = [], shortcuts = [] } of manifests) {
    const pictures = [...icons, ...screenshots, ...shortcuts.flatMap((one) => one.icons ?? [])];
    for (const { src, sizes, type } of pictures) {
      const bytes = readFileSync(path.join(root, "public", src));
      const { width, height, format } = await sharp(bytes).metadata();
      expect(type, src).toBe(format === "svg" ? "image/svg+xml" : `image/${format}`);
      if (sizes !== "any") expect(`${width}x${height}`, src).toBe(sizes);
      expect(bytes.length, src).toBeLessThan(80_000);
    }
  }
});

test("every address that the manifest names is a page of the book", () => {
  for (const { start_url, shortcuts = [] } of manifests) {
    expect(existsSync(path.join(root, "app/(citizen)/share/receive/route.ts"))).toBe(true);
    for (const address of [start_url ?? "", ...shortcuts.map(({ url }) => url)]) {
      const found = globSync(`app/{,(citizen)/}${address.slice(1) || "."}/page.tsx`, { cwd: root });
      expect(found.length, address).toBe(1);
    }
  }
});

test("one app in two languages, which a phone may install", () => {
  for (const one of manifests) {
    expect(one).toMatchObject({ id: "/", scope: "/", start_url: "/", display: "standalone" });
    expect(one.icons?.map(({ purpose }) => purpose)).toEqual(
      expect.arrayContaining(["maskable", "monochrome", undefined]),
    );
    expect(new Set(one.screenshots?.map((shot) => ("form_factor" in shot ? shot.form_factor : "")))).toEqual(
      new Set(["narrow", "wide"]),
    );
    expect((one.short_name ?? "").length).toBeLessThanOrEqual(12);
  }
  expect(manifests[0]?.name).not.toBe("");
});
