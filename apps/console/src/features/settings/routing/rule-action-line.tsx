import type { RuleAction, Priority } from '@guichet/contracts';
import { ActionIcon, Select, TagsInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '../../../shared/api/queries.js';
import classes from './rule-dialog.module.css';
import { priorities } from '../../../shared/cases/priorities.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  act: RuleAction;
  wrong: boolean;
  autoFocus: boolean;
  onChange: (next: RuleAction) => void;
  onRemove: () => void;
}

/** A line of the rule dialog with one action: "Team [Écoles]". */
export function RuleActionLine({ act, onRemove, ...field }: Props) {
  const { t } = useTexts();
  const what = t(`routing.rule.do.${act.do}`);
  return (
    <li className={classes.line}>
      <span className={classes.what} aria-hidden>
        {what}
      </span>
      <div className={classes.values}>
        <Value act={act} {...field} />
      </div>
      <ActionIcon aria-label={t('routing.rule.removeAct', { what })} onClick={onRemove}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </li>
  );
}

function Value({ act, wrong, autoFocus, onChange }: Omit<Props, 'onRemove'>) {
  const { t } = useTexts();
  const names = useEntityNames();
  const { data: tags = [] } = useQuery(tagsQuery);
  const common = {
    'aria-label': t(`routing.rule.do.${act.do}`),
    autoFocus,
    error: wrong && t('routing.rule.needed'),
  };
  const select = { ...common, searchable: true, allowDeselect: false };
  switch (act.do) {
    case 'team':
      return (
        <Select
          {...select}
          data={names.teams}
          value={act.teamId || null}
          onChange={(id) => onChange({ do: 'team', teamId: id ?? '' })}
        />
      );
    case 'agent':
      return (
        <Select
          {...select}
          data={names.agents(act.agentId)}
          value={act.agentId || null}
          onChange={(id) => onChange({ do: 'agent', agentId: id ?? '' })}
        />
      );
    case 'caseType':
      return (
        <Select
          {...select}
          data={names.caseTypes([act.caseTypeId])}
          value={act.caseTypeId || null}
          onChange={(id) => onChange({ do: 'caseType', caseTypeId: id ?? '' })}
        />
      );
    case 'priority':
      return (
        <Select
          {...select}
          data={priorities.map((value) => ({ value, label: t(`routing.priority.${value}`) }))}
          value={act.priority}
          onChange={(priority) => onChange({ do: 'priority', priority: priority as Priority })}
        />
      );
    case 'tags':
      return (
        <TagsInput
          {...common}
          description={t('routing.rule.tagsHint')}
          inputWrapperOrder={['input', 'error', 'description']}
          data={tags}
          value={act.tags}
          onChange={(chosen) => onChange({ do: 'tags', tags: chosen.map((tag) => tag.toLowerCase()) })}
          acceptValueOnBlur
          maxTags={10}
        />
      );
  }
}
