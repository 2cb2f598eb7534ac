// Federal departments, their components and independent agencies, with the names texts use for them.
// Our own table: data only. An alias in capitals is matched as written, any other in any case;
// one that two agencies share ("FSA") is read only in texts of their own departments' offices.

import { type AgencyRow, MORE_COMPONENTS, MORE_INDEPENDENT } from "./federal-components";

/** One agency: `parent` is the slug of the department it is a component of, null at the top of the tree. */
export interface FederalAgency {
  readonly slug: string;
  readonly name: string;
  readonly abbreviation: string | null;
  readonly parent: string | null;
  /** Further names, offices and officials that stand for the agency. */
  readonly aliases: readonly string[];
}

const DEPARTMENTS: readonly (readonly [AgencyRow, readonly AgencyRow[]])[] = [
  [
    ["dhs", "Department of Homeland Security", "DHS", "Homeland Security Department"],
    [
      [
        "cbp",
        "U.S. Customs and Border Protection",
        "CBP",
        "Border Patrol",
        "Office of Field Operations",
        "OFO",
        "Air and Marine Operations",
      ],
      [
        "ice",
        "U.S. Immigration and Customs Enforcement",
        "ICE",
        "Homeland Security Investigations",
        "HSI",
        "Enforcement and Removal Operations",
        "ERO",
      ],
      ["uscis", "U.S. Citizenship and Immigration Services", "USCIS"],
      ["fema", "Federal Emergency Management Agency", "FEMA", "National Flood Insurance Program", "NFIP"],
      ["tsa", "Transportation Security Administration", "TSA", "Federal Air Marshal Service"],
      ["uscg", "U.S. Coast Guard", "USCG", "Coast Guard"],
      ["usss", "U.S. Secret Service", "USSS", "Secret Service"],
      [
        "cisa",
        "Cybersecurity and Infrastructure Security Agency",
        "CISA",
        "National Protection and Programs Directorate",
        "NPPD",
      ],
      [
        "cwmd",
        "Countering Weapons of Mass Destruction Office",
        "CWMD",
        "Domestic Nuclear Detection Office",
        "DNDO",
      ],
      [
        "fletc",
        "Federal Law Enforcement Training Centers",
        "FLETC",
        "Federal Law Enforcement Training Center",
      ],
      ["fps", "Federal Protective Service", "FPS"],
      ["dhs-ia", "Office of Intelligence and Analysis", "I&A"],
      ["dhs-st", "Science and Technology Directorate", "S&T"],
      ["dhs-mgmt", "Management Directorate", null],
      [
        "us-visit",
        "United States Visitor and Immigrant Status Indicator Technology",
        "US-VISIT",
        "Office of Biometric Identity Management",
        "OBIM",
      ],
    ],
  ],
  [
    ["va", "Department of Veterans Affairs", "VA", "Veterans Affairs"],
    [
      ["vha", "Veterans Health Administration", "VHA", "Under Secretary for Health"],
      ["vba", "Veterans Benefits Administration", "VBA", "Under Secretary for Benefits"],
      ["nca", "National Cemetery Administration", "NCA"],
    ],
  ],
  [
    ["doj", "Department of Justice", "DOJ", "Justice Department", "DoJ"],
    [
      ["fbi", "Federal Bureau of Investigation", "FBI"],
      ["dea", "Drug Enforcement Administration", "DEA"],
      ["atf", "Bureau of Alcohol, Tobacco, Firearms and Explosives", "ATF"],
      ["bop", "Federal Bureau of Prisons", "BOP", "Bureau of Prisons"],
      ["usms", "U.S. Marshals Service", "USMS"],
      ["eoir", "Executive Office for Immigration Review", "EOIR"],
      ["ojp", "Office of Justice Programs", "OJP"],
    ],
  ],
  [
    ["hhs", "Department of Health and Human Services", "HHS"],
    [
      [
        "cms",
        "Centers for Medicare & Medicaid Services",
        "CMS",
        "Centers for Medicare and Medicaid Services",
      ],
      ["fda", "Food and Drug Administration", "FDA"],
      ["cdc", "Centers for Disease Control and Prevention", "CDC"],
      ["nih", "National Institutes of Health", "NIH"],
      ["orr", "Office of Refugee Resettlement", "ORR"],
      ["ihs", "Indian Health Service", "IHS"],
    ],
  ],
  [
    ["dod", "Department of Defense", "DOD", "DoD", "Defense Department"],
    [
      ["army", "Department of the Army", null, "U.S. Army"],
      ["navy", "Department of the Navy", null, "U.S. Navy", "Marine Corps"],
      ["air-force", "Department of the Air Force", null, "U.S. Air Force"],
      ["dla", "Defense Logistics Agency", "DLA"],
      ["usace", "U.S. Army Corps of Engineers", "USACE"],
    ],
  ],
  [
    ["treasury", "Department of the Treasury", null, "Treasury Department"],
    [
      ["irs", "Internal Revenue Service", "IRS"],
      ["fincen", "Financial Crimes Enforcement Network", "FinCEN"],
      ["occ", "Office of the Comptroller of the Currency", "OCC"],
    ],
  ],
  [
    ["dot", "Department of Transportation", "DOT"],
    [
      ["faa", "Federal Aviation Administration", "FAA"],
      ["fra", "Federal Railroad Administration", "FRA"],
      ["fhwa", "Federal Highway Administration", "FHWA"],
      ["fta", "Federal Transit Administration", "FTA"],
      ["nhtsa", "National Highway Traffic Safety Administration", "NHTSA"],
      ["phmsa", "Pipeline and Hazardous Materials Safety Administration", "PHMSA"],
    ],
  ],
  [
    ["doi", "Department of the Interior", "DOI"],
    [
      ["blm", "Bureau of Land Management", "BLM"],
      ["nps", "National Park Service", "NPS"],
      ["bia", "Bureau of Indian Affairs", "BIA"],
      ["usfws", "U.S. Fish and Wildlife Service", "USFWS", "Fish and Wildlife Service"],
    ],
  ],
  [
    ["usda", "Department of Agriculture", "USDA"],
    [
      ["fs", "Forest Service", null],
      ["fsis", "Food Safety and Inspection Service", "FSIS"],
      ["fns", "Food and Nutrition Service", "FNS"],
      ["farm-service", "Farm Service Agency", "FSA"],
    ],
  ],
  [
    ["doc", "Department of Commerce", null],
    [
      ["nist", "National Institute of Standards and Technology", "NIST"],
      ["noaa", "National Oceanic and Atmospheric Administration", "NOAA"],
      ["census", "Census Bureau", null],
      ["uspto", "U.S. Patent and Trademark Office", "USPTO"],
    ],
  ],
  [
    ["ed", "Department of Education", null, "Education Department"],
    [["fsa", "Federal Student Aid", "FSA", "Office of Student Financial Assistance"]],
  ],
  [
    [
      "state",
      "Department of State",
      null,
      "State Department",
      "Bureau of Consular Affairs",
      "Bureau of Diplomatic Security",
      "Bureau of Overseas Buildings Operations",
      "Foreign Service Institute",
    ],
    [],
  ],
  [["doe", "Department of Energy", "DOE"], [["nnsa", "National Nuclear Security Administration", "NNSA"]]],
  [
    ["hud", "Department of Housing and Urban Development", "HUD"],
    [["fha", "Federal Housing Administration", null]],
  ],
  [
    ["dol", "Department of Labor", "DOL"],
    [["osha", "Occupational Safety and Health Administration", "OSHA"]],
  ],
];

const INDEPENDENT: readonly AgencyRow[] = [
  ["gao", "Government Accountability Office", "GAO", "General Accounting Office"],
  ["omb", "Office of Management and Budget", "OMB"],
  ["ondcp", "Office of National Drug Control Policy", "ONDCP"],
  ["opm", "Office of Personnel Management", "OPM"],
  ["gsa", "General Services Administration", "GSA"],
  ["sba", "Small Business Administration", "SBA"],
  ["ssa", "Social Security Administration", "SSA"],
  ["epa", "Environmental Protection Agency", "EPA"],
  ["nasa", "National Aeronautics and Space Administration", "NASA"],
  ["nsf", "National Science Foundation", "NSF"],
  ["nrc", "Nuclear Regulatory Commission", "NRC"],
  ["nara", "National Archives and Records Administration", "NARA"],
  ["usaid", "U.S. Agency for International Development", "USAID"],
  ["usagm", "U.S. Agency for Global Media", "USAGM", "Broadcasting Board of Governors"],
  ["usps", "U.S. Postal Service", "USPS", "Postal Service"],
  ["cia", "Central Intelligence Agency", "CIA"],
  ["odni", "Office of the Director of National Intelligence", "ODNI"],
  ["fcc", "Federal Communications Commission", "FCC"],
  ["ftc", "Federal Trade Commission", "FTC"],
  ["sec", "Securities and Exchange Commission", "SEC"],
  ["fdic", "Federal Deposit Insurance Corporation", "FDIC"],
  ["cfpb", "Consumer Financial Protection Bureau", "CFPB"],
  ["eeoc", "Equal Employment Opportunity Commission", "EEOC"],
  ["ntsb", "National Transportation Safety Board", "NTSB"],
  ["usccr", "U.S. Commission on Civil Rights", "USCCR", "Commission on Civil Rights"],
  ["peace-corps", "Peace Corps", null],
  ["amtrak", "National Railroad Passenger Corporation", null, "Amtrak"],
];

/** Every agency of the table, a department before its components. */
export const FEDERAL_AGENCIES: readonly FederalAgency[] = [
  ...DEPARTMENTS.flatMap(([department, components]) => [
    agency(department, null),
    ...[...components, ...(MORE_COMPONENTS[department[0]] ?? [])].map((component) =>
      agency(component, department[0]),
    ),
  ]),
  ...[...INDEPENDENT, ...MORE_INDEPENDENT].map((row) => agency(row, null)),
];

const BY_SLUG = new Map(FEDERAL_AGENCIES.map((one) => [one.slug, one]));

/** The agency of that slug; null when the table has none. */
export function federalAgency(slug: string): FederalAgency | null {
  return BY_SLUG.get(slug) ?? null;
}

/** Slug of the department at the top of an agency's branch: its own slug for a department; null for an unknown slug. */
export function departmentOf(slug: string): string | null {
  const found = BY_SLUG.get(slug);
  return found ? (found.parent ?? found.slug) : null;
}

function agency([slug, name, abbreviation, ...aliases]: AgencyRow, parent: string | null): FederalAgency {
  return { slug, name, abbreviation, parent, aliases };
}
