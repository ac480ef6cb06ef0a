import type { Route } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { offerAddress, priceWords, roomWords, timeLeft } from "#components/booking/booking-words.ts";
import { time, weekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { findAppointment, findOffer, findSlot } from "#lib/booking/index.ts";
import { noteRefusal, openBookInHand } from "#lib/consent/index.ts";
import { facilityNames, findService } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { decline, take } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("booking"))("offer.title") };
}

const refused = ["already", "too-many", "too-soon", "paused", "failed"] as const;
const goneBy = ["declined", "withdrawn"] as const;

/** Lời mời nhận chỗ: which place, until when, one tap to take it; and kindly, when it is over. */
export default citizenPage(
  ({ id }) => offerAddress(encodeURIComponent(id ?? "")),
  async ({ ctx, params, search, ownerName }) => {
    const t = await getTranslations("booking");
    const locale = await getLocale();
    const { data: offerId } = z.uuid().safeParse(params.id);
    if (!offerId) throw new NotFound();
    const book = await openBookInHand(ctx, "booking");
    const offer = await findOffer(book, offerId);
    if (!offer) {
      await noteRefusal(ctx, "not-in-this-book", `offer ${offerId}`);
      throw new NotFound();
    }
    const back = { href: "/booking" as Route, label: t("title") };
    if (offer.outcome === "taken") redirect("/booking" as Route);
    if (offer.outcome !== null || offer.expiresAt <= ctx.now) {
      const how = goneBy.find((one) => one === offer.outcome) ?? "expired";
      return (
        <BookPage back={back}>
          <PageTitle above={ownerName}>{t(`offer.gone.${how}`)}</PageTitle>
          <p className="pb-6">{t("offer.gone.text")}</p>
          <Button href={"/booking" as Route}>{t("offer.toVisits")}</Button>
        </BookPage>
      );
    }
    const [slot, service, names, kept] = await Promise.all([
      findSlot(ctx, offer.slotId),
      findService(ctx, offer.serviceId),
      facilityNames(ctx.app),
      offer.appointmentId ? findAppointment(book, offer.appointmentId) : null,
    ]);
    const { facilityName } = await facilityWords(names);
    const fault = refused.find((one) => one === search.fault);
    return (
      <BookPage back={back}>
        <PageTitle above={t("bookFor", { name: ownerName })}>{t("offer.title")}</PageTitle>
        {fault ? <Notice alert title={t(`offer.refused.${fault}`)} /> : null}
        <p className="text-section">
          {weekday(offer.startsAt, locale)}, {time(offer.startsAt)}
        </p>
        <LeaderList
          facts={[
            { noun: t("pass.department"), fact: offer.departmentName },
            { noun: t("ask.rows.where"), fact: facilityName(offer.facilityCode) },
            ...(slot ? [{ noun: t("pass.room"), fact: roomWords(slot) }] : []),
          ]}
        />
        {service ? <p className="pt-2 text-ink-2 text-second">{await priceWords(service)}</p> : null}
        <div className="py-6">
          <Callout
            kind="warn"
            level={2}
            title={t("offer.until", { time: time(offer.expiresAt), day: weekday(offer.expiresAt, locale) })}
          >
            <p>{t("offer.left", { left: await timeLeft(offer.expiresAt, ctx.now) })}</p>
          </Callout>
        </div>
        {kept?.status === "booked" ? (
          <p className="pb-6">
            {t("offer.keeps", { day: weekday(kept.startsAt, locale), time: time(kept.startsAt) })}
          </p>
        ) : null}
        <Stack>
          <form action={take}>
            <BookField />
            <input type="hidden" name="offerId" value={offer.offerId} />
            <Button>{t("offer.take")}</Button>
          </form>
          <form action={decline}>
            <BookField />
            <input type="hidden" name="offerId" value={offer.offerId} />
            <Button kind="second">{t("offer.decline")}</Button>
          </form>
        </Stack>
        <p className="pt-3 text-ink-2 text-second">{t("offer.declineText")}</p>
      </BookPage>
    );
  },
  "booking",
);
