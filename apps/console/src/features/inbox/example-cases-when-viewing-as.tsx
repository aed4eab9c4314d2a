import type { CaseSummary } from '@guichet/contracts';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { CaseRow } from './case-row.js';
import classes from './example-cases-when-viewing-as.module.css';

const HOUR = 3_600_000;
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** How long ago each example was written in, in milliseconds, and what is said of it beside its texts. */
const EXAMPLES = [
  { name: 'first', ago: HOUR / 3, unread: true, channel: 'email', status: 'open' },
  { name: 'second', ago: 5 * HOUR, unread: true, channel: 'sms', status: 'open' },
  { name: 'third', ago: 50 * HOUR, unread: false, channel: 'email', status: 'waiting' },
] as const;

/** Rows of made-up cases, for whoever looks at the screens of a role without content: they say that they are examples, and open nothing. */
export function ExampleCasesWhenViewingAs() {
  const { t } = useTexts();
  const team = { id: NOBODY, name: t('inbox.examples.team') };
  const nothing = { assignee: null, restricted: false, draft: null, deliveryProblem: null, senderDoubt: null } as const;
  const noTimes = {
    snoozeUntil: null,
    caseType: null,
    language: null,
    dueAt: null,
    dueFor: null,
    closedAt: null,
    mergedInto: null,
  };
  return (
    <section className={classes.examples} aria-labelledby="example-cases">
      <h2 id="example-cases">{t('inbox.examples.title')}</h2>
      <p>{t('inbox.examples.text')}</p>
      <ul>
        {EXAMPLES.map(({ name, ago, unread, channel, status }) => {
          const at = new Date(Date.now() - ago).toISOString();
          const item: CaseSummary = {
            ...{
              id: NOBODY,
              reference: '',
              status,
              priority: 'normal',
              team,
              unread,
              channels: [channel],
              lastPosition: 1,
              version: 1,
            },
            ...{ ...nothing, ...noTimes, tags: [], lastEntryAt: at, openedAt: at },
            subject: t(`inbox.examples.${name}`),
            preview: t('inbox.examples.preview'),
            citizen: { id: NOBODY, name: t('inbox.examples.citizen') },
            lastEntry: { kind: 'message', direction: 'in', channel },
          };
          return (
            <li key={name}>
              <CaseRow item={item} link={(content) => <div data-example>{content}</div>} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
