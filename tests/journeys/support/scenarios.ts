import { expect } from "@playwright/test";
import { issuerAddress } from "./surroundings.ts";

/** Lets a simulated issuer misbehave, or behave again. */
export async function play(system: "vneid" | "staff", name: string, ms?: number): Promise<void> {
  const answer = await fetch(`${issuerAddress(system)}/scenario`, {
    method: "POST",
    body: JSON.stringify({ name, ms }),
  });
  expect(answer.status, `the simulator of ${system} plays ${name}`).toBe(200);
}
