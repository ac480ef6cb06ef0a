import type { Route } from "next";
import type { Appointment } from "#lib/booking/index.ts";
import { stepAddress } from "./answers.ts";

/** Đặt lại: the same service, another day; from the start where it named none. */
export const againAddress = ({ serviceId }: Appointment): Route =>
  serviceId ? stepAddress("day", { service: serviceId }) : ("/booking/new" as Route);
