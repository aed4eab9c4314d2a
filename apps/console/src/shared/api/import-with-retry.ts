const pauses = [500, 1000, 2000, 4000];
const pause = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration));

/** Loads a part of the console that is loaded on demand, and tries again after a network failure. */
export async function importWithRetry<T>(load: () => Promise<T>): Promise<T> {
  for (const duration of pauses) {
    try {
      return await load();
    } catch {
      await pause(duration);
    }
  }
  return load();
}
