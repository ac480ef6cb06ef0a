/**
 * The whole client script of every page, beside those of Next. The worker is told to the browser once the page is read, and
 * asked for again when an installed book is taken up later; where a new version waits, what announces it is fetched. It
 * remembers that something was typed, and the form that was sent last: who loses a page gets their words back (`error.tsx`).
 * An action that is long on its way is said so (`_entry/network-strips.tsx`): Next itself says nothing and waits.
 * What the browser offers to install is kept for a page that asks (`InstallOffer`), instead of asked by the browser at first sight.
 */
export const registration = `addEventListener("input",()=>{self.typed=1},!0);
addEventListener("submit",e=>{self.typed=0;self.lastSent=e.target},!0);
const send=fetch,slow=document.getElementById("slow");
self.fetch=(to,o)=>{const sent=send(to,o);if(slow&&o&&o.headers&&o.headers["next-action"]){
const t=setTimeout(()=>{slow.hidden=!1},5e3),end=()=>{clearTimeout(t);slow.hidden=!0};sent.then(end,end)}return sent};
addEventListener("beforeinstallprompt",e=>{e.preventDefault();self.mayInstall=e;dispatchEvent(new Event("may-install"))});
if("serviceWorker"in navigator)addEventListener("load",()=>{const w=navigator.serviceWorker;w.register("/sw.js").then(r=>{
const tell=()=>{r.waiting&&w.controller&&import("/new-version.js").then(m=>m.announce(r)).catch(()=>{})};
tell();r.addEventListener("updatefound",()=>{r.installing.addEventListener("statechange",tell)});
addEventListener("visibilitychange",()=>{document.hidden||r.update().catch(()=>{})})}).catch(()=>{})})`.replaceAll(
  "\n",
  "",
);
