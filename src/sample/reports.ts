// The sample's reports: real reports, most of the DHS Office of Inspector General. Numbers, titles, years, counts and answers are
// facts of the public record; every sentence is ours. What the record does not say is left out here too.
import { detentionReports } from "./detention-reports";
import { listedReports } from "./listed-reports";
import { otherOffices } from "./other-offices";
import type { SampleReport } from "./report-facts";

export const sampleTopics: readonly (readonly [slug: string, name: string])[] = [
  ["deportation", "Deportation"],
];

export const sampleReports: readonly SampleReport[] = [
  {
    number: "OIG-21-36",
    title:
      "ICE Did Not Consistently Provide Separated Migrant Parents the Opportunity to Bring Their Children upon Removal",
    fiscalYear: 2021,
    agencies: ["ice"],
    topics: ["deportation"],
    summary: [
      [
        "DEFICIENCY",
        "Until the middle of July 2018, parents who had been separated from their children were not reliably offered a chance to be reunited with them before they were removed.",
      ],
      [
        "DEFICIENCY",
        "No rule or routine made ICE officers ask parents what should happen to their children, write the answer down, or act on it.",
      ],
      [
        "DEFICIENCY",
        "From July 2017 on, at least 348 parents left the country with no record of whether they had wanted to leave their children behind.",
      ],
      [
        "DEFICIENCY",
        "Some were sent home alone although files showed that they wanted to take their children along.",
      ],
      ["DEFICIENCY", "Several of the forms that were meant to record such a wish had serious faults."],
      "The two recommendations are about recording what parents decide and about passing on what helps to reach those for whom no decision is on file.",
      "ICE agreed with both.",
    ],
    recommendations: 2,
    concurred: [["ice"], null],
  },
  {
    number: "OIG-17-51",
    title: "ICE Deportation Operations",
    fiscalYear: 2017,
    agencies: ["ice"],
    topics: ["deportation"],
    summary: [
      ["DEFICIENCY", "ICE has no good hold on how it deports the people it supervises."],
      [
        "DEFICIENCY",
        "It gathers no workload data from which staff could be placed sensibly or a manageable number of cases be set.",
      ],
      [
        "DEFICIENCY",
        "Deportation officers were not told plainly what comes first, work with scattered and outdated procedures, and get too little training.",
      ],
      [
        "CONCLUSION",
        "An overstretched workforce makes the other obstacles to deportation harder to overcome.",
      ],
      "ICE agreed with all five recommendations and had begun to act.",
    ],
    recommendations: 5,
    concurred: [["ice"], null],
  },
  {
    number: "OIG-22-02",
    title: "DHS Needs to Better Demonstrate Its Efforts to Combat Illegal Wildlife Trafficking",
    fiscalYear: 2022,
    agencies: ["dhs", "cbp", "ice"],
    landingUrl: "https://oig.dhs.gov/taxonomy/term/307",
    summary: [
      [
        "DEFICIENCY",
        "DHS can hardly show what its work against wildlife smuggling achieves: it set no goals to measure by and holds little data.",
      ],
      [
        "DEFICIENCY",
        "CBP notes what it finds in different ways, and records by ICE's investigators are not always whole or right.",
      ],
      [
        "CONCLUSION",
        "Chances to hinder smugglers, and diseases that jump from animals to people, may have been missed.",
      ],
      "The report makes one recommendation, with which DHS agreed.",
    ],
    recommendations: 1,
    concurred: [["dhs"], "concurred"],
  },
  {
    number: "OIG-20-34",
    title:
      "CBP's ACAS Program Did Not Always Prevent Air Carriers from Transporting High-Risk Cargo into the United States",
    fiscalYear: 2020,
    agencies: ["cbp", "tsa"],
    landingUrl: "https://www.oig.dhs.gov/taxonomy/term/16",
    summary: [
      [
        "DEFICIENCY",
        "Cargo that CBP had marked as risky was flown into the country all the same in some cases.",
      ],
      [
        "DEFICIENCY",
        "The rules of CBP and TSA do not make carriers answer questions about a shipment before it departs.",
      ],
      "Both agencies agreed with all four recommendations.",
    ],
    recommendations: 4,
    concurred: [["cbp", "tsa"], "concurred with all four"],
  },
  {
    number: "OIG-18-76",
    title: "Assaults on CBP and ICE Law Enforcement Officers",
    fiscalYear: 2018,
    agencies: ["cbp", "ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
    summary: [
      [
        "OBSERVATION",
        "Between 2010 and 2017 recorded assaults on CBP officers went down from 1,089 to 856 a year, while ICE's figure stayed at 48.",
      ],
      ["DEFICIENCY", "The records behind these figures are too weak to show a trend."],
    ],
  },
  {
    number: "OIG-21-21",
    title: "CBP Has Improved Southwest Border Technology, but Significant Challenges Remain",
    fiscalYear: 2021,
    agencies: ["cbp"],
    landingUrl: "https://www.oig.dhs.gov/taxonomy/term/731?page=1",
    summary: [
      [
        "OBSERVATION",
        "Following Executive Order 13767, CBP brought new surveillance equipment to the southwest border.",
      ],
      "Three recommendations concern that equipment, how well agents can see what goes on, and weak points of information technology; CBP agreed with each.",
    ],
    recommendations: 3,
    concurred: [["cbp"], "concurred with all three"],
  },
  {
    number: "OIG-14-131",
    title: "CBP Did Not Effectively Plan and Manage Employee Housing in Ajo, Arizona (Revised)",
    fiscalYear: 2014,
    agencies: ["cbp"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
    summary: [
      "A revised report on how CBP planned and built homes for its staff in Ajo, Arizona, between 2008 and 2012.",
    ],
  },
  {
    number: "OIG-16-34",
    title: "CBP's Special Operations Group Program Cost and Effectiveness are Unknown",
    fiscalYear: 2016,
    agencies: ["cbp"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
    summary: [
      [
        "DEFICIENCY",
        "CBP neither measures how well its Special Operations Group performs nor adds up what the group costs.",
      ],
    ],
  },
  {
    number: "OIG-18-07",
    title: "DHS Needs a More Unified Approach to Immigration Enforcement and Administration",
    fiscalYear: 2018,
    agencies: ["dhs", "ice", "cbp", "uscis"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
    summary: [
      [
        "DEFICIENCY",
        "Three agencies that share the work on immigration still find it hard to divide tasks, to compare what things cost and to see what becomes of cases.",
      ],
    ],
  },
  {
    number: "OIG-17-31",
    title:
      "Review of U.S. Immigration and Customs Enforcement's Fiscal Year 2016 Drug Control Performance Summary Report",
    fiscalYear: 2017,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
    summary: [
      [
        "COMPLIANT",
        "An independent accounting firm saw nothing in ICE's drug control summary for 2016 that departs from the rules for such summaries.",
      ],
      "It made no recommendations.",
    ],
    recommendations: 0,
  },
  {
    number: "OIG-21-60",
    title: "DHS Needs to Enhance Its COVID-19 Response at the Southwest Border",
    fiscalYear: 2021,
    agencies: ["dhs", "cbp"],
    landingUrl: "https://oig.dhs.gov/taxonomy/term/1970",
    summary: [
      [
        "DEFICIENCY",
        "People held by CBP are not tested for COVID-19 by CBP itself, which depends on local health services.",
      ],
      ["DEFICIENCY", "The department's own medical chief has no power to order tests there."],
      "DHS agreed with both recommendations.",
    ],
    recommendations: 2,
    concurred: [["dhs"], "concurred with both"],
  },
  {
    number: "OIG-16-17",
    title:
      "ICE and USCIS Could Improve Data Quality and Exchange to Help Identify Potential Human Trafficking Cases",
    fiscalYear: 2016,
    issuedOn: "2016-01-04",
    agencies: ["ice", "uscis"],
    landingUrl: "http://docplayer.net/17411458",
    summary: [
      ["OBSERVATION", "Of 32 known traffickers, 17 had brought people in mostly on work and fiance visas."],
      "One of the three recommendations is for ICE, two are for USCIS.",
    ],
    recommendations: 3,
  },
  {
    number: "OIG-18-67",
    title:
      "ICE's Inspections and Monitoring of Detention Facilities Do Not Lead to Sustained Compliance or Systemic Improvements",
    fiscalYear: 2018,
    issuedOn: "2018-06-26",
    agencies: ["ice"],
    url: "https://assets.documentcloud.org/documents/4572614/Ice-Inspections.txt",
    summary: [
      [
        "DEFICIENCY",
        "Neither hired inspectors nor monitors on site bring more than 200 detention facilities to keep to the standards for good.",
      ],
      ["DEFICIENCY", "Some shortcomings were left as they were for years."],
    ],
  },
  {
    number: "OIG-19-18",
    title:
      "ICE Does Not Fully Use Contracting Tools to Hold Detention Facility Contractors Accountable for Failing to Meet Performance Standards",
    fiscalYear: 2019,
    issuedOn: "2019-01-29",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/2019-02/OIG-19-18-Jan19.pdf",
    summary: [
      ["DEFICIENCY", "A plan for watching over quality was part of no more than 28 of 106 contracts."],
      ["CONCLUSION", "Without such a plan ICE rarely made contractors pay for what they failed to do."],
      "There are five recommendations.",
    ],
    recommendations: 5,
  },
  ...detentionReports,
  ...listedReports,
  ...otherOffices,
];
