import { casePriorities, type CaseDetail } from '@guichet/contracts';
import { Alert } from '@mantine/core';
import { IconFlag3 } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/**
 * Says that the case that goes has a higher priority than the one that stays, which keeps its own: nobody but an agent knows which one is
 * right for both. What is closed, or spam, is urgent no more.
 */
export function LostPriority({ item, into }: { item: CaseDetail; into: CaseDetail }) {
  const { t } = useTexts();
  const { priority, status } = item;
  if (status === 'closed' || status === 'spam') return null;
  if (casePriorities.indexOf(priority) <= casePriorities.indexOf(into.priority)) return null;
  return (
    <Alert color="gray" role="status" icon={<IconFlag3 size={18} stroke={1.75} />}>
      {t(priority === 'urgent' ? 'case.move.priority.urgent' : 'case.move.priority.higher', {
        from: item.reference,
        into: into.reference,
      })}
    </Alert>
  );
}
