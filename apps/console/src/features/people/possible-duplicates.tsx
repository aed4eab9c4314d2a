import type { Citizen, Duplicate } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMay } from '../../shared/session/use-session.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { doubtedByNameAlone } from './doubt-of-handle.js';
import classes from './person-panel.module.css';
import { usePersonActions } from './use-person-actions.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { phoneText } from '../../shared/people/phone-text.js';

function useReasonWords() {
  const { t } = useTexts();
  return ({ reason, detail }: Duplicate['reasons'][number]) =>
    detail ? t(`people.sameDetail.${reason}`, { detail: phoneText(detail) ?? detail }) : t(`people.same.${reason}`);
}

/** Persons who may be the same one, and why. Only an agent merges them. */
export function PossibleDuplicates({ person }: { person: Citizen }) {
  return (
    <ul className={classes.duplicates}>
      {person.duplicates.map((duplicate) => (
        <PossibleDuplicate key={duplicate.citizen.id} person={person} duplicate={duplicate} />
      ))}
    </ul>
  );
}

interface Props {
  person: Citizen;
  duplicate: Duplicate;
}

function PossibleDuplicate({ person, duplicate }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const may = useMay();
  const reasons = duplicate.reasons.map(useReasonWords());
  const { citizen, handles } = duplicate;
  const doubted = doubtedByNameAlone(person, duplicate);
  return (
    <li>
      <p className={classes.other}>
        <PersonAvatar name={displayName(citizen.name)} size={24} />
        <bdi>{displayName(citizen.name)}</bdi>
      </p>
      {handles.length > 0 && (
        <p className={classes.evidence}>{handles.map(({ value, name }) => name || displayName(value)).join(' · ')}</p>
      )}
      <ul className={classes.reasons}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {doubted.length > 0 && (
        <p className={classes.doubted}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          <span>{t('people.doubted.nameAlone', { addresses: formats.list(doubted), count: doubted.length })}</span>
        </p>
      )}
      {may('citizen.update') && (
        <DuplicateActions
          person={person}
          other={citizen}
          // Of a name that anybody can write, nobody is given a reason to say that it is theirs.
          reason={doubted.length > 0 ? undefined : reasons.join(' ')}
        />
      )}
    </li>
  );
}

interface ActionsProps {
  person: Citizen;
  other: Duplicate['citizen'];
  /** Why both are one, as far as is known; undefined: too little speaks for it. */
  reason: string | undefined;
}

/** Merges both, or says that they are two. Where too little speaks for it that they are one, to merge them is not what comes first. */
function DuplicateActions({ person, other, reason }: ActionsProps) {
  const { t } = useTexts();
  const { distinct } = usePersonActions(person.id);
  const merge = (
    <Button
      key="merge"
      size="compact-sm"
      {...(reason ? { variant: 'light' } : { variant: 'subtle', color: 'gray' })}
      onClick={() => setOverlay({ kind: 'merge-person', person, other, ...(reason && { reason }) })}
    >
      {t('people.merge')}
    </Button>
  );
  const keepApart = (
    <Button
      key="distinct"
      size="compact-sm"
      variant="subtle"
      color="gray"
      loading={distinct.isPending && distinct.variables === other.id}
      onClick={() => distinct.mutate(other.id)}
    >
      {t('people.distinct')}
    </Button>
  );
  return <div className={classes.acts}>{reason ? [merge, keepApart] : [keepApart, merge]}</div>;
}
