import { createHmac, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { postgresKeys, sampleFacilityKey } from "../../../app/_commands/start/keys.ts";
import { readRecord } from "../../../app/_commands/start/postgres/files.ts";
import type { resident } from "./residents.ts";
import { bookUrl, dataDir } from "./surroundings.ts";

type Resident = ReturnType<typeof resident>;
const keysDir = () => path.join(dataDir(), "keys");

/** A facility asks somebody to pay, by the address and key that real ones use. Answers the note's number. */
export async function askToPay(
  owner: Resident,
  amountVnd: number,
  about = "Xét nghiệm máu",
): Promise<string> {
  const noteNumber = `PT-${randomBytes(5).toString("hex")}`;
  const list = fs.readFileSync(path.join(dataDir(), "sample-population/people.txt"), "utf8");
  const [, , born = ""] =
    list
      .split("\n")
      .find((line) => line.startsWith(owner.personalId))
      ?.split("\t") ?? [];
  const answer = await fetch(`${bookUrl}/api/fee-notes`, {
    method: "POST",
    headers: { authorization: `Bearer ${sampleFacilityKey(keysDir(), "51000")}` },
    body: JSON.stringify({
      noteNumber,
      kind: "visit",
      personalId: owner.personalId,
      name: owner.name,
      birthDate: `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6, 8)}`,
      issuedOn: "2026-11-20",
      amountVnd,
      lines: [
        {
          group: "1",
          name: about,
          unit: "lần",
          quantity: 1,
          unitPriceVnd: amountVnd * 5,
          insurancePaysVnd: amountVnd * 4,
          copaymentVnd: amountVnd,
          selfPayVnd: 0,
        },
      ],
    }),
  });
  expect(await answer.json()).toMatchObject({ noteNumber, outcome: "received" });
  return noteNumber;
}

/** One resident lets another pay for them, and nothing else; as if invited and accepted. */
export async function letPay(owner: Resident, payer: Resident): Promise<void> {
  const { superuser } = postgresKeys(keysDir());
  const port = readRecord(dataDir())?.port;
  const book = postgres(`postgres://postgres:${superuser}@127.0.0.1:${port}/book`, { max: 1 });
  try {
    const ids = await book<{ value: string; citizen_id: string }[]>`
      select value, citizen_id from warehouse.identifiers where kind = 'personal-id' and value in (${owner.personalId}, ${payer.personalId})`;
    const idOf = ({ personalId }: Resident) =>
      ids.find(({ value }) => value === personalId)?.citizen_id ?? "";
    await book`
      insert into app.relations (citizen_id, relation_id, actor_id, kind, role, source, citizen_name, actor_name, scopes, granted_by, accepted_at, until)
      values (${idOf(owner)}, gen_random_uuid(), ${idOf(payer)}, 'trusted', 'trusted', 'invitation', ${owner.name}, ${payer.name},
        '{payment}', ${idOf(owner)}, now(), current_date + 30)`;
  } finally {
    await book.end();
  }
}

/** What VNPay would send about a payment that succeeded, signed as it signs; `at` is the return or the IPN. */
export function noticeFrom(at: "return" | "ipn", payment: { reference: string; amountVnd: number }): string {
  const secret = fs.readFileSync(path.join(keysDir(), "sample-vnpay-client.key"), "utf8").trim();
  const fields: Record<string, string> = {
    vnp_Amount: `${payment.amountVnd}00`,
    vnp_BankCode: "NCB",
    vnp_OrderInfo: "Vien phi",
    vnp_PayDate: "20261126093000",
    vnp_ResponseCode: "00",
    vnp_TmnCode: "SAMPLE01",
    vnp_TransactionNo: String(Date.now()).slice(-9),
    vnp_TransactionStatus: "00",
    vnp_TxnRef: payment.reference,
  };
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${encodeURIComponent(fields[name] ?? "").replaceAll("%20", "+")}`)
    .join("&");
  return `/api/vnpay/${at}?${text}&vnp_SecureHash=${createHmac("sha512", secret).update(text).digest("hex")}`;
}

/** The simulated page of VNPay, where one is sent to pay. */
export async function expectAtVnpay(page: Page): Promise<void> {
  await expect(page.getByText("MÔ PHỎNG VNPay: không phải tiền thật.")).toBeVisible();
}
