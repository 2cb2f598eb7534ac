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
always 0.62; any scene -1.10; any scene always -1.56; any work -3.20; cue afterthought -0.01;
cue any judgement 1.17; cue blame 0.74; cue dated event 0.02; cue denial 0.73; cue fault 0.32; cue foreseeing -0.04;
cue how things are -1.48; cue later result 1.02; cue objective -0.35; cue opens with the scene -1.36;
cue outcome 0.54; cue plain fault 0.17; cue praise 0.35; cue praising verb 0.74; cue result 1.36;
cue strong praise 0.28; cue underway 0.02; cue weighing 0.02; opens ACRONYM -0.16; opens ACRONYM Name 0.07;
opens ACRONYM also 0.10; opens ACRONYM did 0.12; opens ACRONYM has -0.03; opens a -0.12; opens according -0.46;
opens according to -0.46; opens additionally 0.03; opens also -0.03; opens although -0.03;
opens although ACRONYM 0.07; opens although the -0.23; opens as 0.26; opens as a 0.34; opens as of -0.09;
opens at -0.45; opens at the -0.48; opens attached -0.06; opens attached for -0.06; opens based 0.08;
opens based on 0.08; opens because 0.08; opens during 0.16; opens during our 0.32; opens finally 0.08;
opens for -0.27; opens further 0.15; opens further the -0.01; opens however 0.33; opens however ACRONYM 0.01;
opens however the 0.07; opens in -0.04; opens in ACRONYM 0.72; opens in Name -0.57; opens in addition 0.09;
opens in the 0.13; opens kpmg 0.16; opens kpmg ACRONYM 0.11; opens our 0.14; opens our audit -0.03;
opens our objective -0.15; opens since -0.08; opens specifically 0.32; opens specifically ACRONYM 0.06;
opens the -0.31; opens the ACRONYM -0.64; opens the Name 0.47; opens the audit -0.15; opens the award -0.30;
opens the objective -0.14; opens the oig -0.32; opens these 0.12; opens this 0.09; opens this is -0.01;
opens this occurred 0.26; opens this report 0.01; opens u 0.02; opens u Name 0.02; opens we -0.16;
opens we also -0.02; opens we audited -0.17; opens we conducted -0.19; opens we determined 0.47; opens we did -0.43;
opens we found 0.33; opens we identified 0.19; opens without -0.27; scene always: is responsible -0.29;
scene always: rule requires -0.45; scene: award provided -0.46; scene: does its work 0.33;
scene: grant awarded -0.46; scene: opens with a date -0.31; scene: rule required -0.25; scene: sum awarded -0.02;
scene: was responsible -0.08; shape because 0.21; shape list 0.01; shape long -0.17; shape money 0.30;
shape must or should -0.30; shape past be or have 0.51; shape percent 0.50; shape present be or have -0.02;
shape shares counted 0.42; shape short 0.01; shape short form introduced -0.54; shape will or would -0.06;
verb NONE -0.12; verb PAST 0.29; verb PRESENT 0.26; verb can 0.03; verb cannot -0.10; verb could -0.11;
verb did 0.24; verb does 0.05; verb had 0.30; verb has -0.02; verb have 0.04; verb is -0.30; verb may 0.02;
verb must -0.19; verb was -0.16; verb were 0.09; verb will -0.14; word # 0.37; word #year -0.56; word $ 0.30;
word ACRONYM 0.09; word Name -0.36; word a -0.42; word ability 0.41; word about 0.13; word abuse 0.16;
word access 0.02; word accordance -0.17; word according -0.03; word account 0.45; word accounted 0.38;
word accounting 0.10; word accuracy 0.03; word accurate 0.06; word acquisition 0.11; word across 0.10;
word action -0.67; word actions -0.11; word activities 0.07; word addition 0.23; word additional 0.15;
word additionally 0.03; word address -0.21; word addressing -0.06; word adequate 0.25; word adequately 0.04;
word administered -0.10; word administrative 0.12; word after 0.04; word against -0.09; word agencies -0.45;
word agency -0.08; word agents -0.02; word air -0.23; word aircraft -0.15; word airport 0.01; word airports -0.67;
word alert -0.08; word aliens 0.16; word all 0.04; word allegation -0.07; word allegations -0.33;
word allowance -0.20; word also 0.20; word although 0.05; word always 0.25; word an -0.21; word analysis 0.10;
word analyze 0.03; word and -0.18; word annual -0.39; word another -0.20; word any -0.65; word applicable -0.04;
word applicants 0.31; word approach -0.30; word appropriate -0.04; word approved -0.12; word approximately -0.57;
word architecture 0.01; word are -0.23; word area -0.10; word areas -0.26; word as 0.05; word assess -0.08;
word assessed -0.05; word assessment 0.21; word assets 0.12; word assistance -0.03; word associated -0.12;
word assurance 0.10; word asylum -0.06; word at 0.16; word attached -0.07; word attention -0.05; word audit -0.33;
word audited -0.03; word auditing -0.38; word audits -0.46; word authority -0.15; word authorization 0.18;
word authorized 0.03; word available -0.05; word average 0.29; word aviation 0.12; word award -0.27;
word awarded -0.37; word awards -0.04; word aware 0.03; word based -0.02; word basis 0.21; word be 0.02;
word because 0.28; word been 0.18; word before 0.33; word being 0.27; word believe 0.01; word benefits 0.05;
word better 0.08; word between 0.34; word border -0.32; word both -0.30; word business -0.04; word but -0.17;
word by -0.32; word can 0.19; word cannot 0.15; word capabilities 0.12; word capability 0.08; word card 0.20;
word care 0.02; word case 0.08; word cases 0.12; word caused -0.28; word center 0.13; word certain -0.27;
word challenges -0.06; word changes 0.21; word checks 0.06; word children 0.36; word city -0.24; word claim -0.29;
word claimed -0.13; word claims -0.16; word classified -0.18; word clearly 0.21; word closed 0.35;
word commercial 0.16; word communication 0.08; word community 0.38; word company -0.10; word compensation -0.44;
word complaints 0.20; word complete 0.25; word completed -0.43; word compliance -0.17; word complied 0.15;
word comply -0.31; word component 0.09; word comprehensive 0.09; word concerns -0.56; word conclusions -0.10;
word conditions 0.11; word conduct -0.12; word conducted -0.10; word congressional -0.21; word considered -0.03;
word consistent 0.12; word consolidated 0.06; word continue 0.22; word continues 0.29; word continuous 0.03;
word contract 0.43; word contracted 0.06; word contractor 0.17; word contracts 0.09; word contributed -0.06;
word control 0.40; word controls -0.04; word correct -0.09; word corrective -0.11; word costs -0.12;
word could -0.56; word covered -0.05; word created -0.06; word criminal -0.15; word critical 0.01;
word current -0.23; word currently 0.02; word custody 0.04; word cyber 0.02; word cybersecurity 0.12;
word damage -0.24; word damages -0.60; word data 0.15; word date -0.29; word dated -0.22; word days -0.12;
word debris -0.21; word debt 0.34; word decisions 0.21; word deficiencies 0.42; word demonstrate 0.06;
word department-wide 0.13; word departmental -0.03; word describes -0.04; word designated -0.09; word despite 0.08;
word detailed -0.15; word details -0.07; word detainee 0.02; word detainees 0.32; word detect -0.14;
word detention 0.18; word determine -0.14; word determined 0.37; word determining 0.26; word develop -0.35;
word developed 0.02; word did 0.31; word direct -0.01; word disability -0.73; word disaster -0.43;
word disaster-related -0.01; word disasters -0.36; word disclosure -0.29; word disclosures -0.12; word do 0.17;
word document -0.01; word documentation 0.31; word documented 0.02; word does -0.12; word domestic -0.19;
word drug -0.11; word due -0.01; word during 0.11; word duties -0.51; word duty -0.28; word each -0.32;
word early 0.02; word effect 0.13; word effective -0.26; word effectively -0.10; word effectiveness 0.27;
word efficiently 0.04; word efforts -0.01; word electronic 0.29; word elements 0.06; word eligibility 0.17;
word eligible -0.56; word email 0.03; word emergency -0.56; word employees -0.51; word ended -0.29;
word enforcement 0.13; word enhanced -0.25; word ensure -0.23; word ensuring 0.11; word enterprise -0.15;
word entry 0.23; word equipment -0.22; word error -0.16; word errors 0.32; word established 0.01;
word estimated -0.24; word evaluate 0.02; word evaluated 0.12; word evaluation 0.21; word even 0.15;
word evidence 0.29; word examination 0.02; word examined -0.07; word expend 0.27; word expended 0.19;
word expenditures -0.15; word experienced -0.14; word faced -0.03; word facilities -0.33; word facility -0.23;
word federal -0.27; word field 0.25; word files 0.14; word final -0.22; word finally 0.27; word financial -0.25;
word findings 0.04; word firearms -0.13; word firm 0.06; word first 0.05; word fiscal 0.04; word five 0.24;
word flood 0.04; word flooding -0.09; word focused -0.04; word follow 0.06; word follow-up 0.24;
word followed -0.10; word following -0.30; word for 0.06; word found 0.96; word fraud 0.37; word frequency 0.08;
word from -0.19; word full 0.15; word fully 0.23; word funded -0.01; word funding -0.15; word funds -0.37;
word further -0.03; word future -0.35; word generally 0.23; word government -0.38; word grant -0.14;
word grantee -0.20; word grants -0.36; word guidance -0.08; word guidelines 0.13; word had 0.07; word has 0.20;
word have 0.46; word headquarters -0.28; word health 0.32; word held 0.20; word help 0.02; word history -0.25;
word hours -0.16; word how 0.10; word however 0.33; word identification -0.44; word identified 0.19;
word identify -0.12; word if 0.14; word illegal -0.01; word immigration 0.14; word impact 0.09;
word implement -0.16; word implementation -0.02; word implemented 0.21; word implementing 0.13; word improper 0.10;
word improve 0.48; word improved 0.18; word improvements 0.18; word in 0.17; word inadequate 0.13;
word inappropriately 0.04; word incidents 0.04; word include 0.20; word included -0.45; word including 0.18;
word inconsistent 0.05; word increase -0.11; word independent 0.16; word individuals -0.13; word ineligible -0.39;
word information 0.02; word initial 0.06; word initially -0.35; word initiated -0.37; word inspection 0.03;
word inspections 0.40; word instances 0.23; word insurance 0.17; word integrity -0.07; word intelligence 0.46;
word internal 0.41; word interviews 0.04; word into -0.30; word inventory 0.01; word investigation 0.19;
word is -0.29; word issue -0.17; word issued -0.19; word issues 0.32; word it -0.17; word items -0.07;
word its -0.04; word key 0.31; word known -0.07; word kpmg 0.29; word lack 0.01; word lacked 0.02; word land 0.19;
word large -0.22; word last -0.09; word law -0.10; word laws -0.07; word leaders -0.03; word learned 0.18;
word least 0.12; word leave 0.22; word led 0.23; word letter 0.11; word level -0.12; word levels -0.24;
word limit -0.02; word limited 0.24; word local 0.03; word location 0.24; word loss 0.21; word lost -0.04;
word made -0.18; word maintenance -0.05; word major -0.19; word make 0.17; word making 0.07; word manage 0.01;
word management -0.24; word managing 0.02; word many -0.09; word material 0.19; word may -0.13; word measures -0.17;
word medical 0.18; word meet 0.13; word meeting 0.28; word met 0.40; word migrant -0.08; word military -0.40;
word misconduct -0.53; word missing 0.37; word mission -0.27; word monitor 0.06; word monitoring 0.16;
word more -0.06; word most 0.32; word multiple 0.07; word must -0.16; word necessary -0.09; word need -0.04;
word needed 0.39; word needs 0.50; word neither 0.09; word new 0.13; word no 0.01; word noncompliance 0.04;
word nor 0.08; word not -0.10; word nothing 0.11; word objective -0.23; word objectives -0.21;
word obligations 0.14; word observations 0.27; word observed 0.22; word obtain 0.12; word occurred -0.18;
word of -0.42; word office -0.69; word officers 0.23; word offices 0.26; word officials -0.38; word oig -0.42;
word on -0.01; word one -0.09; word ongoing 0.32; word only 0.18; word open -0.10; word operating -0.07;
word operational 0.30; word operations -0.25; word opinion 0.24; word or -0.03; word orders -0.19;
word organizations -0.05; word other -0.15; word our -0.57; word out 0.14; word over -1.09; word overall 0.13;
word oversee 0.08; word oversight 0.31; word overtime -0.04; word own 0.06; word paid 0.31; word pandemic -0.38;
word parents 0.25; word part 0.02; word passenger 0.08; word patient -0.20; word patients 0.53; word payments 0.03;
word percent 0.44; word perform -0.25; word performance 0.04; word performed 0.04; word period 0.05;
word permanent -0.14; word personal 0.05; word personnel -0.20; word physical 0.37; word place 0.21;
word plan -0.08; word planned -0.34; word planning -0.10; word plans 0.09; word policies 0.16; word policy -0.50;
word polygraph -0.31; word ports -0.03; word position 0.33; word post -0.62; word potential 0.07;
word practices 0.47; word prepared -0.16; word presented -0.19; word prevent -0.07; word previous -0.14;
word previously 0.04; word primarily -0.13; word prior -0.02; word private -0.24; word problems 0.11;
word procedures -0.04; word process 0.28; word processes 0.14; word processing -0.26; word processors 0.24;
word procurement 0.26; word products 0.23; word program -0.12; word programs 0.03; word progress 0.01;
word project 0.08; word projects -0.61; word promptly 0.07; word proper 0.03; word properly 0.23;
word property 0.02; word protect 0.19; word protective -0.06; word provide 0.54; word provided -0.05;
word provides 0.06; word providing 0.20; word public -0.23; word purchase 0.34; word quality -0.02;
word questioned 0.02; word raised -0.13; word reasonable 0.17; word receive -0.34; word received -0.16;
word recipients -0.03; word recommendations -0.20; word records -0.16; word reduce 0.08; word regarding 0.14;
word regional 0.33; word regulations -0.31; word related -0.12; word reliable -0.01; word removal -0.03;
word removed -0.26; word repairs 0.03; word report -0.62; word reported -0.31; word reporting 0.28;
word reports 0.14; word requested 0.25; word requests -0.21; word require 0.17; word required -0.13;
word requirement 0.12; word requirements -0.14; word requires -0.28; word requiring -0.01; word resources 0.23;
word respond -0.13; word responding -0.27; word response -0.21; word responsibilities 0.15;
word responsibility -0.03; word responsible -0.14; word result 0.13; word resulted 0.35; word resulting -0.13;
word results 0.10; word review -0.14; word reviewed 0.34; word reviews 0.08; word rights 0.02; word risk 0.49;
word risks 0.11; word safety 0.15; word same -0.04; word sample 0.26; word schedule 0.07; word schools 0.10;
word screen -0.31; word screening -0.44; word searches 0.15; word secure 0.14; word security -0.06; word see -0.05;
word segregation 0.02; word sensitive -0.10; word service -0.08; word services 0.05; word set -0.13;
word seven -0.31; word several 0.08; word severe -0.36; word share 0.17; word should -0.05; word significant -0.01;
word similar -0.03; word since -0.01; word site 0.19; word six 0.43; word small 0.05; word so 0.11; word some 0.39;
word specifically 0.12; word spent 0.50; word staff 0.05; word staffing -0.18; word stage 0.13; word standard -0.26;
word standards 0.28; word state -0.01; word statements -0.37; word status 0.22; word steps 0.10; word storm -0.23;
word storms -0.13; word strategy -0.07; word subgrantees -0.22; word submit -0.17; word substantiated 0.08;
word such -0.39; word sufficient 0.20; word summary 0.15; word support 0.39; word survivors 0.37; word system 0.37;
word systems 0.10; word taken -0.06; word taxpayers 0.07; word team 0.06; word technical -0.04;
word technology -0.67; word terrorism 0.04; word testing -0.28; word than 0.02; word that -0.22; word the -0.09;
word their -0.26; word them 0.06; word then -0.01; word there 0.32; word these 0.16; word they -0.12;
word third -0.07; word this -1.00; word those -0.20; word threat 0.12; word three -0.18; word through -0.05;
word time 0.48; word timely 0.16; word times 0.39; word to -0.02; word took 0.28; word tools 0.21; word total -0.13;
word totaling -0.18; word track -0.15; word training 0.89; word transferred 0.19; word travel 0.24; word two 0.36;
word types -0.08; word u 0.02; word unable 0.22; word unannounced 0.02; word under -0.36; word units -0.23;
word updated 0.14; word us -0.24; word use -0.13; word used 0.23; word uses -0.12; word using 0.11;
word various -0.03; word vehicles 0.19; word veteran 0.06; word veterans -0.62; word visit 0.46; word visited 0.25;
word visits 0.09; word vulnerabilities 0.08; word was 0.02; word waste 0.17; word we -0.05; word weaknesses 0.11;
word well 0.15; word were 0.48; word when 0.32; word where -0.03; word whether -0.54; word which -0.35;
word while -0.40; word whistleblower -0.22; word who -0.08; word will 0.29; word with 0.10; word within -0.25;
word without 0.08; word work -0.48; word would -0.35; word written 0.06; word year -0.38; word years -0.16;
word your -0.45; work: allegation -0.38; work: auditing standards -0.03; work: auditors' work -0.86;
work: looked whether -0.07; work: objective of -0.14; work: our objective -0.27; work: provided us -0.08;
work: report describes -0.02; work: request to us -0.13; work: the objective was -0.16; work: this is our -0.01;
work: this report is -0.03; work: to determine whether -0.43
`);

/** By its place and the sentences around it: placesOf in finding-places.ts. */
export const PLACE_WEIGHTS = weights(`
after the first result -0.15; after the last objective 0.65; alone -0.04; always -0.77;
before the first result -1.77; before the last objective -1.63; best 0.14; best after 0.03; best before 0.05;
follows a recommendation -0.96; mean -0.31; no result told -1.07; nothing after 0.04; nothing before 0.89;
own score 1.09; recommendations follow 0.82; recommendations told 0.01; score after 0.21; score before 0.25;
second 0.25; section BACKGROUND -1.92; section FINDINGS 0.73; section null 0.61; worst after 0.20
`);
