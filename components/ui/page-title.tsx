import type { ReactNode } from "react";
import { keepTogether } from "./keep-together.tsx";

type Props = {
  children: ReactNode;
  /** Small, above: for whom a question is asked, or the number of the day. */
  above?: ReactNode;
  /** Small, below: who and where, or one sentence of what is here. */
  below?: ReactNode;
  /** What reads the page aloud. */
  aloud?: ReactNode;
};

/** The same words as the link that led here; once on a page. */
export function PageTitle({ children, above, below, aloud }: Props) {
  return (
    <div className="page-title pt-2 pb-6">
      {above ? <p className="pb-1 text-ink-2 text-second">{above}</p> : null}
      <h1 className="text-page-title">{keepTogether(children)}</h1>
      {below ? <p className="pt-2 text-ink-2 text-second">{below}</p> : null}
      {aloud ? <div className="pt-2">{aloud}</div> : null}
    </div>
  );
}
