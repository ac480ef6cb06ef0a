import type { RulePack } from "../forecasting/pack.ts";

/** What a pack says of itself, and other spellings of its groups. */
export type About = Pick<RulePack, "name" | "version" | "source" | "licence"> & {
  spellings: Record<string, string[]>;
};

/** The published supporting data that packs are made of. */
export const published: Record<"cdc" | "who", About & { schedule: string }> = {
  cdc: {
    name: "cdc",
    version: "4.64-508",
    source:
      "CDC, CDSi supporting data 4.64-508, as JSON in github.com/fhir-fli/cicada lib/Version_4.64-508/JSON @f331ed1e4793",
    licence: "work of the United States Government, public domain; the repository MIT",
    schedule: "ScheduleSupportingData.json",
    spellings: {
      "DTaP/Tdap/Td": ["DTAP", "TDAP", "TD", "DTP"],
      Influenza: ["FLU"],
      "Japanese Encephalitis": ["JE"],
      Meningococcal: ["MCV", "MCV4", "MenACWY"],
      "Meningococcal B": ["MENB", "Men B"],
      Pneumococcal: ["PCV", "PPSV", "PneumoPCV"],
      Polio: ["POL", "IPOL", "IPV", "OPV"],
      Rotavirus: ["ROTA"],
      Varicella: ["VAR"],
      "Yellow Fever": ["YF"],
      Zoster: ["ZOS"],
      Orthopoxvirus: ["Smallpox", "Mpox"],
    },
  },
  who: {
    name: "who",
    version: "2026-02-24",
    source:
      "WHO position papers as encoded in the CDSi form by github.com/fhir-fli/cicada lib/generated_files/who @f331ed1e4793",
    licence: "MIT",
    schedule: "schedule_supporting_data.json",
    spellings: {
      DTP: ["DTAP", "DTaP/Tdap/Td"],
      PCV: ["Pneumococcal"],
      Influenza: ["FLU"],
      Meningococcal: ["MCV"],
      Polio: ["POL", "IPOL"],
      Rotavirus: ["ROTA"],
      JE: ["Japanese Encephalitis"],
    },
  },
};
