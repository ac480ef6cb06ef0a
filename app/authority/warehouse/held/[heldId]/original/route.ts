import { originalRoute } from "../../../../../_warehouse/original-route.ts";

/** Tải bản gốc. */
export const GET = originalRoute("authority");
