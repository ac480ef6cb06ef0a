// What is pure and safe in the browser.
export { noTrust, readTrust, type Trust } from "./certificates/trust.ts";
export type { Verdict, VerdictReason } from "./certificates/verdict.ts";
export { verifyCertificate } from "./certificates/verify-certificate.ts";
