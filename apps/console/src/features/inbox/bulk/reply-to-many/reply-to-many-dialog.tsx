import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { currentBulkActionQuery } from '../../../../shared/bulk/bulk-queries.js';
import type { ChosenCases } from '../../../../shared/bulk/chosen-cases.js';
import { useStartBulkAction } from '../../../../shared/bulk/use-start-bulk-action.js';
import { deselectAll } from '../../../../shared/cases/case-list-state.js';
import { useNow } from '../../../../shared/i18n/use-now.js';
import { bulkActionView } from '../bulk-progress-panel-state.js';
import { BulkReviewAndResultDialog } from '../bulk-review-and-result-dialog.js';
import { ReplyToManyForm } from './reply-to-many-form.js';
import { keepPreparedReply } from './reply-taken-back.js';
import { useReplyToMany } from './use-reply-to-many.js';

interface Props {
  chosen: ChosenCases;
  count: number;
  onClose: () => void;
}

/**
 * Replies to many cases by a template: what is said to all of them, then each reply as it is, which is sent from here. Whoever goes back
 * from the replies finds the template and what was filled in, and the cases are still selected.
 */
export function ReplyToManyDialog({ chosen, count, onClose }: Props) {
  const now = useNow();
  const start = useStartBulkAction();
  const reply = useReplyToMany(chosen);
  const { template, language, given } = reply;
  const { data: current } = useQuery(currentBulkActionQuery);
  const [isPending, setPending] = useState(false);
  const [preparedId, setPrepared] = useState<string>();
  const prepare = async () => {
    if (!template) return;
    setPending(true);
    const filledIn = Object.keys(given).length > 0 && { values: given };
    const action = { kind: 'reply' as const, templateId: template.value, ...(language && { language }), ...filledIn };
    const begun = await start(chosen, action);
    setPending(false);
    setPrepared(begun?.id);
    if (begun) keepPreparedReply({ bulkActionId: begun.id, chosen, reply: { template, language, values: given } });
  };
  if (current && current.id === preparedId)
    return (
      <BulkReviewAndResultDialog
        status={current}
        view={bulkActionView(current, now)}
        onBack={() => setPrepared((id) => (id === current.id ? undefined : id))}
        onSent={deselectAll}
        onClose={onClose}
      />
    );
  return (
    <ReplyToManyForm
      reply={reply}
      count={count}
      isPending={isPending}
      onPrepare={() => void prepare()}
      onClose={onClose}
    />
  );
}
