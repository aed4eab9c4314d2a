/** Runs one at a time: however often it is asked for meanwhile, it runs once more `pause` milliseconds behind. */
export function oneAtATime(pause: number, run: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let again = false;
  return async () => {
    again = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (again) {
        again = false;
        await run();
        // A server that is slow is not asked all the time.
        if (again) await new Promise((resolve) => setTimeout(resolve, pause));
      }
    } finally {
      isRunning = false;
    }
  };
}
