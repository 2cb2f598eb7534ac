// One at a time, in the order of asking. New documents are parsed and validated under it: they cost up to a megabyte each
// while they are, and seventy at once, each waiting for the next, would need seventy.

export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when everybody before is done, with the function that ends the turn (as often as one likes). */
  async take(): Promise<() => void> {
    const before = this.last;
    let end = () => {};
    this.last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  }
}
