import type { Citizen } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { named } from '../i18n/named.js';
import { useTimes } from '../i18n/time.js';
import { useMay } from '../session/use-session.js';
import classes from './person.module.css';
import { usePerson } from './use-person.js';

/** Who is somebody else, by whose word, and the way back. */
export function Distinct({ person }: { person: Citizen }) {
  const { t } = useTranslation();
  const times = useTimes();
  const may = useMay();
  const { undistinct } = usePerson(person.id);
  return (
    <ul className={classes.merges}>
      {person.distinct.map(({ citizen, at, by }) => (
        <li key={citizen.id}>
          <span>
            <bdi>{named(citizen.name)}</bdi>
            <span className={classes.evidence}>{t('person.saidBy', { by, at: times.dateTime(at) })}</span>
          </span>
          {may('citizen.update') && (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t('person.undoDistinct', { name: named(citizen.name) })}
              loading={undistinct.isPending && undistinct.variables === citizen.id}
              onClick={() => undistinct.mutate(citizen.id)}
            >
              {t('toast.undo')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
