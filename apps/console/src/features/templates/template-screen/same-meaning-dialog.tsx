import type { TemplateFinding } from '@guichet/contracts';
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../shared/session/use-session.js';
import { useAboutText } from '../findings/use-finding-text.js';
import classes from './same-meaning-dialog.module.css';

interface Props {
  findings: readonly TemplateFinding[];
  onClose: () => void;
  onSendBack: () => void;
  /** Called with the keys of all findings once each is confirmed. */
  onApprove: (keys: string[]) => void;
}

const wordsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string' && word !== '?') : [];

/** Shows beside each other what the two versions say otherwise; whoever approves confirms that each means the same. */
export function SameMeaningDialog({ findings, onClose, onSendBack, onApprove }: Props) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const aboutOf = useAboutText();
  const [confirmed, setConfirmed] = useState<string[]>([]);
  const rows = findings.map(({ key = '', data }) => ({ key, about: aboutOf(data['about']), data }));
  const words = (value: unknown) => wordsOf(value).join(', ') || <i>{t('templates.action.nothing')}</i>;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('templates.action.compare')}
      size={680}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text size="sm">{t('templates.action.compareWhat')}</Text>
        <Checkbox.Group value={confirmed} onChange={setConfirmed} aria-label={t('templates.action.same')}>
          <ul className={classes.rows}>
            {rows.map(({ key, about, data }) => (
              <li key={key} className={classes.row}>
                <h3 className={classes.about}>{about}</h3>
                <dl className={classes.columns}>
                  <div>
                    <dt>{t('templates.action.full')}</dt>
                    <dd>{words(data['full'])}</dd>
                  </div>
                  <div>
                    <dt>{t('templates.action.short')}</dt>
                    <dd>{words(data['short'])}</dd>
                  </div>
                </dl>
                <Checkbox
                  value={key}
                  label={t('templates.action.same')}
                  aria-label={t('templates.action.sameOf', { about })}
                />
              </li>
            ))}
          </ul>
        </Checkbox.Group>
        <Text size="xs" c="dimmed">
          {t('templates.finding.judged')} {t('templates.action.confirmedBy', { name: agent.name })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" leftSection={<IconArrowBackUp size={16} stroke={1.5} />} onClick={onSendBack}>
            {t('templates.action.return')}
          </Button>
          <Button
            leftSection={<IconCircleCheck size={16} stroke={1.75} />}
            disabled={confirmed.length < rows.length}
            onClick={() => onApprove(rows.map(({ key }) => key))}
          >
            {t('templates.action.approveSame')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
