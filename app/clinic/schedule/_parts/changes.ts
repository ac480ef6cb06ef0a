import type { Change } from "#lib/booking/index.ts";
import {
  ChangeHoursInput,
  CloseDaysInput,
  EndHoursInput,
  ExtraHoursInput,
  HoursInput,
  WithdrawInput,
} from "#lib/booking/inputs.ts";
import { CloseInput } from "#lib/facility/inputs.ts";
import type { Params } from "../../../_entry/page.tsx";

/** What each form that is looked at before saving may send; `close` is a department, a room, a service or a name. */
export const changeInputs = {
  "add-hours": HoursInput,
  "change-hours": ChangeHoursInput,
  "end-hours": EndHoursInput,
  "close-days": CloseDaysInput,
  "extra-hours": ExtraHoursInput,
  withdraw: WithdrawInput,
  close: CloseInput,
} as const;
export type What = keyof typeof changeInputs;
export const isWhat = (text: string | undefined): text is What =>
  text !== undefined && Object.hasOwn(changeInputs, text);

/** The fields of an address that a form of ours sent. */
export const fieldsOf = (search: Params): [string, string][] =>
  Object.entries(search).flatMap(([name, value]): [string, string][] =>
    value === undefined || name === "wrong" || name === "said" ? [] : [[name, value.slice(0, 300)]],
  );

/** The form to which an address that cannot be saved leads back. */
export function formOf(what: What, search: Params): string {
  if (what === "add-hours") return "/clinic/schedule/hours/new";
  if (what === "change-hours" || what === "end-hours")
    return `/clinic/schedule/hours/${encodeURIComponent(search.templateId ?? "")}${what === "end-hours" ? "/end" : ""}`;
  if (what === "close-days") return "/clinic/schedule/days/close";
  if (what === "extra-hours") return "/clinic/schedule/days/extra";
  return what === "close" ? "/clinic/schedule/offer" : "/clinic/schedule/days";
}

type Rooms = readonly { roomId: string; departmentId: string }[];
/** What was sent, as the change that it makes; null for what cannot be read. */
export function changeOf(what: What, search: Params, rooms: Rooms): Change | null {
  if (what === "close") {
    const { data } = CloseInput.safeParse(search);
    if (!data) return null;
    const closed =
      data.kind === "room"
        ? [data.id]
        : data.kind === "department"
          ? rooms.filter(({ departmentId }) => departmentId === data.id).map(({ roomId }) => roomId)
          : [];
    return { what: "close-rooms", roomIds: closed };
  }
  const read = changeInputs[what].safeParse(search);
  // The input belongs to its own word: both come from the same table.
  return read.success ? ({ what, input: read.data } as Change) : null;
}
