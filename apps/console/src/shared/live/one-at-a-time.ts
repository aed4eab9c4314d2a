/** Runs one at a time: however often it is asked for meanwhile, it runs once more behind. */
export function oneAtATime(run: () => Promise<void>): () => Promise<void> {
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
      }
    } finally {
      isRunning = false;
    }
  };
}
