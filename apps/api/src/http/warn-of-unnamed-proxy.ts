import { networkOf, type Logger, type TrustedProxies } from '@guichet/platform';
import type { FastifyRequest } from 'fastify';

/**
 * Returns a check of requests that warns once where a reverse proxy seems to stand in front that nobody has named: everybody
 * who comes through it would share its limits, and the first to reach one would shut the others out.
 */
export function warnOfUnnamedProxy(proxies: TrustedProxies, logger: Logger): (request: FastifyRequest) => void {
  let isWarned = false;
  return ({ headers, socket }) => {
    if (isWarned || headers['x-forwarded-for'] === undefined) return;
    const { remoteAddress = '' } = socket;
    if (proxies.includes(remoteAddress)) return;
    isWarned = true;
    logger.warn(
      'A request says in X-Forwarded-For that it was passed on, by an address that TRUSTED_PROXIES does not name. If that is your reverse proxy, name it: until then, all who come through it are counted as one.',
      { proxy: networkOf(remoteAddress) },
    );
  };
}
