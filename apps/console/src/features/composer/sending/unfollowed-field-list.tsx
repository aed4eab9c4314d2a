import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './disclosure-finding-list.module.css';
import type { FoundInMessage } from './use-disclosure-and-consistency-check.js';

/** The fields of the template whose value the text does not say: asked about once for each value. */
export function UnfollowedFieldList({ check }: { check: FoundInMessage }) {
  const { t } = useTranslation();
  const { unfollowed = [], seen, acknowledge } = check;
  if (unfollowed.length === 0) return null;
  return (
    <ul className={classes.findings}>
      {unfollowed.map(({ key, label, said, still }) => (
        <li key={key} className={classes.finding}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <div>
            <p id={`finding-${key}`} className={classes.words}>
              {still === undefined
                ? t('composer.check.unfollowed', { label, said: said.join(', ') })
                : t('composer.check.stillSaid', { label, said: still })}
            </p>
            <div className={classes.acts}>
              <Checkbox
                size="xs"
                label={t('composer.check.textIsRight')}
                aria-describedby={`finding-${key}`}
                checked={seen.has(key)}
                onChange={(event) => acknowledge(key, event.currentTarget.checked)}
              />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
