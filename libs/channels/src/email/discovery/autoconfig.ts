import { XMLParser } from 'fast-xml-parser';
import type { ChannelIo } from '../../channel.js';
import type { ProposedServer } from './known-mail-providers.js';

/** What a domain says of its mailboxes in the format of Thunderbird. */
export interface Autoconfig {
  imap: (ProposedServer & { user: string }) | undefined;
  smtp: (ProposedServer & { user: string }) | undefined;
  /** The issuer of the tokens with which one signs in; null where passwords are taken. */
  issuer: string | null;
}

const ANSWER_MS = 5_000;
const MOST_BYTES = 64 * 1024;

/**
 * Asks the domain itself, encrypted, at the two addresses where Thunderbird looks. Directories of third parties are not
 * asked: they would learn which mailboxes an administration has. Returns undefined where there is no answer.
 */
export async function fetchAutoconfig(address: string, io: Pick<ChannelIo, 'fetch'>): Promise<Autoconfig | undefined> {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const who = encodeURIComponent(address);
  const files = await Promise.all(
    [
      `https://autoconfig.${domain}/mail/config-v1.1.xml?emailaddress=${who}`,
      `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=${who}`,
    ].map((url) => fetchText(url, io).catch(() => undefined)),
  );
  return files.map((xml) => (xml === undefined ? undefined : parseAutoconfig(xml, address))).find((found) => found);
}

async function fetchText(url: string, io: Pick<ChannelIo, 'fetch'>): Promise<string | undefined> {
  const response = await io.fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the rest of the answer.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The texts of the elements of a server; of those that may be repeated (`authentication`), all. */
type ServerElement = Record<string, unknown>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  // No entity is expanded, and nothing that a document refers to is fetched.
  processEntities: false,
  isArray: (name) => ['emailProvider', 'incomingServer', 'outgoingServer', 'authentication'].includes(name),
});

/** Reads a file of https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat. Returns undefined where it names no server. */
export function parseAutoconfig(xml: string, address: string): Autoconfig | undefined {
  const { clientConfig } = parsed(xml);
  const provider = child(list(child(clientConfig)['emailProvider'])[0]);
  const find = (kind: 'incomingServer' | 'outgoingServer', type: string) =>
    list(provider[kind])
      .map((server) => child(server))
      .filter((server) => server['@type'] === type)
      .map((server) => ({ server, proposed: serverOf(server, address) }))
      .find(({ proposed }) => proposed !== undefined);
  const [imap, smtp] = [find('incomingServer', 'imap'), find('outgoingServer', 'smtp')];
  if (!imap && !smtp) return undefined;
  const takesPassword = list(imap?.server['authentication']).some((method) => textOf(method).startsWith('password'));
  const issuer = textOf(child(child(clientConfig)['oAuth2'])['issuer']);
  return { imap: imap?.proposed, smtp: smtp?.proposed, issuer: takesPassword || issuer === '' ? null : issuer };
}

function parsed(xml: string): Record<string, unknown> {
  try {
    return parser.parse(xml) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const HOST = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)*[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

/** A server without encryption is not proposed. */
function serverOf(server: ServerElement, address: string): (ProposedServer & { user: string }) | undefined {
  const valueOf = (name: string) => filledIn(textOf(server[name]), address);
  const [host, port, socket] = [valueOf('hostname').toLowerCase(), Number(valueOf('port')), valueOf('socketType')];
  if (!HOST.test(host) || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  if (socket !== 'SSL' && socket !== 'STARTTLS') return undefined;
  return { host, port, secure: socket === 'SSL', user: valueOf('username') || address };
}

/** Returns an element of a foreign document; an empty one where there is none. */
const child = (element: unknown): Record<string, unknown> =>
  (typeof element === 'object' && element !== null ? element : {}) as Record<string, unknown>;

const list = (element: unknown): unknown[] => (Array.isArray(element) ? element : []);

const textOf = (element: unknown): string => (typeof element === 'string' ? element.trim() : '');

function filledIn(text: string, address: string): string {
  const at = address.lastIndexOf('@');
  return text
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', address.slice(at + 1));
}
