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
always -0.20; any scene -1.34; any scene always -1.89; any scene always, cue fault -0.60; any scene, cue fault 0.07;
any scene, cue plain fault -0.07; any scene, cue praise -0.12; any scene, cue weighing 0.35; any work -3.11;
any work, cue fault -0.99; any work, cue plain fault -0.13; any work, cue praise -0.63;
any work, cue weighing -0.06; cue afterthought -0.16; cue any judgement 0.88; cue blame 0.90; cue dated event -0.10;
cue denial 0.92; cue fault 0.40; cue foreseeing 0.15; cue how things are -1.49; cue later result 1.65;
cue objective -0.28; cue opens with the scene -2.00; cue outcome 0.47; cue plain fault 0.15; cue praise 0.36;
cue praising verb 1.03; cue result 1.63; cue strong praise 0.36; cue underway 0.07; cue weighing -0.09;
opens ACRONYM 0.18; opens ACRONYM Name 0.12; opens ACRONYM also 0.10; opens ACRONYM did 0.13;
opens ACRONYM has -0.01; opens ACRONYM is -0.32; opens a -0.69; opens according -0.59; opens according to -0.59;
opens additionally 0.02; opens also -0.18; opens although 0.15; opens although ACRONYM 0.09;
opens although the -0.10; opens as 0.28; opens as a 0.40; opens as of -0.20; opens at -0.79; opens at the -0.82;
opens attached -0.02; opens attached for -0.02; opens based 0.10; opens based on 0.10; opens because 0.24;
opens during 0.13; opens during our 0.40; opens finally 0.07; opens for -0.07; opens further 0.03;
opens however -0.02; opens however ACRONYM -0.05; opens however the -0.17; opens in 0.33; opens in ACRONYM 1.01;
opens in Name -0.86; opens in addition 0.02; opens in the 0.10; opens kpmg 0.49; opens kpmg ACRONYM 0.30;
opens of 0.52; opens our 0.22; opens our audit -0.04; opens our objective -0.15; opens since 0.08;
opens specifically 0.23; opens specifically ACRONYM 0.09; opens the -0.29; opens the ACRONYM -0.37;
opens the Name 0.31; opens the audit -0.23; opens the award -0.33; opens the objective -0.33; opens the oig -0.39;
opens these 0.66; opens this -0.35; opens this occurred 0.33; opens this report -0.12; opens u 0.19;
opens u Name 0.19; opens we 0.16; opens we also 0.01; opens we audited -0.23; opens we conducted -0.24;
opens we determined 0.69; opens we did -0.32; opens we found 0.47; opens we identified 0.17;
opens we performed -0.07; opens without -0.53; scene always: is responsible -0.26;
scene always: rule requires -0.70; scene: award provided -0.59; scene: does its work 0.71;
scene: grant awarded -0.61; scene: introduces an agency -0.01; scene: opens with a date -0.24;
scene: rule required -0.44; scene: sum awarded -0.01; scene: was responsible -0.19; shape as once planned -0.39;
shape because 0.11; shape denied by 0.09; shape list 0.16; shape long -0.82; shape money 0.10;
shape must or should -0.49; shape names the act -0.24; shape opens by saying which 0.84;
shape opens with a consequence 0.04; shape over the years -0.46; shape past be or have 0.54; shape percent 1.15;
shape points back -0.09; shape present be or have -0.20; shape shares counted 0.41; shape short 0.43;
shape short form introduced -0.61; shape will or would -0.02; work: allegation -0.45;
work: auditing standards -0.08; work: auditors' work -0.62; work: objective of -0.21; work: our objective -0.32;
work: provided us 0.04; work: report describes 0.07; work: request to us -0.18; work: the objective was -0.18;
work: this is our -0.03; work: this report is -0.05; work: to determine whether -0.67;
work: told in another report 0.58; work: transmittal -0.24
`);

/** By its place and the sentences around it: placesOf in finding-places.ts. */
export const PLACE_WEIGHTS = weights(`
after the first result -0.80; after the last objective 1.35; alone 0.09; always -0.27;
before the first result -1.55; before the last objective -1.43; best -0.01; best before 0.19;
follows a recommendation -0.30; mean 0.06; no result told -1.24; nothing after -0.02; nothing before 0.86;
own score 0.98; own score, before the first result 0.22; own score, no result told -0.02;
own score, recommendations told 0.22; recommendations follow 0.86; recommendations told 0.32; score after 0.22;
score before 0.15; second 0.35; section BACKGROUND -2.00; section FINDINGS 0.92; section null 0.43; worst after 0.18
`);
