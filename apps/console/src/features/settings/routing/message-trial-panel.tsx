import type { Rule } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Select, Skeleton, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageTrialQuery } from '../../../shared/api/settings-queries.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { DecidedByRules } from './decided-by-rules.js';
import { RuleTraceView } from './rule-trace-view.js';
import classes from './rule-trial-panel.module.css';
import { useRoutingOutcomeText } from './use-routing-outcome-text.js';

/** Tries the rules as they are on the screen with a message that somebody makes up. */
export function MessageTrialPanel({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTexts();
  const { accounts } = useEntityNames();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const accountId = chosen ?? accounts[0]?.value;
  const [asked] = useDebouncedValue(text.trim(), 400);
  if (accountId === undefined) return null;
  return (
    <section className={classes.panel} aria-labelledby="try-message">
      <div className={classes.head}>
        <h2 id="try-message">{t('routing.message.title')}</h2>
        {accounts.length > 1 && (
          <Select
            aria-label={t('routing.message.account')}
            size="xs"
            w={210}
            data={accounts}
            value={accountId}
            onChange={(value) => value && setChosen(value)}
            allowDeselect={false}
          />
        )}
      </div>
      <p className={classes.what}>{t('routing.message.what')}</p>
      <Textarea
        aria-label={t('routing.message.text')}
        placeholder={t('routing.message.placeholder')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={20_000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {asked && text.trim() && <Result {...{ rules, accountId, text: asked }} />}
    </section>
  );
}

function Result({ rules, accountId, text }: { rules: readonly Rule[]; accountId: string; text: string }) {
  const { t } = useTexts();
  const words = useRoutingOutcomeText();
  const { data, error, refetch, isPlaceholderData } = useQuery(messageTrialQuery(rules, { accountId, text }));
  if (error && !data) return <ErrorState error={error} what={t('routing.try.failed')} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={120} mt="sm" />;
  return (
    <div className={classes.tried} data-stale={isPlaceholderData || undefined}>
      <span className="g-sr" role="status">
        {!isPlaceholderData && `${t('routing.rule.do.team')}: ${words(data.then).team}`}
      </span>
      <RuleTraceView trace={data.trace} rules={rules} />
      <DecidedByRules title={t('routing.message.result')} decided={data} rules={rules} />
    </div>
  );
}
