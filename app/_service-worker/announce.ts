import { TAKE } from "./take.ts";

/** The strip in both languages, as the build drew it. */
declare const DRAWN: { vi: string; en: string };

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function differs(field: Typed): boolean {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some((one) => one.selected !== one.defaultSelected);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

/** Whether something on this page is typed or chosen and not sent: also by what the page itself heard (`register.ts`). */
const hasTyped = () =>
  Boolean((self as { typed?: number }).typed) ||
  [...document.querySelectorAll<Typed>("input, textarea, select")].some(differs);

/** Takes the version that waits and opens the page anew; another tab may have taken it already. */
function take(registration: ServiceWorkerRegistration): void {
  if (!registration.waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  registration.waiting.postMessage(TAKE);
}

/** Puts the strip over the page, once. */
export function announce(registration: ServiceWorkerRegistration): void {
  if (document.getElementById("new-version")) return;
  const strip = document.createElement("div");
  strip.id = "new-version";
  strip.innerHTML = DRAWN[document.documentElement.lang === "en" ? "en" : "vi"];
  const part = (name: string) => strip.querySelector<HTMLElement>(name);
  part("[data-takes=at-once]")?.addEventListener("click", () => {
    if (!hasTyped()) {
      take(registration);
      return;
    }
    for (const one of strip.querySelectorAll<HTMLElement>("[data-says], [data-takes]"))
      one.hidden = !one.hidden;
    part("[data-takes=anyway]")?.focus();
  });
  part("[data-takes=anyway]")?.addEventListener("click", () => take(registration));
  document.body.prepend(strip);
}
