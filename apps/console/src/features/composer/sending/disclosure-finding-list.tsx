import type { ChannelKind, DisclosureFinding } from '@guichet/contracts';
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ContradictionList } from './contradiction-list.js';
import classes from './disclosure-finding-list.module.css';
import { TemplatePointList, type PointFixes } from './template-point-list.js';
import type { FoundInMessage } from './use-disclosure-and-consistency-check.js';

/** How a finding can be mended. */
export interface Fixes extends PointFixes {
  /** Undefined: somebody must get it. */
  removeRecipient: ((address: string) => void) | undefined;
  /** Undefined: there is no other. */
  otherRoute: (() => void) | undefined;
  /** It goes to others than the citizen. */
  isToOthers?: boolean;
}

/** What is found, in words; of what stands in a file, with its name. */
function useFindingWords({ code, data }: DisclosureFinding, isToOthers: boolean): string {
  const { t } = useTexts();
  const channels = useChannelTexts();
  // A link of ours, rather than the name of a case.
  const leads = code === 'other-reference' && /^(https?:|…?\/portal)/.test(data['reference'] ?? '');
  const number = data['what'] === 'nir' ? 'sensitive-number-nir' : 'sensitive-number-iban';
  const kind = code === 'sensitive-number' ? number : code;
  const isCitizens = kind === 'health' || kind === 'sensitive-number-nir' || kind === 'sensitive-number-iban';
  const key =
    (isToOthers || data['toOthers']) && isCitizens
      ? (`composer.check.toOthers.${kind}` as const)
      : (`composer.check.${kind}` as const);
  const words = t(leads ? 'composer.check.other-link' : key, {
    address: data['address'],
    reference: data['reference'],
    text: data['text'],
    sender: data['sender'],
    channel: channels.name(data['channel'] as ChannelKind),
  });
  return data['file'] === undefined ? words : t('composer.check.inFile', { file: data['file'], words });
}

function Finding({ finding, check, fixes }: { finding: DisclosureFinding; check: FoundInMessage; fixes: Fixes }) {
  const { t } = useTexts();
  const { code, key, data } = finding;
  const words = useFindingWords(finding, fixes.isToOthers ?? false);
  const address = code === 'new-recipient' || code === 'other-citizen-copied' ? data['address'] : undefined;
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
            label={t('composer.check.right')}
            aria-describedby={`finding-${key}`}
            checked={check.seen.has(key)}
            onChange={(event) => check.acknowledge(key, event.currentTarget.checked)}
          />
          {address && fixes.removeRecipient && (
            <Button size="compact-xs" variant="default" onClick={() => fixes.removeRecipient!(address)}>
              {t('composer.check.removeRecipient', { address })}
            </Button>
          )}
          {code === 'below-confidentiality' && fixes.otherRoute && (
            <Button size="compact-xs" variant="default" onClick={fixes.otherRoute}>
              {t('composer.check.otherWay')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

/** The findings of the disclosure check, each to be corrected or confirmed. */
export function DisclosureFindingList({ check, fixes }: { check: FoundInMessage; fixes: Fixes }) {
  const { t } = useTexts();
  return (
    <>
      <h3 className={classes.title}>{t('composer.check.title')}</h3>
      {check.findings.length > 0 && (
        <>
          <p className={classes.lead}>{t(fixes.isToOthers ? 'composer.check.toOthers.lead' : 'composer.check.lead')}</p>
          <ul className={classes.findings}>
            {check.findings.map((finding) => (
              <Finding key={finding.key} finding={finding} check={check} fixes={fixes} />
            ))}
          </ul>
        </>
      )}
      <TemplatePointList check={check} fixes={fixes} />
      <ContradictionList check={check} />
    </>
  );
}
