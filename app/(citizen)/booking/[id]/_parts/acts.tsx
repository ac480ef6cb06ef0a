import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { mapAddress, roomWords, visitStep, waitAddress } from "#components/booking/booking-words.ts";
import { SharePass } from "#components/booking/share-pass.tsx";
import { time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { spacedCode } from "#lib/booking/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { Phone } from "../../_parts/phone.tsx";
import type { Visit } from "../../_parts/read-visit.ts";

/** What may be sent to somebody who comes along: never why somebody goes there. */
async function shareText({ visit, facility, place }: Visit): Promise<string> {
  const t = await getTranslations("booking.pass");
  const locale = await getLocale();
  return t("shareText", {
    name: displayName(visit.citizenName),
    day: weekday(visit.startsAt, locale),
    time: time(visit.startsAt),
    facility,
    address: place?.address ? `, ${place.address}` : "",
    room: roomWords(visit),
    number: String(visit.number),
    code: spacedCode(visit.code),
  });
}

/** What can be done with a visit that is expected, under its pass. */
export async function Acts({ given, isToday }: { given: Visit; isToday: boolean }) {
  const t = await getTranslations("booking.pass");
  const locale = await getLocale();
  const { visit, place, changeableUntil, mayMove, mayCancel } = given;
  const { appointmentId } = visit;
  const map = mapAddress(place?.point ?? null, place?.address ?? null);
  const text = await shareText(given);
  return (
    <div className="mt-10" data-print="no">
      <Stack>
        <Button kind="second" icon="add-to-calendar" href={visitStep(appointmentId, "calendar")}>
          {t("calendar")}
        </Button>
        {mayMove || map ? (
          <ButtonPair>
            {mayMove ? (
              <Button kind="second" href={visitStep(appointmentId, "move")}>
                {t("move")}
              </Button>
            ) : null}
            {map ? (
              <Button kind="second" href={map as Route}>
                {t("map")}
              </Button>
            ) : null}
          </ButtonPair>
        ) : null}
        {isToday ? (
          <Button kind="second" href={visitStep(appointmentId, "late")}>
            {t("late")}
          </Button>
        ) : null}
        <SharePass title={t("shareTitle")} text={text} label={t("share")} copied={t("shareDone")} />
      </Stack>
      <div className="pt-2">
        <Folded label={t("shareWords")}>
          <p className="pb-2 text-ink-2 text-second">{t("shareCopy")}</p>
          <p className="select-all border-edge border-l-4 pl-4">{text}</p>
        </Folded>
        {mayMove && !visit.stranded && !isToday ? (
          <LinkLine href={waitAddress({ appointmentId })} label={t("earlier")} />
        ) : null}
        {mayCancel ? <LinkLine href={visitStep(appointmentId, "cancel")} label={t("cancel")} /> : null}
        <Phone phone={place?.phone} />
      </div>
      {visit.status === "booked" && !visit.stranded ? (
        <p className="pt-2 text-ink-2 text-second">
          {mayCancel
            ? t("changeUntil", { time: time(changeableUntil), day: weekday(changeableUntil, locale) })
            : t("changeOver")}
        </p>
      ) : null}
      <p className="pt-2 text-ink-2 text-second">{t("print")}</p>
    </div>
  );
}
