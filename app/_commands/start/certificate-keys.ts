import fs from "node:fs";
import path from "node:path";
import { newP256 } from "../../../lib/platform/p256.ts";
import { selfSigned } from "../../../lib/platform/self-signed.ts";
import { kept } from "./keys.ts";

/** Whom the certificate about a key names that the book makes for itself: a sample's says so wherever it is shown. */
const signerNames = { sample: "DEMO Sổ sức khỏe Bình Sơn", live: "Sổ sức khỏe Bình Sơn" } as const;
type Mode = keyof typeof signerNames;
/** A signer's certificate is good for two years, as GDHCN recommends. */
const SIGNER_DAYS = 730;
/** Extended key usage: may sign vaccinations, and neither tests nor recoveries. */
const SIGNS_VACCINATIONS = "1.3.6.1.4.1.1847.2021.1.2";

function newCertificate(secret: string, mode: Mode): string {
  const from = new Date();
  return selfSigned(Buffer.from(secret, "hex"), {
    name: signerNames[mode],
    country: "VN",
    from,
    until: new Date(from.getTime() + SIGNER_DAYS * 86_400_000),
    usages: [SIGNS_VACCINATIONS],
  }).toString("base64");
}

const fileOf = (folder: string, number: number, kind: "key" | "cer") =>
  path.join(folder, `certificate-${number}.${kind}`);

/** The numbers that have a file of this kind, the highest first. */
function numbersOf(folder: string, kind: "key" | "cer"): number[] {
  const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const pattern = new RegExp(`^certificate-([1-9]\\d{0,3})\\.${kind}$`);
  return files.flatMap((file) => Number(pattern.exec(file)?.[1] ?? 0) || []).sort((a, b) => b - a);
}

/** Makes the next key and a certificate about it; answers its number. */
export function nextCertificateKey(folder: string, mode: Mode): number {
  const next = Math.max(0, ...numbersOf(folder, "key"), ...numbersOf(folder, "cer")) + 1;
  const secret = kept(folder, `certificate-${next}.key`, newP256);
  kept(folder, `certificate-${next}.cer`, () => newCertificate(secret, mode));
  return next;
}

/**
 * The keys that sign certificates of vaccination: `certificate-1.key` and the certificate about it, `certificate-1.cer` (DER
 * in base64), are made at first. Of a former one the secret half is destroyed, and its certificate goes on proving.
 */
export function certificateKeys(folder: string, mode: Mode): string {
  const newest = numbersOf(folder, "key")[0] ?? nextCertificateKey(folder, mode);
  const secret = kept(folder, `certificate-${newest}.key`, newP256);
  kept(folder, `certificate-${newest}.cer`, () => newCertificate(secret, mode));
  for (const former of numbersOf(folder, "key").slice(1)) fs.rmSync(fileOf(folder, former, "key"));
  return numbersOf(folder, "cer")
    .map((number) => {
      const der = Buffer.from(fs.readFileSync(fileOf(folder, number, "cer"), "utf8"), "base64");
      return `${number}:${number === newest ? secret : ""}:${der.toString("base64url")}`;
    })
    .join();
}
