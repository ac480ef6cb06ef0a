import { Choice } from "#components/ui/choice.tsx";
import { FieldError } from "#components/ui/field-error.tsx";

export type OfferedPlace = {
  serviceId: string;
  /** Who and what: Trạm Y tế xã Bình Minh. */
  facility: string;
  /** Phòng khám Nội: Khám nội. */
  service: string;
  /** Sớm nhất: Thứ Sáu 27/11/2026, 8:20; or that there is none. */
  free: string;
  /** What it costs, and how much of it the insurance pays, before anything is chosen. */
  price: string;
};

type Props = {
  name: string;
  /** Nearest first, under why they are near. */
  groups: readonly { legend: string; places: readonly OfferedPlace[] }[];
  value?: string | undefined;
  error?: string | undefined;
};

/** Where to go: each place with its first free time and its price. */
export function PlaceChoice({ name, groups, value, error }: Props) {
  const shown = groups.filter(({ places }) => places.length > 0);
  return (
    <div className="grid grid-cols-1 gap-6">
      {shown.map(({ legend, places }, group) => (
        <fieldset key={legend} aria-describedby={error ? `${name}-error` : undefined}>
          <legend className="w-full border-ink border-b-2 pb-1 text-section">{legend}</legend>
          {error && group === 0 ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
          {places.map(({ serviceId, facility, service, free, price }, place) => (
            <div key={serviceId} className="border-rule border-b last:border-b-0">
              <Choice
                kind="radio"
                id={group === 0 && place === 0 ? name : `${name}-${serviceId}`}
                name={name}
                value={serviceId}
                label={facility}
                strong
                second={
                  <>
                    <span className="block">{service}</span>
                    <span className="block font-semibold text-ink">{free}</span>
                    <span className="block">{price}</span>
                  </>
                }
                chosen={serviceId === value}
                invalid={Boolean(error)}
              />
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
