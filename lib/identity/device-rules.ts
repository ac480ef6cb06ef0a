const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bcoc_coc_browser\//, "Cốc Cốc"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/** What a browser says of itself, in two words that its owner recognises; null when it says nothing known. */
export function deviceOf(userAgent: string | null): { browser: string; system: string } | null {
  const browser = browsers.find(([mark]) => mark.test(userAgent ?? ""))?.[1];
  const system = systems.find(([mark]) => mark.test(userAgent ?? ""))?.[1];
  return browser && system ? { browser, system } : null;
}
