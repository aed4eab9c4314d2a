/** By which the products of the tests show their figures. */
export const METRICS_TOKEN = 'the-metrics-token-of-the-tests';

/** The value of a metric without labels, or of its first labels; 0 where there is none. */
export const metric = async (url: string, name: string): Promise<number> =>
  Number(new RegExp(`^${name}(?:{[^}]*})? (\\d+)`, 'm').exec(await metricsPage(url))?.[1] ?? 0);

/** What `/metrics` of a product of the tests says. */
export const metricsPage = async (url: string): Promise<string> =>
  (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
