import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { LinkLine } from "#components/ui/link-line.tsx";
import { findFacility } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listVaccinationSessions, vaccinationDesk } from "#lib/vaccination/index.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { BookOfDoses } from "../../_parts/book-of-doses.tsx";
import { InviteFields } from "../../_parts/invite-fields.tsx";
import { listWords } from "../../_parts/list-words.ts";
import { readPerson } from "../../_parts/read-attendee.ts";
import { Said } from "../../_parts/said.tsx";
import { stationPage } from "../../_parts/station-page.tsx";
import { inviteFromList } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("station"))("title") };
}

/** Một người trong xã: their doses and what is due, and an invitation. */
export default stationPage(
  ({ citizenId }) => `/clinic/vaccination/person/${z.uuid().safeParse(citizenId).data ?? ""}`,
  async ({ ctx, session, frame, params, search, facilityName }) => {
    const citizenId = z.uuid().safeParse(params.citizenId);
    if (!citizenId.success) throw new NotFound();
    const t = await getTranslations("station");
    const words = await listWords(ctx.today);
    const station = await findFacility(ctx.app, session.facilityCode ?? "");
    const [read, sessions] = await Promise.all([
      readPerson(ctx, citizenId.data, station?.wardCode ?? null),
      listVaccinationSessions(await vaccinationDesk(ctx), ctx.today, "coming"),
    ]);
    if (!read) throw new NotFound();
    const own = `/clinic/vaccination/person/${citizenId.data}`;
    return (
      <DeskFrame
        {...frame}
        title={displayName(read.person.name)}
        below={`${words.born(read.person.birthDate)}. ${t("person.trace")}`}
      >
        <Said search={search} field="sessionId" />
        <div className="max-w-[44rem]">
          <BookOfDoses read={read} nameOf={facilityName} />
          <form action={inviteFromList} className="pt-8">
            <input type="hidden" name="back" value={own} />
            <input type="hidden" name={`who-${citizenId.data}`} value="yes" />
            <InviteFields sessions={sessions} chosen={search.session} />
          </form>
        </div>
        <div className="pt-6">
          <LinkLine href="/clinic/vaccination" label={t("back")} />
        </div>
      </DeskFrame>
    );
  },
);
