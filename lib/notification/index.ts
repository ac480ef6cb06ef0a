import "server-only";

export { type Group, type Kind, type KindName, kindOf, type Urgency } from "./rules.ts";
