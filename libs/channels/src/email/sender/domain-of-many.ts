import { getDomain } from 'tldts';
import { hostOfDomain } from '../discovery/mail-hosts.js';

/** Providers that give an address to anybody, besides those whose servers are known (`mail-hosts.ts`). */
const PROVIDERS = new Set(
  `hotmail.be hotmail.co.uk hotmail.de hotmail.es hotmail.it live.be live.co.uk live.nl outlook.be outlook.de outlook.es outlook.it
   yahoo.com yahoo.fr yahoo.co.uk yahoo.de yahoo.es yahoo.it ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.fr
   gmx.com gmx.fr gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.com yandex.ru zoho.com
   proton.me protonmail.com pm.me tutanota.com tuta.com posteo.de mailbox.org fastmail.com
   numericable.fr noos.fr dbmail.com mailo.com netcourrier.com vivaldi.net caramail.com
   skynet.be telenet.be proximus.be scarlet.be voo.be bluewin.ch hispeed.ch sunrise.ch pt.lu vo.lu internet.lu
   libero.it virgilio.it tiscali.it btinternet.com sky.com ntlworld.com comcast.net verizon.net att.net sbcglobal.net`.split(
    /\s+/,
  ),
);

/**
 * Whom a domain belongs to where that is many who have nothing to do with each other: `provider` where anybody may have an address
 * (`orange.fr`), `suffix` where anybody may have a domain below it (`co.uk`, `gouv.fr`, `github.io`); null for all others.
 */
export function domainOfMany(domain: string): 'provider' | 'suffix' | null {
  const name = domain.toLowerCase();
  if (PROVIDERS.has(name) || hostOfDomain(name)) return 'provider';
  return getDomain(name, { allowPrivateDomains: true }) === null ? 'suffix' : null;
}
