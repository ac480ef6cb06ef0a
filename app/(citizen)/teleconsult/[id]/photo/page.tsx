import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { photoForm } from "../../../../_teleconsult/photo-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("conversation"))("photoPage.title") };
}

/** A photo for the doctor, where the phone runs no scripts. */
export default citizenPage(
  ({ id }) => `/teleconsult/${encodeURIComponent(id ?? "")}/photo`,
  async ({ ctx, params, search }) => {
    const asked = { where: "citizen", ctx, id: params.id, fault: search.fault } as const;
    const { page, back, form } = await photoForm(asked);
    return <BookPage back={{ href: page as Route, label: back }}>{form}</BookPage>;
  },
  "teleconsult",
);
