import { readEnv } from "../../lib/platform/env.ts";
import { nextCertificateKey } from "./start/certificate-keys.ts";
import { refuseSampleKeys } from "./start/keys.ts";
import { say } from "./start/say.ts";

/** `npm run rotate-certificate-key`: makes the key that signs certificates of vaccination from the next start on. */
try {
  const { KEYS_DIR, BOOK_MODE } = readEnv(process.env);
  if (BOOK_MODE === "live") refuseSampleKeys(KEYS_DIR);
  const number = nextCertificateKey(KEYS_DIR, BOOK_MODE);
  say(
    `certificate-${number}.key is made in ${KEYS_DIR}. It signs from the next start on; the former one then only proves.`,
  );
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
