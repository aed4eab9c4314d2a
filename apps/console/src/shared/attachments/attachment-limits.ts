import type { Attachment, Capabilities } from '@guichet/contracts';

type Limits = Capabilities['attachments'];
type File = Pick<Attachment, 'type' | 'size'>;

/** Whether a channel takes a file as it is; what it does not take goes as a link to the citizen's page. */
export function sentAs(file: File, limits: Limits | undefined): 'file' | 'link' {
  if (limits === undefined) return 'file';
  if (limits === null) return 'link';
  if (limits.types === null) return 'file';
  const rule = limits.types.find(({ type }) => file.type.startsWith(type));
  return rule && file.size <= rule.maxBytes ? 'file' : 'link';
}

/** What is too much for one message of a channel; undefined: nothing. */
export function exceededLimit(files: readonly File[], limits: Limits | undefined): 'count' | 'bytes' | undefined {
  if (!limits) return undefined;
  const taken = files.filter((file) => sentAs(file, limits) === 'file');
  if (taken.length > limits.maxCount) return 'count';
  if (taken.reduce((sum, { size }) => sum + size, 0) > limits.maxTotalBytes) return 'bytes';
  return undefined;
}
