import type { Route } from "next";
import { type ShownPart, shownParts } from "#lib/opening/rules.ts";
import type { Params } from "../../../../_entry/page.tsx";

/** What the pages of a code have asked so far, as the address carries it. */
export type Asked = { facility: string | null; parts: ShownPart[]; private: "yes" | "no" | null };

/** Reads the address; what is none of the answers counts as not answered. */
export function askedOf(search: Params): Asked {
  const facility = /^[0-9A-Za-z]{1,10}$/.test(search.facility ?? "") ? (search.facility ?? null) : null;
  const parts = shownParts.filter((part) => search.all === "yes" || search[part] === "yes");
  const chosen = search.private === "yes" || search.private === "no" ? search.private : null;
  return { facility, parts, private: chosen };
}

/** The address of a page with what was answered. */
export function addressOf(page: "parts" | "private" | "check", asked: Asked, fault = false): Route {
  const given = new URLSearchParams();
  if (asked.facility) given.set("facility", asked.facility);
  for (const part of asked.parts) given.set(part, "yes");
  if (asked.private) given.set("private", asked.private);
  if (fault) given.set("fault", "choose");
  return `/consent/open-code/${page}?${given}` as Route;
}
