import type { Route } from "next";
import type { Session } from "#lib/identity/index.ts";

/** The two desks: a facility's or commune station's, and the health authority's. */
export type Desk = "clinic" | "authority";

/** Whose role works at which desk. */
export const rolesOf: Record<Desk, readonly NonNullable<Session["role"]>[]> = {
  clinic: ["clinic", "station"],
  authority: ["authority"],
};

/** The places of a desk in the order of its bar; `word` is its key in the copy of `desk.places`. */
export const placesOf = {
  clinic: [
    { word: "today", href: "/clinic/today" },
    { word: "teleconsult", href: "/clinic/teleconsult" },
    { word: "desk", href: "/clinic" },
    { word: "corrections", href: "/clinic/corrections" },
    { word: "person", href: "/clinic/person" },
    { word: "vaccination", href: "/clinic/vaccination", role: "station" },
    { word: "calls", href: "/clinic/calls" },
    { word: "schedule", href: "/clinic/schedule" },
    { word: "fees", href: "/clinic/fees" },
    { word: "warehouse", href: "/clinic/warehouse" },
    { word: "family", href: "/clinic/family", role: "station" },
    { word: "helper", href: "/clinic/helper", role: "station" },
  ],
  authority: [
    { word: "home", href: "/authority" },
    { word: "corrections", href: "/authority/corrections" },
    { word: "warehouse", href: "/authority/warehouse" },
    { word: "matches", href: "/authority/warehouse/matches" },
    { word: "openings", href: "/authority/openings" },
    { word: "calls", href: "/authority/calls" },
    { word: "incidents", href: "/authority/incidents" },
    { word: "facilities", href: "/authority/facilities" },
    { word: "settle", href: "/authority/family" },
    { word: "requests", href: "/authority/requests" },
    { word: "payments", href: "/authority/payments" },
    { word: "consultations", href: "/authority/teleconsult" },
  ],
} as const satisfies Record<Desk, readonly { word: string; href: Route; role?: Session["role"] }[]>;

/** The places of a desk that somebody of that role works at. */
export const placesFor = (desk: Desk, role: Session["role"]) =>
  placesOf[desk].filter((place) => !("role" in place) || place.role === role);

/** The place of a desk that an address belongs to: the one whose own address it begins with, the longest first. */
export function placeAt(desk: Desk, path: string): Route {
  const found = placesOf[desk]
    .map(({ href }): Route => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length);
  return found[0] ?? `/${desk}`;
}
