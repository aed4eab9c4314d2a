import type { CaseStatus } from '@guichet/contracts';
import { StatusMark } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { citizenQuery } from '../api/queries.js';
import { Part } from '../case/part.js';
import panel from '../case/side-panel.module.css';
import { When } from '../i18n/when.js';
import { useMay } from '../session/use-session.js';
import { overlay } from '../shell/overlay.js';
import { Trouble } from '../shell/trouble.js';
import { Duplicates } from './duplicates.js';
import { Distinct } from './distinct.js';
import { Handles } from './handles.js';
import { Merges } from './merges.js';
import { PersonName } from './person-name.js';
import classes from './person.module.css';

interface Props {
  citizenId: string;
  caseId: string;
  onOpen: (caseId: string) => void;
}

/** Who this is: names, addresses and how we know them, who else it may be, what they came for before. */
export function Person({ citizenId, caseId, onOpen }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: person, error, refetch } = useQuery(citizenQuery(citizenId));
  if (error) return <Trouble error={error} what={t('panel.failed')} onRetry={() => void refetch()} />;
  if (!person) return <Skeleton height={120} m={16} width="auto" />;
  const earlier = person.cases.filter((one) => one.id !== caseId);
  return (
    <>
      <Part title={t('panel.person')}>
        <PersonName person={person} />
        <Handles person={person} caseId={caseId} />
      </Part>
      {person.duplicates.length > 0 && (
        <Part title={t('person.duplicates')}>
          <Duplicates person={person} />
        </Part>
      )}
      {person.distinct.length > 0 && (
        <Part title={t('person.apart')}>
          <Distinct person={person} />
        </Part>
      )}
      {person.merges.length > 0 && (
        <Part title={t('person.merges')}>
          <Merges person={person} />
        </Part>
      )}
      <Part title={t('panel.earlier')}>
        {earlier.length === 0 ? (
          <p className={panel.none}>{t('panel.noEarlier')}</p>
        ) : (
          <ul className={panel.cases}>
            {earlier.slice(0, 20).map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => onOpen(one.id)}>
                  <bdi className={panel.caseSubject}>{one.subject || t('noSubject')}</bdi>
                  <span className={panel.caseFacts}>
                    <StatusMark status={one.status as CaseStatus} label={t(`status.${one.status as CaseStatus}`)} />
                    <When at={one.lastEntryAt} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {may('citizen.update') && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            className={classes.add}
            leftSection={<IconUsersPlus size={15} stroke={1.5} />}
            onClick={() => overlay({ kind: 'merge-person', person })}
          >
            {t('person.mergeOther')}
          </Button>
        )}
      </Part>
    </>
  );
}
