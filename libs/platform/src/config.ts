import { Resolver } from 'node:dns';
import { resolve } from 'node:path';
import { Password } from '@guichet/contracts';
import { z } from 'zod';
import type { DnsServers } from './dns.js';
import { OutboundAllow } from './outbound-allow-list.js';
import { SettingError } from './setting-error.js';
import { TrustedProxies } from './trusted-proxies.js';

export const roles = ['api', 'edge', 'worker'] as const;
export type ProcessRole = (typeof roles)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value <= 65_535)
    .default(fallback);

const url = (pattern: RegExp) => z.string().refine((value) => pattern.test(value) && URL.canParse(value));

const roleList = z
  .string()
  .transform((value) => value.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(roles)).min(1))
  .default([...roles]);

/** A setting that `parse` understands, or throws. */
const parsedBy = <Parsed>(parse: (text: string) => Parsed) =>
  z.string().transform((value, context): Parsed => {
    try {
      return parse(value);
    } catch {
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }
  });

const allowList = parsedBy((text) => OutboundAllow.parse(text));
const proxyList = parsedBy((text) => TrustedProxies.parse(text));

const dnsServers = parsedBy((value): DnsServers => {
  if (value === 'system' || value === 'none') return value;
  const servers = value.split(',').map((server) => server.trim());
  new Resolver().setServers(servers);
  return servers;
});

/** The push services of the browsers: of Chrome and Edge on Android, of Firefox, of Safari, and of Edge on Windows. */
const PUSH_SERVICES = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com'];

/** Each setting of the environment: its shape, and what to tell whoever got it wrong. */
const settings = {
  PORT: [port(3000), 'expected a port number from 0 to 65535'],
  SMTP_PORT: [port(2525), 'expected a port number from 0 to 65535'],
  DATABASE_URL: [url(/^postgres(ql)?:\/\//).optional(), 'expected postgres://user:password@host:5432/database'],
  GUICHET_DATA: [z.string().default('./.guichet'), 'expected a folder'],
  GUICHET_PUBLIC_URL: [
    url(/^https?:\/\/[^/?#]+\/?$/).optional(),
    'expected an origin such as https://desk.example.org',
  ],
  GUICHET_SECRET: [z.string().min(16).optional(), 'expected at least 16 characters; 32 random ones are better'],
  GUICHET_ADMIN_EMAIL: [z.email().optional(), 'expected a mail address'],
  GUICHET_ADMIN_PASSWORD: [Password.optional(), 'expected 12 to 128 characters'],
  GUICHET_ROLES: [roleList, `expected a comma-separated choice of ${roles.join(', ')}`],
  OUTBOUND_ALLOW: [
    allowList.default(OutboundAllow.none),
    'expected host names, addresses or CIDR ranges, comma-separated',
  ],
  TRUSTED_PROXIES: [
    proxyList.default(TrustedProxies.none),
    'expected addresses, CIDR ranges or loopback, comma-separated, and not all addresses',
  ],
  DNS_SERVERS: [
    dnsServers.default('system'),
    'expected system, none, or addresses such as 192.0.2.53, comma-separated',
  ],
  METRICS_TOKEN: [
    z
      .string()
      .regex(/^\S{16,}$/)
      .optional(),
    'expected at least 16 characters without spaces',
  ],
  SMTP_TLS_CERT: [z.string().optional(), 'expected a file'],
  SMTP_TLS_KEY: [z.string().optional(), 'expected a file'],
  CLAMD_URL: [
    url(/^tcp:\/\/[^/?#@]+:\d+\/?$/).optional(),
    'expected the address of clamd, such as tcp://localhost:3310',
  ],
  RSPAMD_URL: [url(/^https?:\/\//).optional(), 'expected the address of rspamd, such as http://localhost:11333'],
  // Asked for and not yet working: refused, as whoever sets it would rely on it.
  REDIS_URL: [z.undefined(), 'expected to be unset, as Redis is not supported yet'],
  PUSH_SERVICES: [
    z
      .string()
      .transform((value) => value.split(',').map((host) => host.trim().toLowerCase()))
      .pipe(z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)).min(1))
      .default(PUSH_SERVICES),
    'expected host names, comma-separated, such as fcm.googleapis.com',
  ],
  BLOB_URL: [
    z
      .string()
      .regex(/^file:./)
      .optional(),
    'expected file:<folder>, as s3: is not supported yet',
  ],
  LOG_LEVEL: [z.enum(logLevels).default('info'), `expected one of ${logLevels.join(', ')}`],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

type Setting = keyof typeof settings;
type Settings = { [Name in Setting]: z.output<(typeof settings)[Name][0]> };

/** What the product was started with. The class itself is the injection token. */
export class Config {
  /** HTTP; 0 lets the system choose, then `publicUrl` must be replaced by what was bound. */
  readonly port!: number;
  readonly smtpPort!: number;
  /** Undefined: an embedded Postgres in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Absolute. */
  readonly dataDir!: string;
  /** Origin under which browsers and providers reach us, without a trailing slash. */
  publicUrl!: string;
  readonly secret: string | undefined;
  readonly adminEmail: string | undefined;
  readonly adminPassword: string | undefined;
  readonly roles!: readonly ProcessRole[];
  readonly outboundAllow!: OutboundAllow;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies!: TrustedProxies;
  /** Whom to ask what the domains of senders publish. `none`: nobody, and who wrote a mail is not checked. */
  readonly dnsServers!: DnsServers;
  /** The hosts to which notifications for devices are sent, and those below them. */
  readonly pushServices!: readonly string[];
  readonly blobUrl!: string;
  /** Undefined: nobody reads the figures of the process. */
  readonly metricsToken: string | undefined;
  /** Files in PEM. Undefined: a certificate of our own making. */
  readonly smtpTls: { cert: string; key: string } | undefined;
  /** Where clamd scans files. Undefined: nobody does. */
  readonly clamd: { host: string; port: number } | undefined;
  /** The worker of rspamd that judges mail. Undefined: nobody does. */
  readonly rspamdUrl: string | undefined;
  readonly logLevel!: LogLevel;

  constructor(values: ConfigValues) {
    Object.assign(this, values);
  }

  /** Where nobody said how we are reached and the system chose the port, it is known only now. */
  listensAt(url: string): void {
    if (new URL(this.publicUrl).port === '0') this.publicUrl = url;
  }

  with(changes: Partial<ConfigValues>): Config {
    return new Config({ ...this, ...changes });
  }
}
export type ConfigValues = Omit<Config, 'with' | 'listensAt'>;

/** Reads the settings; throws `SettingError` for the first wrong one. A variable set to nothing counts as unset. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = Object.fromEntries(
    Object.entries(settings).map(([name, [schema, expected]]) => {
      const parsed = schema.safeParse(env[name]?.trim() || undefined);
      if (!parsed.success) throw new SettingError(name, expected);
      return [name, parsed.data];
    }),
  ) as Settings;
  assertTogether(read, [
    ['GUICHET_ADMIN_EMAIL', 'GUICHET_ADMIN_PASSWORD', 'the first administrator needs both an address and a password'],
    ['SMTP_TLS_CERT', 'SMTP_TLS_KEY', 'the mail server needs both a certificate and its key'],
  ]);
  const dataDir = resolve(read.GUICHET_DATA);
  return new Config({
    port: read.PORT,
    smtpPort: read.SMTP_PORT,
    databaseUrl: read.DATABASE_URL,
    dataDir,
    publicUrl: (read.GUICHET_PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/$/, ''),
    secret: read.GUICHET_SECRET,
    adminEmail: read.GUICHET_ADMIN_EMAIL,
    adminPassword: read.GUICHET_ADMIN_PASSWORD,
    roles: read.GUICHET_ROLES,
    outboundAllow: read.OUTBOUND_ALLOW,
    trustedProxies: read.TRUSTED_PROXIES,
    dnsServers: read.DNS_SERVERS,
    metricsToken: read.METRICS_TOKEN,
    smtpTls: read.SMTP_TLS_CERT && read.SMTP_TLS_KEY ? { cert: read.SMTP_TLS_CERT, key: read.SMTP_TLS_KEY } : undefined,
    pushServices: read.PUSH_SERVICES,
    blobUrl: read.BLOB_URL ?? `file:${dataDir}/blobs`,
    clamd: read.CLAMD_URL === undefined ? undefined : addressOf(new URL(read.CLAMD_URL)),
    rspamdUrl: read.RSPAMD_URL?.replace(/\/$/, ''),
    logLevel: read.LOG_LEVEL,
  });
}

/** Of each pair, both or none. */
function assertTogether(read: Settings, pairs: [Setting, Setting, why: string][]): void {
  for (const [one, other, why] of pairs) {
    if (!read[one] === !read[other]) continue;
    throw new SettingError(read[one] ? other : one, `expected as well: ${why}`);
  }
}

/** `tcp://[::1]:3310` names the host as URLs do, and a socket wants it without brackets. */
const addressOf = ({ hostname, port }: URL) => ({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
