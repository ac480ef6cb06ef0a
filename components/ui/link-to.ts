import type { Route } from "next";

/** A noun that can be tapped, and where it leads. */
export type LinkTo = { href: Route; label: string };
