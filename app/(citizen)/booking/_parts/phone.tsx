import { getTranslations } from "next-intl/server";

/** Gọi cơ sở, where it entered a number. */
export async function Phone({ phone }: { phone: string | null | undefined }) {
  if (!phone) return null;
  const t = await getTranslations("booking.ask");
  return (
    <p>
      <a href={`tel:${phone}`} className="inline-flex min-h-target items-center">
        {t("call", { phone })}
      </a>
    </p>
  );
}
