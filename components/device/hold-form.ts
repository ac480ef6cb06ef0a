import { labelOf, namesIn, stampOf } from "./waiting.ts";
import type { OfForm } from "./waiting-lines.tsx";
import type { WaitingQueue } from "./waiting-queue.ts";

type Said = "sending" | "empty" | "unkept" | null;

/** What somebody typed, and the ids; not what Next adds for its actions. */
const fieldsOf = (form: HTMLFormElement) =>
  Object.fromEntries(
    [...new FormData(form)].filter(
      (one): one is [string, string] => typeof one[1] === "string" && !one[0].startsWith("$"),
    ),
  );

/** Ready for the next one: empty also where an earlier answer had given something back. */
function emptied(form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement) || field.type === "hidden") continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
}

/** Takes over the sending of a form; answers how it is given back. */
export function holdForm(
  form: HTMLFormElement,
  { id, label, more, now }: OfForm,
  queue: WaitingQueue,
  say: (said: Said) => void,
): () => void {
  let busy = false;
  let toAction = false;
  const keepIt = async (fields: Record<string, string>, came: Parameters<WaitingQueue["take"]>[3]) => {
    const missing = namesIn(label).find((name) => !fields[name]?.trim());
    if (missing) {
      form.querySelector<HTMLElement>(`[name="${missing}"]`)?.focus();
      return say("empty");
    }
    const at = Date.now();
    const kept = now && !fields[now] ? { ...fields, [now]: stampOf(at) } : fields;
    const page = location.pathname + location.search;
    const words = { fields: kept, label: labelOf(label, fields), page };
    const unkept = await queue.take(fields[id] ?? "", words, at, came);
    say(unkept ? "unkept" : null);
    if (unkept || !more) return;
    emptied(form);
    const next = form.elements.namedItem(id);
    if (next instanceof HTMLInputElement) next.value = crypto.randomUUID();
  };
  const submitted = async () => {
    const fields = fieldsOf(form);
    say("sending");
    const came = await queue.post(fields);
    if (came.kind === "there") return location.assign(came.to);
    if (came.kind === "away" || came.kind === "signed-out") return keepIt(fields, came);
    say(null);
    toAction = true;
    form.requestSubmit();
  };
  const onSubmit = (event: SubmitEvent) => {
    if (toAction) {
      toAction = false;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    busy = true;
    void submitted().finally(() => {
      busy = false;
    });
  };
  form.addEventListener("submit", onSubmit);
  return () => form.removeEventListener("submit", onSubmit);
}
