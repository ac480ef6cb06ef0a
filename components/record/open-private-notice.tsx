import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

type Props = { encounterId: string; close: (form: FormData) => Promise<void> };

/** Stands on a private visit that is open: that it is, until when, and the way to close it. */
export async function OpenPrivateNotice({ encounterId, close }: Props) {
  const t = await getTranslations("privateVisits");
  return (
    <div className="pb-6" data-print="no">
      <Callout kind="note" level={2} title={t("isOpen")}>
        <p className="pb-3">{t("isOpenText")}</p>
        <form action={close}>
          <input type="hidden" name="encounterId" value={encounterId} />
          <Button kind="second" icon="lock">
            {t("close")}
          </Button>
        </form>
      </Callout>
    </div>
  );
}
