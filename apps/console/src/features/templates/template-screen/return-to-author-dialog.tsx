import { templateLimits, type TemplateFinding, type TemplateVersion } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { findingTarget } from '../findings/finding-target.js';
import { useFindingText } from '../findings/use-finding-text.js';
import { useVersionFindings } from '../previews/use-template-preview.js';
import { returnReasonFromFindings } from './return-reason-from-findings.js';
import { useCurrentTemplate } from './template-screen-context.js';
import { useVersionSteps } from './use-version-steps.js';

interface Props {
  version: TemplateVersion;
  /** The keys of findings that the approver takes for the same: of these, nothing is asked. */
  sameMeaning: readonly string[];
  onClose: () => void;
}

/** Returns a version to its author, with what is to be changed: what the check has found, in words that the approver may change. */
export function ReturnToAuthorDialog({ version, sameMeaning, onClose }: Props) {
  const { t } = useTexts();
  const { language } = useCurrentTemplate();
  const { sendBack } = useVersionSteps(version);
  const found = useFoundReason(version, sameMeaning);
  const [typed, setTyped] = useState<string>();
  const remark = typed ?? found;
  return (
    <FormDialog
      title={
        version.language === language
          ? t('templates.action.returnTitle')
          : t('templates.action.returnTitleIn', { language: t(`templates.in.${version.language}`) })
      }
      size={560}
      error={sendBack.error}
      submit={t('templates.action.return')}
      pending={sendBack.isPending}
      disabled={remark.trim() === ''}
      onSubmit={() => sendBack.mutate(remark.trim(), { onSuccess: onClose })}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        label={t('templates.action.remark')}
        description={found ? t('templates.action.remarkFound') : undefined}
        required
        autosize
        minRows={4}
        maxRows={14}
        maxLength={templateLimits.remark}
        value={remark}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** What is wrong with a version, in sentences; empty until it is known. */
function useFoundReason(version: TemplateVersion, sameMeaning: readonly string[]): string {
  const { t } = useTexts();
  const textOf = useFindingText();
  const findings = useVersionFindings(version) ?? [];
  const isOpen = ({ key }: TemplateFinding) => key === undefined || !sameMeaning.includes(key);
  return returnReasonFromFindings(findings.filter(isOpen), {
    textOf,
    placeOf: (finding) => {
      const target = findingTarget(finding, version.content);
      const block = target && 'where' in target ? target.where.block : null;
      return block === null ? undefined : t('templates.finding.inBlock', { number: block + 1 });
    },
  });
}
