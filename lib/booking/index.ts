import "server-only";

export { AlreadyBooked, bookAppointment } from "./book-appointment.ts";
export { cancelAppointment, chooseReminders, moveAppointment, tellLate } from "./change-appointment.ts";
export {
  type Exchange,
  type ExchangedSlot,
  receiveBooking,
  receiveChange,
  tellAppointment,
  tellChanges,
  tellSlots,
} from "./exchange.ts";
export {
  type Appointment,
  findAppointment,
  findByKey,
  findOffer,
  findReminders,
  listComing,
  listPast,
  listSteps,
  listWaits,
  type Offer,
  type Wait,
} from "./queries.ts";
export { expireOffers, meetRecords, remindOfVisits } from "./remind.ts";
export { findSlot, firstFree, listDays, listSlotsOfDay, type Slot } from "./slot-queries.ts";
export { declineOffer, joinWait, leaveWait, takeOffer } from "./wait-for-place.ts";
