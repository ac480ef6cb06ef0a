/** What the serving processes read from their environment (shape used by the web process and the worker). */
export type Issuer = { issuer: string; clientId: string; clientSecret: string };
export type WebEnv = {
  mode: "sample" | "live";
  publicUrl: string;
  buildDir: string;
  databaseUrl: string;
  warehouseUrl: string;
  listenUrl: string;
  sessionSecret: string;
  vneid: Issuer;
  staff: Issuer;
};
export type WorkerEnv = { mode: "sample" | "live"; workerUrl: string; ingestUrl: string };

const need = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
};

let web: WebEnv | undefined;

/** The web process's environment, checked once. */
export function webEnv(): WebEnv {
  web ??= {
    mode: process.env.BOOK_MODE === "live" ? "live" : "sample",
    publicUrl: need("PUBLIC_URL"),
    buildDir: process.env.BUILD_DIR ?? ".next",
    databaseUrl: need("DATABASE_URL"),
    warehouseUrl: need("WAREHOUSE_URL"),
    listenUrl: process.env.LISTEN_URL ?? need("DATABASE_URL"),
    sessionSecret: need("NEXTAUTH_SECRET"),
    vneid: { issuer: need("VNEID_ISSUER"), clientId: need("VNEID_CLIENT_ID"), clientSecret: need("VNEID_CLIENT_SECRET") },
    staff: { issuer: need("STAFF_ISSUER"), clientId: need("STAFF_CLIENT_ID"), clientSecret: need("STAFF_CLIENT_SECRET") },
  };
  return web;
}

/** The worker's environment. */
export function workerEnv(): WorkerEnv {
  return {
    mode: process.env.BOOK_MODE === "live" ? "live" : "sample",
    workerUrl: need("WORKER_URL"),
    ingestUrl: need("INGEST_URL"),
  };
}
