// Fits the weights by which findings are told from background, and writes src/extract/findings/weights.ts:
//   node -r ./scripts/typescript.cjs test/extract/gold/train.ts [--try] [--onward STRENGTH] MORE.gold …
// data.gold and dev.gold are always learnt from, unseen.gold never. --try writes nothing: each file in turn is left out,
// the others are learnt from, and the figures of the one left out are printed. --onward starts from the weights as they are
// and pulls back to them with that strength: for labels that come without those the weights were learnt from.

import { writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { THRESHOLD } from "../../../src/extract/findings/classifier";
import { placesOf } from "../../../src/extract/findings/context-features";
import { featuresOf } from "../../../src/extract/findings/features";
import { inOwnVoice } from "../../../src/extract/findings/findings";
import { type FixedKind, fixedKinds } from "../../../src/extract/findings/rule-labels";
import { PLACE_WEIGHTS, WORD_WEIGHTS } from "../../../src/extract/findings/weights";
import { type Sentence, sentences } from "../../../src/extract/sentences";
import { goldCases } from "./gold";
import { type Features, regression, weighed } from "./logistic";

const onwardAt = process.argv.indexOf("--onward");
/** How strongly the weights are pulled back to what they were; null: learnt anew. */
const onward = onwardAt < 0 ? null : Number(process.argv[onwardAt + 1]);

interface Summary {
  readonly file: string;
  readonly all: readonly Sentence[];
  readonly fixed: readonly (FixedKind | null)[];
  readonly features: readonly ReadonlySet<string>[];
  readonly words: readonly Features[];
  readonly isFinding: readonly boolean[];
}

interface Model {
  readonly words: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<string, number>;
}

function summaries(file: string): Summary[] {
  return goldCases(relative(__dirname, resolve(file))).map(({ text, home, sentences: marked }) => {
    const plain = sentences(text);
    const all = inOwnVoice(plain, text, { home });
    const fixed = fixedKinds(all, { home });
    const features = all.map(({ statement }) => featuresOf(statement));
    return {
      file: basename(file),
      all,
      fixed,
      features,
      words: features.map((names) => new Map([...names].map((name) => [name, 1]))),
      isFinding: all.map((one) =>
        /[DCXO]/u.test(marked.find(({ text: words }) => words === one.text)?.mark ?? ""),
      ),
    };
  });
}

/** Sentences judged by a model that has not learnt from them show how far a word's weight can be trusted: places learn from these. */
function learn(known: readonly Summary[]): Model {
  const fold = (i: number) => i % 8;
  const learnWords = (from: readonly Summary[]) =>
    regression(
      from.flatMap((one) => one.words.filter((_, i) => one.fixed[i] === null)),
      from.flatMap((one) => one.isFinding.filter((_, i) => one.fixed[i] === null)),
      { penalty: onward ?? 2, least: onward ? 3 : 6, prior: onward ? WORD_WEIGHTS : undefined },
    );
  const parts = Array.from({ length: 8 }, (_, part) => learnWords(known.filter((_, i) => fold(i) !== part)));
  const places = known.flatMap((one, i) => placesIn(one, parts[fold(i)]!));
  const open = (one: Summary) => one.isFinding.filter((_, i) => one.fixed[i] === null);
  return {
    words: learnWords(known),
    places: regression(
      places.filter((place) => place !== null),
      known.flatMap(open),
      { penalty: onward ?? 1, least: onward ? 3 : 6, prior: onward ? PLACE_WEIGHTS : undefined },
    ),
  };
}

function placesIn({ all, fixed, features, words }: Summary, weights: ReadonlyMap<string, number>) {
  return placesOf(
    all.map((sentence, i) => ({
      sentence,
      fixed: fixed[i]!,
      features: features[i]!,
      score: fixed[i] === null ? weighed(words[i]!, weights) : 0,
    })),
  );
}

function tryOut(known: readonly Summary[]): void {
  const total = { right: 0, wrong: 0, missed: 0 };
  for (const file of new Set(known.map((one) => one.file))) {
    const model = learn(known.filter((one) => one.file !== file));
    const count = { right: 0, wrong: 0, missed: 0 };
    for (const one of known.filter((other) => other.file === file)) {
      placesIn(one, model.words).forEach((place, i) => {
        const isTaken = place !== null && weighed(place, model.places) > THRESHOLD;
        if (isTaken) count[one.isFinding[i] ? "right" : "wrong"]++;
        else if (one.isFinding[i]) count.missed++;
      });
    }
    print(file, count);
    for (const key of ["right", "wrong", "missed"] as const) total[key] += count[key];
  }
  print("all", total);
}

function print(name: string, { right, wrong, missed }: { right: number; wrong: number; missed: number }) {
  const [precision, recall] = [right / (right + wrong), right / (right + missed)];
  process.stdout.write(
    `${name}: precision ${precision.toFixed(3)} recall ${recall.toFixed(3)} of ${right + missed}\n`,
  );
}

function write({ words, places }: Model): void {
  const file = join(__dirname, "../../../src/extract/findings/weights.ts");
  writeFileSync(
    file,
    `// Written by test/extract/gold/train.ts from labelled summaries; not to be edited by hand. What each feature of a sentence
// weighs: above zero speaks for a finding. Sentences of others are not kept here, only what single words and cues weigh.

/** "name weight; name weight; …" as a map. */
function weights(list: string): ReadonlyMap<string, number> {
  return new Map(
    list
      .trim()
      .split(/;\\s+/u)
      .map((one) => [one.slice(0, one.lastIndexOf(" ")), Number(one.slice(one.lastIndexOf(" ") + 1))]),
  );
}

/** By a sentence's own words: featuresOf in features.ts. */
export const WORD_WEIGHTS = weights(\`
${wrapped(words)}
\`);

/** By its place and the sentences around it: placesOf in context-features.ts. */
export const PLACE_WEIGHTS = weights(\`
${wrapped(places)}
\`);
`,
  );
}

function wrapped(weights: ReadonlyMap<string, number>): string {
  const lines = [""];
  const listed = [...weights]
    .filter(([, weight]) => Math.abs(weight) >= 0.005)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, weight]) => `${name} ${weight.toFixed(2)}`);
  listed.forEach((one, i) => {
    const item = i < listed.length - 1 ? `${one};` : one;
    const last = lines.at(-1)!;
    if (last && last.length + item.length > 115) lines.push(item);
    else lines[lines.length - 1] = last ? `${last} ${item}` : item;
  });
  return lines.join("\n");
}

const isTrial = process.argv.includes("--try");
const files = process.argv.slice(2).filter((one, i, all) => !/^--/u.test(one) && all[i - 1] !== "--onward");
const known = [join(__dirname, "data.gold"), join(__dirname, "dev.gold"), ...files].flatMap(summaries);
if (isTrial) tryOut(known);
else write(learn(known));
