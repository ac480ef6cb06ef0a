/**
 * What the CDSi 4.64 map (see README) says beyond the vaccines that Vietnam uses: what certificates of other places may
 * name, by antigen, as CVX codes.
 */
export const otherVaccinesOf: Readonly<Record<string, readonly string[]>> = {
  Rabies: "18 40 90 175 176".split(" "),
  Meningococcal: "32 103 167 191 192 316 328".split(" "),
  Pneumococcal: "33 327".split(" "),
  "Yellow Fever": "37 183 184".split(" "),
  Rotavirus: "74".split(" "),
  Orthopoxvirus: "75 105 206 325".split(" "),
  TBE: "77 222 223 224".split(" "),
  Influenza: "111 151 194 200 201 202 231 320 331 333".split(" "),
  Varicella: "121".split(" "),
  Zoster: "121 188".split(" "),
  "Meningococcal B": "167 316 328".split(" "),
  Ebola: "204 214".split(" "),
  "COVID-19":
    "207 208 210 211 212 213 217 218 219 221 227 228 229 230 300 301 302 308 309 310 311 312 313 334 500 501 502 503 504 505 506 507 508 509 510 511 512 513 514 515 516 517 518 519 520 521".split(
      " ",
    ),
  RSV: "303 304 305 306 307 314 315 326 332".split(" "),
  Chikungunya: "317 329".split(" "),
  Polio: "324".split(" "),
  Dengue: "330".split(" "),
};
