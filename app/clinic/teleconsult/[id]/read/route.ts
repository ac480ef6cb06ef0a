import { readRoute } from "../../../../_teleconsult/small-routes.ts";

export const POST = readRoute("clinic");
