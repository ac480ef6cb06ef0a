import { laySampleSchedules } from "./schedules.ts";
import { openSampleTeleconsults } from "./teleconsult.ts";

/** Enters when the sample facilities receive people, and which of them answer from afar. */
export async function enterSampleOffers(ownerUrl: string): Promise<void> {
  await laySampleSchedules(ownerUrl);
  await openSampleTeleconsults(ownerUrl);
}
