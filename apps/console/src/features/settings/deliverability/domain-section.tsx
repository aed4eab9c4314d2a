import type { SendingDomain } from '@guichet/contracts';
import { Hint, PageSection, SummaryLine } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './deliverability.module.css';
import { DkimKeys } from './dkim-keys.js';
import { FindingRow } from './finding-row.js';
import { summaryOf } from './domain-findings-summary.js';
import { useDomainChangeCallbacks } from './use-domain-change-callbacks.js';

/** One domain: what was found about it, and the keys by which it signs. */
export function DomainSection({ domain }: { domain: SendingDomain }) {
  const { t } = useTexts();
  const { domain: name, accounts, relays, findings, checkedAt } = domain;
  const check = useMutation({
    mutationFn: () => call('checkSendingDomain', { params: { domain: name } }),
    ...useDomainChangeCallbacks(t('deliverability.checkFailed', { domain: name })),
  });
  const addresses = accounts.flatMap((account) => account.addresses).join(', ');
  const { wrong, advice, isInOrder } = summaryOf(findings);
  return (
    <PageSection aria-labelledby={`domain-${name}`}>
      <div className={classes.head}>
        <h2 id={`domain-${name}`}>
          <bdi>{name}</bdi>
        </h2>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={15} stroke={1.75} />}
          loading={check.isPending}
          aria-label={t('deliverability.checkAria', { domain: name })}
          onClick={() => check.mutate()}
        >
          {t('deliverability.check')}
        </Button>
      </div>
      <Hint>{t('deliverability.sends', { addresses, relays: relays.join(', ') })}</Hint>
      {checkedAt ? (
        <SummaryLine>
          {[
            wrong > 0 && t('deliverability.summary.wrong', { count: wrong }),
            advice > 0 && t('deliverability.summary.advice', { count: advice }),
            isInOrder && t('deliverability.summary.ok'),
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          <span className={classes.when}>
            {t('deliverability.checked')} <ShortTime at={checkedAt} />
          </span>
        </SummaryLine>
      ) : (
        <SummaryLine>{t('deliverability.never')}</SummaryLine>
      )}
      <ul className={classes.findings}>
        {findings.map((finding, index) => (
          <FindingRow key={`${finding.check} ${index}`} finding={finding} />
        ))}
      </ul>
      <DkimKeys domain={domain} />
    </PageSection>
  );
}
