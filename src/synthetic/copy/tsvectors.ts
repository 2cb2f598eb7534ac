// Makes the words of generated texts for full-text search, as words_of_text (see sql/) would, from what PostgreSQL said of
// each piece of them once: a million texts are made of a few thousand pieces.
import { type Lexeme, placeBits } from "./lexeme";

/** What PostgreSQL makes of a piece of text without white space. */
interface Piece {
  readonly text: string;
  readonly lexemes: readonly Lexeme[];
  /** Where each of them is, from 1. */
  readonly at: readonly number[];
  /** How many places it takes; a word too common to be kept takes one too. */
  readonly places: number;
}

/** What PostgreSQL says of a piece of text: each lexeme in it and its place. */
export interface Said {
  readonly text: string;
  readonly lexeme: string;
  readonly place: number;
}
export type Ask = (texts: readonly string[]) => Promise<readonly Said[]>;

/** A text whose words are wanted, and their weight, as for setweight; D is PostgreSQL's usual one. */
export interface Part {
  readonly text: string | null;
  readonly weight: "A" | "B" | "D";
}

/** No two reports have the same number, but all are read alike: a word, two negative numbers, a word. */
const reportNumber = /^([A-Z]+)-(\d{2})-(\d{6,7})-S(\d+)$/;
/** PostgreSQL counts places to 16,383; beyond that this would be wrong. */
const maxTextLength = 15_000;
/** PostgreSQL keeps no more places of a lexeme. */
const maxPlaces = 255;
const lastWord = "endmark";
/** A power of two, some times as many as there are pieces. */
const slots = 1 << 14;

/** The question to PostgreSQL; $1 are the texts. */
export const saidOf = `select text, lexeme, place from unnest($1::text[]) text,
  unnest(words_of_text(text || ' ${lastWord}')), unnest(positions) place order by text, place`;

export class TsvectorCache {
  private readonly pieces = new Map<string, Piece>();
  /** Pieces by a hash of their text, each where the last one was: found without cutting it out of the text around it. */
  private readonly slots = new Array<Piece | undefined>(slots).fill(undefined);
  private readonly lexemes = new Map<string, Lexeme>();
  private readonly unknown = new Set<string>();
  private order = { text: "", lexeme: newLexeme("") };
  private texts = 0;

  /** The lexemes, until the next call. Undefined where a piece is not known: then learn() and call again. */
  words(parts: readonly Part[]): readonly Lexeme[] | undefined {
    this.texts += 1;
    const found: Lexeme[] = [];
    let last = 0;
    for (const { text, weight } of parts) {
      if (text === null) continue;
      if (text.length > maxTextLength)
        throw new Error(`too long to count its words: ${text.length} characters`);
      last = this.find(text, weight, last, found);
    }
    return this.unknown.size > 0 ? undefined : found;
  }

  /** Asks PostgreSQL for the pieces that words() missed. */
  async learn(ask: Ask): Promise<void> {
    const texts = [...this.unknown];
    const drafts = new Map(
      texts.map((text) => [text, { text, lexemes: [] as Lexeme[], at: [] as number[], places: 0 }]),
    );
    for (const { text, lexeme, place } of await ask(texts)) {
      const draft = drafts.get(text)!;
      if (lexeme === lastWord) draft.places = place - 1;
      else {
        draft.lexemes.push(this.lexemeOf(lexeme));
        draft.at.push(place);
      }
    }
    for (const [text, draft] of drafts) this.pieces.set(text, draft);
    this.unknown.clear();
  }

  /** Adds lexemes of the text, whose first place is `before` + 1; the last place at which there is one. */
  private find(text: string, weight: Part["weight"], before: number, found: Lexeme[]): number {
    let passed = before;
    let last = before;
    const weightBits = placeBits(0, weight);
    for (let start = 0; start <= text.length; ) {
      let end = start;
      let hash = 0;
      for (let code = 0; end < text.length; end += 1) {
        code = text.charCodeAt(end);
        if (code === 32) break;
        hash = (Math.imul(hash, 31) + code) | 0;
      }
      const place = hash & (slots - 1);
      let piece = this.slots[place];
      if (piece === undefined || !isAt(text, start, end, piece.text)) {
        // Lines are few: what a break stands in is looked up as a piece, and taken apart when it is none.
        const key = text.slice(start, end);
        piece = this.pieces.get(key);
        if (piece === undefined) piece = this.pieceOf(key);
        else this.slots[place] = piece;
      }
      start = end + 1;
      if (piece === undefined) continue;
      const { lexemes, at } = piece;
      for (let i = 0; i < lexemes.length; i += 1) {
        const lexeme = lexemes[i]!;
        last = passed + at[i]!;
        if (lexeme.text !== this.texts) {
          lexeme.text = this.texts;
          lexeme.count = 0;
          found.push(lexeme);
        }
        if (lexeme.count < maxPlaces) lexeme.places[lexeme.count++] = weightBits | last;
      }
      passed += piece.places;
    }
    return last;
  }

  /** The piece of several lines, or of a report's number; undefined, and noted, when PostgreSQL has to be asked. */
  private pieceOf(text: string): Piece | undefined {
    if (text.includes("\n")) {
      const lines = text.split("\n").map((line) => this.pieces.get(line) ?? this.pieceOf(line));
      return lines.reduce((before, line) => before && line && joined(before, line));
    }
    const [, prefix = text, ...more] = reportNumber.exec(text) ?? [];
    const piece = this.pieces.get(prefix);
    if (piece === undefined) {
      this.unknown.add(prefix);
      return undefined;
    }
    const [year, order, seed] = more;
    const lexemes = [this.lexemeOf(`-${year}`), this.orderOf(`-${order}`), this.lexemeOf(`s${seed}`)];
    return joined(piece, { text, lexemes, at: [1, 2, 3], places: 3 });
  }

  /** Kept until the next one only: hardly any comes again, but one that does in the same text is the same. */
  private orderOf(text: string): Lexeme {
    if (this.order.text !== text) this.order = { text, lexeme: newLexeme(text) };
    return this.order.lexeme;
  }

  private lexemeOf(text: string): Lexeme {
    let lexeme = this.lexemes.get(text);
    if (lexeme === undefined) this.lexemes.set(text, (lexeme = newLexeme(text)));
    return lexeme;
  }
}

function isAt(text: string, start: number, end: number, piece: string): boolean {
  if (piece.length !== end - start) return false;
  for (let at = 0; at < piece.length; at += 1)
    if (text.charCodeAt(start + at) !== piece.charCodeAt(at)) return false;
  return true;
}

function joined(before: Piece, after: Piece): Piece {
  return {
    text: `${before.text} ${after.text}`,
    lexemes: [...before.lexemes, ...after.lexemes],
    at: [...before.at, ...after.at.map((place) => before.places + place)],
    places: before.places + after.places,
  };
}

function newLexeme(text: string): Lexeme {
  return { bytes: Buffer.from(`${text}\0`), text: 0, places: [], count: 0 };
}
