import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { copy, type Locale } from "#components/copy/index.ts";

type Props = {
  locale: Locale;
  title: string;
  styles: readonly string[];
  /** What fills the page in, where words alone do not do. */
  script?: string;
  children: ReactNode;
};

/** A page that the worker keeps: plain HTML made with the build, the same for everybody. */
export function stillPage({ locale, title, styles, script, children }: Props): string {
  const page = (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{`${title} · ${copy[locale].common.name}`}</title>
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {script ? <script src={script} defer /> : null}
      </head>
      <body>{children}</body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
