import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, isCode, root, textOf } from "./sources.ts";

const banned = [
  "utils",
  "util",
  "helpers",
  "helper",
  "common",
  "misc",
  "manager",
  "service",
  "handler",
  "data",
  "info",
  "schema",
  "types",
  "constants",
];
/** Copy has a file of words that every page shares, and a file name there is a domain. */
const excepted = new Set(["components/copy/vi/common.json", "components/copy/en/common.json"]);

const folders = ["app", "components", "lib", "drizzle", "tests"];
const files = filesIn(...folders);

const tops = [
  "app",
  "components",
  "lib",
  "drizzle",
  "public",
  "tests",
  "next.config.ts",
  "package.json",
  "README.md",
];
const forced = [
  "package-lock.json",
  "tsconfig.json",
  "postcss.config.mjs",
  "biome.json",
  ".env.example",
  ".gitignore",
  ".npmrc",
  ".ci",
  "proxy.ts",
];

describe("names", () => {
  test("no file is named after nothing", () => {
    const named = files.filter(
      (file) => !excepted.has(file) && banned.includes(path.basename(file).split(".")[0] ?? ""),
    );
    expect(named).toEqual([]);
  });

  test("files are in kebab-case", () => {
    const own = files.filter(
      (file) => /\.(tsx?|css|json)$/.test(file) && !/^drizzle\/(app|warehouse|seed)\//.test(file),
    );
    const odd = own.filter((file) => !/^_?[a-z0-9][a-z0-9.-]*$/.test(path.basename(file)));
    expect(odd.filter((file) => path.basename(file) !== "README.md")).toEqual([]);
  });

  test("only the agreed folders and what tools force stand at the top", () => {
    const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
    const found = new Set(tracked.filter(Boolean).map((file) => file.split("/")[0] ?? ""));
    expect([...found].filter((name) => !tops.includes(name) && !forced.includes(name))).toEqual([]);
  });

  test("everything that lib exports says what it is", () => {
    const silent = filesIn("lib")
      .filter((file) => isCode(file) && !file.endsWith(".test.ts"))
      .flatMap((file) => {
        const lines = textOf(file).split("\n");
        return lines.flatMap((line, i) => {
          const declares = /^export (async )?(function|class|const) /.test(line);
          const said = /(\*\/|^export|^\/\*\*)/.test(lines[i - 1] ?? "");
          return declares && !said ? [`${file}:${i + 1} ${line.slice(0, 80)}`] : [];
        });
      });
    expect(silent).toEqual([]);
  });

  test("a path that a document names exists", () => {
    const documents = ["README.md", ...files.filter((file) => file.endsWith(".md"))];
    const wrong = documents.flatMap((file) => {
      const named = [
        ...textOf(file).matchAll(/`((?:app|components|lib|drizzle|tests|public)\/[\w().[\]{}/-]+)`/g),
      ].map((m) => m[1] ?? "");
      return named
        .filter((one) => !/[{}]/.test(one) && !existsSync(path.join(root, one)))
        .map((one) => `${file} names ${one}`);
    });
    expect(wrong).toEqual([]);
  });

  test("every debt has an owner and a condition", () => {
    const word = ["TO", "DO"].join("");
    const vague = files.filter(isCode).flatMap((file) =>
      textOf(file)
        .split("\n")
        .flatMap((line, i) =>
          line.includes(`${word}`) && !new RegExp(`${word}\\([\\w-]+, .+\\)`).test(line)
            ? [`${file}:${i + 1}`]
            : [],
        ),
    );
    expect(vague).toEqual([]);
  });
});
