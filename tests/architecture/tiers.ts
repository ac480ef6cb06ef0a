/**
 * The rule of arrows as data: who may import whom. A module imports from a lower tier only, through the door
 * (`index.ts`), or the other's `rules` and `inputs`. House words: lib/README.md.
 */
export const tierOf: Record<string, number> = {
  platform: 0,
  gateways: 0,
  identity: 1,
  facility: 1,
  catalogue: 1,
  attachment: 2,
  consent: 2,
  conversation: 3,
  notification: 2,
  incident: 3,
  family: 2,
  history: 3,
  "emergency-card": 3,
  measurement: 3,
  opening: 3,
  record: 3,
  vaccination: 3,
  insurance: 3,
  rights: 3,
  payment: 3,
  booking: 4,
  teleconsult: 4,
  warehouse: 5,
  correction: 5,
  sharing: 5,
  ioc: 5,
};

/** Same-tier imports that are allowed. */
export const neighbours: Record<string, readonly string[]> = {
  attachment: ["consent"],
  gateways: ["platform"],
  notification: ["consent"],
  teleconsult: ["booking"],
  family: ["consent"],
  vaccination: ["opening"],
  "emergency-card": ["record", "history"],
};

/** Doors besides `index.ts`, for `app/` alone: they read cookies, which only the web process has. */
export const webDoors = ["identity/session.ts", "identity/realms.ts"] as const;

/** Doors besides `index.ts` for a thread that is started for one file: it loads what it calls, and not the whole module. */
export const threadDoors: Record<string, string> = {
  "lib/warehouse/reading-thread.ts": "record/file-encounter.ts",
};

/** What anybody above may import of a module besides its door: pure, and safe in the browser. */
export const pureDoors = ["rules.ts", "inputs.ts"] as const;

/** What `components/` may import of platform. */
export const platformForComponents = ["clock.ts"] as const;

/**
 * Parts of `app/` that are processes of their own: they open the connections that verbs are given, and may name
 * drivers. Everything else in `app/` asks the doors.
 */
export const processes = ["app/_commands/", "app/_jobs/", "app/_service-worker/"] as const;

/** Packages that no page, action, route or component imports: data access and vendors' SDKs. */
export const notForPages = ["drizzle-orm", "postgres", "pg-boss", "next-auth", "sharp"] as const;
