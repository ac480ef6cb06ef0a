import { createPrivateKey, createPublicKey, randomBytes, sign } from "node:crypto";
import { publicPoint } from "./p256.ts";

const der = (tag: number, ...content: (number[] | Buffer)[]): Buffer => {
  const inside = Buffer.concat(content.map((one) => Buffer.from(one)));
  const { length } = inside;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), inside]);
};
const [BOOLEAN, INTEGER, BITS, BYTES, OID, UTF8, PRINTABLE, TIME, SEQUENCE, SET] = [
  1, 2, 3, 4, 6, 12, 19, 24, 0x30, 0x31,
];

function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const arc = (value: number): number[] => {
    const groups = [value & 127];
    for (let left = value >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128);
    return groups;
  };
  return der(OID, [first * 40 + second, ...rest.flatMap(arc)]);
}

const [COUNTRY, COMMON_NAME] = ["2.5.4.6", "2.5.4.3"];
const [KEY_USAGE, EXTENDED_KEY_USAGE] = ["2.5.29.15", "2.5.29.37"];
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const DIGITAL_SIGNATURE = [7, 0x80];

const time = (at: Date) => der(TIME, Buffer.from(`${at.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));

/** Whom a certificate names, from when until when it is good, and what its key may sign (RFC 5280, dotted numbers). */
export type SelfSigned = {
  name: string;
  country: string;
  from: Date;
  until: Date;
  usages: readonly string[];
};

/** An X.509 certificate about a P-256 key, signed with that key itself; DER. */
export function selfSigned(secret: Buffer, o: SelfSigned): Buffer {
  const ec = { kty: "EC", crv: "P-256" } as const;
  const key = createPrivateKey({
    key: { ...ec, ...publicPoint(secret), d: secret.toString("base64url") },
    format: "jwk",
  });
  const algorithm = der(SEQUENCE, identifier(ECDSA_WITH_SHA256));
  const part = (kind: string, tag: number, text: string) =>
    der(SET, der(SEQUENCE, identifier(kind), der(tag, Buffer.from(text, "utf8"))));
  const name = der(SEQUENCE, part(COUNTRY, PRINTABLE, o.country), part(COMMON_NAME, UTF8, o.name));
  const extensions = der(
    0xa3,
    der(
      SEQUENCE,
      der(SEQUENCE, identifier(KEY_USAGE), der(BOOLEAN, [255]), der(BYTES, der(BITS, DIGITAL_SIGNATURE))),
      der(SEQUENCE, identifier(EXTENDED_KEY_USAGE), der(BYTES, der(SEQUENCE, ...o.usages.map(identifier)))),
    ),
  );
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, [2])),
    der(INTEGER, serial),
    algorithm,
    name,
    der(SEQUENCE, time(o.from), time(o.until)),
    name,
    createPublicKey(key).export({ type: "spki", format: "der" }),
    extensions,
  );
  return der(SEQUENCE, body, algorithm, der(BITS, [0], sign("sha256", body, key)));
}
