import type { Database } from "#lib/platform/db.ts";

type Waiting<Asked, Answer> = {
  asked: Asked;
  tell: (answer: Answer) => void;
  fail: (error: unknown) => void;
};
type Line<Asked, Answer> = { waiting: Waiting<Asked, Answer>[]; isBusy: boolean };

/**
 * Those who ask while a statement runs are asked for together in the next one, at most `most` at once: a busy hour costs
 * fewer statements for each line, and one durable commit serves many. `askFor` answers each, in the order given; what
 * fails for many is asked for one after another, in their order, so that nobody fails for somebody else's sake. It must be
 * safe to ask twice.
 */
export function together<Asked, Answer>(
  most: number,
  askFor: (app: Database, all: readonly Asked[]) => Promise<readonly (Answer | undefined)[]>,
): (app: Database, asked: Asked) => Promise<Answer> {
  const lines = new WeakMap<Database, Line<Asked, Answer>>();

  async function answer(app: Database, all: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await askFor(
        app,
        all.map(({ asked }) => asked),
      );
      all.forEach(({ tell, fail }, at) => {
        const own = answers[at];
        if (own === undefined) fail(new Error("the database answered somebody nothing"));
        else tell(own);
      });
    } catch (error) {
      if (all.length === 1) all[0]?.fail(error);
      else for (const one of all) await answer(app, [one]);
    }
  }

  async function run(app: Database, line: Line<Asked, Answer>): Promise<void> {
    line.isBusy = true;
    // Those of one moment come together already the first time.
    await new Promise((resolve) => setImmediate(resolve));
    while (line.waiting.length > 0) await answer(app, line.waiting.splice(0, most));
    line.isBusy = false;
  }

  return (app, asked) =>
    new Promise((tell, fail) => {
      const line = lines.get(app) ?? { waiting: [], isBusy: false };
      lines.set(app, line);
      line.waiting.push({ asked, tell, fail });
      if (!line.isBusy) void run(app, line);
    });
}
