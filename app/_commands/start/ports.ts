import { createServer, type ListenOptions } from "node:net";

function listens(options: ListenOptions): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ ...options, exclusive: true }, () => {
      const found = server.address();
      server.close(() => resolve(found && typeof found === "object" ? found.port : undefined));
    });
  });
}

/** Whether a server may listen there. */
export async function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return (await listens({ port, host })) !== undefined;
}

/** The wished port if it is free, else one that the kernel gives. */
export async function freePort(wished?: number): Promise<number> {
  if (wished && (await isFree(wished))) return wished;
  const port = await listens({ port: 0, host: "127.0.0.1" });
  if (port === undefined) throw new Error("No port is free on this computer.");
  return port;
}
