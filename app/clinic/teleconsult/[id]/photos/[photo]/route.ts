import { photoRoute } from "../../../../../_teleconsult/small-routes.ts";

export const GET = photoRoute("clinic");
