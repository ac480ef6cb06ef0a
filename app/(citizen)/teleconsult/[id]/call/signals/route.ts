import { actInCallRoute, followCallRoute } from "../../../../../_teleconsult/call-route.ts";

export const GET = followCallRoute("citizen");
export const POST = actInCallRoute("citizen");
