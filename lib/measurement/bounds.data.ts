/**
 * Between which a number is believed: what lies outside is most likely a slip of the finger, such as 1200 for 120. Numbers of
 * ours, none of medicine; the database holds to the same.
 */
export const bounds = {
  systolic: [50, 300],
  diastolic: [20, 200],
  pulse: [20, 250],
  "mmol/L": [0.5, 60],
  "mg/dL": [10, 1000],
  kg: [0.5, 300],
  "°C": [30, 45],
} as const satisfies Record<string, readonly [number, number]>;
export type Bounded = keyof typeof bounds;

/** So many digits after the comma: as instruments at home show them. */
export const decimals: Record<Bounded, number> = {
  ...{ systolic: 0, diastolic: 0, pulse: 0, "mmol/L": 1, "mg/dL": 0, kg: 2, "°C": 1 },
};
