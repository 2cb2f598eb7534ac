// A lexeme of a tsvector and its positions, as both the cache and binary COPY use them.

/** One object for each lexeme, so that a text's places are gathered without looking it up. */
export interface Lexeme {
  /** With the zero that ends it. */
  readonly bytes: Uint8Array;
  /** The text that `places` are of. */
  text: number;
  /** In order, each with its weight; only the first `count` are of this text. */
  readonly places: number[];
  count: number;
}

const weights = { D: 0, C: 1, B: 2, A: 3 };

/** The bits of a place in a tsvector: its weight, then where it is. */
export function placeBits(place: number, weight: keyof typeof weights): number {
  return (weights[weight] << 14) | place;
}
