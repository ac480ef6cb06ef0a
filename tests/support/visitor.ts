/** The hidden fields of the form that holds a button with these words, as a browser without scripts sends them. */
export function fieldsOf(html: string, button: string): Record<string, string> {
  const form = html.split("<form").find((part) => part.includes(button)) ?? "";
  const fields = form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?\/>/g);
  return Object.fromEntries(
    [...fields].map(([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"')]),
  );
}

type Page = { url: string; status: number; text: string };

/** A browser without scripts, with cookies of its own. */
export class Visitor {
  #cookies = new Map<string, Map<string, string>>();

  /** Asks for a page, or sends a form, and follows where the answer leads. */
  async ask(url: string, form?: FormData | URLSearchParams): Promise<Page> {
    const { origin, hostname } = new URL(url);
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, jar);
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map((pair) => pair.join("=")).join("; "), ...(form ? { origin } : {}) },
      ...(form ? { method: "POST", body: form } : {}),
      signal: AbortSignal.timeout(15_000),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const pair = cookie.split(";")[0] ?? "";
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const next = answer.headers.get("location");
    if (next) return this.ask(new URL(next, url).href);
    return { url, status: answer.status, text: await answer.text() };
  }

  /** Signs a citizen in at the simulated VNeID. */
  async signIn(book: string, personalId: string): Promise<Page> {
    const page = await this.ask(`${book}/sign-in`);
    const form = new FormData();
    for (const [name, value] of Object.entries(fieldsOf(page.text, "Vào bằng VNeID"))) form.set(name, value);
    const issuer = await this.ask(page.url, form);
    return this.ask(issuer.url, new URLSearchParams({ personalId }));
  }
}
