// A stream of choices from which graphs and operations are made. Whoever draws past its end gets the simplest thing,
// so a shorter stream with smaller numbers makes a smaller case: that is how fast-check finds the smallest failing one.
import fc from "fast-check";

const largest = 65_535;

export function choiceStream(most: number, least = 0): fc.Arbitrary<number[]> {
  return fc.array(fc.nat({ max: largest }), { minLength: least, maxLength: most, size: "max" });
}

export class Choices {
  private at = 0;

  constructor(private readonly stream: readonly number[]) {}

  /** A whole number from 0 to `bound` - 1; 0 is the simplest. */
  below(bound: number): number {
    const drawn = this.stream[this.at++] ?? 0;
    return bound <= 1 ? 0 : drawn % bound;
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in so many of a hundred cases; false is the simplest. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error("nothing to pick from");
    return items[this.below(items.length)]!;
  }

  /** Some of the items, in their order. */
  some<T>(items: readonly T[], percent: number): T[] {
    return items.filter(() => this.chance(percent));
  }

  orNull<T>(percentNull: number, make: () => T): T | null {
    return this.chance(100 - percentNull) ? make() : null;
  }
}
