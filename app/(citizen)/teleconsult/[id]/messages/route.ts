import { messagesRoute } from "../../../../_teleconsult/messages-route.ts";

export const GET = messagesRoute("citizen");
