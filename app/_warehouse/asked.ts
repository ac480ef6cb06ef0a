import type { Route } from "next";
import type { DeskReading } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";

/** How many rows a page of a list has. */
export const MOST_ROWS = 50;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const code = /^[0-9A-Za-z]{1,10}$/;

/** The id in an address; undefined when it is none. */
export const idIn = (text: string | undefined) => (text && uuid.test(text) ? text : undefined);

/** Which rows are asked for: a facility's desk has its own, the authority's all, or those of one that it named. */
export function askedBy({ frame, session, search }: DeskReading): { facilityCode?: string | undefined } {
  if (frame.desk === "clinic") return { facilityCode: session.facilityCode ?? "" };
  return { facilityCode: search.facility && code.test(search.facility) ? search.facility : undefined };
}

/** An address below a desk's warehouse, with what it asks for. */
export function warehouseHref(
  desk: Desk,
  path: string,
  asks: Record<string, string | undefined> = {},
): Route {
  const given = Object.entries(asks).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const query = new URLSearchParams(given as [string, string][]).toString();
  return `/${desk}/warehouse${path}${query ? `?${query}` : ""}` as Route;
}
