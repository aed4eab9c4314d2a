import { wrongField } from '@guichet/platform';

/**
 * Refuses an address to which this server must not send: browsers name it, so that whoever has an account could name anything. It is
 * by https, on the usual port, at one of the push services (by host name, or a part of it from the left on). Where the name leads to
 * is judged when something is sent.
 *
 * @throws Failure `invalid-request` (`not-a-push-service`).
 */
export function assertPushEndpoint(endpoint: string, services: readonly string[]): void {
  const url = URL.parse(endpoint);
  const isPlain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  const isKnown = services.some((service) => url?.hostname === service || url?.hostname.endsWith(`.${service}`));
  if (!isPlain || !isKnown) throw wrongField('endpoint', 'not-a-push-service');
}
