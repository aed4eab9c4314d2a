import { approvedFilesFault, type ApprovedFilesFault, type Attachment } from '@guichet/contracts';
import { sentAs } from '../../../shared/attachments/attachment-limits-and-links.js';
import { isBlank, type DraftContent } from '../../../shared/drafts/draft-content.js';
import type { RouteChoice } from '../reply-routes/use-reply-route.js';

/** Why an approved message cannot take the files of the composer; `name`: of the first. */
export interface FilesFault {
  reason: ApprovedFilesFault;
  name: string;
}

type Approved = Pick<NonNullable<RouteChoice['approved']>, 'headerFile'>;
type Written = Pick<DraftContent, 'text' | 'attachments' | 'template'>;

/** The files that are to leave with an approved message: the one above it, and those of our template, whose words it has. */
export const providerTemplateFiles = (
  { headerFile }: Approved,
  { attachments, template }: Written,
): readonly Attachment[] => (headerFile || template ? attachments : []);

/** Returns what the API would say of the files that are to leave with the approved message; undefined: nothing. */
export function filesFault(
  { approved, capabilities }: Pick<RouteChoice, 'capabilities'> & { approved: Approved | undefined },
  content: Written,
): FilesFault | undefined {
  if (!approved) return undefined;
  const files = providerTemplateFiles(approved, content);
  const isLinked = (file: Attachment) => sentAs(file, capabilities?.attachments) === 'link';
  const reason = approvedFilesFault(
    approved,
    files.map((file) => ({ type: file.type, isLinked: isLinked(file) })),
  );
  return reason && { reason, name: files[0]?.name ?? '' };
}

/** What of the composer does not leave with an approved message, and waits for its time; undefined: nothing. */
export function keptAside(approved: Approved, content: DraftContent): DraftContent | undefined {
  if (content.template) return undefined;
  const leaving = providerTemplateFiles(approved, content);
  const kept = { ...content, attachments: content.attachments.filter((file) => !leaving.includes(file)) };
  return isBlank(kept) ? undefined : kept;
}
