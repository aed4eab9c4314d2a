import { caseFieldText, type CaseDetail, type Entry } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { createPortal } from 'react-dom';
import { displayName } from '../../../shared/i18n/display-name.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import classes from './printed-case.module.css';
import { addressOf, PrintedEntry } from './printed-entry.js';
import { useIsPrinting } from './use-is-printing.js';

interface Props {
  item: CaseDetail;
  /** The entries that were loaded, by their positions. */
  entries: ReadonlyMap<number, Entry>;
}

/** What the browser prints of a case: its head and the whole text of its entries, in place of the screen. */
export function PrintedCase(props: Props) {
  return useIsPrinting() ? createPortal(<Paper {...props} />, document.body) : null;
}

function Paper({ item, entries }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { agent } = useSession();
  const missing = item.lastPosition - entries.size;
  const inOrder = [...entries.values()].toSorted((a, b) => a.position - b.position);
  return (
    <article className={classes.paper} data-printed>
      <p className={classes.reference}>{item.reference}</p>
      <h1 dir="auto">{item.subject || t('common.noSubject')}</h1>
      <Head item={item} />
      <p className={classes.quiet}>
        {t('case.print.asOf', { at: formats.full(new Date().toISOString()), name: agent.name })}
        {missing > 0 && ` ${t('case.print.missing', { count: missing })}`}
      </p>
      <ol className={classes.entries}>
        {inOrder.map((entry) => (
          <PrintedEntry key={entry.id} entry={entry} />
        ))}
      </ol>
    </article>
  );
}

function Head({ item }: Pick<Props, 'item'>) {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const formats = useFormats();
  const facts: [label: string, value: string | null | undefined][] = [
    [t('case.print.status'), t(`common.status.${item.status}`)],
    [t('case.print.caseType'), item.caseType?.name],
    ...item.fields.map(({ field, value }): [string, string | null] => [
      field.label[language],
      value === null ? null : caseFieldText(field, value, language),
    ]),
    [t('case.print.team'), item.team.name],
    [t('case.print.assignee'), item.assignee?.name],
    [t('case.print.citizen'), item.citizen ? displayName(item.citizen.name) : undefined],
    [t('case.print.participants'), item.participants.map(addressOf).join(', ')],
    [t('case.print.opened'), formats.full(item.openedAt)],
    [t('case.print.closed'), item.closedAt && formats.full(item.closedAt)],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
