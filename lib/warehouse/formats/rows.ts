import { bytesOfBase64, textOf } from "./text.ts";
import { Unreadable } from "./unreadable.ts";
import { walkXml, type XmlListener } from "./xml.ts";

/** One row of a part: official field name → what was sent, without blanks around it; `""` when empty. */
export type Row = Record<string, string>;

/** The longest single value of a row. The portal stops at 4,000; clinical notes of some producers are longer. */
const LONGEST_VALUE = 1_000_000;

/** Rows are known by the name of their own element: producers differ on what they wrap around it. */
const rowElements: Record<string, string> = {
  XML0: "TRANG_THAI_KCB",
  XML1: "TONG_HOP",
  XML2: "CHI_TIET_THUOC",
  XML3: "CHI_TIET_DVKT",
  XML4: "CHI_TIET_CLS",
  XML5: "CHI_TIET_DIEN_BIEN_BENH",
  XML6: "HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS",
  XML7: "CHI_TIEU_DU_LIEU_GIAY_RA_VIEN",
  XML8: "CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN",
  XML9: "DU_LIEU_GIAY_CHUNG_SINH",
  XML10: "CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI",
  XML11: "CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI",
  XML13: "CHI_TIEU_GIAYCHUYENTUYEN",
  XML14: "CHI_TIEU_GIAYHEN_KHAMLAI",
  XML15: "CHITIET_DIEUTRI_BENHLAO",
};

/** The parts that are sent; anything else is kept aside (XML12 is typed at the portal and belongs to no claim). */
export const knownParts: ReadonlySet<string> = new Set(Object.keys(rowElements));

/** A paper is one record, often without an element of its own around it: whatever holds an MA_LK is one. */
const isPaper = (part: string) => Number(part.slice(3)) > 5;

type Open = { name: string; text: string; inner: boolean; row: Row | null; filled: boolean };

/** Holds the signature of a facility, which is no row. */
const SIGNATURE = "CHUKYDONVI";

/** Rows inherit nothing, so that no name of a sender's means anything; and being of one kind, they are read fast. */
class Fields {}
Object.setPrototypeOf(Fields.prototype, null);
Reflect.deleteProperty(Fields.prototype, "constructor");

const emptyRow = (): Row => new Fields() as Row;

/** Collects the rows of one part: elements whose children are plain values. */
export class RowCollector implements XmlListener {
  readonly #found: { element: string; row: Row }[] = [];
  readonly #open: Open[] = [];
  #inSignature = 0;

  open(name: string): void {
    const parent = this.#open.at(-1);
    if (parent) parent.inner = true;
    if (name === SIGNATURE) this.#inSignature += 1;
    this.#open.push({ name, text: "", inner: false, row: null, filled: false });
  }

  text(text: string): void {
    const here = this.#open.at(-1);
    if (!here) return;
    if (here.text.length + text.length > LONGEST_VALUE) throw new Unreadable("too-long");
    here.text += text;
  }

  close(): void {
    const here = this.#open.pop();
    if (!here) return;
    if (here.name === SIGNATURE) this.#inSignature -= 1;
    else if (this.#inSignature === 0) this.#keep(here, this.#open.at(-1));
  }

  /** As open, text and close of one element, which most are: a field and its value. False when nothing is open. */
  leaf(name: string, text: string): boolean {
    const parent = this.#open.at(-1);
    if (!parent) return false;
    if (text.length > LONGEST_VALUE) throw new Unreadable("too-long");
    parent.inner = true;
    if (this.#inSignature === 0 && name !== SIGNATURE) this.#put(parent, name, text.trim());
    return true;
  }

  #keep(here: Open, parent: Open | undefined): void {
    if (here.row && here.filled) this.#found.push({ element: here.name, row: here.row });
    if (!here.inner && parent) this.#put(parent, here.name, here.text.trim());
  }

  #put(parent: Open, name: string, value: string): void {
    parent.row ??= emptyRow();
    parent.row[name] ||= value;
    parent.filled ||= value !== "";
  }

  /** The rows of a part. Throws `Unreadable` when values came, but none in a row that this part knows. */
  rowsOf(part: string): Row[] {
    const filled = this.#found;
    const named = filled.filter(({ element }) => element === rowElements[part]);
    const rows = named.length > 0 || !isPaper(part) ? named : filled.filter(({ row }) => row.MA_LK);
    if (rows.length === 0 && filled.length > 0) throw new Unreadable("no-rows", rowElements[part]);
    return rows.map(({ row }) => row);
  }
}

/** The rows inside one NOIDUNGFILE given as text: base64 of XML, or the XML itself. */
export function readRows(part: string, content: string): Row[] {
  const bare = content.replace(/^[\s\uFEFF]+/, "");
  if (bare === "") return [];
  const xml = bare.startsWith("<") ? bare : textOf(bytesOfBase64(bare)).replace(/^[\s\uFEFF]+/, "");
  const collector = new RowCollector();
  walkXml(xml, collector, LONGEST_VALUE);
  return collector.rowsOf(part);
}

/** What was sent under an official name; empty and absent are the same. */
export function sent(row: Row, field: string): string | null {
  return row[field] || null;
}
