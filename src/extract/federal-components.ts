// Components and independent agencies beyond the main table: data only, the same form of row.
// Slugs are short forms where those are unlikely to mean anything else.

/** A line of the table: slug, name, abbreviation, then further names. */
export type AgencyRow = readonly [
  slug: string,
  name: string,
  abbreviation: string | null,
  ...aliases: string[],
];

/** Components by the slug of their department. */
export const MORE_COMPONENTS: Readonly<Record<string, readonly AgencyRow[]>> = {
  dol: [
    ["eta", "Employment and Training Administration", "ETA"],
    ["msha", "Mine Safety and Health Administration", "MSHA"],
    ["ebsa", "Employee Benefits Security Administration", "EBSA"],
    ["whd", "Wage and Hour Division", "WHD"],
    ["ofccp", "Office of Federal Contract Compliance Programs", "OFCCP"],
    ["owcp", "Office of Workers' Compensation Programs", "OWCP", "Office of Workers’ Compensation Programs"],
    ["bls", "Bureau of Labor Statistics", "BLS"],
    [
      "dol-vets",
      "Veterans' Employment and Training Service",
      null,
      "Veterans’ Employment and Training Service",
    ],
  ],
  usda: [
    ["ars", "Agricultural Research Service", null],
    ["aphis", "Animal and Plant Health Inspection Service", "APHIS"],
    ["ams", "Agricultural Marketing Service", null],
    ["nrcs", "Natural Resources Conservation Service", "NRCS"],
    ["rma", "Risk Management Agency", null],
    ["rhs", "Rural Housing Service", null],
    ["rus", "Rural Utilities Service", null],
    ["fas", "Foreign Agricultural Service", null],
    ["nass", "National Agricultural Statistics Service", "NASS"],
    ["nifa", "National Institute of Food and Agriculture", "NIFA"],
  ],
  dot: [
    ["fmcsa", "Federal Motor Carrier Safety Administration", "FMCSA"],
    ["marad", "Maritime Administration", "MARAD"],
  ],
  doi: [
    ["bie", "Bureau of Indian Education", null],
    ["bsee", "Bureau of Safety and Environmental Enforcement", "BSEE"],
    ["boem", "Bureau of Ocean Energy Management", "BOEM"],
    ["usgs", "U.S. Geological Survey", "USGS"],
    ["usbr", "Bureau of Reclamation", null],
    ["osmre", "Office of Surface Mining Reclamation and Enforcement", "OSMRE"],
  ],
  hhs: [
    ["acf", "Administration for Children and Families", "ACF"],
    ["hrsa", "Health Resources and Services Administration", "HRSA"],
    ["samhsa", "Substance Abuse and Mental Health Services Administration", "SAMHSA"],
    ["acl", "Administration for Community Living", null],
    ["ahrq", "Agency for Healthcare Research and Quality", "AHRQ"],
  ],
  treasury: [
    ["ttb", "Alcohol and Tobacco Tax and Trade Bureau", "TTB"],
    ["bep", "Bureau of Engraving and Printing", null],
    ["us-mint", "United States Mint", null, "U.S. Mint"],
    ["fiscal-service", "Bureau of the Fiscal Service", null],
    ["ofac", "Office of Foreign Assets Control", "OFAC"],
  ],
  doc: [
    ["ita", "International Trade Administration", null],
    ["eda", "Economic Development Administration", null],
    ["ntia", "National Telecommunications and Information Administration", "NTIA"],
    ["bis", "Bureau of Industry and Security", null],
  ],
  dod: [
    ["nsa", "National Security Agency", "NSA"],
    ["dia", "Defense Intelligence Agency", null],
    ["nro", "National Reconnaissance Office", "NRO"],
    ["nga", "National Geospatial-Intelligence Agency", "NGA"],
    ["disa", "Defense Information Systems Agency", "DISA"],
    ["dcma", "Defense Contract Management Agency", "DCMA"],
    ["dcaa", "Defense Contract Audit Agency", "DCAA"],
    ["dha", "Defense Health Agency", null],
    ["mda", "Missile Defense Agency", null],
    ["dfas", "Defense Finance and Accounting Service", "DFAS"],
  ],
  hud: [["ginnie-mae", "Government National Mortgage Association", null, "Ginnie Mae"]],
  doe: [
    ["ferc", "Federal Energy Regulatory Commission", "FERC"],
    ["bpa", "Bonneville Power Administration", null],
  ],
};

/** Independent agencies, boards and corporations. */
export const MORE_INDEPENDENT: readonly AgencyRow[] = [
  ["tva", "Tennessee Valley Authority", "TVA"],
  ["fhfa", "Federal Housing Finance Agency", "FHFA"],
  ["ncua", "National Credit Union Administration", "NCUA"],
  ["pbgc", "Pension Benefit Guaranty Corporation", "PBGC"],
  ["rrb", "Railroad Retirement Board", null],
  ["eac", "Election Assistance Commission", null],
  ["fec", "Federal Election Commission", "FEC"],
  ["cftc", "Commodity Futures Trading Commission", "CFTC"],
  ["cpsc", "Consumer Product Safety Commission", "CPSC"],
  ["exim", "Export-Import Bank of the United States", "EXIM"],
  ["dfc", "U.S. International Development Finance Corporation", null],
  ["mcc", "Millennium Challenge Corporation", null],
  ["americorps", "Corporation for National and Community Service", "CNCS", "AmeriCorps"],
  ["prc", "Postal Regulatory Commission", null],
  ["gpo", "Government Publishing Office", "GPO"],
  ["loc", "Library of Congress", null],
  ["aoc", "Architect of the Capitol", null],
  ["smithsonian", "Smithsonian Institution", null],
  ["nea", "National Endowment for the Arts", null],
  ["neh", "National Endowment for the Humanities", "NEH"],
  ["nlrb", "National Labor Relations Board", "NLRB"],
  ["flra", "Federal Labor Relations Authority", "FLRA"],
  ["arc", "Appalachian Regional Commission", null],
  ["denali", "Denali Commission", null],
  ["fca", "Farm Credit Administration", null],
  ["csb", "Chemical Safety and Hazard Investigation Board", null, "Chemical Safety Board"],
  ["dnfsb", "Defense Nuclear Facilities Safety Board", "DNFSB"],
  ["usitc", "U.S. International Trade Commission", "USITC"],
  ["federal-reserve", "Board of Governors of the Federal Reserve System", null, "Federal Reserve Board"],
];
