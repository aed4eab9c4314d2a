import type { TemplateFinding, TemplateVersion } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { comparedPassages } from '../findings/compared-sentences-of-findings.js';
import { ComparedSentences } from '../findings/compared-sentences.js';
import { retiredLanguage } from '../findings/retired-language.js';
import { useFindingText } from '../findings/use-finding-text.js';
import { whatIsConfirmed } from './what-is-confirmed.js';
import classes from './same-meaning-dialog.module.css';

interface Props {
  findings: readonly TemplateFinding[];
  version: TemplateVersion;
  /** The keys of those that were confirmed before the dialog was left. */
  before: readonly string[];
  onClose: () => void;
  /** Called with the keys of the findings that are confirmed by then. */
  onSendBack: (keys: string[]) => void;
  /** Called with the keys of all findings once each is confirmed. */
  onApprove: (keys: string[]) => void;
}

/** Shows beside each other the sentences that say something otherwise, and what else comes of the approval; whoever approves confirms each. */
export function SameMeaningDialog({ findings, version, before, onClose, onSendBack, onApprove }: Props) {
  const { t } = useTexts();
  const { agent } = useSession();
  const [confirmed, setConfirmed] = useState<string[]>(() =>
    before.filter((known) => findings.some(({ key }) => key === known)),
  );
  const { content, language } = version;
  const what = whatIsConfirmed(findings);
  const retired = findings.map(retiredLanguage).find((one) => one !== undefined);
  const passages = useMemo(() => comparedPassages(findings, content), [findings, content]);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`templates.action.confirm.${what}.title`, { language: retired && t(`templates.in.${retired}`) })}
      size={780}
    >
      <Stack>
        <Text size="sm">{t(`templates.action.confirm.${what}.what`)}</Text>
        <Checkbox.Group value={confirmed} onChange={setConfirmed} aria-label={t('templates.action.same')}>
          <ul className={classes.rows}>
            {passages.map((passage, index) => (
              <li key={index} className={classes.row}>
                <ComparedSentences passage={passage} blocks={content.blocks} language={language} />
                <div className={classes.answers}>
                  {passage.findings.map((finding) => (
                    <SameMeaning key={finding.key} finding={finding} />
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </Checkbox.Group>
        {what !== 'retires' && (
          <Text size="xs" c="dimmed">
            {t('templates.finding.judged')} {t('templates.action.confirmedBy', { name: agent.name })}
          </Text>
        )}
        <Group justify="flex-end">
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} stroke={1.5} />}
            onClick={() => onSendBack(confirmed)}
          >
            {t('templates.action.return')}
          </Button>
          <Button
            leftSection={<IconCircleCheck size={16} stroke={1.75} />}
            disabled={confirmed.length < findings.length}
            onClick={() => onApprove(findings.map(({ key = '' }) => key))}
          >
            {t(findings.every(isMeaning) ? 'templates.action.approveSame' : 'templates.action.approve')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

const DECISIONS = {
  'mention-missing': 'templates.action.without',
  'block-missing': 'templates.action.evenSo',
  'other-language': 'templates.action.evenSo',
  'changes-elsewhere': 'templates.action.evenSo',
} as const;

const decisionOn = ({ code }: TemplateFinding) =>
  code in DECISIONS ? DECISIONS[code as keyof typeof DECISIONS] : undefined;

const isMeaning = (finding: TemplateFinding): boolean => decisionOn(finding) === undefined;

/** What the approver answers for of one difference. */
function SameMeaning({ finding }: { finding: TemplateFinding }) {
  const { t } = useTexts();
  const textOf = useFindingText();
  return (
    <Checkbox
      value={finding.key ?? ''}
      label={
        <>
          <strong>{t(decisionOn(finding) ?? 'templates.action.same')}</strong> {textOf(finding)}
        </>
      }
    />
  );
}
