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

/** Lời đáp về một chứng nhận. What it says of a person is in `content`, to be shown only when `valid`. */
export type Verdict = {
  /** Null when the text is no certificate that we know of. */
  kind: "hcert" | "shc" | null;
  valid: boolean;
  reason: VerdictReason;
  issuer: string | null;
  content: unknown;
};

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
