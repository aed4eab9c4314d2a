import type { CaseDetail } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { Button, Group, Text } from '@mantine/core';
import { usePressGuard } from '../../shared/pointer/use-press-guard.js';
import { press } from '../../shared/keyboard/shortcut-listener.js';
import type { ClosingQuestion } from '../../shared/layout/overlay-state.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { firstAndMore } from '../../shared/people/first-and-more.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { CaseActionTitle } from './pickers/case-action-title.js';

interface Props {
  item: CaseDetail;
  question: ClosingQuestion;
  onConfirm: () => void;
  onClose: () => void;
}

/** So many are named who have no reply, as beside the reply: of a merged petition there may be hundreds. */
const NAMED = 3;

/** Why a case is not closed without a question. */
function useReason({ item, question }: Pick<Props, 'item' | 'question'>): string {
  const { t } = useTexts();
  const formats = useFormats();
  if (question === 'unsent') return t('case.unanswered.unsent');
  const namesOf = (people: CaseDetail['unansweredCitizens']) => {
    const { first, more } = firstAndMore(
      people.map(({ name }) => displayName(name)),
      NAMED,
    );
    return formats.list([...first, ...(more > 0 ? [t('case.otherSender.more', { count: more })] : [])]);
  };
  const never = item.unansweredCitizens.filter(({ wasAnswered }) => !wasAnswered);
  const askedMore = item.unansweredCitizens.filter(({ wasAnswered }) => wasAnswered);
  if (item.unansweredCitizens.length > 0)
    return [
      ...(never.length > 0 ? [t('case.unanswered.people', { names: namesOf(never), count: never.length })] : []),
      ...(askedMore.length > 0 ? [t('case.unanswered.askedMore', { names: namesOf(askedMore) })] : []),
    ].join(' ');
  return item.citizen
    ? t('case.unanswered.one', { name: displayName(item.citizen.name) })
    : t('case.unanswered.ofUnknown');
}

/**
 * Says of a case that is about to be closed that nobody has replied to its citizen, or to one of several: Enter closes it anyway. Or that
 * the agent has begun a reply: Enter goes back to it.
 */
export function CloseUnansweredDialog({ item, question, onConfirm, onClose }: Props) {
  const isUnsent = question === 'unsent';
  const { t } = useTexts();
  const guard = usePressGuard(item.id);
  const why = useReason({ item, question });
  const title = t(isUnsent ? 'case.unanswered.unsentTitle' : 'case.unanswered.title');
  return (
    <Dialog
      opened
      onClose={onClose}
      title={<CaseActionTitle act={title} about={`${item.reference} ${item.subject}`} />}
      size={460}
      yOffset="12vh"
      centered={false}
    >
      <Text size="sm">{why}</Text>
      <Group justify="flex-end" gap="xs" mt="lg" {...guard}>
        {!isUnsent && (
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        )}
        <Button
          {...(isUnsent ? { variant: 'default' } : { 'data-autofocus': true })}
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {t('case.unanswered.close')}
        </Button>
        {isUnsent && (
          <Button
            data-autofocus
            onClick={() => {
              onClose();
              press('reply', 'open');
            }}
          >
            {t('case.unanswered.back')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
