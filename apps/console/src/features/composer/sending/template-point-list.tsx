import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconLanguage } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './disclosure-finding-list.module.css';
import type { FoundInMessage } from './use-disclosure-and-consistency-check.js';

interface PointProps {
  id: string;
  icon: ReactNode;
  words: string;
  check: FoundInMessage;
}

/** Something that the agent may have meant as it is. */
function Point({ id, icon, words, check: { seen, acknowledge } }: PointProps) {
  const { t } = useTranslation();
  return (
    <li className={classes.finding}>
      {icon}
      <div>
        <p id={`finding-${id}`} className={classes.words}>
          {words}
        </p>
        <div className={classes.acts}>
          <Checkbox
            size="xs"
            label={t('composer.check.textIsRight')}
            aria-describedby={`finding-${id}`}
            checked={seen.has(id)}
            onChange={(event) => acknowledge(id, event.currentTarget.checked)}
          />
        </div>
      </div>
    </li>
  );
}

/**
 * The fields of the template whose value the text does not say, asked about once for each value; and sentences of the agent that are in
 * another language than the reply.
 */
export function TemplatePointList({ check }: { check: FoundInMessage }) {
  const { t } = useTranslation();
  const { unfollowed = [], inOther } = check;
  if (unfollowed.length === 0 && !inOther) return null;
  return (
    <ul className={classes.findings}>
      {inOther && (
        <Point
          id={inOther.key}
          icon={<IconLanguage size={15} stroke={1.75} aria-hidden />}
          words={t(`composer.check.ownIn.${inOther.language}`, { count: inOther.count })}
          check={check}
        />
      )}
      {unfollowed.map(({ key, label, said, still }) => (
        <Point
          key={key}
          id={key}
          icon={<IconAlertTriangle size={15} stroke={1.75} aria-hidden />}
          words={
            still === undefined
              ? t('composer.check.unfollowed', { label, said: said.join(', ') })
              : t('composer.check.stillSaid', { label, said: still })
          }
          check={check}
        />
      ))}
    </ul>
  );
}
