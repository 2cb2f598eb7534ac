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
always -0.25; any scene -1.27; any scene always -2.01; any scene always, cue fault -0.56; any scene, cue fault 0.13;
any scene, cue plain fault -0.05; any scene, cue praise -0.09; any scene, cue weighing 0.08; any work -3.21;
any work, cue fault -0.81; any work, cue plain fault -0.33; any work, cue praise -0.63;
any work, cue weighing -0.18; cue any judgement 1.01; cue blame 0.63; cue dated event -0.13; cue denial 1.01;
cue fault 0.38; cue foreseeing 0.31; cue how things are -1.49; cue later result 1.79; cue objective -0.35;
cue opens with the scene -1.71; cue outcome 0.56; cue plain fault 0.23; cue praise 0.15; cue praising verb 0.93;
cue result 1.46; cue strong praise 0.34; cue underway -0.06; cue weighing -0.11; opens ACRONYM 0.23;
opens ACRONYM Name 0.27; opens ACRONYM also 0.19; opens ACRONYM did 0.14; opens ACRONYM does 0.10;
opens ACRONYM has 0.12; opens ACRONYM is -0.35; opens ACRONYM management -0.18; opens a -0.69;
opens according -0.50; opens according to -0.50; opens additionally 0.03; opens additionally ACRONYM 0.06;
opens also -0.28; opens although 0.16; opens although ACRONYM 0.14; opens although the -0.14; opens as 0.39;
opens as a 0.41; opens as of -0.27; opens at -0.64; opens at the -0.68; opens attached -0.09;
opens attached for -0.09; opens based 0.14; opens based on 0.14; opens because 0.03; opens during 0.35;
opens during our 0.36; opens finally 0.22; opens finally ACRONYM 0.04; opens for -0.06; opens for example 0.24;
opens further 0.06; opens however 0.05; opens however the -0.17; opens however we 0.02; opens in 0.29;
opens in #year -0.48; opens in ACRONYM 1.14; opens in Name -0.66; opens in addition 0.04; opens in the 0.12;
opens kpmg 0.48; opens kpmg ACRONYM 0.29; opens of 0.58; opens on -0.32; opens on Name -0.42; opens our 0.37;
opens our audit -0.08; opens our objective -0.18; opens since -0.13; opens specifically 0.27;
opens specifically ACRONYM 0.11; opens the -0.38; opens the ACRONYM -0.38; opens the Name 0.37;
opens the audit -0.38; opens the award -0.31; opens the objective -0.31; opens the objectives -0.23;
opens the oig -0.29; opens the report -0.27; opens these 0.69; opens this -0.34; opens this is 0.10;
opens this occurred 0.31; opens this report -0.17; opens u 0.17; opens u Name 0.17; opens we 0.22;
opens we also 0.06; opens we are 0.13; opens we audited -0.28; opens we conducted -0.23; opens we determined 0.71;
opens we did -0.33; opens we found 0.53; opens we have -0.21; opens we identified 0.20; opens we performed -0.08;
opens without -0.49; scene always: is responsible -0.31; scene always: rule requires -0.62;
scene: award provided -0.61; scene: does its work 0.75; scene: grant awarded -0.70;
scene: introduces an agency -0.02; scene: opens with a date -0.52; scene: rule required 0.21;
scene: sum awarded -0.06; scene: was responsible -0.21; shape as once planned -0.65; shape because 0.35;
shape denied by 0.04; shape list 0.22; shape long -0.67; shape money 0.08; shape must or should -0.90;
shape names the act -0.42; shape of any such thing 0.03; shape opens by saying which 0.91;
shape opens with a consequence 0.19; shape over the years -0.49; shape past be or have 0.58; shape percent 1.22;
shape points back -0.05; shape present be or have 0.07; shape shares counted 0.43; shape short 0.50;
shape short form introduced -0.48; shape will or would 0.11; work: allegation -0.46; work: auditing standards -0.06;
work: auditors' work -0.47; work: looked whether 0.01; work: objective of -0.19; work: our objective -0.36;
work: provided us 0.07; work: report describes 0.08; work: request to us -0.18; work: the objective was -0.20;
work: this is our -0.05; work: this report is -0.13; work: to determine whether -0.76;
work: told in another report 0.55; work: transmittal -0.30
`);

/** By its place and the sentences around it: placesOf in finding-places.ts. */
export const PLACE_WEIGHTS = weights(`
after the first result -0.85; after the last objective 1.27; alone 0.06; always -0.25;
an earlier report told before -0.73; before the first result -1.32; before the last objective -1.37; best 0.01;
best after -0.02; best before 0.18; follows a recommendation -0.67; follows an answer -1.02; mean 0.07;
no result told -1.09; nothing after 0.02; nothing before 0.87; own score 0.92;
own score, before the first result 0.11; own score, no result told 0.07; own score, recommendations told 0.21;
recommendations follow 0.98; recommendations told 0.17; score after 0.22; score before 0.12; second 0.30;
section BACKGROUND -2.20; section FINDINGS 0.85; section null 0.32; worst after 0.11
`);
