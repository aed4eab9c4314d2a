import type { Attachment, Capabilities } from '@guichet/contracts';

type Limits = Capabilities['attachments'];
type File = Pick<Attachment, 'type' | 'size'>;

/** Returns whether a channel accepts a file as it is; otherwise it is sent as a link to the page of the citizen. */
export function sentAs(file: File, limits: Limits | undefined): 'file' | 'link' {
  if (limits === undefined) return 'file';
  if (limits === null) return 'link';
  if (limits.types === null) return 'file';
  const rule = limits.types.find(({ type }) => file.type.startsWith(type));
  return rule && file.size <= rule.maxBytes ? 'file' : 'link';
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
