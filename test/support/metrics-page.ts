/** By which the products of the tests show their figures. */
export const METRICS_TOKEN = 'the-metrics-token-of-the-tests';

/** What `/metrics` of a product of the tests says. */
export const metricsPage = async (url: string): Promise<string> =>
  (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
