export * from "./case-rules.ts";
export * from "./deadline-rules.ts";
export { APPEAL_DAYS, deadlines, LEAST_FOR_USUAL, MOST_OPEN, MOST_SENT_A_DAY } from "./deadlines.data.ts";
export { REACTION_DAYS, type ReactionSign, reactionSigns } from "./reaction-signs.data.ts";
export * from "./target-rules.ts";
export { targets } from "./targets.data.ts";
