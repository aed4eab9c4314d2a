import type { CaseDetail, FactEntry } from '@guichet/contracts';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { timelinePage, timelineQuery } from '../api/queries.js';
import { FactLine } from '../case/fact-line.js';
import classes from './why-here.module.css';

const told: readonly FactEntry['fact']['type'][] = ['routed', 'team', 'assigned', 'kind', 'moved'];

/** Who a case went to, and why, in the words of its timeline: of its first and its last entries, where it is long. */
export function SinceThen({ item }: { item: CaseDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const last = Math.floor(Math.max(0, item.lastPosition - 1) / timelinePage);
  const pages = useQueries({ queries: [...new Set([0, last])].map((page) => timelineQuery(item.id, page)) });
  const entries = pages.flatMap(({ data }) => data?.items ?? []);
  const facts = entries.filter((entry): entry is FactEntry => entry.kind === 'fact' && told.includes(entry.fact.type));
  if (facts.length === 0) return null;
  return (
    <section className={classes.result} aria-labelledby="since">
      <h2 id="since">{t('circulation.here.since')}</h2>
      {facts.map((entry) => (
        <FactLine
          key={entry.id}
          entry={entry}
          item={item}
          onOpen={(caseId) => void navigate({ to: '/cases/$caseId', params: { caseId } })}
        />
      ))}
    </section>
  );
}
