import type { Rule, TriedMessage } from '@guichet/contracts';
import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { triedQuery } from '../api/circulation.js';
import { isFailure } from '../api/failure.js';
import { caseQuery } from '../api/queries.js';
import settings from '../settings/settings.module.css';
import { Trouble } from '../shell/trouble.js';
import { SinceThen } from './since-then.js';
import { Trace } from './trace.js';
import { DECISIONS } from './tried-groups.js';
import { useOutcomeWords } from './use-outcome-words.js';
import classes from './why-here.module.css';

/** How one case came to lie where it lies. Readable for whoever may see the case. */
export function WhyHere({ caseId, rules }: { caseId: string; rules: readonly Rule[] }) {
  const { t } = useTranslation();
  const words = useOutcomeWords();
  const { data: item } = useQuery(caseQuery(caseId));
  const { data, error, refetch } = useQuery(triedQuery(rules, { caseId }));
  const message = data?.items.find((one) => one.caseId === caseId);
  /** The last rule that held and names a team, or else its channel. */
  const teamBy = ({ trace }: TriedMessage, read: readonly Rule[]) => {
    const held = new Set(trace.filter((one) => one.held && !one.gone).map(({ ruleId }) => ruleId));
    const by = read.findLast(({ id, then }) => held.has(id) && then.some((act) => act.do === 'team'));
    return by ? t('circulation.here.byRule', { name: by.name }) : t('circulation.here.byChannel');
  };
  const reference = message?.reference ?? item?.data.reference ?? '';
  return (
    <>
      <header className={settings.head}>
        <h1>{t('circulation.here.title', { reference })}</h1>
        <Button component={Link} to="/settings/routing" variant="default">
          {t('circulation.here.close')}
        </Button>
      </header>
      <p className={settings.lead}>{t('circulation.here.what')}</p>
      {isFailure(error, 'not-found') ? (
        <p className={settings.hint}>{t('circulation.here.none')}</p>
      ) : error && !data ? (
        <Trouble error={error} what={t('circulation.try.failed')} onRetry={() => void refetch()} />
      ) : !message ? (
        <Skeleton height={160} />
      ) : (
        <>
          <p className={classes.message}>
            <bdi className={classes.subject}>{message.subject || t('noSubject')}</bdi>
            <bdi className={classes.preview}>{message.preview}</bdi>
          </p>
          <Trace trace={message.trace} rules={rules} />
          <section className={classes.result} aria-labelledby="result">
            <h2 id="result">{t('circulation.here.result')}</h2>
            <dl>
              {DECISIONS.map((decision) => (
                <div key={decision}>
                  <dt>{t(`circulation.rule.do.${decision}`)}</dt>
                  <dd>
                    <bdi>{words(message.then)[decision]}</bdi>
                    {decision === 'team' && <span className={classes.source}>{teamBy(message, rules)}</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        </>
      )}
      {item && <SinceThen item={item.data} />}
      <Button
        renderRoot={(props: object) => <Link to="/cases/$caseId" params={{ caseId }} {...props} />}
        variant="default"
        mt="lg"
        leftSection={<IconArrowLeft size={16} stroke={1.5} />}
      >
        {t('circulation.here.back')}
      </Button>
    </>
  );
}
