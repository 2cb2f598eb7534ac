// Made-up full reports in the forms that several offices print: recommendations, what was answered, and where they stand.

import { answersIn } from "../../src/extract/answers/blocks";
import { recommendationList } from "../../src/extract/recommendations/lists";

const TEXTS: Record<string, [home: string, text: string]> = {
  state: [
    "state",
    `CONTENTS
Recommendation 1 ........................................ 7
Recommendations .......................................... 9

AUDIT RESULTS
Finding A: The Bureau Did Not Track Vehicles

Recommendation 1: OIG recommends that the Bureau of Diplomatic Security (a) develop a list of all
armored vehicles and (b) reconcile it each year.

Management Response: In its April 1, 2020, response, the Bureau of Diplomatic Security concurred with
the recommendation and stated it will make a list.

OIG Reply: OIG considers the recommendation resolved, pending further action. This recommendation will
be closed when OIG receives the list.

Recommendation 2: OIG recommends that the Bureau of Administration recover $40,000.

Management Response: The Bureau of Administration did not concur with the recommendation.

OIG Reply: OIG considers the recommendation unresolved.
`,
  ],
  tigta: [
    "treasury",
    `Results of Review

Examiners did not ask for records.

Recommendations

The Commissioner, Small Business Division, should:

Recommendation 1: Require examiners to ask for bank records in each case.

Management’s Response: The IRS agreed with this recommendation. It will revise the manual.

Recommendation 2: Review the 14 returns closed without contact.

Management’s Response: The IRS disagreed with this recommendation. It said the returns are old.

Office of Audit Comment: We still believe the returns should be reviewed.
`,
  ],
  dod: [
    "dod",
    `Finding A

Recommendations, Management Comments, and Our Response

Recommendation 1
We recommend that the Commander, Naval Supply Systems Command:
a. Count the spare engines at each depot.
b. Record the count in the system.

Department of the Navy Comments
The Commander agreed with the recommendation, stating that counts will begin in May.

Our Response
Comments from the Commander addressed all specifics of the recommendation; therefore, the recommendation is resolved but will remain open.

Recommendation 2
We recommend that the Director, Defense Logistics Agency, dispose of the engines nobody needs.

Defense Logistics Agency Comments
The Director partially agreed.

Our Response
The recommendation is unresolved.
`,
  ],
  gao: [
    "gao",
    `Conclusions

VA lacks data.

Recommendations for Executive Action

We are making the following three recommendations to VA:

The Secretary of VA should direct the Under Secretary for Health to collect data on waits. (Recommendation 1)

The Under Secretary for Health should publish the data each quarter. (Recommendation
2)

The Secretary of VA should set a target for waits. (Recommendation 3)

Agency Comments and Our Evaluation

We provided a draft of this report to VA for comment. VA concurred with recommendations 1 and 2 and partially concurred with recommendation 3.
`,
  ],
  ssa: [
    "ssa",
    `RESULTS OF REVIEW

SSA did not correct 812 records.

RECOMMENDATIONS

We recommend that SSA:

1. Review the 812 records and correct them.

2. Remind staff to record the dates when the pension
   stops.

AGENCY COMMENTS

SSA agreed with our recommendations. See Appendix C.
`,
  ],
  doi: [
    "doi",
    `Recommendations

We recommend that BLM:

1. Map abandoned wells.
2. Set a plan for plugging them.

Summary of BLM’s Response, OIG Analysis

BLM concurred with Recommendation 1 and did not concur with Recommendation 2. We consider Recommendation 1 resolved but not implemented and Recommendation 2 unresolved.
`,
  ],
  usps: [
    "usps",
    `Finding #1: Delayed Mail

Carriers left mail behind.

Recommendation #1: We recommend the Vice President, Delivery, count delayed mail each day.

Recommendation #2: We recommend the Vice President, Delivery, scan arrow keys.

Management’s Comments

Management agreed with recommendation 1 and disagreed with recommendation 2. Regarding recommendation 1, management will
count the mail by July 2024. Regarding recommendation
2, management said keys are already scanned.

Evaluation of Management’s Comments

We view the disagreement with recommendation 2 as unresolved. Recommendation 1 requires OIG concurrence before closure.
`,
  ],
  nasa: [
    "nasa",
    `RECOMMENDATIONS, MANAGEMENT’S RESPONSE, AND OUR EVALUATION

To improve oversight, we recommended that NASA’s Chief Engineer:

1. Update the handbook.
2. Track waivers in one system.
3. Deleted.

We provided a draft of this report to NASA management, who concurred with our recommendations and described planned actions. We consider the proposed actions responsive; therefore, the recommendations are resolved and will be closed upon completion and verification of the proposed actions.
`,
  ],
};

// Number, addressees, position, status, resolution.
const RIGHT: Record<string, string[]> = {
  state: ["1 - CONCUR - RESOLVED", "2 - NON_CONCUR OPEN UNRESOLVED"],
  tigta: ["1 - CONCUR - -", "2 - NON_CONCUR - -"],
  dod: ["1 - CONCUR OPEN RESOLVED", "2 dla PARTIALLY_CONCUR OPEN UNRESOLVED"],
  gao: ["1 va CONCUR - -", "2 vha CONCUR - -", "3 va PARTIALLY_CONCUR - -"],
  ssa: ["1 ssa CONCUR - -", "2 ssa CONCUR - -"],
  doi: ["1 blm CONCUR OPEN RESOLVED", "2 blm NON_CONCUR OPEN UNRESOLVED"],
  usps: ["1 - CONCUR - -", "2 - NON_CONCUR OPEN UNRESOLVED"],
  nasa: ["1 nasa CONCUR - RESOLVED", "2 nasa CONCUR - RESOLVED"],
};

test.each(Object.entries(TEXTS))("full report as %s prints it", (form, [home, text]) => {
  const items = recommendationList(text, { home });
  const answers = answersIn(text, items, { home });
  const rows = items.map(({ number, addressees }) => {
    const own = answers.filter((one) => one.number === number);
    const position = own.find((one) => one.position)?.position?.position ?? "-";
    const status = own.find((one) => one.status)?.status;
    return [
      number,
      addressees.join("+") || "-",
      position,
      status?.status ?? "-",
      status?.resolution ?? "-",
    ].join(" ");
  });
  expect(rows).toEqual(RIGHT[form]);
  for (const { text: words } of items) expect(words).not.toMatch(/\n|Recommendation \d/u);
});
