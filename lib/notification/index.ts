import "server-only";

export { type CallLine, type CallToMake, findCall, listCalls } from "./call-queries.ts";
export { chooseQuietHours, chooseSilence } from "./choose-settings.ts";
export { climbLadder, type PersonToCall, sweepCodes } from "./climb-ladder.ts";
export { type CodeText, confirmPhone, forgetPhone, sendPhoneCode } from "./confirm-phone.ts";
export { deliverMessage, type SmsText } from "./deliver-message.ts";
export { deliverPush, type PushText, sweepPush } from "./deliver-push.ts";
export { dropPush, keepPush, listPushBrowsers, type PushBrowser, type ThisBrowser } from "./push.ts";
export {
  type CallMade,
  countUnread,
  findMessage,
  findMessageSettings,
  findPhone,
  findPhoneInQuestion,
  listCallsMade,
  listMessages,
  type Message,
  type MessageSettings,
  type Phone,
} from "./queries.ts";
export { readAllMessages, readMessage } from "./read-messages.ts";
export { closeCall, giveBackCall, takeCall } from "./work-on-call.ts";
