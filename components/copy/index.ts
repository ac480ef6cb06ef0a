import enBooking from "./en/booking.json" with { type: "json" };
import enBookingLost from "./en/booking-lost.json" with { type: "json" };
import enCalls from "./en/calls.json" with { type: "json" };
import enCare from "./en/care.json" with { type: "json" };
import enCertificates from "./en/certificates.json" with { type: "json" };
import enCommon from "./en/common.json" with { type: "json" };
import enCompleteness from "./en/completeness.json" with { type: "json" };
import enConditions from "./en/conditions.json" with { type: "json" };
import enConsent from "./en/consent.json" with { type: "json" };
import enConversation from "./en/conversation.json" with { type: "json" };
import enCorrection from "./en/correction.json" with { type: "json" };
import enCorrectionDesk from "./en/correction-desk.json" with { type: "json" };
import enCover from "./en/cover.json" with { type: "json" };
import enDesign from "./en/design.json" with { type: "json" };
import enDesk from "./en/desk.json" with { type: "json" };
import enDocuments from "./en/documents.json" with { type: "json" };
import enEmergencyCard from "./en/emergency-card.json" with { type: "json" };
import enExport from "./en/export.json" with { type: "json" };
import enFacility from "./en/facility.json" with { type: "json" };
import enFamily from "./en/family.json" with { type: "json" };
import enFeeDesk from "./en/fee-desk.json" with { type: "json" };
import enHelp from "./en/help.json" with { type: "json" };
import enHistory from "./en/history.json" with { type: "json" };
import enIncidents from "./en/incidents.json" with { type: "json" };
import enInstall from "./en/install.json" with { type: "json" };
import enInsurance from "./en/insurance.json" with { type: "json" };
import enMe from "./en/me.json" with { type: "json" };
import enMeasurement from "./en/measurement.json" with { type: "json" };
import enMedicines from "./en/medicines.json" with { type: "json" };
import enMessages from "./en/messages.json" with { type: "json" };
import enMovedVisits from "./en/moved-visits.json" with { type: "json" };
import enOffline from "./en/offline.json" with { type: "json" };
import enOfflineCopy from "./en/offline-copy.json" with { type: "json" };
import enOpening from "./en/opening.json" with { type: "json" };
import enPayment from "./en/payment.json" with { type: "json" };
import enPrivateVisits from "./en/private-visits.json" with { type: "json" };
import enQueue from "./en/queue.json" with { type: "json" };
import enRecord from "./en/record.json" with { type: "json" };
import enResults from "./en/results.json" with { type: "json" };
import enRights from "./en/rights.json" with { type: "json" };
import enSchedule from "./en/schedule.json" with { type: "json" };
import enShare from "./en/share.json" with { type: "json" };
import enSignIn from "./en/sign-in.json" with { type: "json" };
import enStation from "./en/station.json" with { type: "json" };
import enStatus from "./en/status.json" with { type: "json" };
import enTeleconsult from "./en/teleconsult.json" with { type: "json" };
import enTeleconsultDesk from "./en/teleconsult-desk.json" with { type: "json" };
import enTeleconsultOversight from "./en/teleconsult-oversight.json" with { type: "json" };
import enToday from "./en/today.json" with { type: "json" };
import enTrouble from "./en/trouble.json" with { type: "json" };
import enVaccination from "./en/vaccination.json" with { type: "json" };
import enVerify from "./en/verify.json" with { type: "json" };
import enVideoCall from "./en/video-call.json" with { type: "json" };
import enWaiting from "./en/waiting.json" with { type: "json" };
import enWarehouse from "./en/warehouse.json" with { type: "json" };
import enWelcome from "./en/welcome.json" with { type: "json" };
import viBooking from "./vi/booking.json" with { type: "json" };
import viBookingLost from "./vi/booking-lost.json" with { type: "json" };
import viCalls from "./vi/calls.json" with { type: "json" };
import viCare from "./vi/care.json" with { type: "json" };
import viCertificates from "./vi/certificates.json" with { type: "json" };
import viCommon from "./vi/common.json" with { type: "json" };
import viCompleteness from "./vi/completeness.json" with { type: "json" };
import viConditions from "./vi/conditions.json" with { type: "json" };
import viConsent from "./vi/consent.json" with { type: "json" };
import viConversation from "./vi/conversation.json" with { type: "json" };
import viCorrection from "./vi/correction.json" with { type: "json" };
import viCorrectionDesk from "./vi/correction-desk.json" with { type: "json" };
import viCover from "./vi/cover.json" with { type: "json" };
import viDesign from "./vi/design.json" with { type: "json" };
import viDesk from "./vi/desk.json" with { type: "json" };
import viDocuments from "./vi/documents.json" with { type: "json" };
import viEmergencyCard from "./vi/emergency-card.json" with { type: "json" };
import viExport from "./vi/export.json" with { type: "json" };
import viFacility from "./vi/facility.json" with { type: "json" };
import viFamily from "./vi/family.json" with { type: "json" };
import viFeeDesk from "./vi/fee-desk.json" with { type: "json" };
import viHelp from "./vi/help.json" with { type: "json" };
import viHistory from "./vi/history.json" with { type: "json" };
import viIncidents from "./vi/incidents.json" with { type: "json" };
import viInstall from "./vi/install.json" with { type: "json" };
import viInsurance from "./vi/insurance.json" with { type: "json" };
import viMe from "./vi/me.json" with { type: "json" };
import viMeasurement from "./vi/measurement.json" with { type: "json" };
import viMedicines from "./vi/medicines.json" with { type: "json" };
import viMessages from "./vi/messages.json" with { type: "json" };
import viMovedVisits from "./vi/moved-visits.json" with { type: "json" };
import viOffline from "./vi/offline.json" with { type: "json" };
import viOfflineCopy from "./vi/offline-copy.json" with { type: "json" };
import viOpening from "./vi/opening.json" with { type: "json" };
import viPayment from "./vi/payment.json" with { type: "json" };
import viPrivateVisits from "./vi/private-visits.json" with { type: "json" };
import viQueue from "./vi/queue.json" with { type: "json" };
import viRecord from "./vi/record.json" with { type: "json" };
import viResults from "./vi/results.json" with { type: "json" };
import viRights from "./vi/rights.json" with { type: "json" };
import viSchedule from "./vi/schedule.json" with { type: "json" };
import viShare from "./vi/share.json" with { type: "json" };
import viSignIn from "./vi/sign-in.json" with { type: "json" };
import viStation from "./vi/station.json" with { type: "json" };
import viStatus from "./vi/status.json" with { type: "json" };
import viTeleconsult from "./vi/teleconsult.json" with { type: "json" };
import viTeleconsultDesk from "./vi/teleconsult-desk.json" with { type: "json" };
import viTeleconsultOversight from "./vi/teleconsult-oversight.json" with { type: "json" };
import viToday from "./vi/today.json" with { type: "json" };
import viTrouble from "./vi/trouble.json" with { type: "json" };
import viVaccination from "./vi/vaccination.json" with { type: "json" };
import viVerify from "./vi/verify.json" with { type: "json" };
import viVideoCall from "./vi/video-call.json" with { type: "json" };
import viWaiting from "./vi/waiting.json" with { type: "json" };
import viWarehouse from "./vi/warehouse.json" with { type: "json" };
import viWelcome from "./vi/welcome.json" with { type: "json" };

export type Locale = "vi" | "en";

const vi = {
  booking: viBooking,
  bookingLost: viBookingLost,
  calls: viCalls,
  care: viCare,
  certificates: viCertificates,
  common: viCommon,
  conditions: viConditions,
  completeness: viCompleteness,
  consent: viConsent,
  conversation: viConversation,
  correction: viCorrection,
  correctionDesk: viCorrectionDesk,
  cover: viCover,
  design: viDesign,
  desk: viDesk,
  documents: viDocuments,
  emergencyCard: viEmergencyCard,
  export: viExport,
  facility: viFacility,
  family: viFamily,
  feeDesk: viFeeDesk,
  help: viHelp,
  history: viHistory,
  incidents: viIncidents,
  install: viInstall,
  insurance: viInsurance,
  me: viMe,
  messages: viMessages,
  movedVisits: viMovedVisits,
  measurement: viMeasurement,
  medicines: viMedicines,
  offline: viOffline,
  offlineCopy: viOfflineCopy,
  opening: viOpening,
  payment: viPayment,
  privateVisits: viPrivateVisits,
  queue: viQueue,
  record: viRecord,
  results: viResults,
  rights: viRights,
  schedule: viSchedule,
  share: viShare,
  signIn: viSignIn,
  station: viStation,
  status: viStatus,
  teleconsult: viTeleconsult,
  teleconsultDesk: viTeleconsultDesk,
  teleconsultOversight: viTeleconsultOversight,
  today: viToday,
  trouble: viTrouble,
  vaccination: viVaccination,
  videoCall: viVideoCall,
  verify: viVerify,
  waiting: viWaiting,
  warehouse: viWarehouse,
  welcome: viWelcome,
};
const en = {
  booking: enBooking,
  bookingLost: enBookingLost,
  calls: enCalls,
  care: enCare,
  certificates: enCertificates,
  common: enCommon,
  conditions: enConditions,
  completeness: enCompleteness,
  consent: enConsent,
  conversation: enConversation,
  correction: enCorrection,
  correctionDesk: enCorrectionDesk,
  cover: enCover,
  design: enDesign,
  desk: enDesk,
  documents: enDocuments,
  emergencyCard: enEmergencyCard,
  export: enExport,
  facility: enFacility,
  family: enFamily,
  feeDesk: enFeeDesk,
  help: enHelp,
  history: enHistory,
  incidents: enIncidents,
  install: enInstall,
  insurance: enInsurance,
  me: enMe,
  messages: enMessages,
  movedVisits: enMovedVisits,
  measurement: enMeasurement,
  medicines: enMedicines,
  offline: enOffline,
  offlineCopy: enOfflineCopy,
  opening: enOpening,
  payment: enPayment,
  privateVisits: enPrivateVisits,
  queue: enQueue,
  record: enRecord,
  results: enResults,
  rights: enRights,
  schedule: enSchedule,
  share: enShare,
  signIn: enSignIn,
  station: enStation,
  status: enStatus,
  teleconsult: enTeleconsult,
  teleconsultDesk: enTeleconsultDesk,
  teleconsultOversight: enTeleconsultOversight,
  today: enToday,
  trouble: enTrouble,
  vaccination: enVaccination,
  videoCall: enVideoCall,
  verify: enVerify,
  waiting: enWaiting,
  warehouse: enWarehouse,
  welcome: enWelcome,
};

/** Every sentence that a person can read, by domain. Vietnamese is the measure; English has the same keys. */
export type Copy = typeof vi;

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
type Same<A, B> = Shape<A> extends Shape<B> ? (Shape<B> extends Shape<A> ? true : never) : never;
const sameKeys: Same<typeof en, typeof vi> = true;
void sameKeys;

export const copy: Record<Locale, Copy> = { vi, en: en as Copy };
