import type { Citizen } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { displayName } from '../../shared/i18n/display-name.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay } from '../../shared/session/use-session.js';
import classes from './person-panel.module.css';
import { usePersonActions } from './use-person-actions.js';

/** The persons who were merged into this one, why, by whom, and a button that undoes it; of records of others, that there is one. */
export function MergedPersons({ person }: { person: Citizen }) {
  const { t } = useTexts();
  const formats = useFormats();
  const may = useMay();
  const { unmerge } = usePersonActions(person.id);
  return (
    <ul className={classes.merges}>
      {person.merges.map((merge) => (
        <li key={merge.id} data-undone={merge.undoneAt ? '' : undefined}>
          <span>
            {t('people.mergedWith', { name: displayName(merge.citizen.name), into: displayName(merge.into.name) })}
            <span className={classes.evidence}>
              {t('people.mergedBy', { by: merge.by, at: formats.dateTime(merge.at), reason: merge.reason })}
            </span>
            {merge.undoneAt && (
              <span className={classes.evidence}>
                {t('people.undoneBy', {
                  by: merge.undoneBy ?? t('people.somebody'),
                  at: formats.dateTime(merge.undoneAt),
                })}
              </span>
            )}
          </span>
          {!merge.undoneAt && may('citizen.update') && (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t('people.undoMerge', { name: displayName(merge.citizen.name) })}
              loading={unmerge.isPending && unmerge.variables === merge.id}
              onClick={() => unmerge.mutate(merge.id)}
            >
              {t('common.toast.undo')}
            </Button>
          )}
        </li>
      ))}
      {person.mergesElsewhere.map((merge) => (
        <li key={merge.id}>
          <span>
            {t('people.mergedElsewhere')}
            <span className={classes.evidence}>
              {t('people.saidBy', { by: merge.by, at: formats.dateTime(merge.at) })}
            </span>
          </span>
          {merge.mayUndo && (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t('people.undoMergeElsewhere')}
              loading={unmerge.isPending && unmerge.variables === merge.id}
              onClick={() => unmerge.mutate(merge.id)}
            >
              {t('common.toast.undo')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
