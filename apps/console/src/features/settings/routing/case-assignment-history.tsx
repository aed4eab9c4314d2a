import type { CaseDetail, ActivityEntry } from '@guichet/contracts';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { timelinePage, timelineQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ActivityLine } from '../../case/index.js';
import classes from './case-routing-explanation.module.css';

const shownTypes: readonly ActivityEntry['activity']['type'][] = [
  ...(['opened', 'routed', 'team', 'handover-undone', 'assigned', 'case-type', 'moved', 'move-undone'] as const),
];

/** To whom a case was assigned and why, as its timeline tells it; of a long one only the first and last entries. */
export function CaseAssignmentHistory({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const last = Math.floor(Math.max(0, item.lastPosition - 1) / timelinePage);
  const pages = useQueries({ queries: [...new Set([0, last])].map((page) => timelineQuery(item.id, page)) });
  const entries = pages.flatMap(({ data }) => data?.items ?? []);
  const activities = entries.filter(
    (entry): entry is ActivityEntry => entry.kind === 'activity' && shownTypes.includes(entry.activity.type),
  );
  if (activities.length === 0) return null;
  return (
    <section className={classes.result} aria-labelledby="since">
      <h2 id="since">{t('routing.here.since')}</h2>
      {activities.map((entry) => (
        <ActivityLine
          key={entry.id}
          entry={entry}
          item={item}
          onOpen={(caseId) => void navigate({ to: '/cases/$caseId', params: { caseId } })}
        />
      ))}
    </section>
  );
}
