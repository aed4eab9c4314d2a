import type { CaseDetail } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { timelinePageOf, timelineQuery } from '../../../shared/api/queries.js';

/** Who has written last in a case, and when; undefined while it is not known, or where nobody has. */
function useLastSender(item: CaseDetail | undefined) {
  const position = item?.lastInboundPosition ?? 0;
  const { data } = useQuery({ ...timelineQuery(item?.id ?? '', timelinePageOf(position)), enabled: position > 0 });
  const address = item?.replyTo?.to[0];
  // What was recorded of a call has no address, and stands after what was written.
  const entry = data?.items.findLast(
    (one) => one.kind === 'message' && one.direction === 'in' && one.from?.value === address,
  );
  if (entry?.kind !== 'message' || !address) return undefined;
  return { at: entry.at, name: entry.from?.name || address, address };
}

/** Returns to whom replies go by default once one case is merged into the other: to whoever wrote last. Undefined: it is not known. */
export function useReplyAfterMerge(item: CaseDetail, into: CaseDetail | undefined) {
  const [one, other] = [useLastSender(item), useLastSender(into)];
  if (!one || !other) return undefined;
  return one.at > other.at ? one : other;
}
