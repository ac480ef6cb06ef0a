import { createHash } from "node:crypto";
import postgres from "postgres";

/** Invented: which sample facilities answer from afar, when, at what price, and which of them says that it receives emergencies. */
const sample = [
  {
    facilityCode: "51000",
    ways: ["written", "voice", "video"],
    answerHours: 4,
    writtenPriceVnd: 0,
    callPriceVnd: 39_800,
    doctors: ["BS. Trần Quốc Vinh", "BS. Nguyễn Thu Hà"],
    days: [1, 2, 3, 4, 5, 6],
    hours: [
      [420, 690],
      [810, 990],
    ],
    emergencyPhone: "02550000115",
  },
  {
    facilityCode: "51002",
    ways: ["written", "voice"],
    answerHours: 2,
    writtenPriceVnd: 0,
    callPriceVnd: 0,
    doctors: ["YS. Võ Minh Tâm"],
    days: [1, 2, 3, 4, 5],
    hours: [[450, 660]],
    emergencyPhone: null,
  },
  {
    facilityCode: "51010",
    ways: ["written", "video"],
    answerHours: 8,
    writtenPriceVnd: 0,
    callPriceVnd: 0,
    doctors: ["BS. Huỳnh Gia Bảo"],
    days: [1, 2, 3, 4, 5],
    hours: [[480, 660]],
    emergencyPhone: null,
  },
];

const idOf = (...names: (string | number)[]) => {
  const hex = createHash("sha256")
    .update(`sample teleconsult ${names.join(" / ")}`)
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Enters who answers from afar among the sample facilities, in sample mode only and where nobody has entered it. */
export async function openSampleTeleconsults(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    for (const one of sample)
      await sql.begin(async (tx) => {
        const code = one.facilityCode;
        const entered = await tx`
          insert into app.teleconsult_terms (facility_code, ways, answer_hours, written_price_vnd, call_price_vnd)
          select ${code}, ${one.ways}, ${one.answerHours}, ${one.writtenPriceVnd}, ${one.callPriceVnd}
          where exists (select from app.facilities where facility_code = ${code}) on conflict do nothing returning 1`;
        if (entered.length === 0) return;
        for (const doctor of one.doctors)
          for (const day of one.days)
            for (const [from = 0, until = 0] of one.hours)
              await tx`
                insert into app.teleconsult_shifts (shift_id, facility_code, doctor_name, weekday, from_minute, until_minute, call_minutes, valid_from)
                values (${idOf(code, doctor, day, from)}, ${code}, ${doctor}, ${day}, ${from}, ${until}, 15, '2026-01-01') on conflict do nothing`;
        if (one.emergencyPhone)
          await tx`insert into app.emergency_places (facility_code, phone) values (${code}, ${one.emergencyPhone}) on conflict do nothing`;
      });
  } finally {
    await sql.end();
  }
}
