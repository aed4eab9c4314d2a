import type { ChannelKind, DisclosureFinding } from '@guichet/contracts';
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannelWords } from '../i18n/channel-words.js';
import classes from './check-list.module.css';
import type { Check } from './use-check.js';

/** How a finding can be mended. */
export interface Fixes {
  /** Undefined: somebody must get it. */
  removeRecipient: ((address: string) => void) | undefined;
  /** Undefined: there is no other. */
  otherWay: (() => void) | undefined;
}

function Finding({ finding, check, fixes }: { finding: DisclosureFinding; check: Check; fixes: Fixes }) {
  const { t } = useTranslation();
  const channels = useChannelWords();
  const { code, key, data } = finding;
  const address = code === 'new-recipient' || code === 'other-citizen-copied' ? data['address'] : undefined;
  // A link of ours, rather than the name of a case.
  const leads = code === 'other-reference' && /^(https?:|\/portal)/.test(data['reference'] ?? '');
  const words = t(leads ? 'check.other-link' : `check.${code}`, {
    address: data['address'],
    reference: data['reference'],
    text: data['text'],
    channel: channels.name(data['channel'] as ChannelKind),
  });
  return (
    <li className={classes.finding}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <div>
        <p id={`finding-${key}`} className={classes.words}>
          {words}
        </p>
        <div className={classes.acts}>
          <Checkbox
            size="xs"
            label={t('check.right')}
            aria-describedby={`finding-${key}`}
            checked={check.seen.has(key)}
            onChange={(event) => check.acknowledge(key, event.currentTarget.checked)}
          />
          {address && fixes.removeRecipient && (
            <Button size="compact-xs" variant="default" onClick={() => fixes.removeRecipient!(address)}>
              {t('check.removeRecipient', { address })}
            </Button>
          )}
          {code === 'below-confidentiality' && fixes.otherWay && (
            <Button size="compact-xs" variant="default" onClick={fixes.otherWay}>
              {t('check.otherWay')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

/** Everything that was found, in plain words, each to be mended or to be said to be right. */
export function CheckList({ check, fixes }: { check: Check; fixes: Fixes }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={classes.title}>{t('check.title')}</h3>
      <p className={classes.lead}>{t('check.lead')}</p>
      <ul className={classes.findings}>
        {check.findings.map((finding) => (
          <Finding key={finding.key} finding={finding} check={check} fixes={fixes} />
        ))}
      </ul>
    </>
  );
}
