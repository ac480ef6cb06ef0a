/** The whole client script of the worker: told to the browser once the page is read. */
export const registration =
  'if("serviceWorker"in navigator)addEventListener("load",()=>{navigator.serviceWorker.register("/sw.js").catch(()=>{})})';
