import { casePriorities, type CaseDetail } from '@guichet/contracts';
import { Alert } from '@mantine/core';
import { IconFlag3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Says that the case that stays becomes as urgent as the one that goes, where it is less so. */
export function PriorityAfterMerge({ item, into }: { item: CaseDetail; into: CaseDetail }) {
  const { t } = useTranslation();
  const { priority } = item;
  if (priority === 'low' || casePriorities.indexOf(priority) <= casePriorities.indexOf(into.priority)) return null;
  return (
    <Alert color="gray" role="status" icon={<IconFlag3 size={18} stroke={1.75} />}>
      {t(`case.move.priority.${priority}`, { from: item.reference, into: into.reference })}
    </Alert>
  );
}
