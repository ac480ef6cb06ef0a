import "server-only";

export {
  answerHistoryQuestion,
  answerHistoryTopic,
  declareHistory,
  withdrawHistory,
} from "./declare-history.ts";
export { listGrowth, noteGrowth, takeBackGrowth } from "./note-growth.ts";
export {
  findHistoryDraft,
  type HistoryEntry,
  type HistoryVersion,
  listHistory,
  listHistoryVersions,
  type TopicAnswer,
} from "./queries.ts";
