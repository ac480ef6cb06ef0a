import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

/** Missing for whoever may not open it. */
export type OpenHeld = (form: FormData) => Promise<void>;
type Props = { encounterId: string; open?: OpenHeld | undefined; failed?: boolean; test?: string };

/** Stands where a result waits for the doctor: that its reader chose so, until when, and the way to see it now. */
export async function HeldResult({ encounterId, open, failed, test }: Props) {
  const t = await getTranslations("results.wait");
  return (
    <div className="pb-4">
      <Callout kind="note" level={test === undefined ? 3 : 2} title={t("held")}>
        <p>{t("heldText")}</p>
        {failed ? <p role="alert">{t("failed")}</p> : null}
        {open ? (
          <form action={open} className="pt-3" data-print="no">
            <input type="hidden" name="encounterId" value={encounterId} />
            {test === undefined ? null : <input type="hidden" name="test" value={test} />}
            <Button kind="second">{t("open")}</Button>
            <p className="pt-2 text-ink-2 text-second">{t("openHint")}</p>
          </form>
        ) : null}
      </Callout>
    </div>
  );
}
