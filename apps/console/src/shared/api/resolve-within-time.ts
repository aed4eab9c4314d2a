/**
 * What a promise yields within so many milliseconds. Undefined where it fails or takes longer: for what only informs, so that nothing
 * else waits for it.
 */
export async function resolveWithinTime<Result>(asked: Promise<Result>, ms: number): Promise<Result | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([asked.catch(() => undefined), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
