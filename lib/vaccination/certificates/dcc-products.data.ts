/**
 * COVID-19 vaccines as the EU value sets name them (eu-dcc-valuesets: vaccine-medicinal-product, vaccine-mah-manf and
 * vaccine-prophylaxis, with vaccine-encoding-instructions of 2023-05-05), by CVX. `series`: doses of the primary series by the product's own label. A vaccine that is
 * not here, or whose product was not recorded (CVX 213, 500), cannot stand in an EU DCC.
 */
export type DccProduct = { product: string; holder: string; kind: string; name: string; series: 1 | 2 };

const MRNA = "1119349007";
const VECTOR = "29061000087103";
const INACTIVATED = "1157024006";

const comirnaty: DccProduct = {
  product: "EU/1/20/1528",
  holder: "ORG-100030215",
  kind: MRNA,
  name: "Comirnaty",
  series: 2,
};
const spikevax: DccProduct = {
  product: "EU/1/20/1507",
  holder: "ORG-100031184",
  kind: MRNA,
  name: "Spikevax",
  series: 2,
};

/** By CVX. */
export const dccProducts: Readonly<Record<string, DccProduct>> = {
  "207": spikevax,
  "208": comirnaty,
  "210": {
    product: "EU/1/21/1529",
    holder: "ORG-100001699",
    kind: VECTOR,
    name: "Vaxzevria",
    series: 2,
  },
  "212": { product: "EU/1/20/1525", holder: "ORG-100001417", kind: VECTOR, name: "Jcovden", series: 1 },
  "217": comirnaty,
  "218": comirnaty,
  "221": spikevax,
  "229": spikevax,
  "300": comirnaty,
  "301": comirnaty,
  "309": comirnaty,
  "505": {
    product: "Sputnik-V",
    holder: "Gamaleya-Research-Institute",
    kind: VECTOR,
    name: "Sputnik-V",
    series: 2,
  },
  "510": {
    product: "BBIBP-CorV",
    holder: "ORG-100020693",
    kind: INACTIVATED,
    name: "BBIBP-CorV",
    series: 2,
  },
  "511": { product: "CoronaVac", holder: "Sinovac-Biotech", kind: INACTIVATED, name: "CoronaVac", series: 2 },
  "519": spikevax,
  "520": comirnaty,
};

/** The disease COVID-19 (disease-agent-targeted, SNOMED CT). */
export const COVID_DISEASE = "840539006";
