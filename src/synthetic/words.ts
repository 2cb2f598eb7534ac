// The vocabulary of generated texts: our own words about bodies that do not exist. Data only.

export const departments: readonly (readonly [
  name: string,
  acronym: string,
  components: readonly string[],
])[] = [
  [
    "Department of Harbours and Tides",
    "DHT",
    [
      "Lighthouse Service",
      "Dredging Administration",
      "Port Inspection Bureau",
      "Tidal Survey",
      "Pilotage Authority",
    ],
  ],
  [
    "Department of Rivers",
    "DRV",
    ["Lock and Weir Service", "Flood Warning Centre", "Ferry Administration", "River Police"],
  ],
  [
    "Department of Roads and Bridges",
    "DRB",
    ["Bridge Inspection Service", "Winter Roads Administration", "Toll Authority", "Vehicle Registry"],
  ],
  [
    "Department of Public Lighting",
    "DPL",
    ["Street Lamp Administration", "Energy Metering Bureau", "Night Works Service"],
  ],
  [
    "Department of Orchards",
    "DOR",
    [
      "Seed Certification Service",
      "Irrigation Administration",
      "Harvest Insurance Fund",
      "Market Inspection Service",
    ],
  ],
  ["Department of Weather", "DWE", ["Storm Warning Centre", "Instrument Service", "Climate Records Bureau"]],
  [
    "Department of Schools and Libraries",
    "DSL",
    ["School Meals Administration", "Library Lending Service", "Teacher Grants Office", "Building Fund"],
  ],
  [
    "Department of Veterans' Homes",
    "DVH",
    ["Home Care Administration", "Pensions Service", "Memorials Service"],
  ],
  [
    "Department of Public Health Works",
    "DPH",
    ["Clinic Administration", "Vaccine Supply Service", "Water Testing Bureau", "Rural Health Fund"],
  ],
  [
    "Department of Mines and Quarries",
    "DMQ",
    ["Mine Safety Service", "Reclamation Fund", "Royalties Office"],
  ],
  ["Department of Posts", "DPO", ["Parcel Service", "Rural Delivery Administration", "Stamp Works"]],
  ["Department of Weights and Measures", "DWM", ["Calibration Service", "Consumer Scales Bureau"]],
  [
    "Department of Forests",
    "DFO",
    ["Fire Lookout Service", "Timber Sales Administration", "Trail Service", "Nursery Administration"],
  ],
  [
    "Department of Housing Repair",
    "DHR",
    ["Roof Grants Administration", "Lead Pipe Programme", "Tenant Assistance Office"],
  ],
  [
    "Department of Revenue Collection",
    "DRC",
    ["Refunds Service", "Customs Ledger Bureau", "Taxpayer Assistance Service"],
  ],
  ["Department of Archives", "DAR", ["Records Scanning Service", "Public Reading Rooms Administration"]],
];

export const independents = list(`
  Railway Timetable Commission | Canal Bank | Public Auction Board | Seismic Survey Institute |
  Broadcast Spectrum Board | Co-operative Credit Administration | National Museum Trust |
  Fisheries Council | Polar Stations Agency | Translation Service | Public Holidays Commission |
  Aerial Mapping Agency
`);

export const places = list(`
  Alder County | Ashgrove | Bellwater | Birch Falls | Bramble Heath | Cedar Point | Clayfield | Coldspring |
  Copperhill | Crane Harbour | Dovecote | Eastmarsh | Elderbrook | Fallow Ridge | Farrow | Fernleigh |
  Flint Valley | Foxglove | Gannet Bay | Goldenrod | Greywater | Hartwell | Hazelmere | Heron Lake |
  Hollowell | Inkwell | Juniper Flats | Kestrel | Kingfisher | Larkspur | Linden | Long Reach | Mallow |
  Maplewick | Marten Creek | Millrace | Moss End | Northgate | Oakhurst | Otter Bend | Partridge |
  Pebble Shore | Pinewatch | Quarry Bank | Quill | Ravenmoor | Redfern | Reedham | Rook Hill | Rushford |
  Saltmarsh | Sandling | Sedgefield | Silverbirch | Sorrel | Stonebridge | Swallow Cliff | Tamarack |
  Teasel | Thistledown | Thornbury | Upper Weir | Violet Hill | Wagtail | Westmere | Whinfell | Willow Run |
  Windrush | Woodlark | Yarrow
`);

export const recipients = list(`
  County Housing Authority | Unified School District | Regional Transit Trust | Community Clinic |
  Water District | Port Commission | Tribal Fisheries Office | Area Food Bank | Technical College |
  Rural Power Cooperative | Library District | Airport Board
`);

export const programmeKinds = list(`
  grant programme | loan guarantee programme | inspection programme | replacement programme |
  assistance fund | purchase card programme | lease programme | training programme | licensing system |
  case management system
`);
export const programmeThings = list(`
  dredging | ferry dock | culvert | lamp post | seed bank | rain gauge | school meal | home visit |
  vaccine cold chain | quarry restoration | rural mail | scale calibration | fire lookout | roof repair |
  refund | microfilm | rail crossing | well testing | pier repair | snow fence | hatchery | bus shelter |
  water main | reading room | broadband cabinet
`);
export const programmeAdjectives = list(`
  coastal | regional | emergency | seasonal | rural | joint | multi-year | pilot | national | shared |
  temporary | small-works | inland | municipal
`);

export const things = list(`
  invoices | award files | inspection reports | time records | inventory counts | user accounts |
  lease agreements | travel claims | progress reports | bid evaluations | safety checklists |
  eligibility forms | closing statements | training certificates | maintenance logs | incident reports |
  payment vouchers | sampling plans | bank reconciliations | change orders
`);
export const failings = list(`
  did not retain | did not review | approved without checking | recorded late | could not locate |
  did not reconcile | paid twice on the basis of | did not monitor | accepted incomplete | did not verify |
  lost track of | did not update
`);
export const practices = list(`
  retained and reviewed | reconciled each month | monitored as its manual requires |
  verified before payment | updated on time | kept complete
`);
export const shares = list(`
  in 14 of 60 cases we tested | for 3 of the 9 sites we visited | in more than a third of the sample |
  at every location we visited | in 22 percent of the transactions tested | for at least two fiscal years |
  in half of the contracts in our sample | for the largest of the awards | in nearly all districts |
  throughout the period under review
`);
export const rules = list(`
  its own handbook | the terms of the award | the records schedule | the uniform guidance on awards |
  the prompt payment rules | the information security standard | the acquisition regulation |
  the delegation of authority | the written agreement with the districts | the internal control standards
`);
export const duties = list(`
  requires that such records be kept for seven years | calls for a second review before payment |
  sets a limit of thirty days | asks managers to certify the balance every quarter |
  requires that access end on the day of separation | demands competition above the small-purchase limit |
  requires a written justification | sets out who may approve exceptions
`);
export const causes = list(`
  there was no written procedure for the task | two units each believed the other was responsible |
  the position of supervisor had been vacant for eleven months | the system does not enforce the check |
  staff had not been trained since the change of contractor | the guidance contradicted the contract |
  managers relied on a report that had been discontinued | the workload had doubled while staffing had not |
  the tracking sheet was kept by hand | no one compared the two ledgers
`);
export const effects = list(`
  may have paid for work that was not done | cannot show that the money reached those it was meant for |
  risks losing equipment that it cannot trace | may decide on the basis of wrong figures |
  left sensitive records open to people who had moved on | delayed repairs on which residents depend |
  could not recover the overpayments in time | has no assurance that sites are safe |
  may have to return part of the award | repeated a weakness that we had reported before
`);

export const officials = list(`
  the Administrator | the Director of Operations | the Chief Financial Officer |
  the Chief Information Officer | the Under Secretary | the Commissioner |
  the Assistant Secretary for Management | the Senior Procurement Executive | the Regional Director |
  the Executive Director
`);
export const actions = list(`
  establish and test a written procedure for | recover the payments made without |
  complete an inventory of | assign one office to be responsible for | verify, on a sample each quarter, |
  train supervisors in the review of | correct the system so that it refuses incomplete |
  reconcile with the general ledger all | document and approve every exception to the rules on |
  publish a timetable for the overdue | stop payments that are not supported by |
  replace the manual tracking of
`);
export const purposes = list(`
  so that errors are found before payment | and report the result to our office |
  to ensure that awards serve their purpose | so that managers can rely on the totals |
  to protect residents and staff | and keep the evidence with the case file | within the next two quarters |
  before the next award cycle begins | as the agreement with the districts requires |
  and seek repayment of what is not supported
`);
export const answers = list(`
  Management agreed and described the steps it has taken. |
  Management stated that the procedure is being rewritten and will take effect next quarter. |
  Management agreed in principle but disputed the amount. |
  Management did not agree and said that existing controls suffice. |
  Management said that the new system, once in service, will enforce the check. |
  Management asked for more time because the position is vacant. |
  The agency stated that it will sample the files and report to us. |
  The agency concurred and has opened a corrective action plan.
`);
export const plans = list(`
  Issue revised instructions | Complete the reconciliation | Retrain supervisors in all districts |
  Deploy the corrected form | Recover the amounts identified | Hire and assign a responsible officer |
  Publish the inventory | Close inactive accounts
`);

export const titleHeads = list(`
  Controls over | Management of | Oversight of | Weaknesses in | Progress in | Costs claimed under |
  Security of | Follow-up review of | Lessons from | Use of funds in
`);
export const titleTails = list(`
  need strengthening | require closer attention | did not meet requirements | improved but gaps remain |
  put funds at risk | can be simplified | were not consistently applied | should be consolidated
`);

export const topics = list(`
  Acquisitions | Asset management | Awards and grants | Benefits | Borrowing | Buildings |
  Contract closeout | Cyber security | Data quality | Disaster recovery | Eligibility | Energy |
  Environment | Equipment | Ethics | Facilities | Financial statements | Fleet | Food safety |
  Fraud prevention | Health care | Human capital | Improper payments | Information technology |
  Infrastructure | Inspections | Insurance | Internal control | Inventory | Leasing | Licensing |
  Maintenance | Medical supplies | Mobile devices | Monitoring of recipients | Payments | Payroll |
  Pensions | Performance measures | Physical security | Privacy | Procurement cards | Property |
  Public safety | Records | Recruitment | Repairs | Research | Revenue | Safety | Sampling |
  School programmes | Single audits | Subsidies | Surveys | Training | Travel | Utilities | Water |
  Workforce
`);

/** One item between each two bars; white space around it is layout. */
function list(text: string): readonly string[] {
  return text.split("|").map((item) => item.replace(/\s+/g, " ").trim());
}
