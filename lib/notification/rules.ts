import { type Kind, type KindName, kinds } from "./kinds.data.ts";

export * from "./kinds.data.ts";

const isKind = (name: string): name is KindName => Object.hasOwn(kinds, name);

/** A kind by its name; null for one that this release does not know. */
export const kindOf = (name: string): (Kind & { name: KindName }) | null =>
  isKind(name) ? { ...kinds[name], name } : null;
