import { smsText } from "../../components/notification/sms-words.ts";
import { deliverMessage } from "../../lib/notification/index.ts";
import { connect } from "../../lib/platform/db.ts";

/** A worker's hand as a process of its own, so that a test can kill it: sends one SMS and ends. */
const { WORKER_URL = "", SMS_ADDRESS = "", AT = "" } = process.env;
const app = connect(WORKER_URL, { max: 1 });
await deliverMessage(app, SMS_ADDRESS, smsText, new Date(AT));
await app.$client.end();
