import { actInCallRoute, followCallRoute } from "../../../../../_teleconsult/call-route.ts";

export const GET = followCallRoute("clinic");
export const POST = actInCallRoute("clinic");
