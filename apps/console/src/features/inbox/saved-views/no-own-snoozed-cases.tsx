import { EmptyState } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SNOOZED_OF_EVERYBODY } from './snoozed-list.js';

/** Says whose cases would be in the list of what is put off, and leads to those of everybody: a supervisor puts off cases of others. */
export function NoOwnSnoozedCases() {
  const { t } = useTexts();
  return (
    <EmptyState
      icon={IconClockPause}
      title={t('views.noSnoozed')}
      action={
        <Button
          variant="default"
          renderRoot={(props: object) => <Link {...props} to="/inbox/$view" {...SNOOZED_OF_EVERYBODY} />}
        >
          {t('views.snoozedOfEverybody')}
        </Button>
      }
    >
      {t('views.noSnoozedText')}
    </EmptyState>
  );
}
