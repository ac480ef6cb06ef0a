/** Why a certificate is taken or not. */
export type VerdictReason =
  | "ok"
  | "malformed"
  | "unsupported"
  | "untrusted-issuer"
  | "bad-signature"
  | "wrong-key-usage"
  | "schema"
  | "not-yet-valid"
  | "expired"
  | "revoked";

/** Lời đáp về một chứng nhận. What it says of a person is in `content`, to be shown only when `valid`; of several cards, a list. */
export type Verdict = {
  /** Null when the text is no certificate that we know of. */
  kind: "hcert" | "shc" | null;
  valid: boolean;
  reason: VerdictReason;
  issuer: string | null;
  /** Whom the trust file, or the certificate in it, names as the issuer. */
  signer: string | null;
  /** From when until when its signer says that it is good; null where it says nothing, or was not read so far. */
  from: Date | null;
  until: Date | null;
  content: unknown;
};

/** Where every verdict begins: nothing is known yet. */
export const unread = (kind: Verdict["kind"]): Verdict => ({
  kind,
  valid: false,
  reason: "malformed",
  issuer: null,
  signer: null,
  from: null,
  until: null,
  content: null,
});

/** A moment that a certificate names in seconds; null for what no calendar holds. */
export function momentAt(seconds: number | null | undefined): Date | null {
  if (seconds == null || Math.abs(seconds) > 8e12) return null;
  return new Date(seconds * 1000);
}

/** Thrown while reading; becomes the verdict of the certificate, never an error of the program. */
export class NotValid extends Error {
  readonly reason: Exclude<VerdictReason, "ok">;
  constructor(reason: Exclude<VerdictReason, "ok">) {
    super(reason);
    this.reason = reason;
  }
}

/** Uint8Array as WebCrypto and streams want it: over memory that nobody shares. */
export type Bytes = Uint8Array<ArrayBuffer>;
