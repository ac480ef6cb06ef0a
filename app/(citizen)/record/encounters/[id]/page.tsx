import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { OpenPrivateNotice } from "#components/record/open-private-notice.tsx";
import { noteRefusal, openBookInHand } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import type { LineMark } from "#lib/correction/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listNotesOfVisit } from "#lib/payment/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import {
  type EncounterDetail,
  findClosedEncounter,
  findEncounter,
  findWaiting,
  lastSeen,
  noteSeen,
} from "#lib/record/index.ts";
import { isHeldForDoctor, isNew, type Waiting } from "#lib/record/rules.ts";
import { forThisBook } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { closeVisit } from "../../private/actions.ts";
import { openHeld } from "../../results/actions.ts";
import { Visit } from "./_parts/visit.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("record"))("listTitle") };
}

type Read = EncounterDetail & {
  waiting: Waiting;
  marks: LineMark[];
  fees: Awaited<ReturnType<typeof listNotesOfVisit>>;
};

async function read(ctx: Context, id: string): Promise<Read> {
  if (!z.uuid().safeParse(id).success) throw new NotFound();
  const book = await openBookInHand(ctx, "encounter");
  const [visit, waiting, marks, seenAt] = await Promise.all([
    findEncounter(book, id),
    findWaiting(book),
    listLineMarks(book, id),
    lastSeen(book, id),
  ]);
  if (visit) {
    const [fees] = await Promise.all([
      listNotesOfVisit(book, visit.encounter),
      isNew(visit.encounter, seenAt) && ctx.inHand.as !== "trusted" ? noteSeen(book, id) : null,
    ]);
    return { ...visit, waiting, marks, fees };
  }
  const isClosed = ctx.inHand.mayOpenPrivate && (await findClosedEncounter(book, id)) !== null;
  if (isClosed) redirect(`/record/private/${id}` as Route);
  await noteRefusal(ctx, "not-in-this-book", `encounter ${id}`);
  throw new NotFound();
}

/** Một lần khám. */
export default citizenPage(
  ({ id }) => `/record/encounters/${id}`,
  async ({ ctx, params, search }) => {
    const [{ waiting, ...visit }, names] = await Promise.all([
      read(ctx, params.id ?? ""),
      facilityNames(ctx.app),
    ]);
    const notice = visit.encounter.private ? (
      <OpenPrivateNotice encounterId={visit.encounter.encounterId} close={await forThisBook(closeVisit)} />
    ) : null;
    const groups = new Map(visit.services.map((service) => [service.code, service.costGroup]));
    const wait = {
      held: ({ serviceCode }: { serviceCode: string | null }) =>
        isHeldForDoctor(
          { costGroup: groups.get(serviceCode) ?? null, visit: visit.encounter },
          waiting,
          ctx.now,
        ),
      open: ctx.inHand.as === "trusted" ? undefined : await forThisBook(openHeld),
      failed: search.fault === "results",
    };
    return <Visit {...visit} names={names} notice={notice} wait={wait} />;
  },
  "record",
);
