import type { Attachment, Capabilities } from '@guichet/contracts';

type Limits = Capabilities['attachments'];
type File = Pick<Attachment, 'type' | 'size' | 'asLink'>;

/** Returns whether a channel accepts a file as it is; otherwise it is sent as a link to the page of the citizen. */
export function sentAs(file: File, limits: Limits | undefined): 'file' | 'link' {
  if (file.asLink) return 'link';
  if (limits === undefined) return 'file';
  if (limits === null) return 'link';
  if (limits.types === null) return 'file';
  const rule = limits.types.find(({ type }) => file.type.startsWith(type));
  return rule && file.size <= rule.maxBytes ? 'file' : 'link';
}

/**
 * Returns why one of the files leaves as a link: the channel does not accept it, or there would be too much for it; undefined: none does.
 * One that was sent as a link before is marked as such, whatever the reason was.
 */
export function whyLinked(files: readonly File[], limits: Limits | undefined): 'refused' | 'large' | undefined {
  const linked = files.filter((file) => sentAs(file, limits) === 'link');
  if (linked.length === 0) return undefined;
  const isRefused = linked.some(({ type, size }) => sentAs({ type, size }, limits) === 'link');
  return isRefused ? 'refused' : 'large';
}

/** Whether files can leave as links instead, where there is too much for a channel that takes any file. */
export const mayBeLinked = (limits: Limits | undefined): boolean => limits?.types === null && !limits.neverLinked;

/** Marks the largest files as links, until the others are not too much for the channel. */
export function withLargestLinked<Item extends File>(files: readonly Item[], limits: Limits | undefined): Item[] {
  const marked = [...files];
  while (exceededLimit(marked, limits)) {
    const attached = marked.filter((file) => !file.asLink);
    const largest = attached.reduce((one, other) => (other.size > one.size ? other : one));
    marked[marked.indexOf(largest)] = { ...largest, asLink: true };
  }
  return marked;
}

/** Returns which limit of a channel the files of a message exceed; undefined: none. */
export function exceededLimit(
  files: readonly File[],
  limits: Limits | undefined,
): 'count' | 'bytes' | 'type' | undefined {
  if (!limits) return undefined;
  if (limits.neverLinked && files.some((file) => sentAs(file, limits) === 'link')) return 'type';
  const taken = files.filter((file) => sentAs(file, limits) === 'file');
  if (taken.length > limits.maxCount) return 'count';
  if (taken.reduce((sum, { size }) => sum + size, 0) > limits.maxTotalBytes) return 'bytes';
  return undefined;
}
