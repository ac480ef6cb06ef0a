import type { Route } from "next";
import { renderToStaticMarkup } from "react-dom/server";
import { copy, type Locale } from "#components/copy/index.ts";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";

/** A form without scripts was older than the book: plain HTML, into which `old-form.ts` puts what was written, for that answer alone. */
export function outdatedPage(locale: Locale, styles: readonly string[]): string {
  const { trouble, install, common } = copy[locale];
  const page = (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{`${trouble.outdated} · ${common.name}`}</title>
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body>
        <PageFrame top={<TopBar back={{ href: "/", label: common.home }} />}>
          <PageTitle>{trouble.outdated}</PageTitle>
          <p className="pb-4">{install.oldForm.form}</p>
          <p className="pb-6">{install.oldForm.again}</p>
          <Button href={"%page%" as Route}>{install.oldForm.open}</Button>
          <Section title={trouble.outdatedWords}>
            <ul className="grid gap-3">
              <li className="whitespace-pre-wrap border-edge border-l-4 pl-3 wrap-anywhere">%written%</li>
            </ul>
          </Section>
          <div className="pt-10">
            <EmergencyLine>{common.emergency}</EmergencyLine>
          </div>
        </PageFrame>
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
