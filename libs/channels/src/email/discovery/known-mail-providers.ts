/** A server as a proposal names it. */
export interface ProposedServer {
  host: string;
  port: number;
  /** TLS from the start; otherwise STARTTLS. */
  secure: boolean;
}

/** A company with whom many administrations have their mailboxes. */
export interface MailHost {
  name: string;
  imap: ProposedServer;
  smtp: ProposedServer;
  /** Its mailboxes are signed in to with OAuth 2: passwords are refused by most organisations. */
  oauth?: 'microsoft' | 'google';
  /** At Microsoft, where its accounts sign in, unless that is the organisation's own. */
  tenant?: string;
  /** The name with which its `Authentication-Results` count; only where it is known to take away those that came with a mail. */
  trustedServer?: string;
  /** What the SPF of its customers includes, so that its servers may send for their domains. */
  spf?: string;
  /** Domains of addresses that it gives to anybody. */
  domains?: readonly string[];
  /** Ends of the names of its servers that receive mail for the domains of its customers. */
  mx?: readonly string[];
}

const imaps = (host: string): ProposedServer => ({ host, port: 993, secure: true });
const smtps = (host: string): ProposedServer => ({ host, port: 465, secure: true });
const submission = (host: string): ProposedServer => ({ host, port: 587, secure: false });

const ionos = (country: string, mx: string[], spf: string): MailHost => ({
  ...{ name: 'IONOS', imap: imaps(`imap.ionos.${country}`), smtp: smtps(`smtp.ionos.${country}`), mx, spf },
});

/** As each of them documents it. The first that knows a domain or an MX is proposed. */
export const mailHosts: readonly MailHost[] = [
  {
    name: 'Microsoft 365',
    imap: imaps('outlook.office365.com'),
    smtp: submission('smtp.office365.com'),
    oauth: 'microsoft',
    trustedServer: 'protection.outlook.com',
    spf: 'spf.protection.outlook.com',
    mx: ['mail.protection.outlook.com', 'mx.microsoft'],
  },
  {
    name: 'Microsoft (Outlook.com)',
    imap: imaps('outlook.office365.com'),
    smtp: submission('smtp-mail.outlook.com'),
    oauth: 'microsoft',
    tenant: 'consumers',
    domains: ['outlook.com', 'outlook.fr', 'hotmail.com', 'hotmail.fr', 'live.com', 'live.fr', 'msn.com'],
  },
  {
    name: 'Google',
    imap: imaps('imap.gmail.com'),
    smtp: smtps('smtp.gmail.com'),
    oauth: 'google',
    trustedServer: 'mx.google.com',
    spf: '_spf.google.com',
    domains: ['gmail.com', 'googlemail.com'],
    mx: ['google.com', 'googlemail.com'],
  },
  {
    name: 'OVHcloud',
    imap: imaps('ssl0.ovh.net'),
    smtp: smtps('ssl0.ovh.net'),
    spf: 'mx.ovh.com',
    mx: ['mail.ovh.net', 'mx.ovh.net'],
  },
  {
    name: 'Orange',
    imap: imaps('imap.orange.fr'),
    smtp: smtps('smtp.orange.fr'),
    domains: ['orange.fr', 'wanadoo.fr', 'voila.fr'],
  },
  {
    name: 'La Poste',
    imap: imaps('imap.laposte.net'),
    smtp: smtps('smtp.laposte.net'),
    domains: ['laposte.net'],
  },
  {
    name: 'Free',
    imap: imaps('imap.free.fr'),
    smtp: smtps('smtp.free.fr'),
    domains: ['free.fr', 'aliceadsl.fr', 'libertysurf.fr'],
  },
  {
    name: 'SFR',
    imap: imaps('imap.sfr.fr'),
    smtp: smtps('smtp.sfr.fr'),
    domains: ['sfr.fr', 'neuf.fr', 'cegetel.net', 'club-internet.fr', '9online.fr'],
  },
  {
    name: 'Bouygues Telecom',
    imap: imaps('imap.bbox.fr'),
    smtp: smtps('smtp.bbox.fr'),
    domains: ['bbox.fr'],
  },
  {
    name: 'Gandi',
    imap: imaps('mail.gandi.net'),
    smtp: smtps('mail.gandi.net'),
    spf: '_mailcust.gandi.net',
    mx: ['mail.gandi.net'],
  },
  {
    name: 'Infomaniak',
    imap: imaps('mail.infomaniak.com'),
    smtp: smtps('mail.infomaniak.com'),
    spf: 'spf.infomaniak.ch',
    domains: ['ik.me', 'etik.com'],
    mx: ['infomaniak.ch', 'infomaniak.com'],
  },
  ionos('fr', ['ionos.fr', 'kundenserver.de'], '_spf-eu.ionos.com'),
  ionos('de', ['ionos.de'], '_spf-eu.ionos.com'),
  ionos('com', ['ionos.com', 'ionos.co.uk'], '_spf-us.ionos.com'),
];

export const hostOfDomain = (domain: string): MailHost | undefined =>
  mailHosts.find(({ domains = [] }) => domains.includes(domain));

/** Returns the company whose servers receive the mail of a domain, by the names of its MX records. */
export const hostOfMx = (exchanges: readonly string[]): MailHost | undefined =>
  mailHosts.find(({ mx = [] }) =>
    exchanges.some((exchange) => mx.some((end) => exchange === end || exchange.endsWith(`.${end}`))),
  );

/** Returns the company by whose server mail is sent. */
export const hostOfRelay = (host: string): MailHost | undefined =>
  mailHosts.find(({ smtp }) => smtp.host === host.toLowerCase());
