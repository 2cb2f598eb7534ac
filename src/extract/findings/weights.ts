// Written by test/extract/gold/train.ts from labelled summaries; not to be edited by hand. What each feature of a sentence
// weighs: above zero speaks for a finding. Sentences of others are not kept here, only what single words and cues weigh.

/** "name weight; name weight; …" as a map. */
function weights(list: string): ReadonlyMap<string, number> {
  return new Map(
    list
      .trim()
      .split(/;\s+/u)
      .map((one) => [one.slice(0, one.lastIndexOf(" ")), Number(one.slice(one.lastIndexOf(" ") + 1))]),
  );
}

/** By a sentence's own words: featuresOf in features.ts. */
export const WORD_WEIGHTS = weights(`
always 0.02; any scene -1.23; any scene always -2.11; any scene always, cue fault -0.56; any scene, cue fault 0.08;
any scene, cue plain fault -0.13; any scene, cue praise -0.08; any scene, cue weighing 0.09; any work -3.34;
any work, cue fault -0.85; any work, cue plain fault -0.39; any work, cue praise -0.69;
any work, cue weighing -0.20; cue afterthought -0.08; cue any judgement 0.98; cue blame 0.69; cue dated event -0.13;
cue denial 1.07; cue fault 0.29; cue foreseeing 0.32; cue how things are -1.48; cue later result 1.94;
cue objective -0.48; cue opens with the scene -1.71; cue outcome 0.48; cue plain fault 0.09; cue praise 0.21;
cue praising verb 0.92; cue result 1.40; cue strong praise 0.37; cue underway -0.06; cue weighing -0.22;
opens ACRONYM 0.36; opens ACRONYM Name 0.27; opens ACRONYM also 0.19; opens ACRONYM did 0.15;
opens ACRONYM does 0.10; opens ACRONYM has 0.19; opens ACRONYM is -0.35; opens ACRONYM management -0.18;
opens a -0.69; opens according -0.50; opens according to -0.50; opens additionally 0.04;
opens additionally ACRONYM 0.06; opens all 0.09; opens also -0.28; opens although 0.18; opens although ACRONYM 0.14;
opens although the -0.14; opens as 0.53; opens as a 0.49; opens as of -0.22; opens at -0.71; opens at the -0.75;
opens attached -0.09; opens attached for -0.09; opens auditors 0.08; opens auditors found 0.01; opens based 0.15;
opens based on 0.15; opens because 0.03; opens by 0.02; opens during 0.35; opens during our 0.36;
opens finally 0.22; opens finally ACRONYM 0.04; opens for 0.01; opens for example 0.24; opens further 0.07;
opens however 0.07; opens however the -0.17; opens however we 0.02; opens in 0.14; opens in #year -0.48;
opens in ACRONYM 1.14; opens in Name -0.79; opens in addition -0.04; opens in the 0.12; opens it 0.04;
opens kpmg 0.48; opens kpmg ACRONYM 0.29; opens neither 0.01; opens of 0.64; opens on -0.32; opens on Name -0.42;
opens our 0.30; opens our audit -0.10; opens our objective -0.19; opens since -0.13; opens specifically 0.27;
opens specifically ACRONYM 0.11; opens specifically the 0.01; opens specifically we -0.01; opens the -0.26;
opens the ACRONYM -0.42; opens the Name 0.23; opens the audit -0.33; opens the award -0.31;
opens the objective -0.32; opens the objectives -0.23; opens the oig -0.29; opens the report -0.27;
opens these 0.63; opens this -0.31; opens this is 0.10; opens this occurred 0.31; opens this report -0.17;
opens to -0.02; opens u 0.17; opens u Name 0.17; opens we 0.01; opens we also 0.06; opens we are 0.13;
opens we audited -0.28; opens we conducted -0.25; opens we determined 0.71; opens we did -0.36; opens we found 0.56;
opens we have -0.21; opens we identified 0.20; opens we performed -0.08; opens when 0.06; opens without -0.56;
scene always: is responsible -0.31; scene always: rule requires -0.63; scene: award provided -0.61;
scene: does its work 0.88; scene: grant awarded -0.75; scene: introduces an agency -0.02;
scene: opens with a date -0.67; scene: rule required 0.23; scene: sum awarded -0.06; scene: was responsible -0.19;
shape as once planned -0.62; shape because 0.28; shape denied by -0.14; shape list 0.17; shape long -0.72;
shape money 0.18; shape must or should -0.72; shape names the act -0.30; shape of any such thing 0.20;
shape opens by saying which 0.91; shape opens with a consequence 0.11; shape over the years -0.50;
shape past be or have 0.57; shape percent 1.25; shape points back -0.05; shape present be or have 0.09;
shape shares counted 0.56; shape short 0.62; shape short form introduced -0.87; shape will or would 0.11;
work: allegation -0.46; work: auditing standards -0.03; work: auditors' work -0.42; work: looked whether -0.02;
work: objective of -0.21; work: our objective -0.44; work: provided us 0.07; work: report describes 0.08;
work: request to us -0.18; work: the objective was -0.25; work: this is our -0.05; work: this report is -0.13;
work: to determine whether -0.82; work: told in another report 0.55; work: transmittal -0.30
`);

/** By its place and the sentences around it: placesOf in context-features.ts. */
export const PLACE_WEIGHTS = weights(`
after the first result -0.64; after the last objective 1.09; alone 0.15; always -0.02;
an earlier report told before -0.78; before the first result -1.55; before the last objective -1.35; best -0.14;
best after -0.14; best before 0.16; follows a recommendation -0.67; follows an answer -1.02; mean 0.02;
no result told -0.84; nothing after 0.27; nothing before 0.86; own score 1.11;
own score, before the first result 0.26; own score, no result told 0.25; own score, recommendations told 0.31;
recommendations follow 0.99; recommendations told 0.18; score after 0.41; score before 0.19; second 0.53;
section BACKGROUND -2.23; section FINDINGS 1.10; section null 0.34; worst after 0.13
`);
