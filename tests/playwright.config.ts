import path from "node:path";
import { defineConfig } from "@playwright/test";

const { BOOK_URL = "http://localhost:3000", CHROME_PATH, CHROME_LIBRARIES } = process.env;
const libraries = CHROME_LIBRARIES ? { LD_LIBRARY_PATH: CHROME_LIBRARIES } : {};
const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

export default defineConfig({
  testDir: "./journeys",
  outputDir: path.join(import.meta.dirname, "../.data/test-results"),
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // What hangs is found as well a little later, and a computer that is busy with other things fails nothing.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: BOOK_URL,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    screenshot: "only-on-failure",
    // In a new browser the worker fetches the whole shell of the book, and then answers for every page: a third of what a
    // page costs. Where it is what is looked at, a journey lets it in (support/phone-memory.ts).
    serviceWorkers: "block",
    launchOptions: {
      ...(CHROME_PATH ? { executablePath: CHROME_PATH } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
      ],
      env: { ...Object.fromEntries(own), ...libraries },
    },
  },
  // Citizens hold a phone, staff sit at a desk.
  projects: [
    {
      name: "phone",
      testIgnore: /journeys\/((clinic|authority|issuer)\/|design\.spec)/,
      use: phone,
    },
    {
      name: "desk",
      testMatch: /journeys\/(clinic|authority)\/.*\.spec\.ts/,
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      // Nobody signs in here: it keeps the other hand busy while the issuers misbehave.
      name: "design",
      testMatch: /journeys\/design\.spec/,
      dependencies: ["phone", "desk"],
      use: phone,
    },
    {
      // Here the simulated issuers misbehave towards everybody, so it comes last.
      name: "issuer",
      testMatch: /journeys\/issuer\/.*\.spec\.ts/,
      dependencies: ["phone", "desk"],
      use: phone,
    },
  ],
});
