import { ErrorState } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { citizenQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { SidePanelCases, SidePanelEmpty, SidePanelSection } from '../../shared/layout/side-panel-section.js';
import { useMay } from '../../shared/session/use-session.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { EarlierCase } from './earlier-case.js';
import { PossibleDuplicates } from './possible-duplicates.js';
import { DistinctPersons } from './distinct-persons.js';
import { PersonHandles } from './person-handles.js';
import { MergedPersons } from './merged-persons.js';
import { PersonName } from './person-name.js';
import { SurveyRefusal } from './survey-refusal.js';
import classes from './person-panel.module.css';

interface Props {
  citizenId: string;
  caseId: string;
  onOpen: (caseId: string) => void;
}

/** The person of a case: name, addresses, possible duplicates and earlier cases. */
export function PersonPanel({ citizenId, caseId, onOpen }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const { data: person, error, refetch } = useQuery(citizenQuery(citizenId, caseId));
  if (error) return <ErrorState error={error} what={t('case.panel.failed')} onRetry={() => void refetch()} />;
  if (!person) return <Skeleton height={120} m={16} width="auto" />;
  const earlier = person.cases.filter((one) => one.id !== caseId);
  return (
    <>
      <SidePanelSection title={t('case.panel.person')}>
        <PersonName person={person} />
        <PersonHandles person={person} caseId={caseId} />
        {person.refusesSurveys && <SurveyRefusal person={person} />}
      </SidePanelSection>
      {person.duplicates.length > 0 && (
        <SidePanelSection title={t('people.duplicates')}>
          <PossibleDuplicates person={person} />
        </SidePanelSection>
      )}
      {person.distinct.length > 0 && (
        <SidePanelSection title={t('people.apart')}>
          <DistinctPersons person={person} />
        </SidePanelSection>
      )}
      {person.merges.length + person.mergesElsewhere.length > 0 && (
        <SidePanelSection title={t('people.merges')}>
          <MergedPersons person={person} />
        </SidePanelSection>
      )}
      <SidePanelSection title={t('case.panel.earlier')}>
        {earlier.length === 0 ? (
          person.casesElsewhere === 0 && <SidePanelEmpty>{t('case.panel.noEarlier')}</SidePanelEmpty>
        ) : (
          <SidePanelCases>
            {earlier.slice(0, 20).map((one) => (
              <EarlierCase key={one.id} earlier={one} onOpen={() => onOpen(one.id)} />
            ))}
          </SidePanelCases>
        )}
        {person.casesElsewhere > 0 && (
          <SidePanelEmpty>{t('case.panel.elsewhere', { count: person.casesElsewhere })}</SidePanelEmpty>
        )}
        {may('citizen.update') && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            classNames={{ root: classes.add, label: classes.addLabel }}
            leftSection={<IconUsersPlus size={15} stroke={1.5} />}
            onClick={() => setOverlay({ kind: 'merge-person', person })}
          >
            {t('people.mergeOther')}
          </Button>
        )}
      </SidePanelSection>
    </>
  );
}
