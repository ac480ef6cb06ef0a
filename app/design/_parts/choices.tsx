import { useTranslations } from "next-intl";
import { Checkbox } from "../../../components/ui/checkbox.tsx";
import { RadioGroup } from "../../../components/ui/radio-group.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Stack } from "../../../components/ui/stack.tsx";
import { TimeChoice } from "../../../components/ui/time-choice.tsx";

export function ChoiceParts() {
  const t = useTranslations("design");
  return (
    <div>
      <Section title={t("choices.title")}>
        <Stack loose>
          <RadioGroup
            name="who"
            legend={t("choices.who")}
            value="hoa"
            options={[
              { value: "hoa", label: t("choices.hoa"), second: t("choices.you") },
              { value: "khoi", label: t("choices.khoi"), second: t("choices.child") },
              { value: "thu", label: t("long") },
              { value: "unknown", label: t("choices.unknown") },
            ]}
          />
          <RadioGroup
            name="where"
            legend={t("choices.where")}
            hint={t("choices.whereHint")}
            error={t("choices.whereError")}
            options={[
              { value: "station", label: t("choices.station") },
              { value: "centre", label: t("choices.centre") },
              { value: "unknown", label: t("choices.unknown") },
            ]}
          />
          <div>
            <Checkbox name="remind" label={t("choices.remind")} checked />
            <Checkbox
              name="agree"
              label={t("choices.agree")}
              second={t("choices.agreeSecond")}
              error={t("choices.agreeError")}
            />
          </div>
          <TimeChoice
            name="time"
            legend={t("choices.times")}
            chosenWord={t("choices.chosen")}
            value="0820"
            times={[
              { value: "0800", time: "8:00", left: t("choices.full"), full: true },
              { value: "0820", time: "8:20", left: t("choices.left", { count: 4 }) },
              { value: "0840", time: "8:40", left: t("choices.left", { count: 1 }) },
              { value: "any", time: t("choices.any"), left: t("choices.left", { count: 5 }) },
            ]}
          />
        </Stack>
      </Section>
    </div>
  );
}
