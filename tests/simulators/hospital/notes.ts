/** What the exchange of appointments tells of one. */
export type Appointment = {
  code: string;
  status: string;
  source: string;
  serviceId: string | null;
  name: string;
  birthDate: string | null;
};
/** What it tells of a service, in whole đồng. */
export type Service = {
  serviceId: string;
  name: string;
  priceVnd: number | null;
  insuredVnd: number | null;
};

const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short" });

/**
 * What a hospital asks for a visit that somebody booked from home; nothing of one whose price it does not know. The insurance
 * pays what the hospital said it covers: whether it does is decided by nobody here.
 */
export function noteFor(appointment: Appointment, service: Service, now: Date) {
  const { code, status, source, name, birthDate } = appointment;
  const { priceVnd, insuredVnd } = service;
  if (status !== "booked" || !["app", "helper"].includes(source) || !priceVnd) return null;
  const amountVnd = priceVnd - (insuredVnd ?? 0);
  const line = {
    group: "13",
    name: service.name,
    unit: "lần",
    quantity: 1,
    unitPriceVnd: priceVnd,
    insurancePaysVnd: insuredVnd ?? 0,
    copaymentVnd: insuredVnd === null ? 0 : amountVnd,
    selfPayVnd: insuredVnd === null ? amountVnd : 0,
  };
  return {
    noteNumber: `DL-${code}`,
    kind: "visit",
    appointmentCode: code,
    name,
    birthDate: birthDate ?? "1900",
    issuedOn: day.format(now),
    amountVnd,
    lines: [line],
  };
}
