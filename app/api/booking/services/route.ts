import { listDepartments, listServices } from "#lib/facility/index.ts";
import { answerSender, reply } from "../../../_entry/sender.ts";

export const dynamic = "force-dynamic";

/** Khoa, phòng và dịch vụ of the sender's facility, as it entered them. */
export function GET(request: Request) {
  return answerSender(request, "question", async ({ sender, ...databases }) => {
    const [{ departments, rooms }, services] = await Promise.all([
      listDepartments(databases, sender.facilityCode),
      listServices(databases, sender.facilityCode),
    ]);
    return reply(200, {
      departments: departments.map(({ departmentId, name }) => ({ departmentId, name })),
      rooms: rooms.map(({ roomId, departmentId, name, place }) => ({ roomId, departmentId, name, place })),
      services: services.map(({ serviceId, departmentId, name, priceVnd, insuredVnd }) => ({
        serviceId,
        departmentId,
        name,
        priceVnd: priceVnd === null ? null : Number(priceVnd),
        insuredVnd: insuredVnd === null ? null : Number(insuredVnd),
      })),
    });
  });
}
