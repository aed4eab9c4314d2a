import { PersonAvatar } from '@guichet/ui';
import { IconAlertTriangle } from '@tabler/icons-react';
import { displayName } from '../../shared/i18n/display-name.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { NameText } from '../../shared/people/name-text.js';
import { distinguishingText, type DistinguishedPerson } from './distinguishing-text.js';
import classes from './found-person.module.css';

/** A person to choose, or who was chosen, with what distinguishes them from others of the same name. */
export function FoundPerson({ person, size = 20 }: { person: DistinguishedPerson; size?: number }) {
  const { t } = useTexts();
  const detail = distinguishingText(person);
  return (
    <span className={classes.found}>
      <PersonAvatar name={displayName(person.name)} size={size} />
      <span className={classes.text}>
        <NameText wraps text={displayName(person.name)} />
        {detail && <bdi className={classes.detail}>{detail}</bdi>}
        {person.doubt && (
          <span className={classes.doubt}>
            <IconAlertTriangle size={13} stroke={1.75} aria-hidden /> {t(`common.senderMark.${person.doubt}`)}
          </span>
        )}
      </span>
    </span>
  );
}
