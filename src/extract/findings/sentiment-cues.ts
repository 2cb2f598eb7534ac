// The words by which a finding's class is told: good, bad, weighing. General English of auditors; no report's own words.

/** Whole words or phrases, in any case; `*` stands for any ending. For statements, whose white space is single. */
export function anyOf(...lines: string[]): RegExp {
  const source = lines.join("|").replaceAll("*", "\\p{L}*");
  return new RegExp(`(?<![\\p{L}])(?:${source})(?![\\p{L}])`, "iu");
}

/** A good result said outright, whatever else the sentence holds. */
export const POSITIVE_STRONG = anyOf(
  "nothing (?:came to|out of|that)",
  "found (?:nothing|no (?:\\p{L}+ )?(?:evidence|instances?|indications?|issues?|problems?|exceptions?|deficienc*|violations?|weakness*|errors?|discrepanc*))",
  "no (?:\\p{L}+ )?(?:evidence|indications?|instances?|exceptions?) (?:that|of)",
  "(?:did|could|do|does) not (?:substantiate|find|identify|detect|discover|disclose|reveal|note) (?!how|why|(?:sufficient )?evidence that)\\p{L}+",
  "unsubstantiated|(?:unmodified|unqualified|clean)[^.;]{0,20} opinion",
);

const TOPIC = "requirements?|standards?|criteria|goals?|targets?|expectations|deadlines?|timeframes?";

/** A main verb that says all is well: with no denial beside it, the topic's own bad words ("improper payments") don't count. */
export const POSITIVE_VERB = anyOf(
  "(?:ha[sd]|have|is|are|was|were)? ?(?:fully |generally |substantially |largely )?(?:complied|complies|compliant|adhered|in compliance)",
  `(?:met|meets|satisfied|exceeded|addressed|fulfilled) (?:(?:the|all|its|their|most|applicable) )?(?:[\\p{L}-]+ ){0,2}(?:${TOPIC})`,
  "followed (?:all |the )?(?:applicable|federal|required)",
  "(?:ha[sd]|have) (?:been )?(?:fully |successfully |since )?(?:implemented|corrected|resolved|addressed|improved|strengthened)",
  "(?:ha[sd]|have)? ?(?:also )?(?:established|implemented|adopted) (?:an?|the|its|policies|procedures|controls|processes|adequate|effective)",
  "(?:ha[sd]|have) (?:taken (?:\\p{L}+ )?steps|made (?:\\p{L}+ )?(?:progress|improvements|strides)|created,? \\p{L}+)|(?:have|has|had|were|was|with) (?:an? )?(?:adequate|appropriate|effective|sufficient|systematic)",
  "(?<!(?:to|and|not|ability) )(?:properly|appropriately|adequately|effectively|successfully|correctly|accurately) \\p{L}+",
  "generally (?:following|complying|meeting|adhering)|generally (?!(?:permitted|allowed|required|accepted)\\b)\\p{L}+ed(?! by| in part)",
  "presents? fairly",
  "(?:appeared|appears) to (?:be within|be (?:\\p{L}+ )?in compliance|comply|meet)",
);

/** Weaker praise: counts where nothing bad is said. */
export const POSITIVE = anyOf(
  "compliance with|complying|complied|adhered|in (?:conformity|line|accordance) with",
  "all (?:\\d+ )?(?:\\p{L}+ )?recommendations[^.;]* (?:were|are|have been) (?:closed|implemented)|generally (?:followed|met|managed|effective|consistent|accounted|adequate|accurate|administered|performed|spent|used)",
  "(?:is|are|was|were|to be) (?:generally )?(?:adequate|sufficient|effective)",
  "as (?:required|intended|planned|designed)|on time|in a timely manner|within the required",
  "(?:has|have|had) made (?:significant |substantial |good |some )?progress|improved|increased (?:the number|its)",
  "accurate(?:ly)?|reliable|properly|appropriately|adequately|effective(?:ly)?|successfully|sound|strong|clean",
  "good example|best practices?|worth copying|positive(?:ly)?|commendable|innovative|well[- ](?:managed|run|designed|maintained)|resolved",
);

/** Denial: the sentence says that something is not so, or not there. */
const DENIALS = [
  "not|no|nor|never|none|neither|nobody|nothing|cannot|without|lack(?:s|ed|ing)?|fail(?:s|ed|ing|ures?)?|fell short|unable",
  "\\p{L}+n[’']t|insufficient*|inadequate*|ineffective*|incomplete*|inconsistent*|minimal(?:ly)?",
];
const CONTRASTS = "but|however|except|although|despite";
export const DENIAL = anyOf(...DENIALS, CONTRASTS);

const MEASURES = "only|less than|longer than|instead";
const FAULTS = [
  ...DENIALS,
  "miss(?:ed|ing|es)|inaccura*|unreliable|untimely|late(?! (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|fall|winter)\\b)|delay(?:s|ed|ing)?|seldom|rarely|too (?:few|many|little|long|broad*|late)",
  "unsupported|ineligible|unallowable|unreasonable|unnecessary|excessive|question(?:s|ed)|improper*|inappropriate*|incorrect*|wrong*|wast(?:e|ed|eful)|duplicat*|overpa(?:id|y*)|underpa(?:id|y*)",
  "violat*|infring*|outages?|exacerbat*|noncomplian*|non-complian*|unauthorized|misus*|misclassif*|mismanag*|abus*|fraud*|ignored|neglect*|deviat*|contraven*|contrary to|in conflict|conflicts? with|split purchases",
  "deficien*|weak|weakness*|weakened|vulnerab*|errors?|gaps?|limitations?|shortfalls?|shortages?|short of|(?:was|were) short|backlogs?|problems?|challeng(?:e[sd]?|ing)|concerns?|flaw(?:s|ed)?|poor*|limited(?![- ]scope)|dropped|worsen*|shortcomings?|restrict*|thin|ad hoc|outdated|obsolete|out of date|expired|stale|delinquent|uncollect\\p{L}+|unpaid|overdue|past due|idle|unused|unopened",
  "struggl*|uneven*|unaware|unresolved|unanswered|unpatched|unsafe|unclear|unknown|unmonitored|undocumented|unprepared|untrained|overcrowd*|difficult*|deteriorat*|hinder*|imped*|inefficien*|erod*|broke down|broken|loss(?:es)?|lost|harm*|unfit|non-?existent|vacan(?:t|cies)|understaffed",
  "could be (?:\\p{L}+ )?(?:improved|strengthened|better|enhanced|increased)|opportunit\\p{L}+ (?:for|to)|more (?:effective|efficient|consistent)ly|exceed(?:s|ed|ing) (?:the |their |its )?(?:maximum |stated |legal )?(?:capacity|limits?)|unusable|unsuitable|underestimat*|inconsistenc*|need(?:s|ed)? (?:to|improvement|more|better|additional)|improvements? (?:is |are |was |were )?needed|room for improvement|could (?:better|improve|strengthen|have)|should have|far (?:fewer|more|less)|prices increased",
  "(?:identified|found|noted) (?:\\p{L}+ )?issues|issues (?:in|with)|(?:security|safety) (?:issues|concerns)|mistaken|misconduct|adverse*|(?:additional )?(?:steps|work|actions?) (?:is|are|was|were) needed|underreport*|concerning|attributed (?:this|these)",
  "uncertain*|(?:little|scant|few signs? of) (?:evidence|effort|assurance|progress|oversight|support|reliable)",
  "stay(?:ed)? (?:open|active)|substantiated|contributed to|(?:this|these|they|it) (?:\\p{L}+ )?(?:occurred|happened|existed|did so)|(?:was|were) the causes?",
];

/** Words of fault, words of contrast and measure among them. */
export const NEGATIVE = anyOf(...FAULTS, CONTRASTS, MEASURES);

/** Words that alone, with no contrast drawn, tell a fault. */
export const FAULT = anyOf(...FAULTS);

/** The auditors weigh what follows from a fault: risk, doubt, a condition for the future. */
export const WEIGHING = anyOf(
  "may(?! \\d)|might|would|could (?!not(?![\\p{L}]))\\p{L}+|can (?:lead|result|cause)|potentially|potential (?:for|to)|likel(?:y|ihood)|jeopardiz*|threatens?",
  "(?:level|degree) of risk|at (?:\\p{L}+ )?(?:increased |greater |higher )?risk|risk(?:s|ing)? (?:\\p{L}+ )*?\\p{L}+ing|(?:increas*|elevat*|pos(?:e[sd]?|ing)|represents?|creat(?:e[sd]?|ing)) [^,;]{0,40}risks?",
  "will (?:be (?:essential|critical|crucial|key|important|necessary|needed)|face)|until|unless|hinders?|impedes?|undermines?|(?:we|OIG|the OIG) (?:are|is|remain) concerned|especially concerning|we believe|overall, we|will (?:continue|likely|not|stop|remain|limit|impact)|(?:are|is) thus",
  "ma(?:de|kes?|king) it (?:difficult|harder|hard|impossible)|limits? (?:[\\p{L}’']+ )?(?:ability|assurance)|(?:no|little|limited|reasonable|cannot have) assurance|(?:cannot|unable to) (?:be )?(?:\\p{L}+ly )?(?:determined?|accomplish|ensure|assure|know|tell)",
);

/** Tells what would follow if things changed, or do not: a weighing whatever words of praise or blame it holds. */
export const FORESEEING =
  /^(?:(?:Further|Additionally|In addition|Also|However), )?(?:without|until|unless|by not)\b|\bconclude[sd]? that if\b|^(?:As a result|Consequently|Therefore|Thus|Accordingly), [^;]*\bcan\b(?! ?not)|(?:hindered|impeded|jeopardized) if\b|^(?:Because|As a result|Consequently|Therefore|Thus|Accordingly)\b[^;]*\bcannot\b|^By \p{L}+ing\b[^;]*, [^;]*\b(?:can|could|will|would|may|might|should)\b/iu;

/** Opens what follows from a fault: the words of risk after it count, be there a plain denial before them or not. */
export const OUTCOME =
  /^(?:As a result|Consequently|Therefore|Thus|Accordingly|Further|In addition|Additionally),? /iu;

/** A weighing hung on at the end: the sentence's main clause decides its class. */
export const AFTERTHOUGHT =
  /,? (?:which|that) (?:may|might|could|can|would)\b[^;]*$|, (?:potentially|possibly|thereby|further|thus) \p{L}+ing\b[^;]*$/iu;

/** What management has begun or announced: told, not judged. */
export const UNDERWAY =
  /\b(?:ha[sd]|have) (?:since |already |also |recently )*(?:outlined|begun|started|initiated|proposed|drafted) (?!.*\b(?:but|however|not yet)\b)|\bmade changes to\b|\bactions? (?:are|is) (?:ongoing|under ?way)\b/iu;
