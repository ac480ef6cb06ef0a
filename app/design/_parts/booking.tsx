import { useTranslations } from "next-intl";
import { ChosenDay } from "../../../components/booking/chosen-day.tsx";
import { DayRows } from "../../../components/booking/day-rows.tsx";
import { Pass } from "../../../components/booking/pass.tsx";
import { PlaceChoice } from "../../../components/booking/place-choice.tsx";
import { SharePass } from "../../../components/booking/share-pass.tsx";
import { TimesOfDay } from "../../../components/booking/times-of-day.tsx";
import { VisitRow } from "../../../components/booking/visit-row.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Stack } from "../../../components/ui/stack.tsx";

const at = (time: string) => new Date(`2026-11-27T${time}:00+07:00`);
const visit = (appointmentId: string, day: string, stranded: boolean) => ({
  appointmentId,
  day,
  startsAt: at("08:20"),
  serviceName: null,
  facilityCode: "51000",
  stranded,
});

/** Places, days, times and the pass, each in its states: free, nearly full, full, chosen; to come, today, without a time. */
export function BookingParts() {
  const t = useTranslations("design");
  const department = t("booking.department");
  const place = (serviceId: string, facility: string, free: string) => ({
    serviceId,
    facility,
    service: department,
    free,
    price: t("booking.price"),
  });
  return (
    <div>
      <Section title={t("booking.title")}>
        <Stack loose>
          <PlaceChoice
            name="place"
            error={t("booking.placeError")}
            groups={[
              {
                legend: t("booking.near"),
                places: [place("1", t("choices.station"), t("booking.free"))],
              },
              {
                legend: t("booking.others"),
                places: [place("2", t("choices.centre"), t("booking.none"))],
              },
            ]}
            value="1"
          />
          <div>
            <ChosenDay
              title={t("papers.dayFact")}
              second={department}
              change={{ href: "#days", label: t("booking.changeDay") }}
            />
            <DayRows
              days={[
                { day: "2026-11-27", free: 20, bookable: 24 },
                { day: "2026-11-28", free: 2, bookable: 24 },
                { day: "2026-11-30", free: 0, bookable: 24 },
              ]}
              hrefOf={() => "/design"}
            />
          </div>
          <TimesOfDay
            name="slot"
            value="c"
            error={t("booking.timeError")}
            times={[
              { slotId: "a", startsAt: at("07:20"), free: 0, practitioner: null },
              { slotId: "b", startsAt: at("07:40"), free: 1, practitioner: t("long") },
              { slotId: "c", startsAt: at("08:20"), free: 4, practitioner: null },
              { slotId: "d", startsAt: at("13:40"), free: 8, practitioner: null },
            ]}
          />
          <ul>
            <VisitRow
              visit={{ ...visit("1", "2026-11-27", false), departmentName: department }}
              facility={t("choices.centre")}
              today="2026-11-27"
            />
            <VisitRow
              visit={{ ...visit("2", "2026-11-30", true), departmentName: department }}
              facility={t("long")}
              today="2026-11-27"
            />
          </ul>
          <Pass
            visit={{
              number: 23,
              code: "BS7K4M29",
              citizenName: t("long"),
              day: "2026-11-27",
              startsAt: at("08:20"),
              departmentName: department,
              roomName: t("papers.placeFact"),
              roomPlace: null,
            }}
            facility={t("choices.centre")}
            address={null}
          />
          <SharePass
            title={t("booking.title")}
            text={t("booking.title")}
            label={t("booking.share")}
            copied={t("booking.copied")}
          />
        </Stack>
      </Section>
    </div>
  );
}
