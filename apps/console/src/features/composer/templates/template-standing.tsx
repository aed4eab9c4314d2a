import type { RenderedTemplate } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isFailure } from '../../../shared/api/failure.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { changedBlocks, useNewestVersion } from './use-newest-version.js';
import type { ReplyTemplate } from './use-reply-template.js';
import classes from './used-template-strip.module.css';

function Notice({ isRefused, text, children }: { isRefused: boolean; text: string; children: ReactNode }) {
  return (
    <p className={classes.standing} {...(isRefused && { 'data-tone': 'withdrawn', role: 'alert' })}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span>{text}</span>
      {children}
    </p>
  );
}

/** What has become of the version, or of a shared block in it, which is treated as one. */
function useStandingText() {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  return (rendered: RenderedTemplate, isNewVersion: boolean): string => {
    const blocks = changedBlocks(rendered);
    const names = blocks.map((block) => t('composer.template.blockName', { name: titleOf(block) })).join(', ');
    const counted = { count: blocks.length, names };
    if (rendered.state === 'withdrawn')
      return blocks.length > 0 ? t('composer.template.blockWithdrawn', counted) : t('composer.template.withdrawn');
    return blocks.length > 0 && !isNewVersion
      ? t('composer.template.blockReplaced', counted)
      : t('composer.template.replaced');
  };
}

/** That the version or one of its shared blocks has a successor, or was withdrawn since the answer was begun. */
export function TemplateStanding({ template }: { template: ReplyTemplate }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const standingText = useStandingText();
  const { rendered } = template;
  const { isOutdated, newest, error } = useNewestVersion(template);
  if (!isOutdated || !rendered) return null;
  const isWithdrawn = rendered.state === 'withdrawn';
  const isNewVersion = newest !== undefined && newest.number !== rendered.number;
  const use = newest && (
    <Button size="compact-sm" variant="default" onClick={() => template.useVersion(newest.number)}>
      {isNewVersion ? t('composer.template.useVersion', { number: newest.number }) : t('composer.template.useNewText')}
    </Button>
  );
  const remove = (
    <Button size="compact-sm" variant="default" loading={template.removing} onClick={template.remove}>
      {t('composer.template.removeTemplate')}
    </Button>
  );
  if (isWithdrawn)
    return (
      <Notice isRefused text={standingText(rendered, isNewVersion)}>
        {use}
        {remove}
      </Notice>
    );
  if (isFailure(error, 'conflict'))
    return (
      <Notice isRefused text={problemText(error)}>
        {remove}
      </Notice>
    );
  if (!use) return null;
  return (
    <Notice isRefused={false} text={standingText(rendered, isNewVersion)}>
      {use}
    </Notice>
  );
}
