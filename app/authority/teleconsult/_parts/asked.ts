import type { Route } from "next";
import { type Period, periodOf } from "#lib/teleconsult/rules.ts";
import type { Params } from "../../../_entry/page.tsx";

/** What an address of the figures asks for. */
export type Asked = { period: Period; facilityCode: string | null };

const code = /^[0-9A-Za-z]{1,10}$/;

/** The months and the facility in an address; all facilities where it names none. */
export const askedOf = (search: Params, today: string): Asked => ({
  period: periodOf({ from: search.from, until: search.until }, today),
  facilityCode: search.facility && code.test(search.facility) ? search.facility : null,
});

/** The same look as a file. */
export const exportAddress = ({ period, facilityCode }: Asked, as: "csv" | "xlsx") =>
  `/authority/teleconsult/export?${new URLSearchParams({
    from: period.from,
    until: period.until,
    ...(facilityCode ? { facility: facilityCode } : {}),
    as,
  })}` as Route;

/** 11/2026 of a month `2026-11`. */
export const spokenMonth = (month: string) => month.split("-").reverse().join("/");
