import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { book } from "../actions.ts";
import type { Answers } from "./answers.ts";

type Props = {
  answers: Answers & { key: string };
  slotId: string;
  written: string | undefined;
  label: string;
};

/** Sends a booking. The same form again, also after a time-out, books nothing twice: its key is carried along. */
export async function SendForm({ answers, slotId, written, label }: Props) {
  const t = await getTranslations("booking.ask");
  const fields = {
    key: answers.key,
    slotId,
    serviceId: answers.service,
    why: answers.why,
    day: answers.day,
    origin: answers.origin,
    originRef: answers.ref,
  };
  return (
    <form action={book}>
      <BookField />
      {Object.entries(fields).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <Stack loose>
        <Field
          label={t("words")}
          hint={t("wordsHint")}
          name="reason"
          lines={3}
          maxLength={500}
          defaultValue={written}
        />
        <Button>{label}</Button>
      </Stack>
    </form>
  );
}
