import type { Rule } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ruleTrialQuery } from '../../../shared/api/settings-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isComplete } from './edit-rule.js';
import { groupTrialResults } from './group-trial-results.js';
import classes from './rule-dialog.module.css';
import { TrialResultGroup } from './trial-result-group.js';

interface Props {
  rule: Rule;
  /** The other rules in their order, and with them the place of this one. */
  rulesWith: (rule: Rule) => Rule[];
  /** Whether other rules are changed and not saved either. */
  othersChanged: boolean;
  latest: number;
}

/** Says in the dialog of a rule what it would do with the latest messages, before it is added to the list. */
export function RuleDialogTrial({ rule, othersChanged, ...props }: Props) {
  const { t } = useTexts();
  return (
    <section className={classes.trial} aria-labelledby="rule-trial">
      <h3 id="rule-trial">{t('routing.rule.trial.title')}</h3>
      {isComplete(rule) ? (
        <>
          <Result rule={rule} {...props} />
          {!rule.active && <p className={classes.hint}>{t('routing.rule.trial.off')}</p>}
          {othersChanged && <p className={classes.hint}>{t('routing.rule.trial.others')}</p>}
        </>
      ) : (
        <p className={classes.hint}>{t('routing.rule.trial.incomplete', { count: props.latest })}</p>
      )}
    </section>
  );
}

function Result({ rule, rulesWith, latest }: Omit<Props, 'othersChanged'>) {
  const { t } = useTexts();
  const formats = useFormats();
  const [settled] = useDebouncedValue(rule, 400);
  // What is being typed may be incomplete again by the time that it is read.
  const isReady = isComplete(settled);
  // A rule that is off would change nothing: it is tried as it would be once it is on.
  const rules = rulesWith({ ...settled, active: true });
  const { data, error, refetch } = useQuery({ ...ruleTrialQuery(rules, { latest }), enabled: isReady });
  if (error && !data) return <ErrorState error={error} what={t('routing.try.failed')} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={40} />;
  if (data.checked === 0) return <p className={classes.hint}>{t('routing.try.none')}</p>;
  const held = data.byRule.find(({ ruleId }) => ruleId === rule.id)?.matched ?? 0;
  const groups = groupTrialResults(data.items, rules);
  return (
    <>
      <p role="status">
        {t('routing.rule.trial.held', {
          ...{ count: data.checked, held: formats.number(held), read: formats.number(data.checked) },
        })}{' '}
        {data.changed === 0 ? t('routing.rule.trial.same') : t('routing.rule.trial.changed', { count: data.changed })}
      </p>
      {groups.length > 0 && (
        <details
          className={classes.changes}
          // What it shows lies below what is in sight of the dialog.
          onToggle={({ currentTarget }) => currentTarget.open && currentTarget.scrollIntoView({ block: 'start' })}
        >
          <summary>{t('routing.rule.trial.show')}</summary>
          {groups.map((messages) => (
            <TrialResultGroup key={messages[0].caseId} messages={messages} rules={rules} isInDialog />
          ))}
        </details>
      )}
    </>
  );
}
