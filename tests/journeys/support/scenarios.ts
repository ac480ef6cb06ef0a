import { expect } from "@playwright/test";
import { simulatorAddress } from "./surroundings.ts";

/** Lets a simulator misbehave, or behave again. */
export async function play(
  system: "vneid" | "staff" | "bhxh" | "sms",
  name: string,
  ms?: number,
): Promise<void> {
  const answer = await fetch(`${simulatorAddress(system)}/scenario`, {
    method: "POST",
    body: JSON.stringify({ name, ms }),
  });
  expect(answer.status, `the simulator of ${system} plays ${name}`).toBe(200);
}
