import { dayAt, dayOf } from "./calendar.ts";
import { type Card, cardOn } from "./cards.ts";
import type { Encounter } from "./encounter.ts";

/** Amounts in hundredths of a đồng, so that they are whole numbers and add up exactly. */
export type Amounts = { total: number; insured: number; fund: number; copay: number; self: number };

export const nothing: Amounts = { total: 0, insured: 0, fund: 0, copay: 0, self: 0 };

/** What a line costs whom: the fund pays its share of what is in scope, the rest of that is copayment. */
export function amountsOf(
  quantity: number,
  price: { own: number; insured: number },
  inScope: boolean,
  share: number,
): Amounts {
  const total = quantity * price.own * 100;
  const insured = inScope ? quantity * price.insured * 100 : 0;
  const fund = inScope ? quantity * price.insured * share : 0;
  return { total, insured, fund, copay: insured - fund, self: total - insured };
}

export function added(all: Iterable<Amounts>): Amounts {
  const sum = { ...nothing };
  for (const one of all) {
    sum.total += one.total;
    sum.insured += one.insured;
    sum.fund += one.fund;
    sum.copay += one.copay;
    sum.self += one.self;
  }
  return sum;
}

/** With two decimals, as amounts are sent. */
export const money = (hundredths: number): string =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;

/** 15 % of the base salary: 2,340,000 đ until 30/06/2026, then 2,530,000 đ (NĐ 161/2026). */
const exempt = [
  { from: dayAt(2026, 7, 1), under: 379_500 },
  { from: dayAt(2024, 7, 1), under: 351_000 },
];

/** The lines of a visit with their amounts, its card and its benefit rate. */
export type Bill = {
  card: Card | null;
  /** MUC_HUONG. */
  share: number;
  medicines: { inScope: boolean; amounts: Amounts }[];
  services: { inScope: boolean; amounts: Amounts }[];
  supplies: { inScope: boolean; amounts: Amounts }[];
};

function linesAt(encounter: Encounter, insured: boolean, share: number) {
  const medicines = encounter.medicines.map(({ medicine, quantity }) => {
    const inScope = insured && !medicine.outOfScope;
    return {
      inScope,
      amounts: amountsOf(quantity, { own: medicine.price, insured: medicine.price }, inScope, share),
    };
  });
  const services = encounter.services.map(({ service, quantity }) => {
    const price = {
      own: insured ? service.ownPrice : Math.max(service.price, service.ownPrice),
      insured: service.price,
    };
    return { inScope: insured, amounts: amountsOf(quantity, price, insured, share) };
  });
  const supplies = encounter.supplies.map(({ price, quantity }) => ({
    inScope: insured,
    amounts: amountsOf(quantity, { own: price, insured: price }, insured, share),
  }));
  return { medicines, services, supplies };
}

/** Tính tiền một lần khám: everything in scope is paid whole at primary level, under the 15 % rule, else by the card. */
export function billOf(encounter: Encounter): Bill {
  const { person, arrivedAt, underMother } = encounter;
  const day = dayOf(arrivedAt);
  const card = encounter.category === "9" ? null : cardOn(person, day);
  if (!card) return { card: null, share: 0, ...linesAt(encounter, false, 0) };
  const byCard = underMother ? 100 : card.share;
  const first = linesAt(encounter, true, byCard);
  const { insured } = added(
    [...first.medicines, ...first.services, ...first.supplies].map(({ amounts }) => amounts),
  );
  const small = insured < 100 * (exempt.find(({ from }) => day >= from)?.under ?? 0);
  const share = encounter.category === "1.2" || small ? 100 : byCard;
  return { card, share, ...(share === byCard ? first : linesAt(encounter, true, share)) };
}
