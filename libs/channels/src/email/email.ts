import { isPublicMailDomain } from '@guichet/contracts';
import type { Channel } from '../channel.js';
import { icon } from './icon.js';
import { texts } from './texts.js';
import { addrSpec, domainOf } from './addresses.js';
import { check } from './check-account.js';
import { spamVerdict } from './spam-verdict.js';
import { completeEntered, EmailConfig, lentSecret, ownAddresses, secrets } from './config.js';
import { closePools, deliver, serverName } from './deliver.js';
import { listen } from './mailbox/listen.js';
import { oauthClientOf } from './oauth/oauth-endpoints-and-scopes.js';
import { closeParsers, parse, readReport } from './parse-in-worker.js';
import { closeJudge, judge } from './sender/verify-sender.js';

/** Companies with mailboxes for everybody object to who sends much at once. */
const PER_MINUTE_TO_PROVIDERS = 60;

/** The mail channel, which receives by SMTP or fetches by IMAP, and sends by SMTP. */
export const email = {
  kind: 'email',
  icon,
  weight: 1,
  rendering: { html: true, subject: true, strong: 'none', gap: '\n\n', levels: ['full'], most: null },
  config: EmailConfig,
  secrets,
  completeEntered,
  lentSecret,
  texts: [texts],
  capabilities: {
    html: true,
    subject: true,
    maxText: null,
    textUnit: 'characters',
    // Base64 makes files larger by a third, and most servers accept 25 to 35 MB in total.
    attachments: { maxCount: 20, maxTotalBytes: 18 * 1024 * 1024, types: null },
    receipts: 'failures',
    typing: false,
    reactions: false,
    edits: false,
    canInitiate: true,
    replyWindowHours: null,
    templatesAfterWindow: false,
    confidential: true,
    recipients: 'many',
    recorded: false,
  },

  addresses: (config) => ownAddresses(config).map((value) => ({ type: 'email', value, verified: true })),
  identify(address) {
    const value = addrSpec(address.trim());
    return value === undefined ? undefined : { type: 'email', value, verified: false };
  },
  // Mail programs recognise the Message-ID of a second copy, or show both copies.
  repeatableForSeconds: Infinity,
  isConversation: false,
  hasOriginalFile: true,
  // As RFC 5321 § 4.5.4.1 recommends, the first retries come soon, later ones after hours, and the last one after about five days.
  retrySeconds: [30, 120, 300, 900, 1800, 3600, 7200, ...new Array<number>(28).fill(4 * 3600)],
  acceptsSmtp: (config) => config.inbound.smtp,
  undoSeconds: (config) => config.undoSeconds,
  lanes({ to, cc, bcc = [] }, { outbound: { host, perMinute } }) {
    const domains = [...new Set([...to, ...cc, ...bcc].map(({ value }) => domainOf(value)))];
    return domains.map((name) => ({
      ...{ key: `${host} ${name}`, name },
      perMinute: perMinute ?? (isPublicMailDomain(name) ? PER_MINUTE_TO_PROVIDERS : Infinity),
    }));
  },
  sendingDomains: (config) => ({
    domains: [...new Set(ownAddresses(config).map(domainOf))],
    relay: config.outbound.host,
    // A mailbox that is read is where others deliver.
    receivesHere: config.inbound.smtp && !config.inbound.imap,
  }),
  judge,
  trustedServer: ({ inbound }) => inbound.trustedServer,
  spamVerdict,
  parse,
  readReport,
  listen,
  deliver,
  test: check,
  oauth({ address, inbound: { imap }, outbound, oauth }) {
    if (!oauth) return undefined;
    const servers = [imap, outbound].filter((server) => server !== undefined).map(serverName);
    return { client: oauthClientOf(oauth), loginHint: imap?.user ?? address, servers };
  },
  async close() {
    closePools();
    await Promise.all([closeParsers(), closeJudge()]);
  },
} satisfies Channel<EmailConfig>;
