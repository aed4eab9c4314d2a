import type { Citizen, Duplicate } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../shared/session/use-session.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import classes from './person-panel.module.css';
import { usePersonActions } from './use-person-actions.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { phoneText } from '../../shared/people/phone-text.js';

function useReasonWords() {
  const { t } = useTranslation();
  return ({ reason, detail }: Duplicate['reasons'][number]) =>
    detail ? t(`people.sameDetail.${reason}`, { detail: phoneText(detail) ?? detail }) : t(`people.same.${reason}`);
}

/** Persons who may be the same one, and why. Only an agent merges them. */
export function PossibleDuplicates({ person }: { person: Citizen }) {
  const { t } = useTranslation();
  const may = useMay();
  const words = useReasonWords();
  const { distinct } = usePersonActions(person.id);
  return (
    <ul className={classes.duplicates}>
      {person.duplicates.map((duplicate) => {
        const reasons = duplicate.reasons.map(words);
        const { citizen, handles } = duplicate;
        return (
          <li key={citizen.id}>
            <p className={classes.other}>
              <PersonAvatar name={displayName(citizen.name)} size={24} />
              <bdi>{displayName(citizen.name)}</bdi>
            </p>
            {handles.length > 0 && (
              <p className={classes.evidence}>
                {handles.map(({ value, name }) => name || displayName(value)).join(' · ')}
              </p>
            )}
            <ul className={classes.reasons}>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            {may('citizen.update') && (
              <div className={classes.acts}>
                <Button
                  size="compact-sm"
                  variant="light"
                  onClick={() =>
                    setOverlay({
                      kind: 'merge-person',
                      person,
                      other: { ...citizen, handles },
                      reason: reasons.join(' '),
                    })
                  }
                >
                  {t('people.merge')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  loading={distinct.isPending && distinct.variables === citizen.id}
                  onClick={() => distinct.mutate(citizen.id)}
                >
                  {t('people.distinct')}
                </Button>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
