import type { Agent, CaseDetail } from '@guichet/contracts';
import { Combobox, PersonMark } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, presenceQuery } from '../../../shared/api/queries.js';
import { usePresenceText } from '../../../shared/session/use-presence-text.js';
import { useSession } from '../../../shared/session/use-session.js';
import { PresenceMark } from '../../../shared/layout/presence-mark.js';
import { sharedValue, useApplyChoice, type PickerProps } from './use-apply-choice.js';

const nobody = 'nobody';
const order = { available: 0, busy: 1, away: 2, offline: 3 } as const;

/**
 * The list of agents to whom the cases can be assigned: oneself, then those who are present and have the most
 * capacity.
 */
export function AssigneePicker(props: PickerProps) {
  const { t } = useTranslation();
  const { agent: me } = useSession();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: workforce = [] } = useQuery(presenceQuery);
  const atWork = usePresenceText();
  const apply = useApplyChoice(props);
  // Of a restricted case, only those who are named; of a case in a list it is not known who that is, and the server says so.
  const named = props.items.flatMap((item) =>
    'restriction' in item ? ((item as CaseDetail).restriction?.agents ?? []) : [],
  );
  const teamIds = new Set(props.items.map((item) => item.team.id));
  const presence = new Map(workforce.map((one) => [one.id, one]));
  const rank = (id: string) => {
    const one = presence.get(id);
    if (id === me.id) return -1;
    return one ? order[one.state] + Math.min(0.99, one.capacity ? one.load / one.capacity / 10 : 0.5) : 4;
  };
  const worksThere = ({ caseTeamIds: own }: Agent) => !own || [...teamIds].every((id) => own.includes(id));
  const able = agents
    .filter((agent) => agent.active && (worksThere(agent) || agent.seesAssigned))
    .filter(({ id }) => named.length === 0 || named.some((agent) => agent.id === id))
    // Whoever gains the sight of the case by it comes last.
    .toSorted(
      (a, b) =>
        Number(!worksThere(a)) - Number(!worksThere(b)) || rank(a.id) - rank(b.id) || a.name.localeCompare(b.name),
    );
  return (
    <Combobox
      label={t('common.choose.assignee')}
      choices={[
        ...able.map((agent) => {
          const { id, name } = agent;
          const one = presence.get(id);
          return {
            value: id,
            label: id === me.id ? t('common.me', { name }) : name,
            mark: <PersonMark name={name} size={20} />,
            hint: worksThere(agent)
              ? one && (
                  <>
                    <PresenceMark iconOnly state={one.state} label={atWork.state(one)} />
                    {atWork.short(one)}
                  </>
                )
              : t('common.choose.willSee', { count: props.items.length }),
          };
        }),
        { value: nobody, label: t('common.choose.nobody') },
      ]}
      chosen={sharedValue(props.items, (item) => item.assignee?.id ?? nobody)}
      onChoose={(value) => {
        const name = able.find((agent) => agent.id === value)?.name;
        const count = props.items.length;
        apply(
          { assigneeId: value === nobody ? null : value },
          name ? t('common.toast.assigned', { count, name }) : t('common.toast.unassigned', { count }),
        );
      }}
    />
  );
}
