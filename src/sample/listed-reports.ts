// Reports of the DHS Office of Inspector General of which its public lists give number, title and year, and little more.
import type { SampleReport } from "./report-facts";

export const listedReports: readonly SampleReport[] = [
  {
    number: "OIG-24-65",
    title:
      "CBP, ICE, and TSA Did Not Fully Assess Risks Associated with Releasing Noncitizens without Identification into the United States and Allowing Them to Travel on Domestic Flights",
    fiscalYear: 2024,
    agencies: ["cbp", "ice", "tsa"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-24-63",
    title: "Results of an Unannounced Inspection of Baker County Sheriff's Office in Macclenny, Florida",
    fiscalYear: 2024,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-24-61",
    title:
      "ICE Did Not Always Manage and Secure Mobile Devices to Prevent Unauthorized Access to Sensitive Information",
    fiscalYear: 2024,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-24-59",
    title: "Summary of Unannounced Inspections of ICE Facilities Conducted in Fiscal Years 2020-2023",
    fiscalYear: 2024,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-24-53",
    title: "ICE Did Not Fully Implement Effective Security Controls on Selected High Value Asset Systems",
    fiscalYear: 2024,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-24-46",
    title:
      "Management Alert - ICE Cannot Monitor All Unaccompanied Migrant Children Released from DHS and U.S. Department of Health and Human Services' Custody",
    fiscalYear: 2024,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-24-31",
    title:
      "ICE's Risk Classification Assessment Process Was Not Consistently Used to Prevent the Release of High-Risk Individuals",
    fiscalYear: 2024,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-24-30",
    title:
      "CBP and ICE Did Not Have an Effective Process for Detaining and Removing Inadmissible Travelers at an International Airport",
    fiscalYear: 2024,
    agencies: ["cbp", "ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-24-21",
    title:
      "Results of an Unannounced Inspection of ICE's Krome North Service Processing Center in Miami, Florida",
    fiscalYear: 2024,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-23-59",
    title: "ICE Should Improve Controls Over Its Transportation Services Contracts",
    fiscalYear: 2023,
    agencies: ["ice"],
    landingUrl: "https://www.oversight.gov/reports/federal",
  },
  {
    number: "OIG-23-53",
    title: "Homeland Advanced Recognition Technology System Compliance with 28 C.F.R. Part 23",
    fiscalYear: 2023,
    agencies: ["dhs"],
    landingUrl: "https://www.oversight.gov/reports/federal",
  },
  {
    number: "OIG-23-52",
    title:
      "ICE Did Not Accurately Measure and Report Its Progress in Disrupting or Dismantling Transnational Criminal Organizations",
    fiscalYear: 2023,
    agencies: ["ice"],
    landingUrl: "https://www.oversight.gov/reports/federal",
  },
  {
    number: "OIG-23-50",
    title: "Results of Unannounced Inspections of CBP Holding Facilities in the El Paso Area",
    fiscalYear: 2023,
    agencies: ["cbp"],
    landingUrl: "https://www.oversight.gov/reports/federal",
  },
  {
    number: "OIG-19-57",
    title:
      "A Joint Review of Law Enforcement Cooperation on the Southwest Border between the Federal Bureau of Investigation and Homeland Security Investigations",
    fiscalYear: 2019,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-18-77",
    title: "Lack of Planning Hinders Effective Oversight and Management of ICE's Expanding 287(g) Program",
    fiscalYear: 2018,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-10-12",
    title: "Age Determination Practices for Unaccompanied Alien Children in ICE Custody",
    fiscalYear: 2010,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-07-34",
    title: "An Assessment of United States Immigration and Customs Enforcement's Fugitive Operations Teams",
    fiscalYear: 2007,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-06-57",
    title: "A Review of Immigration and Customs Enforcement Discipline Procedures",
    fiscalYear: 2006,
    agencies: ["ice"],
    landingUrl: "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations",
  },
  {
    number: "OIG-18-32",
    title: "Concerns about ICE Detainee Treatment and Care at Detention Facilities",
    fiscalYear: 2018,
    issuedOn: "2017-12-11",
    agencies: ["ice"],
    recommendations: 1,
  },
  {
    number: "OIG-19-47",
    title: "Concerns about ICE Detainee Treatment and Care at Four Detention Facilities",
    fiscalYear: 2019,
    issuedOn: "2019-06-03",
    agencies: ["ice"],
    url: "https://www.oig.dhs.gov/sites/default/files/assets/2019-06/OIG-19-47-Jun19.pdf",
  },
  {
    number: "OIG-19-51",
    title:
      "Management Alert – DHS Needs to Address Dangerous Overcrowding and Prolonged Detention of Children and Adults in the Rio Grande Valley (Redacted)",
    fiscalYear: 2019,
    issuedOn: "2019-07-02",
    agencies: ["dhs", "cbp"],
    url: "https://assets.documentcloud.org/documents/6180042/DHSOIG-7-2-19.txt",
  },
  {
    number: "OIG-20-67",
    title:
      "Five Laredo and San Antonio Area CBP Facilities Generally Complied with the National Standards on Transport, Escort, Detention, and Search",
    fiscalYear: 2020,
    agencies: ["cbp"],
    landingUrl: "https://www.oig.dhs.gov/taxonomy/term/2036",
    recommendations: 0,
  },
  {
    number: "OIG-22-31",
    title:
      "Management Alert - Immediate Removal of All Detainees from the Torrance County Detention Facility",
    fiscalYear: 2022,
    agencies: ["ice"],
    landingUrl:
      "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations?field_dhs_agency_target_id=All&field_fy_value=All&page=3",
  },
  {
    number: "OIG-22-37",
    title:
      "ICE Spent Funds on Unused Beds, Missed Detention Standards while Housing Migrant Families in Hotels",
    fiscalYear: 2022,
    agencies: ["ice"],
    landingUrl:
      "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations?field_dhs_agency_target_id=All&field_fy_value=All&page=3",
  },
  {
    number: "OIG-22-38",
    title:
      "Yuma Sector Border Patrol Struggled to Meet TEDS Standards for Single Adult Men but Generally Met TEDS Standards for Other Populations",
    fiscalYear: 2022,
    agencies: ["cbp"],
    landingUrl:
      "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations?field_dhs_agency_target_id=All&field_fy_value=All&page=3",
  },
  {
    number: "OIG-22-34",
    title: "CBP Needs Improved Oversight for Its Centers of Excellence and Expertise",
    fiscalYear: 2022,
    agencies: ["cbp"],
    landingUrl:
      "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations?field_dhs_agency_target_id=All&field_fy_value=All&page=3",
  },
  {
    number: "OIG-22-32",
    title: "FEMA Followed Its Declaration Request Policies, but Could Improve Its Records Management",
    fiscalYear: 2022,
    agencies: ["fema"],
    landingUrl:
      "https://www.oig.dhs.gov/reports/audits-inspections-and-evaluations?field_dhs_agency_target_id=All&field_fy_value=All&page=3",
  },
];
