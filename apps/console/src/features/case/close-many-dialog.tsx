import type { CaseSummary } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { Button, Group, List, Text } from '@mantine/core';
import { questionText } from '../../shared/cases/closing-many-question.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import type { AskedAbout, ClosingQuestion } from '../../shared/layout/overlay-state.js';
import { usePressGuard } from '../../shared/pointer/use-press-guard.js';
import { CaseActionTitle } from './pickers/case-action-title.js';

interface Props {
  items: readonly CaseSummary[];
  question: ClosingQuestion;
  /** Those that the question is about. */
  about: AskedAbout;
  /** How many are closed, where those that are not loaded are, too. */
  ofWhole?: number | undefined;
  onConfirm: (items: readonly CaseSummary[]) => void;
  onClose: () => void;
}

/**
 * Says of cases that are about to be closed in which of them nobody has replied to the citizen: Enter closes all of them anyway. Or in which
 * the agent has begun a reply: Enter closes none.
 */
export function CloseManyDialog({ items, question, about, ofWhole, onConfirm, onClose }: Props) {
  const { t } = useTexts();
  const { number } = useFormats();
  const isUnsent = question === 'unsent';
  const guard = usePressGuard(about);
  const total = ofWhole ?? items.length;
  const others = items.filter((item) => !about.ids.has(item.id));
  const more = about.isAtLeast ? 0 : about.count - about.first.length;
  const close = (those: readonly CaseSummary[]) => () => {
    onClose();
    onConfirm(those);
  };
  const first = { 'data-autofocus': true } as const;
  const second = { variant: 'default' } as const;
  const buttons = [
    <Button key="all" {...(isUnsent ? second : first)} onClick={close(items)}>
      {t('case.unanswered.close')}
    </Button>,
    ofWhole === undefined && others.length > 0 && (
      <Button key="others" {...second} onClick={close(others)}>
        {t('case.unanswered.closeOthers', { count: others.length })}
      </Button>
    ),
    <Button key="none" {...(isUnsent ? first : second)} onClick={onClose}>
      {t('common.cancel')}
    </Button>,
  ];
  return (
    <Dialog
      opened
      onClose={onClose}
      title={
        <CaseActionTitle
          act={t(isUnsent ? 'case.unanswered.manyUnsentTitle' : 'case.unanswered.title')}
          about={t('case.unanswered.many', { count: total })}
        />
      }
      size={520}
      yOffset="12vh"
      centered={false}
    >
      <Text size="sm">{t(questionText(question, about), { count: about.count, n: number(about.count) })}</Text>
      <List size="sm" mt="xs">
        {about.first.map(({ id, reference, citizenName, subject }) => (
          <List.Item key={id}>
            <bdi>{[reference, citizenName ? displayName(citizenName) : subject].join(' · ')}</bdi>
          </List.Item>
        ))}
        {more > 0 && <List.Item>{t('case.unanswered.moreUnsent', { count: more })}</List.Item>}
      </List>
      <Group justify="flex-end" gap="xs" mt="lg" {...guard}>
        {isUnsent ? buttons : buttons.toReversed()}
      </Group>
    </Dialog>
  );
}
