import "server-only";

export { admitSender, type Sender } from "./admit-sender.ts";
export { amendFacility } from "./amend-facility.ts";
export { closeOffered } from "./close-offered.ts";
export { describePlace } from "./describe-place.ts";
export { hashOfKey, issueFacilityKey, makeFacilityKey } from "./issue-facility-key.ts";
export { keepDepartment } from "./keep-department.ts";
export { keepPractitioner } from "./keep-practitioner.ts";
export { keepRoom } from "./keep-room.ts";
export { keepService } from "./keep-service.ts";
export { mayAsk, maySend, mayTryKeys } from "./limits.ts";
export {
  type Department,
  type FacilityPlace,
  findService,
  listDepartments,
  listPlaces,
  listServices,
  listTerms,
  type OfferedService,
  type Practitioner,
  type Room,
  termsOf,
} from "./offer-queries.ts";
export {
  type Facility,
  type FacilityChange,
  type FacilityDetails,
  type FacilityKey,
  facilityNames,
  findFacility,
  listFacilities,
  listFacilityChanges,
  listFacilityKeys,
} from "./queries.ts";
export { registerFacility } from "./register-facility.ts";
export { revokeFacilityKey } from "./revoke-facility-key.ts";
export { setTerms } from "./set-terms.ts";
