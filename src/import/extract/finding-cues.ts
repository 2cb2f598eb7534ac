// The words by which sentences of an executive summary are told apart. General English of auditors; no report's own words.

/** The auditors speaking: "We", "The OIG", "Our audit", "KPMG LLP, under contract with us,". */
export const AUDITOR =
  "(?:we|the (?:VA )?OIG|OIG|the auditors?|the inspectors?|inspectors|our (?:\\p{L}+ )?(?:audit|review|evaluation|inspection|analysis|work|testing|results|office)|my office|this (?:audit|review|report)|the (?:audit|review|evaluation|inspection|firm|report)|KPMG|the (?:VA )?Office of Inspector General|(?:\\p{Lu}[\\p{L}&.,]*,? ){1,5}(?:LLP|LLC|PC|P\\.C\\.))";

const FOUND =
  "found|find|determined|identified|identify|observed|concluded|noted|discovered|learned|substantiated|substantiate|confirmed|showed|shows|revealed|reveals|disclosed|indicate[sd]?|reported|is reporting|estimated?|questions?|questioned|uncovered|detected|saw|established|reports";

/** A sentence that says it reports a result: "We found that …", "The OIG did not substantiate …". */
export const RESULT = new RegExp(
  `(?<![\\p{L}])${AUDITOR}(?:,[^,]{1,60},)?(?: \\([^)]*\\))? (?:(?:also|further|therefore|again|nevertheless|similarly|additionally|did|not|could|have|has|had|previously) )*(?:${FOUND})(?![\\p{L}])(?! the (?:status|extent)\\b)(?! (?:whether|if)\\b)`,
  "iu",
);

/** … and those where another verb comes first: "KPMG reviewed the summary and found nothing out of line". */
export const LATER_RESULT = new RegExp(
  `(?:,? and|,? but|;) (?:(?:also|we|it|therefore|then|did|not|OIG) )*(?:${FOUND})(?![\\p{L}])(?! whether| if)|nothing came to|issued an? (?:unmodified|unqualified|qualified|adverse|clean|disclaimer)`,
  "iu",
);

/** Objective, scope, method, and what the report is. */
export const WORK_DONE: readonly RegExp[] = [
  new RegExp(
    `^(?:\\([^)]*\\) ?)?(?:(?:In|From|Between|During|At|As|For|After|Because|On|Following) [^.;]{3,120}?, )?(?:Specifically,? |Accordingly,? |Therefore,? |Additionally,? |In addition,? |Also,? )?${AUDITOR}(?:,[^;]{1,90}?,)?(?: \\([^)]*\\))*(?:,[^;,]{1,60},)? (?:(?:also|further|therefore|have|has|had|then|next|recently|randomly|judgmentally|are|initially) )*(?:conducted|performed|did this|did (?:this|our|the)|initiated|began|started|reviewed|review|audited|audit|examined|evaluated|assessed|inspected|sought|looked|visited|interviewed|analyzed|selected|sampled|tested|surveyed|considered|issuing|issued the|issued a|issued this|completed|undertook|contracted|engaged|focused|asked|requested|received an? (?:allegation|complaint|referral)|planned|wanted|announced|attempted|present|presents|describe[sd]?|summarize[sd]?|address(?:es|ed)|discusses|provides|concerns?|determined (?:whether|if)|determine whether|assess|evaluate)(?![\\p{L}])`,
    "iu",
  ),
  /\b(?:objectives?|purpose|goal|aim) (?:of|for) (?:this|our|the|these) (?:audit|review|evaluation|inspection|report|work|alert|special|performance)/iu,
  /\bour (?:\p{L}+ )?(?:objectives?|purpose|goal|aim|scope|methodology)\b/iu,
  /^(?:the )?(?:\p{L}+ )?(?:objectives?|purpose) (?:was|were|is)\b/iu,
  /\bto (?:determine|assess|see|evaluate|find out|learn|establish) (?:whether|if|how|the (?:extent|effectiveness|status))\b/iu,
  /\bwe (?:looked at|asked|examined|reviewed) (?:whether|if|how)\b/iu,
  /government(?:al)? auditing standards|quality standards for (?:inspection|audit|investigation)|those standards require|evidence obtained provides|provide[sd]? a reasonable basis/iu,
  /^this (?:management |interim |special )?(?:report|alert|memorandum|advisory|summary|audit|review|letter|evaluation)(?: \p{L}+)? (?:is|was|presents?|describes?|summarizes?|concerns?|addresses|provides?|follows|responds|discusses|satisfies|transmits|lists|explains|covers|focuse[sd])\b/iu,
  /\b(?:at the request of|in response to (?:a|an) (?:congressional |hotline )?(?:request|complaint|mandate|allegation))/iu,
  /\b(?:classified|designated|sensitive security information|for official use only|law enforcement sensitive)\b.{0,80}\b(?:details?|results?|report|information|version)\b|\b(?:details?|results?)\b.{0,60}\b(?:classified|designated|sensitive security information)/iu,
  /^\(?(?:revised|redacted|unclassified)(?: (?:report|version|summary))?\.?\)?\.?$|^\((?:see|refer to)\b|^see (?:appendix|attachment|attachments)\b/iu,
  /\b(?:should not be construed|for more information|contact our office|do not represent)\b/iu,
];

/** What a programme is, must do or was given: true before any audit looked at it. */
export const BACKGROUND: readonly RegExp[] = [
  /^(?:An?|The|This) [^,;]{2,80} (?:is|are) (?:an? |the )?(?:\p{L}+[- ]){0,5}(?:blueprint|agency|component|program|system|process|office|tool|method|law|act|grant|organization|directorate|unit|bureau|department|document|framework|measure|lead|largest|part)\b/u,
  /\b(?:is|are|was|were) (?:\p{L}+ )?(?:responsible for|charged with|tasked with|authorized to|mandated to|designed to|intended to|established (?:in|by|to|under)|created (?:in|by|to|under)|enacted|part of the)\b/iu,
  /^(?:Under|Pursuant to|In accordance with|According to|By law|Through) (?:the )?(?:\p{L}+ )*(?:Act|Circular|Memorandum|policy|law|statute|regulations?|Program|Directive|Guidance|Standards)\b[^;]*,[^;]*\b(?:is|are|requires?|must|responsible|provides?|awarded|may|offers?)\b/u,
  /^(?!.*\b(?:although|but|however|not|no)\b).*\b(?:Act|Congress|law|legislation|statute|circular|regulations?|OMB|Executive Order \d+|Circular|FISMA|IPERA)\b[^;]{0,80}\b(?:requires?|required|mandates?|mandated|authoriz(?:es|ed)|directs|directed|established|established|calls? for|prohibits?|told|asks?|asked|tasked) (?!by\b)/u,
  /\b(?:received|was awarded|were awarded|awarded|receives|awards|obligated|appropriated|provided|approved)\b[^;]{0,60}?(?:\b(?:grants?|award|subgrants?|appropriat\p{L}+|Public Assistance|funding|allocation|contracts?)\b)[^;]{0,60}/iu,
  /\bawarded\b[^;]{0,80}\$[\d,.]+/iu,
  /^(?:Each year|Every year|Annually|Since \d{4}|In \d{4}|In (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}|On \p{Lu}\p{L}+ \d+, \d{4}),? (?!.*\b(?:not|no|failed|lacked|without)\b)/u,
  /^[^;.]*?\b(?:relies|spends|enforces|protects|oversees|administers|manages|operates|employs|provides|regulates|secures|buys|processes|screens|investigates|coordinates|supports|awards|issues|maintains|serves|facilitates|inspects)\b(?!.*\b(?:not|no|without|only|however|but|lacks?|ineffective\p{L}*|poorly|inadequate\p{L}*|unevenly|its own .* for its own)\b)/iu,
];

export const POSITIVE_STRONG =
  /nothing (?:came to|out of|that)|found (?:nothing|no (?:\p{L}+ )?(?:evidence|instances?|indications?|issues?|problems?|exceptions?|deficienc\p{L}+|violations?|weaknesses|errors?|discrepanc\p{L}+))|\bno (?:\p{L}+ )?(?:evidence|indications?|instances?|exceptions?) (?:that|of)|(?:did|could|do|does) not (?:substantiate|find|identify|detect|discover|disclose|reveal|note)(?! (?:how|why))|\bunsubstantiated\b|\b(?:unmodified|unqualified|clean)\b[^.;]{0,20}\bopinion/iu;

export const POSITIVE =
  /\b(?:compli(?:ed|es|ant|ance with)|in compliance|complying|generally (?:adhered|followed|met|managed|complied|effective|consistent|accounted|adequate|met|in line|accurate|administered|performed|spent)|adhere[sd]? to|(?:met|meets|satisf(?:ied|ies)) (?:(?:the|all|its|most|applicable|their) )?(?:\p{L}+ )?(?:requirements?|standards?|criteria|goals?|targets?|expectations|deadlines?)|(?:properly|appropriately|adequately|effectively|successfully|correctly|accurately|fairly|timely) (?:\p{L}+ed|\p{L}+|and)|in (?:conformity|line|accordance) with|as (?:required|intended|planned|designed)|on time|(?:has|have|had) (?:fully |successfully )?(?:implemented|corrected|resolved|addressed|improved|strengthened|established an? (?:overall|effective)|made (?:significant |substantial |good )?progress)|improved\b|increased (?:the number|its)|accurate(?:ly)?|reliable|good example|best practices?|worth copying|positive(?:ly)?|commendable|innovative|well[- ](?:managed|run|designed|maintained)|resolved|strong|clean|sound|effective(?:ly)?)\b/iu;

export const NEGATIVE =
  /\b(?:not|no|nor|never|none|neither|nobody|nothing|no one|cannot|without|lack(?:s|ed|ing)?|fail(?:s|ed|ing|ures?)?|fell short|miss(?:ed|ing|es)?|insufficient\p{L}*|inadequate\p{L}*|incomplete\p{L}*|inaccura\p{L}+|unreliable|untimely|late\b|delay(?:s|ed|ing)?|unsupported|ineligible|unallowable|unreasonable|questioned?|questions?|improper\p{L}*|violat\p{L}+|noncomplian\p{L}+|non-complian\p{L}+|deficien\p{L}+|weakness(?:es)?|vulnerab\p{L}+|errors?|gaps?|shortfalls?|shortages?|short of|was short|were short|struggl\p{L}+|outdated|obsolete|wrong\p{L}*|wast(?:e|ed|eful)|excessive|unauthorized|duplicat\p{L}+|longer than|backlogs?|problems?|challenges?|unnecessary|inconsistent\p{L}*|uneven\p{L}*|limited|seldom|rarely|instead|incorrect\p{L}*|inappropriate\p{L}*|flawed|flaws?|unaware|unresolved|unanswered|unpatched|unsafe|unclear|unknown|unmonitored|overcrowd\p{L}*|contrary to|in conflict|conflicts? with|despite|difficult\p{L}*|poor\p{L}*|deteriorat\p{L}+|hinder\p{L}*|imped\p{L}+|inefficien\p{L}+|ineffective\p{L}*|less than|too (?:few|many|little|long|broad\p{L}*|late)|need(?:s|ed)? (?:to|improvement|more|better|additional)|improvements? (?:is|are|was|were )?needed|room for improvement|needs? improvement|could (?:better|improve|strengthen|have)|should have|concerns?|ignored|neglect\p{L}*|overpa(?:id|y\p{L}*)|underpa(?:id|y\p{L}*)|misus\p{L}+|misclassif\p{L}+|mismanag\p{L}+|abus\p{L}+|fraud\p{L}*|broke down|broken|only|erod\p{L}+|split purchases|stay(?:ed)? (?:open|active)|substantiated|contributed to|this (?:occurred|happened)|these (?:\p{L}+ )?(?:occurred|happened|existed)|was the cause|were the cause|weak(?:ened)?|restrict\p{L}*|loss(?:es)?|lost|stale|idle|unused|unopened|out of date|expired|harm\p{L}*|unfit|unequal|non-?existent|thin\b|ad hoc)\b|n[’']t\b|\bun\p{L}{4,}ed\b/iu;

/** The auditors weigh what follows from a fault: risk, doubt, a condition for the future. */
export const WEIGHING =
  /\b(?:may|might|could (?!not (?:always|support|show|document|account|provide|locate))|can (?:lead|result|cause)|would|at risk|risks?|risking|until|unless|jeopardiz\p{L}+|potential(?:ly)?|(?:we|OIG|the OIG) (?:are|is|remain) concerned|we believe|will (?:continue|likely|not|stop|remain)|hinders?|impedes?|undermines?|likel(?:y|ihood)|(?:are|is) thus|makes? it (?:difficult|harder|hard|impossible)|making it (?:difficult|harder|hard|impossible)|limits? (?:\p{L}+ )?(?:ability|assurance)|(?:no|cannot have|little|limited|reasonable) assurance|threatens?|overall, we)\b/iu;
