import type { Citizen } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { displayName } from '../../shared/i18n/display-name.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay } from '../../shared/session/use-session.js';
import classes from './person-panel.module.css';
import { usePersonActions } from './use-person-actions.js';

/** The persons who were marked as distinct from this one, by whom, and a button that undoes it. */
export function DistinctPersons({ person }: { person: Citizen }) {
  const { t } = useTexts();
  const formats = useFormats();
  const may = useMay();
  const { undistinct } = usePersonActions(person.id);
  return (
    <ul className={classes.merges}>
      {person.distinct.map(({ citizen, at, by }) => (
        <li key={citizen.id}>
          <span>
            <bdi>{displayName(citizen.name)}</bdi>
            <span className={classes.evidence}>{t('people.saidBy', { by, at: formats.dateTime(at) })}</span>
          </span>
          {may('citizen.update') && (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t('people.undoDistinct', { name: displayName(citizen.name) })}
              loading={undistinct.isPending && undistinct.variables === citizen.id}
              onClick={() => undistinct.mutate(citizen.id)}
            >
              {t('common.toast.undo')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
