// Random numbers that are the same for the same seed on every machine. One stream for each report: what a report
// holds does not depend on how much was drawn for those before it.

/** A stream of random choices (generator sfc32). */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number, stream: number) {
    this.a = mixed(seed ^ 0x9e3779b9);
    this.b = mixed(stream ^ 0x85ebca6b);
    this.c = mixed(this.a ^ this.b);
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** From 0, below 1. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)]!;
  }

  /** The place of one of these weights; they need not add up to 1. */
  weighted(weights: readonly number[]): number {
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (let at = 0; at < weights.length; at += 1) {
      left -= weights[at]!;
      if (left < 0) return at;
    }
    return weights.length - 1;
  }

  /** A length of time or a number of things: mostly short, sometimes long. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** A place in a list of `size` in which each entry is rarer than the one before (Zipf's law). */
  skewed(size: number): number {
    return Math.min(size - 1, Math.floor((size + 1) ** this.next()) - 1);
  }
}

function mixed(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}
