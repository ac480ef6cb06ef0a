import "server-only";

export { AlreadyBooked, bookAppointment } from "./book-appointment.ts";
export {
  Changed,
  callNext,
  callOne,
  finishVisit,
  noShow,
  recall,
  skip,
  startVisit,
  undo,
} from "./call-next.ts";
export { cancelAppointment, chooseReminders, moveAppointment, tellLate } from "./change-appointment.ts";
export type { Change } from "./change-rules.ts";
export { checkIn, checkInBy, NotReceived } from "./check-in.ts";
export {
  type DayVisit,
  type Expected,
  findExpected,
  findOpened,
  findTicket,
  listDay,
  type RoomOfDay,
  roomsOfDay,
} from "./desk-queries.ts";
export {
  type Exchange,
  type ExchangedSlot,
  receiveBooking,
  receiveChange,
  tellAppointment,
  tellChanges,
  tellSlots,
} from "./exchange.ts";
export { followQueue } from "./follow-queue.ts";
export { layOwnSlots, laySlots } from "./lay-slots.ts";
export { cancelStranded, moveAllStranded, moveStranded } from "./move-stranded.ts";
export {
  addHours,
  changeHours,
  closeDays,
  endHours,
  openHours,
  withdrawException,
} from "./plan-hours.ts";
export type { PlanInputs } from "./plan-inputs.ts";
export { clockOf, holidayOn, minuteFrom } from "./plan-rules.ts";
export {
  type BookedPerson,
  listStranded,
  type Preview,
  previewSchedule,
  type Stranded,
  timesForStranded,
} from "./preview-schedule.ts";
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
export { queueOf } from "./queue-queries.ts";
export { expireOffers, meetRecords, remindOfVisits } from "./remind.ts";
export { enteredSchedule, type Sitting, weekOf } from "./schedule-week.ts";
export { findSlot, firstFree, listDays, listSlotsOfDay, type Slot } from "./slot-queries.ts";
export { declineOffer, joinWait, leaveWait, takeOffer } from "./wait-for-place.ts";
export { walkIn } from "./walk-in.ts";
