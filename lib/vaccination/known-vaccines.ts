import { z } from "zod";
import { productCodes } from "./packs/vn-products.data.ts";
import { vaccinesOf } from "./packs/vn-vaccines.data.ts";

const Table = z.object({
  vaccines: z.record(z.string(), z.object({ antigens: z.array(z.object({ antigen: z.string() })) })),
});

/** Letters and figures of a name without case, marks and what stands between them. */
const folded = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** A vaccine that the rule packs know, by CVX or a code of ours, with the antigens that it holds. */
export type KnownVaccine = { code: string; antigens: string[] };

/** Vắc xin đã biết: finds a vaccine by a code, or by a name, however that is spelt. */
export type KnownVaccines = {
  byCode(code: string | null): KnownVaccine | null;
  byName(name: string | null): KnownVaccine | null;
};

async function readTable(): Promise<KnownVaccines> {
  const { default: data } = await import("./packs/cdc.data.json", { with: { type: "json" } });
  const antigens = new Map<string, string[]>();
  for (const [code, { antigens: held }] of Object.entries(Table.parse(data).vaccines))
    antigens.set(
      code,
      held.map(({ antigen }) => antigen),
    );
  const ours = new Map<string, string[]>();
  for (const [antigen, codes] of Object.entries(vaccinesOf))
    for (const code of codes) ours.set(code, [...(ours.get(code) ?? []), antigen]);
  // The map of the CDC says more of what it knows; the Vietnamese one adds BCG and products without a CVX code.
  for (const [code, held] of ours) if (!antigens.has(code)) antigens.set(code, held);
  const byName = new Map(Object.entries(productCodes).map(([name, code]) => [folded(name), code]));
  const find = (code: string) => {
    const held = antigens.get(code);
    return held ? { code, antigens: held } : null;
  };
  return {
    byCode(code) {
      const sent = code?.trim().toUpperCase() ?? "";
      return find(/^\d$/.test(sent) ? `0${sent}` : sent);
    },
    byName: (name) => find(byName.get(folded(name ?? "")) ?? ""),
  };
}

let table: Promise<KnownVaccines> | null = null;

/** The vaccines of all packs, read once. */
export function knownVaccines(): Promise<KnownVaccines> {
  table ??= readTable();
  return table;
}
