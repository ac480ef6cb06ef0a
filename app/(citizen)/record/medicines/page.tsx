import { getTranslations } from "next-intl/server";
import { citizenPage } from "../../../_entry/page.tsx";
import { Medicines } from "./_parts/medicines.tsx";
import { medicinesOf } from "./_parts/read-medicines.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("medicines"))("title") };
}

/** Thuốc: what still runs, and everything that was recorded. */
export default citizenPage(
  () => "/record/medicines",
  async ({ ctx, ownerName, search }) => <Medicines {...(await medicinesOf(ctx, search))} name={ownerName} />,
  "record",
);
