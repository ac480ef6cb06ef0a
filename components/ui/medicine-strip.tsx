type Props = {
  /** Sáng, Trưa, Chiều, Tối: what is taken then, or the word for nothing (không). */
  parts: readonly { time: string; amount?: string }[];
  none: string;
};

/** The day in four parts; a part without medicine says so. */
export function MedicineStrip({ parts, none }: Props) {
  return (
    <div className="@container">
      <dl className="grid grid-cols-2 gap-px border border-edge bg-rule @min-[16.5rem]:grid-cols-4">
        {parts.map(({ time, amount }) => (
          <div key={time} className="bg-paper px-1 py-1 text-center">
            <dt className="text-ink-2 text-small">{time}</dt>
            <dd className={amount ? "font-semibold text-second" : "text-quiet text-second"}>
              {amount ?? none}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
