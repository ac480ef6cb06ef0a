import "server-only";

export { followCall, joinCall, leaveCall, sendSignal, sweepCalls } from "./call.ts";
export { type From, followCallOf, followConversation, hear } from "./hear.ts";
export { readPhoto } from "./photo.ts";
export { readUpTo } from "./read-up-to.ts";
export { say } from "./say.ts";
