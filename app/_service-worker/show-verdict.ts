import type { VerdictSheet } from "#components/verify/verdict-sheet.ts";
import { placeOf, repeat, write } from "./fill.ts";

/** Fills the template of a verdict, which the build drew by the same component as the page with a network. */
export function showVerdict(sheet: VerdictSheet): void {
  const at = document.getElementById("verdict");
  const template = document.getElementById(sheet.good ? "good" : "bad");
  if (!at || !(template instanceof HTMLTemplateElement)) return;
  const drawn = document.importNode(template.content, true);
  write(drawn, "%title%", sheet.title);
  repeat(placeOf(drawn, "%text%"), sheet.texts, (copy, text) => {
    copy.textContent = text;
  });
  repeat(placeOf(drawn, "%noun%")?.parentElement, sheet.facts, (copy, { noun, fact, strong }) => {
    write(copy, "%noun%", noun);
    const place = placeOf(copy, "%fact%");
    if (strong) place?.classList.add("font-bold");
    write(copy, "%fact%", fact);
  });
  if (sheet.dosesTitle) write(drawn, "%doses%", sheet.dosesTitle);
  else placeOf(drawn, "%doses%")?.remove();
  const list = placeOf(drawn, "%on%")?.closest("ol");
  repeat(list?.firstElementChild, sheet.doses, (copy, { on, vaccine, place }) => {
    write(copy, "%on%", on);
    write(copy, "%vaccine%", vaccine);
    write(copy, "%place%", place);
  });
  if (sheet.doses.length === 0) list?.remove();
  repeat(placeOf(drawn, "%note%"), sheet.notes, (copy, note) => {
    copy.textContent = note;
  });
  at.replaceChildren(drawn);
  at.scrollIntoView();
}
