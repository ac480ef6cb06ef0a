import { pageOfBuild } from "../_entry/made.ts";

/** Kiểm tra giấy without a network: kept by the service worker, shown instead of `/verify`. */
export const GET = pageOfBuild("verify", {
  scripts: true,
  form: true,
  permissions: "camera=(self), microphone=(), geolocation=(), payment=()",
});
