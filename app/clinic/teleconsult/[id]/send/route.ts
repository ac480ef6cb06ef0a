import { sendRoute } from "../../../../_teleconsult/send-route.ts";

export const POST = sendRoute("clinic");
