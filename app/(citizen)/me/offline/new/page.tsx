import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { copy } from "#components/copy/index.ts";
import { KeepCopy } from "#components/device/keep-copy.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("offlineCopy"))("lockTitle") };
}

/** Khóa bản cất bằng gì? */
export default citizenPage(
  () => "/me/offline/new",
  async () => {
    const { offlineCopy, common } = copy[await getLocale()];
    return (
      <BookPage back={{ href: "/me/offline" as Route, label: offlineCopy.title }}>
        <KeepCopy words={offlineCopy} name={common.name} doneAt="/me/offline?done=kept" />
      </BookPage>
    );
  },
  "self",
);
