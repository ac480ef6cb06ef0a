/** What the sign-in page of a simulator says. */
export type PageWords = {
  title: string;
  lead: string;
  field: { name: string; label: string; numeric: boolean };
  unknown: string;
};

/** A person whom one button signs in. */
export type Choice = { value: string; name: string; note: string };

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const style = `
  body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: #1d2327; background: #f4f5f2 }
  main { max-width: 30rem; margin: 0 auto; padding: 1rem }
  h1 { font-size: 1.5rem; margin: 0.5rem 0 } h2 { font-size: 1.125rem; margin: 2rem 0 0.5rem }
  .note { background: #fff3cd; border-left: 0.375rem solid #8a6100; padding: 0.75rem; margin: 0 0 1rem }
  .error { border-left: 0.375rem solid #a4161a; padding-left: 0.75rem; font-weight: 600 }
  label { display: block; font-weight: 600 }
  input, button { font: inherit; min-height: 3rem; box-sizing: border-box; width: 100%; padding: 0.5rem 0.75rem; border-radius: 0.375rem }
  input { border: 2px solid #50575e; margin: 0.25rem 0 0.75rem; background: #fff }
  button { border: 2px solid #135e3b; background: #fff; color: #135e3b; text-align: left; margin-bottom: 0.5rem; overflow-wrap: anywhere }
  button.main { background: #135e3b; color: #fff; text-align: center; font-weight: 600 }
  button.quiet { border-color: #50575e; color: #1d2327; text-align: center }
  button small { display: block; color: #3c434a } :focus-visible { outline: 3px solid #8a6100; outline-offset: 2px }`;

/** The sign-in page: one field, one button per sample person, and a way out; works without scripts. */
export function signInPage(
  words: PageWords,
  action: string,
  choices: readonly Choice[],
  tried?: string,
): string {
  const { field } = words;
  const wrong = tried !== undefined;
  const buttons = choices.map(
    ({ value, name, note }) =>
      `<button name="chosen" value="${escaped(value)}">${escaped(name)}<small>${escaped([value, note].filter(Boolean).join(" · "))}</small></button>`,
  );
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(words.title)}</title><style>${style}</style></head>
<body><main>
<h1>${escaped(words.title)}</h1>
<p class="note">${escaped(words.lead)}</p>
<form method="post" action="${escaped(action)}">
${wrong ? `<p class="error" id="wrong" role="alert">${escaped(words.unknown)}</p>` : ""}
<label for="${field.name}">${escaped(field.label)}</label>
<input id="${field.name}" name="${field.name}" value="${escaped(tried ?? "")}" autocomplete="off" autocapitalize="off" spellcheck="false" required${
    field.numeric ? ' inputmode="numeric"' : ""
  }${wrong ? ' aria-invalid="true" aria-describedby="wrong"' : ""}>
<button class="main">Đăng nhập</button>
</form>
<h2>Người mẫu</h2>
<form method="post" action="${escaped(action)}">
${buttons.join("\n")}
</form>
<form method="post" action="${escaped(action)}"><button class="quiet" name="cancel" value="1">Huỷ đăng nhập</button></form>
</main></body></html>`;
}
