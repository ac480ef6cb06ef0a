import { RulePack } from "../forecasting/pack.ts";
import { type Rules, rulesOf } from "../forecasting/rules-index.ts";

/** The rule packs there are: Vietnam, the United States, the World Health Organization. */
export const packNames = ["vn", "cdc", "who"] as const;
export type PackName = (typeof packNames)[number];

const files: Record<Exclude<PackName, "vn">, () => Promise<{ default: unknown }>> = {
  cdc: () => import("./cdc.data.json", { with: { type: "json" } }),
  who: () => import("./who.data.json", { with: { type: "json" } }),
};

const opened = new Map<PackName, Promise<Rules>>();

async function readPack(name: PackName): Promise<Rules> {
  if (name === "vn") return rulesOf((await import("./vn.ts")).vnPack());
  return rulesOf(RulePack.parse((await files[name]()).default));
}

/** The rules of a pack, read once. */
export function openPack(name: PackName): Promise<Rules> {
  const rules = opened.get(name) ?? readPack(name);
  opened.set(name, rules);
  return rules;
}
