import { getTranslations } from "next-intl/server";
import { Notice } from "#components/ui/notice.tsx";
import { signInErrors } from "#lib/identity/realms.ts";

/** Why the sign-in before this page did not happen, in words. */
export async function SignInTrouble({ error }: { error: string | string[] | undefined }) {
  const t = await getTranslations("signIn");
  const known = signInErrors.find((one) => one === error);
  if (!known) return null;
  return (
    <Notice alert title={t(`errors.${known}.title`)}>
      <p>{t(`errors.${known}.text`)}</p>
    </Notice>
  );
}
