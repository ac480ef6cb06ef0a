/** The tables of schema `app`, for drizzle-kit. */

export { attachmentKeys, attachments, sharedFiles } from "../lib/attachment/tables.ts";
export {
  dayExceptions,
  laidSchedules,
  places,
  slots,
  weeklyTemplates,
} from "../lib/booking/schedule-tables.ts";
export {
  appointmentChanges,
  appointments,
  bookingLog,
  offers,
  reminderChoices,
  waits,
} from "../lib/booking/tables.ts";
export { accessLog, accessLogHeads, deskLog, privateOpenings, securityLog } from "../lib/consent/tables.ts";
export {
  callSeats,
  callSignals,
  conversationLines,
  conversationReads,
  conversations,
  videoCalls,
} from "../lib/conversation/tables.ts";
export { correctionDrafts, correctionEvents, corrections } from "../lib/correction/tables.ts";
export { emergencyCards } from "../lib/emergency-card/tables.ts";
export {
  bookingTerms,
  departments,
  facilityPlaces,
  offeredServices,
  offerLog,
  practitioners,
  rooms,
} from "../lib/facility/offer-tables.ts";
export { facilities, facilityKeys, facilityLog } from "../lib/facility/tables.ts";
export {
  familyParts,
  helperAsks,
  helperCards,
  helperSessions,
  invitationDrafts,
  relationLog,
  relations,
} from "../lib/family/tables.ts";
export { growthPoints } from "../lib/history/growth-tables.ts";
export { historyAnswers, historyDrafts, historyEntries } from "../lib/history/tables.ts";
export { attempts, identities, knownDevices, sessions, staff } from "../lib/identity/tables.ts";
export { incidentLog, incidentPeople, incidents } from "../lib/incident/tables.ts";
export { cardChecks } from "../lib/insurance/tables.ts";
export { measurements } from "../lib/measurement/tables.ts";
export { callLog, calls, deliveries } from "../lib/notification/ladder-tables.ts";
export { pushSubscriptions } from "../lib/notification/push-tables.ts";
export { codes, messageSettings, messages, phones } from "../lib/notification/tables.ts";
export {
  deskOpenings,
  openCodes,
  openingDoubts,
  openingReviews,
  personFinds,
} from "../lib/opening/tables.ts";
export {
  claimCursor,
  gatewayReportRows,
  gatewayReports,
  reconciliationDifferences,
  reconciliations,
} from "../lib/payment/reconcile-tables.ts";
export {
  feeNotes,
  ledgerEntries,
  ledgerPostings,
  paymentAttempts,
  paymentDifferences,
  paymentInbox,
  paymentLog,
  queryTurns,
  refunds,
} from "../lib/payment/tables.ts";
export { bankLines, depositUses, facilityAccounts } from "../lib/payment/transfer-tables.ts";
export { app } from "../lib/platform/schemas.ts";
export {
  openedResults,
  readings,
  reportedVisits,
  resultChoices,
  seenEncounters,
} from "../lib/record/reader-tables.ts";
export { erasures, exportPieces, exports } from "../lib/rights/export-tables.ts";
export { offlineCopies } from "../lib/rights/offline-tables.ts";
export { consentActs, consentTexts, rightsRequestLog, rightsRequests } from "../lib/rights/tables.ts";
export {
  teleconsultAnswers,
  teleconsultCases,
  teleconsultDrafts,
  teleconsultRedFlags,
  teleconsultReferrals,
  teleconsultReports,
  teleconsultShares,
  teleconsultSteps,
} from "../lib/teleconsult/tables.ts";
export {
  emergencyPlaces,
  remoteConditions,
  teleconsultShifts,
  teleconsultTemplates,
  teleconsultTermLog,
  teleconsultTerms,
} from "../lib/teleconsult/term-tables.ts";
export { certificateRevocations, certificates } from "../lib/vaccination/certificate-tables.ts";
export { declaredDoses } from "../lib/vaccination/declared-tables.ts";
export { doseReminders } from "../lib/vaccination/due-reminder-tables.ts";
export {
  dueListOpenings,
  duePeople,
  dueProgress,
  dueStandings,
} from "../lib/vaccination/due-tables.ts";
export { pregnancies } from "../lib/vaccination/pregnancy-tables.ts";
export {
  deskDoses,
  vaccinationLog,
  vaccinationPeople,
  vaccinationSessions,
  vaccinationStock,
} from "../lib/vaccination/session-tables.ts";
