// The words by which a sentence's part in a summary is told: a result, the auditors' work, the scene.
// General English of auditors; no report's own words.

const FIRM = "(?:(?:\\p{Lu}[\\p{L}.,]*|&|and) ){1,6}(?:LLP|LLC|PC|P\\.C\\.)";
const REPORTING_VERBS = [
  "found|find|seen (?:no|little|few|that)|determined|identified|identify|observed|concluded|noted|discovered|learned|confirmed|saw|detected|uncovered|verified (?!whether|if|the)",
  "substantiated?|showed|shows|revealed|reveals|disclosed|indicate[sd]?|reported|reports|is reporting|estimated?|questions?|questioned|established",
].join("|");

/** The auditors speaking, as the head of a pattern: "we", "the OIG", "our audit", "KPMG LLP". */
export const AUDITOR = `(?:we|the (?:VA )?OIG|(?<!(?:prior|previous|earlier|past|other) (?:DHS[- ])?)OIG(?! reports (?:on|related|issued|about|from|and)(?![\\p{L}]))|(?:the )?inspectors|(?:the )?auditors?|our (?:[\\p{L}\\d-]+ ){0,3}(?:audit|review|evaluation|inspection|analysis|study|work|testing|results|office|reports)(?: of [^,;.]{2,80}?)?|(?:a|an|the) (?:audit|review|analysis|examination|study) of [^,;.]{2,80}?|(?:in a )?follow-?up,? auditors|(?<=^)audit|(?:the|this) study|my office|this (?:(?:administrative|healthcare|special|follow-?up) )?(?:audit|review|report|inspection|evaluation|investigation)|the (?:audit|review|evaluation|inspection|investigation|firm|report)|KPMG|(?:the )?(?:[A-Z]{2,5} )?Office of (?:the )?Inspector General(?: \\(OIG\\))?(?:,? Office of \\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)*)?|${FIRM})`;

const ADVERBS = (words: string) => `(?:(?:${words}) )*`;

/** A sentence that says it reports a result: "We found that …", "The OIG did not substantiate …". */
export const RESULT = new RegExp(
  `(?<![\\p{L}])${AUDITOR}(?:,[^,]{1,60},)?(?: \\([^)]*\\))? ${ADVERBS("also|further|therefore|again|nevertheless|similarly|additionally|did|not|could|have|has|had|continued? to")}(?:${REPORTING_VERBS})(?![\\p{L}])(?! the (?:\\p{L}+ )?(?:status|extent|effectiveness|adequacy|accuracy|feasibility)\\b)(?! (?:whether|if)\\b)`,
  "iu",
);

/** … and those where another verb comes first: "KPMG reviewed the summary and found nothing out of line". */
export const LATER_RESULT = new RegExp(
  `(?:,? and|,? but|;) ${ADVERBS("also|we|it|therefore|then|did|not|OIG")}(?:${REPORTING_VERBS})(?![\\p{L}])(?! whether| if)|nothing came to|(?:letter|report) (?:discusses|contains|presents|includes) (?:\\p{L}+|\\d+)? ?(?:observations|comments related)|(?:LLP|LLC|firm|KPMG|auditors), (?:which|who) (?:\\p{L}+ly )?(?:found|determined|identified|concluded)|issued an? (?:unmodified|unqualified|qualified|adverse|clean|disclaimer)`,
  "iu",
);

const OPENING_TIME =
  "(?:(?:In|From|Between|During|At|As|For|After|Because|On|Following|Through|Using|By|Under|This (?:fiscal )?year) [^.;]{0,120}?, )?";
const OPENING_ADVERB = "(?:(?:Specifically|Accordingly|Therefore|Additionally|In addition|Also),? )?";
const WORK_VERBS = [
  "conducted|performed|did (?:this|our|the)|initiated|began|started|completed|undertook|contracted|engaged|planned|wanted|announced|attempted",
  "focus|offers|reviewed|review|audited|audit|examined|evaluated?|assess(?:ed)?|inspected|tested|surveyed|sampled|selected|analyzed|considered|focused",
  "sought|looked|visited|assembled|covered|formed an? (?:team|task)|interviewed|asked|requested|received (?:[^,;]{1,80} )?(?:allegations?|complaints?|referrals?|requests?)|investigated|determined? (?:whether|if|the (?:\\p{L}+ )?(?:status|extent|effectiveness|adequacy|accuracy|feasibility))|added|expanded",
  "stemmed from|arose from|grew out of|followed up|issuing|issued (?:the|a|this|an (?:independent|interim|annual)|reports?|\\d+)|presents?|describe[sd]?|summarize[sd]?|address(?:es|ed)|discusses|provides|concerns?",
].join("|");

/** Patterns by the names under which they count. */
export type Cues = Readonly<Record<string, RegExp>>;

/** Objective, scope, method, and what the report is. */
export const WORK_DONE: Cues = {
  "auditors' work": new RegExp(
    `^(?:\\([^)]*\\) ?)?${OPENING_TIME}${OPENING_ADVERB}${AUDITOR}(?:,[^;]{1,90}?,)?(?: \\([^)]*\\))*(?:,[^;,]{1,140},)? ${ADVERBS("also|further|therefore|have|has|had|then|next|recently|randomly|judgmentally|are|initially")}(?:${WORK_VERBS})(?![\\p{L}])`,
    "iu",
  ),
  "objective of":
    /\b(?:objectives?|purpose|goal|aim) (?:of|for) (?:this|our|the|these) (?:audit|review|evaluation|inspection|report|work|alert|special|performance)/iu,
  "our objective": /\bour (?:\p{L}+ )?(?:objectives?|purpose|goal|aim|scope|methodology)\b/iu,
  "the objective was": /^(?:the )?(?:\p{L}+ )?(?:objectives?|purpose) (?:was|were|is)\b/iu,
  "to determine whether":
    /(?<!\b(?:unable|able|difficult|sufficient|necessary|harder|impossible)\b[^,;]{0,60} )\bto (?:determine|assess|see|evaluate|find out|learn|establish) (?:whether|if|how|the (?:extent|effectiveness|status))\b/iu,
  "looked whether":
    /\bwe (?:looked at|asked|examined|reviewed) (?:whether|if|how)\b|\bwe conducted (?:this|an?|our) (?:\p{L}+ )?(?:audit|review|inspection|evaluation)\b/iu,
  "auditing standards":
    /government(?:al)? auditing standards|quality standards for (?:inspection|audit|investigation)|those standards require/iu,
  "basis for conclusions": /evidence obtained provides|provide[sd]? a reasonable basis/iu,
  "this report is":
    /^this (?:management |interim |special )?(?:report|alert|memorandum|advisory|summary|audit|review|letter|evaluation)(?: \p{L}+)? (?:is|was|presents?|describes?|summarizes?|concerns?|addresses|provides?|follows|responds|discusses|satisfies|transmits|lists|explains|covers|focuse[sd])\b/iu,
  "at the request of":
    /\b(?:at the request of|in response to an? (?:congressional |hotline )?(?:request|complaint|mandate|allegation))/iu,
  "details withheld":
    /\b(?:details?|results?)\b.{0,60}\b(?:classified|designated|sensitive security information|law enforcement sensitive)/iu,
  "withheld details":
    /\b(?:classified|designated|sensitive security information|for official use only|law enforcement sensitive)\b.{0,80}\b(?:details?|results?|report|information|version)\b/iu,
  furniture:
    /^\(?(?:revised|redacted|unclassified)(?: (?:report|version|summary))?\.?\)?\.?$|^\((?:see|refer to)\b|^see (?:appendix|attachments?|exhibits?|tables?|figures?)\b/iu,
  "this is our": /^this is (?:our|an?|the|one of) (?!first time|problem|concern)/iu,
  "we will provide":
    /\bwe (?:will|plan to) (?:provide|post|send|follow|report|furnish)\b|\bconsiders? (?:this|the) (?:report|audit|review|matter) closed\b|\brequires? no further action/iu,
  "office is asked":
    /\b(?:we|OIG|our office) (?:was|were|is|are) (?:requested|asked|required|directed) to\b/iu,
  "report describes":
    /^This (?:[\p{L}()&-]+ ){0,9}(?:report|alert|memorandum) (?:also )?(?:describes|presents|summarizes|provides|addresses|discusses|details|contains|reports on|satisfies)\b/iu,
  "provided us":
    /\bprovided us (?:with )?|\bearly in the (?:grant|Public Assistance|award) (?:cycle|process)\b|\b(?:was|were|are) (?:presented|reported|described) in our\b/iu,
  // What the work left out.
  "left out":
    /^(?:also |further )?excluded (?:are|were|is|was)\b|\bwe (?:also )?(?:did|do) not (?:include|review|assess|test|audit|examine|evaluate|express)\b|\b(?:audits|reviews|reports) (?:included|covered|consisted of)\b/iu,
  // How the matter came to the office.
  "similar concerns":
    /\b(?:audits|reviews|reports|articles)\b[^;]{0,60}\braised (?:similar|the same|these) (?:concerns|issues|questions)\b/iu,
  allegation:
    /\b(?:whistleblowers?|complainants?|complaints?|allegations?|hotline)\b[^;]{0,60}\b(?:alleged|alleging|claimed|stated|asserted|contended)\b|\balleged that\b/iu,
  "request to us":
    /\brequested (?:that (?:we|OIG)|us to|an? (?:audit|review|inspection|investigation))\b|\b(?:requested|asked for|sought) our (?:assistance|help|review|opinion)\b|\basked us to\b|\byou (?:asked|requested)\b|\breferred (?:this|the|these|that) (?:allegations?|matters?|complaints?)\b/iu,
  "complaint received":
    /\breceived an? (?:\p{L}+ ){0,2}(?:complaint|disclosure|allegation|referral|request)\b/iu,
  transmittal:
    /^(?:Attached|Enclosed|For your (?:action|information|review))\b|\bwe (?:trust|appreciate|express our|hope|extend our)\b|\bcopies of (?:this|our|the) report\b/iu,
  "told in another report":
    /\b(?:reported|included|presented|described|discussed)\b[^;.]{0,60}\bin (?:the|our|an?) (?:separate |accompanying )?(?:Independent|Auditor|Agency Financial|Annual|companion|previous|prior|earlier|\p{Lu}\p{Ll}+ \d{4} report)/iu,
  "earlier review":
    /^In (?:an?|our|the) (?:(?:prior|previous|earlier|\p{Lu}\p{Ll}+) )?(?:\p{L}+ )?(?:\d{4} )?(?:review|report|audit|inspection|evaluation), /u,
  "office must":
    /\b(?:we|our office) (?:are|is) (?:also )?required to\b|\bplease (?:submit|provide|call|contact|send)\b/iu,
  contact: /\b(?:should not be construed|for more information|contact our office|do not represent)\b/iu,
};

/** Of the auditors' work, what opens a summary: objective, occasion, task. "We conducted this review from May to June" may stand anywhere. */
export const OBJECTIVE =
  /^.{0,80}(?:\bwe|\bOIG\)?) (?:assessed|evaluated|examined)\b|\b(?:objectives?|purpose|whether|how (?:well|many|much)|extent|requested|request|allegations?|complaints?|under contract|audited|reviewed|this report|to (?:determine|assess|see|evaluate|identify|examine|verify|learn|find out))\b(?!.*\b(?:reasonable basis|auditing standards)\b)/iu;

/** Says plainly that something was not done: no scene, wherever it stands. */
export const PLAIN_FAULT =
  /\b(?:did|does|do|has|have|had|was|were|is|are|could|can) not\b|\bcannot\b|\bfailed to\b|\black(?:s|ed)\b|\bhad no\b|\bhas no\b/iu;

const RULE =
  "Act|Congress|[Gg]uidance|[Pp]olicy|[Pp]olicies|[Dd]irective|[Ss]tandards|[Hh]andbook|[Mm]anual|law|legislation|statute|circular|regulations?|OMB|Executive Order \\d+|Circular|FISMA|IPERA";
const KIND_OF_THING =
  "blueprint|agency|component|program|system|process|office|tool|method|law|act|grant|organization|directorate|unit|bureau|department|document|framework|measure|lead|largest|part|division|branch";

/** What a thing is, what the law asks, what another auditor said: background wherever it stands. */
export const ALWAYS_BACKGROUND: Cues = {
  "is a thing of": new RegExp(
    `^[^,;]{2,90} (?:is|are) (?:an?|the) (?:\\p{L}+[- ]){0,4}(?:${KIND_OF_THING}) (?:of|within|under|in|that|which|for|responsible)(?![\\p{L}])`,
    "u",
  ),
  "is responsible":
    /^(?!.*\b(?:no|not|nobody|none|neither)\b)[^;]{2,250}(?<!\b(?:which|who|that)) (?:is|are) (?:\p{L}+ly )?(?:responsible for|charged with|tasked with|authorized to)\b|\b(?:was|were) responsible for (?:ensuring|overseeing|managing|monitoring|administering)\b/iu,
  "has the duty":
    /\b(?:has|have) (?:a|the) (?:\p{L}+ )?(?:responsibility|mission|mandate|obligation|duty) (?:to|for|of)\b/iu,
  "is a thing": new RegExp(
    `^(?:An?|The|This) [^,;]{2,80} (?:is|are) (?:an? |the )?(?:\\p{L}+[- ]){0,5}(?:${KIND_OF_THING})(?![\\p{L}])`,
    "u",
  ),
  "rule requires": new RegExp(
    `^(?!.*\\b(?:although|but|however|not(?! (?:later|more|less) than)|no)\\b).*\\b(?:${RULE})\\b[^;]{0,80}\\b(?:requires?|mandates?|authorizes?|directs|calls for|prohibits) (?!by\\b)`,
    "u",
  ),
  "by law":
    /^(?:Under|Pursuant to|According to|By) (?:\p{L}+ )*(?:law|statute|regulations?|policy)\b[^;]*,(?!.*\b(?:but|however|did|failed|cannot)\b)[^;]*\b(?:is|are|must|shall|may|requires?)\b/iu,
  "is permitted":
    /^(?!.*\b(?:although|but|not|no|nor|despite|cannot|without|only)\b)[^;]{2,120} (?:is|are) (?:also |generally )?(?:permitted|allowed|required|expected|eligible|entitled) to\b/iu,
  "policy permits":
    /\b(?:policy|law|statute|regulations?) (?:would have |does not |do not )?(?:permit|authoriz|allow)\p{L}* (?!by\b)/iu,
  "this act requires":
    /^(?:In addition, |Further, |Also, )?(?:this|the) act (?:also )?(?:requires?|required|mandates?|authorizes?)\b/iu,
  "GAO reported":
    /^(?:Using|In|Based|According)?[^.;]{0,80}\b(?:GAO|General Accounting Office|Government Accountability Office)(?: \([^)]*\))? (?:has |had |also |previously )*(?:reported|found|determined|estimated|concluded|recommended)\b/u,
};

/** How things stood before any audit looked: background until the first finding. */
export const BACKGROUND: Cues = {
  "was responsible":
    /\b(?:is|are|was|were) (?:\p{L}+ )?(?:responsible for|charged with|tasked with|authorized to|mandated to|designed to|intended to|established (?:in|by|to|under)|created (?:in|by|to|under)|enacted|part of the)\b/iu,
  "under a rule":
    /^(?:Under|Pursuant to|In accordance with|According to|By law|Through) (?:the )?(?:\p{L}+ )*(?:Act|Circular|Memorandum|policy|law|statute|regulations?|Program|Directive|Guidance|Standards)\b[^;]*,[^;]*\b(?:is|are|requires?|must|responsible|provides?|awarded|may|offers?)\b/u,
  "rule required": new RegExp(
    `\\b(?:${RULE})\\b[^;]{0,80}\\b(?:required|mandated|authorized|directed|established|told|asks?|asked|tasked) (?!by\\b)`,
    "u",
  ),
  "grant awarded":
    /\b(?:received|was awarded|were awarded|awarded|receives|awards|obligated|appropriated|provided|approved)\b[^;]{0,60}?\b(?:grants?|award|subgrants?|appropriat\p{L}+|Public Assistance|funding|allocation|contracts?)\b/iu,
  "award provided":
    /^(?:The|This) (?:award|grant|contract|subgrant|program|agreement) (?:provided|consisted|covers?|covered|included|funded|pays?|paid)\b|\bmanagement prepared the\b/iu,
  // The first mention introduces an agency and says what it does: "U.S. Coast Guard (USCG) inspects …".
  "introduces an agency":
    /^(?!(?:During|In|At|For|From|To|With|Because|Although|After|When)\b)(?:The |U\.S\. )?\p{Lu}[^,;()]{3,80}\([A-Z&]{2,6}\) (?!(?:is|was|has|does|lacks|fails|needs)\b)(?:\p{L}+ly )?\p{Ll}+s\b/u,
  "sum awarded": /\bawarded\b[^;]{0,80}\$[\d,.]+|\bcut-?off date\b|\bhad (?:claimed|reimbursed)\b/iu,
  "opens with a date":
    /^(?:Each year|Every year|Annually|(?:In|Since|During|As of)(?: the (?:beginning|start|end) of)? (?:FYs?|fiscal years?)? ?\d{4}|(?:In|As of) (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}|On \p{Lu}\p{L}+ \d+, \d{4}),? /iu,
  "does its work":
    /^[^;.]*?\b(?:relies|spends|enforces|protects|oversees|administers|manages|operates|employs|provides|regulates|secures|buys|processes|screens|investigates|coordinates|supports|awards|issues|maintains|serves|facilitates|inspects)\b/iu,
};
