import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { DoseFiles } from "../../drizzle/seed/population/dose-files.ts";
import { readWish } from "../../drizzle/seed/population/wish.ts";
import { type Written, writePopulation } from "../../drizzle/seed/population/write-population.ts";
import { dayOf } from "../../lib/platform/clock.ts";

/** `npm run population`: writes the claim files of an invented population, and what its children were vaccinated with. */
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

const USAGE = `npm run population -- --citizens N [--seed S] [--years Y] [--until YYYY-MM-DD] --out DIR
  Viết tệp hồ sơ khám chữa bệnh và tệp mũi tiêm của một dân số giả. Cùng tham số thì cùng từng byte.
  --citizens  số người, 1 đến 2.000.000
  --seed      chữ hoặc số bất kỳ (mặc định binh-son)
  --years     số năm khám, 1 đến 15 (mặc định 2)
  --until     ngày cuối (mặc định 2026-10-31)
  --out       thư mục mới hoặc trống`;

/** Under npm the working directory is the project; paths are meant from where the command was typed. */
const typedIn = process.env.npm_lifecycle_event === "population" ? (process.env.INIT_CWD ?? ".") : ".";

function readArguments() {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { citizens: text, seed: text, years: text, until: text, out: text },
  });
  const { out, ...wished } = values;
  if (!out) throw new Error("Thiếu --out: thư mục để viết.");
  return { wish: readWish(wished), folder: path.resolve(typedIn, out) };
}

const told = new Intl.NumberFormat("vi-VN");

function sayWritten(
  { citizens, born, encounters, dossiers, rows, files, bytes }: Written,
  doses: DoseFiles,
  ms: number,
): void {
  const memory = process.resourceUsage().maxRSS / 1024;
  say(
    `${told.format(citizens)} người và ${told.format(born)} trẻ mới sinh · ${told.format(encounters)} lần khám · ` +
      `${told.format(dossiers)} hồ sơ, ${told.format(rows)} dòng · ${told.format(doses.doses)} mũi tiêm · ` +
      `${told.format(files + doses.files)} tệp, ${told.format(bytes + doses.bytes)} byte · ` +
      `${(ms / 1000).toFixed(1)} s, nhiều nhất ${memory.toFixed(0)} MB bộ nhớ`,
  );
}

try {
  const { wish, folder } = readArguments();
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0)
    throw new Error(`Thư mục “${folder}” đã có tệp; chọn thư mục mới.`);
  if (wish.untilText > dayOf(new Date()))
    say(`! Ngày cuối ${wish.untilText} ở sau hôm nay: hồ sơ của những ngày chưa đến sẽ bị giữ lại khi nhập.`);
  const started = performance.now();
  const doses = new DoseFiles(folder, wish.seed, wish.until);
  const written = writePopulation({ ...wish, folder }, { household: (people) => doses.add(people) });
  doses.close();
  sayWritten(written, doses, performance.now() - started);
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}
