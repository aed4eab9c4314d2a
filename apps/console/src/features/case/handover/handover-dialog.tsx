import type { Agent, CaseSummary, Team } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, Text, Textarea } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useReliefHint } from '../../../shared/cases/use-relief-hint.js';
import type { WholeList } from '../../../shared/cases/case-list-state.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import classes from './handover-dialog.module.css';
import { AgentChoice } from '../pickers/agent-choice-row-and-note.js';
import { useAgentOrderAndHint } from '../pickers/use-agent-order-and-hint.js';
import { useHandoverForm, type HandoverForm } from './use-handover-form.js';
import { useTypedChoice } from './use-typed-choice.js';

/**
 * Those who can have the case in the team, its own people first, and of these the present with the most capacity: it leaves, so oneself has
 * no place of one's own. Of a restricted case, those who are named alone.
 */
function assigneesIn(
  agents: readonly Agent[],
  byCapacity: (a: Agent, b: Agent) => number,
  { teamId, named }: { teamId: string; named: readonly string[] | null },
): Agent[] {
  const worksThere = ({ caseTeamIds }: Agent) => !caseTeamIds || caseTeamIds.includes(teamId);
  return agents
    .filter((agent) => agent.active && (worksThere(agent) || agent.seesAssigned))
    .filter(({ id }) => named?.includes(id) ?? true)
    .toSorted((a, b) => Number(!worksThere(a)) - Number(!worksThere(b)) || byCapacity(a, b));
}

/** The teams that do not have all of the cases already, those of one sector together; null: it is not known who has them. */
function useTeamChoices(items: readonly CaseSummary[] | null, teams: readonly Team[]) {
  const { t } = useTexts();
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const others = teams.filter(({ id }) => items?.some(({ team }) => team.id !== id) ?? true);
  const groups = Map.groupBy(others, ({ sectorId }) => sectors.find(({ id }) => id === sectorId)?.name ?? '');
  const choicesOf = (group: readonly Team[]) => group.map(({ id, name }) => ({ value: id, label: name }));
  if (groups.size < 2) return choicesOf(others);
  return [...groups].map(([name, group]) => ({
    group: name || t('case.handover.noSector'),
    items: choicesOf(group),
  }));
}

/** To whom of the team the cases go. A name that is none of theirs stays in the field, and nothing is handed over to nobody for it. */
function useAssigneeChoice(form: HandoverForm, items: readonly CaseSummary[]) {
  const { t } = useTexts();
  const { agent: me } = useSession();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { draft, change, named } = form;
  const { byCapacity, hint, remark } = useAgentOrderAndHint(items);
  const able = draft.teamId ? assigneesIn(agents, byCapacity, { teamId: draft.teamId, named }) : [];
  const data = able.map(({ id, name }) => ({ value: id, label: id === me.id ? t('common.me', { name }) : name }));
  const choice = useTypedChoice({
    choices: data,
    chosen: draft.assigneeId,
    choose: (assigneeId) => change({ assigneeId }),
    isOptional: true,
  });
  return { ...choice, data, hint, remark };
}

interface AssigneeProps {
  /** How many cases are handed over. */
  count: number;
  form: HandoverForm;
  choice: ReturnType<typeof useAssigneeChoice>;
}

function AssigneeField({ count, form, choice: { doubt, field, data, hint, remark } }: AssigneeProps) {
  const { t } = useTexts();
  return (
    <Select
      label={t('case.handover.assignee', { count })}
      placeholder={t('case.handover.nobody', { count })}
      disabled={!form.draft.teamId}
      data={data}
      renderOption={({ option: { label, value } }) => (
        <AgentChoice name={label} hint={hint(value)} remark={remark(value)} />
      )}
      searchable
      selectFirstOptionOnChange
      clearable
      {...field}
      error={
        (doubt === 'unknown' && t('case.handover.noSuchAgent', { team: form.teamName })) ||
        (doubt === 'unchosen' && t('case.handover.chooseAgent'))
      }
    />
  );
}

interface Props {
  items: readonly [CaseSummary, ...CaseSummary[]];
  /** For all cases of a list, of which the items are those that are loaded. */
  whole?: WholeList | undefined;
  onClose: () => void;
  onDone: () => void;
}

/** Asks to which team cases go, to whom of it, and what they should know. */
export function HandoverDialog({ items, whole, onClose, onDone }: Props) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const choices = useTeamChoices(whole ? null : items, teams);
  const form = useHandoverForm({ items, whole, teams, onDone });
  const { draft, change } = form;
  const team = useTypedChoice({
    choices,
    chosen: draft.teamId,
    choose: (teamId) => change({ teamId, assigneeId: null }),
  });
  const assignee = useAssigneeChoice(form, items);
  const relieves = useReliefHint(draft.teamId === null ? [] : form.relieving);
  const count = whole?.count ?? items.length;
  const what = count === 1 && !whole ? items[0].reference : t('common.cases', { count });
  return (
    <FormDialog
      title={t('case.handover.title', { what })}
      error={form.error}
      submit={t('case.handover.submit')}
      pending={form.isPending}
      disabled={!form.isReady || team.doubt !== undefined || assignee.doubt !== undefined}
      onSubmit={form.send}
      onClose={onClose}
    >
      <Select
        data-autofocus
        label={t('case.handover.team')}
        data={choices}
        renderOption={({ option }) => (
          <span className={classes.choice}>
            {option.label}
            {form.needsReason(option.value) && <span className={classes.needs}>{t('case.handover.needsReason')}</span>}
          </span>
        )}
        searchable
        selectFirstOptionOnChange
        // Otherwise the list looks for what is chosen already a moment after the first letter, and forgets what that letter has marked.
        selectFirstOptionOnDropdownOpen={!draft.teamId}
        // What else the dialog asks is seen at once.
        openOnFocus={false}
        required
        nothingFoundMessage={t('choose.none')}
        {...team.field}
        error={team.doubt && t('case.handover.chooseAgain')}
      />
      {(form.isExposed || form.mayBeExposed) && (
        <p className={classes.exposed} role="status">
          <IconShieldLock size={15} stroke={1.5} aria-hidden />
          {form.isExposed
            ? t('case.handover.exposed', { team: form.teamName, count })
            : t('case.handover.mayBeExposed', { team: form.teamName })}
        </p>
      )}
      {form.leaves && (
        <Textarea
          ref={form.reason}
          label={form.whyLeave}
          description={t('choose.whyLeaveHint')}
          maxLength={500}
          autosize
          minRows={2}
          required
          error={form.lacksReason && t('choose.whyLeaveMissing')}
          value={draft.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
      <AssigneeField count={count} form={form} choice={assignee} />
      <Textarea
        label={t('case.handover.summary')}
        description={t('case.handover.summaryHint')}
        maxLength={4000}
        autosize
        minRows={4}
        maxRows={12}
        value={draft.summary}
        onChange={(event) => change({ summary: event.currentTarget.value })}
      />
      {form.isOutOfSight && (
        <Text size="sm" c="var(--g-text-2)">
          {t('case.handover.outOfSight', { team: form.teamName, count })}
        </Text>
      )}
      {relieves && (
        <Text size="sm" c="var(--g-text-2)">
          {relieves}
        </Text>
      )}
    </FormDialog>
  );
}
