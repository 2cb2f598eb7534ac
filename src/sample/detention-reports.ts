// Reports on detention facilities, with what became of their recommendations; facts of the record in our own sentences. One
// has no title, because no list that we read gives it.
import type { SampleReport } from "./report-facts";

export const detentionReports: readonly SampleReport[] = [
  {
    number: "OIG-18-86",
    title:
      "Management Alert - Issues Requiring Action at the Adelanto ICE Processing Center in Adelanto, California",
    type: "MANAGEMENT_ALERT",
    fiscalYear: 2018,
    issuedOn: "2018-09-27",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/Mga/2018/oig-18-86-sep18.pdf",
    summary: [
      "ICE reported a full inspection and a special review in answer to the one recommendation, which was agreed upon and open when the report came out.",
    ],
    recommendations: 1,
  },
  {
    number: "OIG-22-40",
    title: "Violations of ICE Detention Standards at South Texas ICE Processing Center",
    fiscalYear: 2022,
    issuedOn: "2022-04-22",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/2022-05/OIG-22-40-Apr22.pdf",
    location: "Pearsall, Texas",
    summary: [
      "ICE agreed with all five recommendations; at issue three were closed, and which three the record does not tell.",
    ],
    recommendations: 5,
    concurred: [["ice"], "ICE concurred with all five recommendations"],
    opensByRule: false,
  },
  {
    number: "OIG-22-47",
    title: null,
    fiscalYear: 2022,
    issuedOn: "2022-07-01",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/2022-07/OIG-22-47-July22.pdf",
    location: "Folkston, Georgia",
    summary: ["ICE agreed with all 13 recommendations and had settled 12 of them by the day of issue."],
    recommendations: 13,
    concurred: [["ice"], "ICE concurred with all 13 recommendations"],
    opensByRule: false,
  },
  {
    number: "OIG-23-26",
    title: "Results of an Unannounced Inspection of Northwest ICE Processing Center in Tacoma, Washington",
    fiscalYear: 2023,
    issuedOn: "2023-05-22",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/2023-05/OIG-23-26-May23.pdf",
    summary: [
      "ICE agreed with seven of the eight recommendations and rejected one; at issue three were closed, four open and agreed upon, one open and in dispute.",
    ],
    recommendations: 8,
    opensByRule: false,
  },
  {
    number: "OIG-24-03",
    title:
      "Limited-Scope Unannounced Inspection of Mesa Verde ICE Processing Center in Bakersfield, California",
    fiscalYear: 2024,
    issuedOn: "2023-11-02",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/2023-11/OIG-24-03-Nov23.pdf",
    summary: [
      "ICE agreed with all three recommendations, and how to carry them out was settled when the report came out.",
    ],
    recommendations: 3,
    concurred: [["ice"], "ICE concurred with all three recommendations"],
  },
  {
    number: "OIG-24-23",
    title: "Results of an Unannounced Inspection of ICE's Golden State Annex in McFarland, California",
    fiscalYear: 2024,
    issuedOn: "2024-04-18",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/2024-04/OIG-24-23-Apr24.pdf",
    summary: ["ICE agreed with all seven recommendations; two of them were closed by the day of issue."],
    recommendations: 7,
    concurred: [["ice"], "ICE concurred with all seven recommendations"],
  },
  {
    number: "OIG-24-29",
    title:
      "Results of an Unannounced Inspection of ICE's Denver Contract Detention Facility in Aurora, Colorado",
    fiscalYear: 2024,
    issuedOn: "2024-06-12",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/2024-06/OIG-24-29-Jun24.pdf",
    summary: [
      "ICE agreed with all 14 recommendations; six were closed by the day of issue, and which six the record does not tell.",
    ],
    recommendations: 14,
    concurred: [["ice"], "ICE concurred with all 14 recommendations"],
    opensByRule: false,
  },
];
