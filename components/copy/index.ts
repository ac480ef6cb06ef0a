import enCommon from "./en/common.json" with { type: "json" };
import enDesign from "./en/design.json" with { type: "json" };
import viCommon from "./vi/common.json" with { type: "json" };
import viDesign from "./vi/design.json" with { type: "json" };

export type Locale = "vi" | "en";

const vi = { common: viCommon, design: viDesign };
const en = { common: enCommon, design: enDesign };

/** Every sentence that a person can read, by domain. Vietnamese is the measure; English has the same keys. */
export type Copy = typeof vi;

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
type Same<A, B> = Shape<A> extends Shape<B> ? (Shape<B> extends Shape<A> ? true : never) : never;
const sameKeys: Same<typeof en, typeof vi> = true;
void sameKeys;

export const copy: Record<Locale, Copy> = { vi, en: en as Copy };
