import type { Agent, CaseDetail } from '@guichet/contracts';
import { Combobox, PersonAvatar } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { agentsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useReliefHint } from '../../../shared/cases/use-relief-hint.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { WhoIsOffered } from './agent-choice-row-and-note.js';
import { useAgentOrderAndHint } from './use-agent-order-and-hint.js';
import { sharedValue, useApplyChoice, type PickerProps } from './use-apply-choice.js';

const nobody = 'nobody';
/** More teams are not read; one more takes no more room than to say so. */
const SHOWN = 3;

/**
 * The list of agents to whom the cases can be assigned: oneself, then those who are present and have the most
 * capacity.
 */
export function AssigneePicker(props: PickerProps) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { byCapacity, hint, remark } = useAgentOrderAndHint(props.items);
  const formats = useFormats();
  const apply = useApplyChoice(props);
  const who = useId();
  const relieves = useReliefHint(props.items);
  // Of a restricted case, only those who are named; of a case in a list it is not known who that is, and the server says so.
  const named = props.items.flatMap((item) =>
    'restriction' in item ? ((item as CaseDetail).restriction?.agents ?? []) : [],
  );
  const teamIds = new Set(props.items.map((item) => item.team.id));
  const worksThere = ({ caseTeamIds: own }: Agent) => !own || [...teamIds].every((id) => own.includes(id));
  const isMe = ({ id }: Agent) => Number(id === me.id);
  const able = agents
    .filter((agent) => agent.active && (worksThere(agent) || agent.seesAssigned))
    .filter(({ id }) => named.length === 0 || named.some((agent) => agent.id === id))
    // Whoever gains the sight of the case by it comes last.
    .toSorted((a, b) => Number(!worksThere(a)) - Number(!worksThere(b)) || isMe(b) - isMe(a) || byCapacity(a, b));
  const teamNames = [...new Map(props.items.map(({ team }) => [team.id, team.name])).values()];
  const more = teamNames.length - SHOWN;
  return (
    <>
      <Combobox
        label={t('choose.assignee')}
        describedBy={who}
        choices={[
          ...able.map((agent) => {
            const { id, name } = agent;
            return {
              value: id,
              label: id === me.id ? t('common.me', { name }) : name,
              mark: <PersonAvatar name={name} size={20} />,
              detail: worksThere(agent) ? remark(id) : undefined,
              hint: worksThere(agent) ? hint(id) : t('choose.willSee', { count: props.items.length }),
            };
          }),
          { value: nobody, label: t('choose.nobody') },
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
      <WhoIsOffered id={who}>
        {named.length > 0
          ? t('choose.offeredNamed')
          : t('choose.offered', {
              count: teamNames.length,
              teams: formats.list(
                more > 1 ? [...teamNames.slice(0, SHOWN), t('choose.moreTeams', { count: more })] : teamNames,
              ),
            })}
        {relieves && ` ${relieves}`}
      </WhoIsOffered>
    </>
  );
}
