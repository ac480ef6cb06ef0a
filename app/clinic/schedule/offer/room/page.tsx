import { getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { listDepartments } from "#lib/facility/index.ts";
import { RoomInput } from "#lib/facility/inputs.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { idIn } from "../../../../_warehouse/asked.ts";
import { Closing } from "../../_parts/closing.tsx";
import { OfferForm } from "../../_parts/offer-form.tsx";
import { Said } from "../../_parts/said.tsx";
import { typedOf } from "../../_parts/typed.ts";
import { room } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("schedule.offer"))("room") };
}

/** Thêm hoặc sửa phòng của một khoa. */
export default deskPage(
  "clinic",
  () => "/clinic/schedule/offer/room",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("schedule.offer");
    const { departments, rooms } = await listDepartments(ctx, session.facilityCode ?? "");
    const known = rooms.find(({ roomId }) => roomId === search.id);
    const unit = departments.find(
      ({ departmentId }) => departmentId === (known?.departmentId ?? search.departmentId),
    );
    if (!unit) throw new NotFound();
    const typed = await typedOf(RoomInput, search);
    return (
      <DeskFrame {...frame} title={known?.name ?? t("addRoom")} below={t("of", { department: unit.name })}>
        <Said search={search} />
        <OfferForm
          action={room}
          typed={typed}
          hidden={{ id: idIn(search.id) ?? crypto.randomUUID(), departmentId: unit.departmentId }}
        >
          <Field
            label={t("roomName")}
            name="name"
            maxLength={80}
            autoComplete="off"
            defaultValue={typed.value("name", known?.name)}
            error={typed.error("name")}
          />
          <Field
            label={t("roomPlace")}
            name="place"
            hint={t("roomPlaceHint")}
            maxLength={120}
            autoComplete="off"
            defaultValue={typed.value("place", known?.place)}
            error={typed.error("place")}
          />
        </OfferForm>
        {known ? <Closing kind="room" id={known.roomId} /> : null}
        <LinkLine href="/clinic/schedule/offer" label={t("title")} />
      </DeskFrame>
    );
  },
);
