/**
 * How soon a database that says nothing at all is known to be away: those who ask whether we are ready ask every few seconds. A connection
 * that has silently died says nothing for a quarter of an hour otherwise.
 */
const SOON_MS = 5_000;

/** What the database responds; throws where that takes some seconds. */
export async function respondsSoon<Value>(response: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The database did not respond within ${SOON_MS} ms.`)), SOON_MS);
  });
  return Promise.race([response, late]).finally(() => clearTimeout(timer));
}
