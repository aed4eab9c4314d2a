import type { Attachment, Capabilities } from '@guichet/contracts';
import type { Keyring } from '@guichet/platform';

type File = Pick<Attachment, 'type' | 'size'>;

/** Whether the channel takes this file as it is. */
function takesFile({ attachments: limits }: Pick<Capabilities, 'attachments'>, { type, size }: File): boolean {
  if (!limits) return false;
  if (!limits.types) return true;
  const rule = limits.types.find((allowed) => type.startsWith(allowed.type));
  return rule !== undefined && size <= rule.maxBytes;
}

/**
 * Divides files into those that are attached and those that go as a link, as the channel does not take their type, size or
 * number. Where the channel takes any type, too many files are `refused` while the agent writes, and linked only when sent.
 */
export function divideFiles<Item extends File>(
  capabilities: Pick<Capabilities, 'attachments'>,
  files: readonly Item[],
  tooMany: 'refused' | 'linked' = 'refused',
): { sent: Item[]; linked: Item[] } {
  const sent: Item[] = [];
  const linked: Item[] = [];
  const { maxCount = 0, maxTotalBytes = 0, types = [] } = capabilities.attachments ?? {};
  let total = 0;
  for (const file of files) {
    const fits = takesFile(capabilities, file) && sent.length < maxCount && total + file.size <= maxTotalBytes;
    if (fits || (types === null && tooMany === 'refused')) sent.push(file);
    else linked.push(file);
    if (fits) total += file.size;
  }
  return { sent, linked };
}

const DAYS = 30;
const DAY_MS = 86_400_000;

/** The link to the page from which its holder gets one file, valid for a month from `now`. */
export function fileLink(
  { keyring, publicUrl }: { keyring: Keyring; publicUrl: string },
  attachmentId: string,
  now: Date,
): string {
  const until = (Math.floor(now.getTime() / DAY_MS) + DAYS).toString(36);
  const named = `${attachmentId}.${until}`;
  return `${publicUrl}/portal/files/${named}.${keyring.sign('file-link', named)}`;
}

/**
 * Returns the id of the attachment that the last part of a link contains, or null when the link was not created by us,
 * or has expired.
 */
export function attachmentIdOf(keyring: Keyring, token: string, now: Date): string | null {
  const match = /^([0-9a-f-]{36})\.([0-9a-z]{1,8})\.([a-z2-7]{8,64})$/.exec(token);
  if (!match) return null;
  const [, id, until, signature] = match as unknown as [string, string, string, string];
  if (!keyring.verify('file-link', `${id}.${until}`, signature)) return null;
  return now.getTime() / DAY_MS < Number.parseInt(until, 36) + 1 ? id : null;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The HTML as it is sent: above its signature the files that cannot be attached, each as a link. */
export function withHtmlLinks(html: string, links: readonly { name: string; url: string }[]): string {
  const list = links.map(({ name, url }) => `<p><a href="${escaped(url)}">${escaped(name)}</a></p>`).join('');
  const at = html.indexOf('<div data-signature');
  return at < 0 ? html + list : html.slice(0, at) + list + html.slice(at);
}

/** The text as it is sent: below it the files that cannot be attached, each with its link. */
export const withLinks = (text: string, links: readonly { name: string; url: string }[]): string =>
  [text.trimEnd(), ...links.map(({ name, url }) => `${name}\n${url}`)].filter(Boolean).join('\n\n');
