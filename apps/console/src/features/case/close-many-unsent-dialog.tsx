import type { CaseSummary } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { Button, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { displayName } from '../../shared/i18n/display-name.js';
import { usePressGuard } from '../../shared/pointer/use-press-guard.js';
import { CaseActionTitle } from './pickers/case-action-title.js';

/** So many cases are named; the others are counted. */
const NAMED = 5;

interface Props {
  items: readonly CaseSummary[];
  /** Those in which the agent has begun a reply. */
  unsent: readonly CaseSummary[];
  /** How many are closed, where those that are not loaded are, too. */
  ofWhole?: number | undefined;
  onConfirm: (items: readonly CaseSummary[]) => void;
  onClose: () => void;
}

/** Says of cases that are about to be closed in which of them the agent has begun a reply: Enter closes none. */
export function CloseManyUnsentDialog({ items, unsent, ofWhole, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const guard = usePressGuard(unsent);
  const total = ofWhole ?? items.length;
  const others = items.filter((item) => !unsent.includes(item));
  const more = unsent.length - NAMED;
  const confirm = (those: readonly CaseSummary[]) => () => {
    onClose();
    onConfirm(those);
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={
        <CaseActionTitle
          act={t('case.unanswered.manyUnsentTitle')}
          about={t('case.unanswered.many', { count: total })}
        />
      }
      size={520}
      yOffset="12vh"
      centered={false}
    >
      <Text size="sm">
        {t(ofWhole === undefined ? 'case.unanswered.manyUnsent' : 'case.unanswered.atLeastUnsent', {
          count: unsent.length,
        })}
      </Text>
      <List size="sm" mt="xs">
        {unsent.slice(0, NAMED).map(({ id, reference, citizen, subject }) => (
          <List.Item key={id}>
            <bdi>{[reference, citizen ? displayName(citizen.name) : subject].join(' · ')}</bdi>
          </List.Item>
        ))}
        {more > 0 && <List.Item>{t('case.unanswered.moreUnsent', { count: more })}</List.Item>}
      </List>
      <Group justify="flex-end" gap="xs" mt="lg" {...guard}>
        <Button variant="default" onClick={confirm(items)}>
          {t('case.unanswered.close')}
        </Button>
        {ofWhole === undefined && others.length > 0 && (
          <Button variant="default" onClick={confirm(others)}>
            {t('case.unanswered.closeOthers', { count: others.length })}
          </Button>
        )}
        <Button data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Dialog>
  );
}
