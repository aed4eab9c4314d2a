/** What has not come after so long does not come any more. A whole story may take longer. */
const LIMIT_MS = 150_000;

/** Those who wait for something that arrives. */
export class Arrivals {
  private waiters: (() => void)[] = [];

  /** Something has arrived: everybody looks again. */
  wake(): void {
    for (const waiter of this.waiters.splice(0)) waiter();
  }

  /** Returns what is looked for as soon as it is there. Throws what has come instead where it does not come. */
  async until<Found>(look: () => Found | undefined, whatCame: () => readonly string[]): Promise<Found> {
    for (const end = Date.now() + LIMIT_MS; ;) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() >= end) throw new Error(`It has not come. These came: ${whatCame().join(' | ') || 'none'}.`);
      await this.next(end - Date.now());
    }
  }

  /** Resolves when the next thing arrives, or after so many milliseconds. */
  private async next(withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.waiters.push(resolve);
      timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
  }
}
