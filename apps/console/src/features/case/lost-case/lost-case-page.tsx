import { Button, Group, Stack, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { Loss } from '../../../shared/live/why-cases-left.js';
import { useShortcutKeys } from '../../../shared/keyboard/shortcut-keys.js';
import { useTakeBackGivenCase } from './use-take-back-given-case.js';
import { KeptWords } from './kept-words.js';
import classes from './lost-case.module.css';

/** Stands where a case was that is no longer for this agent: why, what they were writing there, and the way back. */
export function LostCasePage({ caseId, loss, onBack }: { caseId: string; loss: Loss; onBack: () => void }) {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const { isOffered, isPending, takeBack } = useTakeBackGivenCase(caseId, loss);
  return (
    <Stack gap="md" className={classes.page}>
      <div role="status">
        <h1>
          <IconEyeOff size={22} stroke={1.5} aria-hidden />
          {t('case.lost.title')}
        </h1>
        <Text mt={10}>{t(`case.lost.why.${loss.why}`, { team: 'team' in loss ? loss.team : '' })}</Text>
      </div>
      <KeptWords caseId={caseId} />
      <Group>
        {isOffered && (
          <Button loading={isPending} onClick={takeBack} aria-keyshortcuts={keys.aria('undo')}>
            {t('case.lost.takeBack')}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {t('case.lost.back')}
        </Button>
      </Group>
    </Stack>
  );
}
