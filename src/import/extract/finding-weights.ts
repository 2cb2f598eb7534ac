// Written by test/import/gold/train.ts from labelled summaries; not to be edited by hand. What each feature of a sentence
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

/** By a sentence's own words: featuresOf in finding-features.ts. */
export const WORD_WEIGHTS = weights(`
always -0.20; any scene -1.28; any scene always -1.90; any scene always, cue fault -0.60; any scene, cue fault 0.22;
any scene, cue plain fault -0.14; any scene, cue praise -0.17; any scene, cue weighing 0.31; any work -3.11;
any work, cue fault -0.90; any work, cue plain fault -0.18; any work, cue praise -0.69;
any work, cue weighing -0.09; cue afterthought -0.16; cue any judgement 0.90; cue blame 0.87; cue dated event -0.10;
cue denial 0.99; cue fault 0.41; cue foreseeing 0.15; cue how things are -1.49; cue later result 1.60;
cue objective -0.33; cue opens with the scene -1.68; cue outcome 0.45; cue plain fault 0.09; cue praise 0.33;
cue praising verb 0.97; cue result 1.56; cue strong praise 0.35; cue underway 0.06; cue weighing -0.11;
opens ACRONYM 0.18; opens ACRONYM Name 0.12; opens ACRONYM also 0.11; opens ACRONYM did 0.13;
opens ACRONYM has -0.04; opens ACRONYM is -0.32; opens a -0.74; opens according -0.61; opens according to -0.61;
opens also -0.19; opens although 0.09; opens although ACRONYM 0.09; opens although the -0.13; opens as 0.35;
opens as a 0.38; opens as of -0.23; opens at -0.83; opens at the -0.87; opens attached -0.02;
opens attached for -0.02; opens based 0.10; opens based on 0.10; opens because 0.22; opens during 0.11;
opens during our 0.40; opens finally 0.07; opens for -0.09; opens further 0.04; opens however -0.04;
opens however ACRONYM -0.06; opens however the -0.17; opens in 0.30; opens in ACRONYM 1.04; opens in Name -0.90;
opens in addition 0.03; opens in the 0.12; opens kpmg 0.48; opens kpmg ACRONYM 0.30; opens of 0.53; opens our 0.24;
opens our audit -0.06; opens our objective -0.14; opens since 0.06; opens specifically 0.22;
opens specifically ACRONYM 0.09; opens the -0.31; opens the ACRONYM -0.43; opens the Name 0.29;
opens the audit -0.25; opens the award -0.33; opens the objective -0.33; opens the oig -0.38; opens these 0.65;
opens this -0.35; opens this occurred 0.34; opens this report -0.10; opens u 0.17; opens u Name 0.17; opens we 0.24;
opens we audited -0.28; opens we conducted -0.27; opens we determined 0.66; opens we did -0.32; opens we found 0.47;
opens we identified 0.17; opens we performed -0.09; opens without -0.53; scene always: is responsible -0.26;
scene always: rule requires -0.71; scene: award provided -0.59; scene: does its work 0.73;
scene: grant awarded -0.64; scene: introduces an agency -0.04; scene: opens with a date -0.33;
scene: rule required 0.14; scene: sum awarded -0.04; scene: was responsible -0.26; shape as once planned -0.40;
shape because 0.09; shape denied by 0.03; shape list 0.12; shape long -0.67; shape money 0.09;
shape must or should -0.54; shape names the act -0.30; shape of any such thing 0.09;
shape opens by saying which 0.83; shape opens with a consequence 0.01; shape over the years -0.48;
shape past be or have 0.52; shape percent 1.15; shape points back -0.10; shape present be or have -0.14;
shape shares counted 0.40; shape short 0.43; shape short form introduced -0.55; shape will or would -0.03;
work: allegation -0.47; work: auditing standards -0.08; work: auditors' work -0.50; work: looked whether -0.05;
work: objective of -0.20; work: our objective -0.31; work: provided us 0.03; work: report describes 0.08;
work: request to us -0.17; work: the objective was -0.16; work: this is our -0.04; work: this report is -0.05;
work: to determine whether -0.67; work: told in another report 0.54; work: transmittal -0.26
`);

/** By its place and the sentences around it: placesOf in finding-places.ts. */
export const PLACE_WEIGHTS = weights(`
after the first result -0.78; after the last objective 1.46; alone 0.02; always -0.30;
an earlier report told before -0.85; before the first result -1.30; before the last objective -1.37; best 0.02;
best after -0.06; best before 0.19; follows a recommendation -0.26; mean 0.08; no result told -1.24;
nothing after -0.08; nothing before 1.01; own score 1.00; own score, before the first result 0.14;
own score, no result told -0.03; own score, recommendations told 0.25; recommendations follow 0.81;
recommendations told 0.20; score after 0.23; score before 0.16; second 0.36; section BACKGROUND -2.08;
section FINDINGS 1.03; section null 0.48; worst after 0.19
`);
