import { renderToStaticMarkup } from "react-dom/server";
import { copy, type Locale } from "#components/copy/index.ts";
import { NewVersionStrip } from "#components/shell/new-version-strip.tsx";

/** The strip that announces a new version, as plain HTML. */
export const newVersionStrip = (locale: Locale): string =>
  renderToStaticMarkup(<NewVersionStrip words={copy[locale].install.newVersion} />);
