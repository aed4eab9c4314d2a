/** Providers that give an address to anybody. */
const PROVIDERS = new Set(
  `gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com orange.fr wanadoo.fr voila.fr laposte.net free.fr
   aliceadsl.fr libertysurf.fr sfr.fr neuf.fr cegetel.net club-internet.fr 9online.fr bbox.fr ik.me etik.com
   hotmail.be hotmail.co.uk hotmail.de hotmail.es hotmail.it live.be live.co.uk live.nl outlook.be outlook.de outlook.es outlook.it
   yahoo.com yahoo.fr yahoo.co.uk yahoo.de yahoo.es yahoo.it ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.fr
   gmx.com gmx.fr gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.com yandex.ru zoho.com
   proton.me protonmail.com pm.me tutanota.com tuta.com posteo.de mailbox.org fastmail.com
   numericable.fr noos.fr dbmail.com mailo.com netcourrier.com vivaldi.net caramail.com
   skynet.be telenet.be proximus.be scarlet.be voo.be bluewin.ch hispeed.ch sunrise.ch pt.lu vo.lu internet.lu
   libero.it virgilio.it tiscali.it btinternet.com sky.com ntlworld.com comcast.net verizon.net att.net sbcglobal.net`.split(
    /\s+/,
  ),
);

/** Whether anybody may have an address at a domain: who blocks it, blocks many who have nothing to do with each other. */
export const isPublicMailDomain = (domain: string): boolean => PROVIDERS.has(domain.toLowerCase());
