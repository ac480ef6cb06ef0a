/**
 * Which vaccines hold which antigen, as CVX codes: the CDSi 4.64 map (see README), the part that Vietnam uses. Products
 * without a CVX code have one of ours, `VN-…`; CVX 19 (BCG) is not in that map.
 */
export const vaccinesOf: Record<string, readonly string[]> = {
  TB: ["19"],
  HepB: ["08", "42", "43", "44", "45", "51", "102", "104", "110", "132", "146", "189", "193", "198", "220"],
  Diphtheria: "01 09 20 22 28 50 102 106 107 110 113 115 120 130 132 138 139 146 170 195 196 198".split(" "),
  Tetanus:
    "01 09 20 22 28 35 50 102 106 107 110 112 113 115 120 130 132 138 139 142 146 170 195 196 198".split(" "),
  Pertussis: "01 11 20 22 50 102 106 107 110 115 120 130 132 146 170 198".split(" "),
  Hib: "17 22 46 47 48 49 50 51 102 120 132 146 148 170 198".split(" "),
  Polio: "02 10 89 110 120 130 132 146 170 178 179 182 195".split(" "),
  Measles: ["03", "04", "05", "94"],
  Rubella: ["03", "04", "06", "38", "94"],
  Mumps: ["03", "07", "38", "94"],
  "Japanese Encephalitis": ["39", "129", "134", "VN-JEVAX", "VN-IMOJEV"],
  Rotavirus: ["116", "119", "122", "VN-ROTAVIN"],
  Pneumococcal: ["100", "109", "133", "152", "177", "215", "216"],
  HPV: ["62", "118", "137", "165"],
  "Meningococcal B": ["162", "163", "164"],
  "Meningococcal BC": ["VN-MENGOC-BC"],
  Meningococcal: ["108", "114", "136", "147", "148", "203"],
  Varicella: ["21", "94"],
  Influenza: [
    "15",
    "16",
    "88",
    "135",
    "140",
    "141",
    "144",
    "149",
    "150",
    "153",
    "155",
    "158",
    "161",
    "166",
    "168",
    "171",
    "185",
    "186",
    "197",
    "205",
  ],
  HepA: ["31", "52", "83", "84", "85", "104", "169", "193"],
  Typhoid: ["25", "41", "53", "91", "101", "190"],
  Cholera: ["26", "172", "173", "174"],
  Dengue: ["56", "VN-QDENGA"],
  Zoster: ["187"],
};

/** Polio vaccines that are injected; the drops do not meet a dose of IPV. */
export const injectedPolio: readonly string[] = ["10", "89", "110", "120", "130", "132", "146", "170"];

/** Tetanus vaccines that the programme for pregnant women counts (rows TT_PREG). */
export const pregnancyTetanus: readonly string[] = ["35", "112"];

/**
 * Live vaccines that keep 28 days from each other unless given on one day (WHO); drops against polio and rotavirus are
 * exempt. BCG, measles, MR, MMR, MMRV, varicella, Imojev, Qdenga and Dengvaxia, yellow fever, nasal influenza.
 */
export const liveVaccines: readonly string[] =
  "19 05 04 03 94 06 07 38 21 VN-IMOJEV VN-QDENGA 56 37 183 184 111 149".split(" ");
