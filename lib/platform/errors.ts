/** What went wrong, in the few kinds that a caller can act on. Anything else is a fault of ours. */
export class KnownError extends Error {
  override readonly name: string = "KnownError";
}

/** The thing does not exist, or the caller may not know that it does. */
export class NotFound extends KnownError {
  override readonly name = "NotFound";
}

/** The caller is known and may not do this. */
export class NotAllowed extends KnownError {
  override readonly name = "NotAllowed";
}

/** Nobody is signed in, or the session has ended. */
export class SignedOut extends KnownError {
  override readonly name = "SignedOut";
}

/** A rule said no; `reason` is the key of a sentence in the copy. */
export class Refused extends KnownError {
  override readonly name = "Refused";
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Somebody else changed it first. */
export class Conflict extends KnownError {
  override readonly name = "Conflict";
}

/** An outside system did not answer, or not in a way that can be trusted. */
export class GatewayUnavailable extends KnownError {
  override readonly name = "GatewayUnavailable";
  readonly system: string;
  constructor(system: string, cause?: unknown) {
    super(`${system} did not answer`, { cause });
    this.system = system;
  }
}
