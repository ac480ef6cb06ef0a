/** A visit as a phone's calendar is told of it. It stands on lock screens: no word of medicine is in it. */
export type CalendarVisit = {
  appointmentId: string;
  /** Grows with every change of the visit. */
  version: number;
  startsAt: Date;
  endsAt: Date;
  changedAt: Date;
  cancelled: boolean;
  summary: string;
  location: string;
  description: string;
  address: string;
};

const two = (value: number) => String(value).padStart(2, "0");

/** 20261127T012000 of its parts in UTC. */
const stamp = (at: Date) =>
  `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}T${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}`;

/** Việt Nam is seven hours ahead, all year: no daylight saving since 1975. */
const local = (at: Date) => stamp(new Date(at.getTime() + 7 * 3_600_000));

const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");

/** Lines longer than 75 octets go on in the next, after a blank; no letter is cut in two (RFC 5545, 3.1). */
function folded(line: string): string {
  let [out, size] = ["", 0];
  for (const letter of line) {
    const octets = Buffer.byteLength(letter);
    if (size + octets > 75) {
      out += "\r\n ";
      size = 1;
    }
    out += letter;
    size += octets;
  }
  return out;
}

/** The visit as an iCalendar file (RFC 5545): the same id however often it is fetched, so that a later one replaces it. */
export function calendarFile(visit: CalendarVisit): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//So suc khoe Binh Son//Lich kham//VI",
    "CALSCALE:GREGORIAN",
    `METHOD:${visit.cancelled ? "CANCEL" : "PUBLISH"}`,
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
    "BEGIN:VEVENT",
    `UID:${visit.appointmentId}@so-suc-khoe`,
    `SEQUENCE:${visit.version}`,
    `DTSTAMP:${stamp(visit.changedAt)}Z`,
    `DTSTART;TZID=Asia/Ho_Chi_Minh:${local(visit.startsAt)}`,
    `DTEND;TZID=Asia/Ho_Chi_Minh:${local(visit.endsAt)}`,
    `SUMMARY:${escaped(visit.summary)}`,
    `LOCATION:${escaped(visit.location)}`,
    `DESCRIPTION:${escaped(visit.description)}`,
    `URL:${visit.address}`,
    `STATUS:${visit.cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "TRANSP:OPAQUE",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
