import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { type PopulationQuestion, PopulationReply } from "./wire.ts";

/** Somebody whom a person represents, as the population database says today. */
export type Represented = {
  personalId: string;
  name: string;
  /** As far as it is known: `1949`, `1949-05` or `1949-05-20`. */
  birthDate: string;
  sex: "male" | "female" | "undetermined";
  role: "mother" | "father" | "guardian" | "adult-guardian";
  standing: "holds" | "disputed" | "ended";
  /** Why it ended. */
  because: "court-order" | "other" | null;
};

const WAIT_MS = 5_000;
const roles = {
  me: "mother",
  cha: "father",
  "giam-ho": "guardian",
  "giam-ho-nguoi-lon": "adult-guardian",
} as const;
const sexes = { "1": "male", "2": "female", "3": "undetermined" } as const;

const birthDateOf = (digits: string) =>
  [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter((part) => !/^0+$/.test(part)).join("-");

async function ask(address: string, question: PopulationQuestion, waitMs: number) {
  const response = await fetch(`${address.replace(/\/+$/, "")}/people`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
    signal: AbortSignal.timeout(waitMs),
    cache: "no-store",
    redirect: "error",
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return PopulationReply.parse(await response.json());
}

/**
 * Hỏi CSDL dân cư: whom a person represents, by their personal id. Null when the database does not know the number.
 * Throws GatewayUnavailable, nothing else.
 */
export async function askWhomTheyRepresent(
  address: string,
  personalId: string,
  waitMs = WAIT_MS,
): Promise<Represented[] | null> {
  try {
    const { ketQua, daiDienCho } = await ask(address, { soDinhDanh: personalId }, waitMs);
    if (ketQua === "khong-thay") return null;
    return daiDienCho.map((one) => ({
      personalId: one.soDinhDanh,
      name: one.hoTen.normalize("NFC"),
      birthDate: birthDateOf(one.ngaySinh),
      sex: sexes[one.gioiTinh],
      role: roles[one.tuCach],
      standing: one.chamDut ? "ended" : one.tranhChap ? "disputed" : "holds",
      because: one.chamDut ? (one.chamDut === "quyet-dinh-toa-an" ? "court-order" : "other") : null,
    }));
  } catch (error) {
    throw new GatewayUnavailable("population", error);
  }
}
