"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import type { MeasurementKind } from "#lib/measurement/rules.ts";

/** What was typed, by the name of its field. */
export type Typed = Record<string, string>;
/** What became of it: the field to mend and its sentence, with all that was typed. */
export type Measuring = { typed: Typed; fault: { field: string; text: string } | null };

type Option = { value: string; label: string };
type Props = {
  kind: MeasurementKind;
  send: (before: Measuring, form: FormData) => Promise<Measuring>;
  typed: Typed;
  /** Hidden fields: whose book, which measurement. */
  children: ReactNode;
  /** What stands under it: what waits for a network. */
  below: ReactNode;
  words: Record<
    | "systolic"
    | "systolicHint"
    | "diastolic"
    | "diastolicHint"
    | "pulse"
    | "pulseHint"
    | "value"
    | "valueHint"
    | "unit"
    | "meal"
    | "at"
    | "atHint"
    | "note"
    | "noteHint"
    | "save"
    | "mend",
    string
  >;
  units: readonly Option[];
  meals: readonly Option[];
};

/** Ghi một lần đo: the number first and large. What cannot be is given back as it was typed; works without scripts. */
export function MeasureForm({ kind, send, typed, children, below, words, units, meals }: Props) {
  const [state, action] = useActionState(send, { typed, fault: null });
  const before = state.typed;
  const errorOf = (field: string) => (state.fault?.field === field ? state.fault.text : undefined);
  const number = (name: "systolic" | "diastolic" | "pulse" | "value", decimal = false) => (
    <Field
      key={`${name} ${before[name] ?? ""}`}
      label={words[name]}
      hint={words[`${name}Hint`]}
      name={name}
      width="phone"
      big={name !== "pulse"}
      inputMode={decimal ? "decimal" : "numeric"}
      maxLength={7}
      autoComplete="off"
      defaultValue={before[name]}
      error={errorOf(name)}
    />
  );
  return (
    <form action={action}>
      {children}
      <input type="hidden" name="kind" value={kind} />
      {state.fault ? <ErrorSummary title={words.mend} errors={[state.fault]} /> : null}
      <Stack loose>
        {kind === "blood-pressure" ? (
          <>
            {number("systolic")}
            {number("diastolic")}
            {number("pulse")}
          </>
        ) : (
          number("value", true)
        )}
        {kind === "blood-sugar" ? (
          <>
            <RadioGroup
              key={`unit ${before.unit}`}
              legend={words.unit}
              name="unit"
              options={units}
              value={before.unit ?? ""}
              {...(errorOf("unit") ? { error: errorOf("unit") ?? "" } : {})}
            />
            <RadioGroup
              key={`meal ${before.meal}`}
              legend={words.meal}
              name="meal"
              options={meals}
              value={before.meal ?? ""}
              {...(errorOf("meal") ? { error: errorOf("meal") ?? "" } : {})}
            />
          </>
        ) : null}
        <Field
          label={words.at}
          hint={words.atHint}
          name="at"
          type="datetime-local"
          defaultValue={before.at}
          error={errorOf("at")}
        />
        <Field
          label={words.note}
          hint={words.noteHint}
          name="note"
          maxLength={200}
          autoComplete="off"
          defaultValue={before.note}
          error={errorOf("note")}
        />
        <div>
          <Button>{words.save}</Button>
          {below}
        </div>
      </Stack>
    </form>
  );
}
