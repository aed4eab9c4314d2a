import type { Team } from '@guichet/contracts';
import { ReadOnlyNotice } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../../shared/api/queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './team-page.module.css';

/** What a team is, for those who may not change it: as text, as a field in which nothing can be typed looks like one that does not work. */
export function TeamDetails({ team }: { team: Team }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const members = agents.filter(({ id }) => team.agentIds.includes(id)).map(({ name }) => name);
  const sector = sectors.find(({ id }) => id === team.sectorId);
  const details = [
    { title: t('teams.name'), text: team.name },
    { title: t('settings.agents'), text: members.length > 0 ? formats.list(members) : t('teams.noAgents') },
    ...(sectors.length > 0 ? [{ title: t('sectors.one'), text: sector?.name ?? t('sectors.none') }] : []),
    {
      title: t('teams.confidential'),
      text: t(team.confidential ? 'teams.isConfidential' : 'teams.isNotConfidential'),
      // What is done with such cases says nothing of a team that has none.
      hint: team.confidential && t('teams.confidentialHint'),
    },
  ];
  return (
    <>
      <ReadOnlyNotice>{t('settings.readOnly')}</ReadOnlyNotice>
      <dl className={classes.details}>
        {details.map(({ title, text, hint }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <bdi>{text}</bdi>
              {hint && <small>{hint}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
