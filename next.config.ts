import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withCopy = createNextIntlPlugin({ requestConfig: "./components/copy/request.ts" });

const config: NextConfig = {
  // Two builds may live side by side in one clone (npm start, npm test, npm run bench).
  distDir: process.env.BUILD_DIR ?? ".next",
  // Pages that exist only to be measured against are named page.bench.tsx.
  pageExtensions: process.env.BENCH_PAGES === "1" ? ["bench.tsx", "tsx", "ts"] : ["tsx", "ts"],
  typedRoutes: true,
  // npm test and npm run check look at the types. Here they would be looked at again, with whatever page types an
  // older build has left in another folder.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // No page resizes a picture, so that the address which would do it for anybody answers nothing.
  images: { unoptimized: true },
  reactStrictMode: true,
};

export default withCopy(config);
