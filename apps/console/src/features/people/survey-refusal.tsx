import type { Citizen } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconMoodOff } from '@tabler/icons-react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay } from '../../shared/session/use-session.js';
import classes from './person-panel.module.css';
import { usePersonActions } from './use-person-actions.js';

/** Says that a person wants no surveys, with a button for who hears from them that they do again. */
export function SurveyRefusal({ person }: { person: Citizen }) {
  const { t } = useTexts();
  const may = useMay();
  const { allowSurveys } = usePersonActions(person.id);
  return (
    <div className={classes.refusal}>
      <IconMoodOff size={16} stroke={1.5} aria-hidden />
      <p>{t('people.refusesSurveys')}</p>
      {may('citizen.update') && (
        <Button
          size="compact-sm"
          variant="light"
          loading={allowSurveys.isPending}
          onClick={() => allowSurveys.mutate()}
        >
          {t('people.allowSurveys')}
        </Button>
      )}
    </div>
  );
}
