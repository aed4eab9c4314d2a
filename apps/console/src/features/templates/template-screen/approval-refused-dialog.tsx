import type { TemplateFinding, TemplateVersion } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { FindingList } from '../findings/template-findings.js';
import { useLeaveForFinding } from '../findings/use-leave-for-finding.js';

interface Props {
  findings: readonly TemplateFinding[];
  version: TemplateVersion;
  /** The version of the other language, where both were to be approved together: then neither of them is. */
  other: TemplateVersion | undefined;
  onClose: () => void;
  onSendBack: () => void;
}

/** Lists the faults for which a version was not approved, and what waits for an answer besides; each leads to its place. */
export function ApprovalRefusedDialog({ findings, version, other, onClose, onSendBack }: Props) {
  const { t } = useTexts();
  const { language, content } = version;
  const leaveFor = useLeaveForFinding(version, onClose);
  const [errors, warnings] = (['error', 'warning'] as const).map((one) =>
    findings.filter(({ severity }) => severity === one),
  ) as [TemplateFinding[], TemplateFinding[]];
  const list = { content, onGo: leaveFor };
  return (
    <Dialog opened onClose={onClose} title={t('templates.action.refused')} size={560}>
      <Stack>
        <Text size="sm">{t('templates.action.refusedWhat', { language: t(`templates.in.${language}`) })}</Text>
        {other && (
          <Text size="sm">{t('templates.action.refusedOther', { other: t(`templates.in.${other.language}`) })}</Text>
        )}
        <FindingList findings={errors} {...list} />
        {warnings.length > 0 && (
          <section>
            <Text component="h3" size="sm" fw={600} mb={4}>
              {t('templates.action.alsoCompare', { count: warnings.length })}
            </Text>
            <FindingList findings={warnings} {...list} />
          </section>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button leftSection={<IconArrowBackUp size={16} stroke={1.5} />} onClick={onSendBack}>
            {other
              ? t('templates.action.returnIn', { language: t(`templates.in.${language}`) })
              : t('templates.action.return')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
