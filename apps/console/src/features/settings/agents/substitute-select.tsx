import type { Agent } from '@guichet/contracts';
import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { presenceQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { usePresenceText } from '../../../shared/session/use-presence-text.js';
import classes from './agent-absence.module.css';

interface Props extends SelectProps {
  /** Those of the same teams first. */
  groups: { same: Agent[]; other: Agent[] };
  teamNames: (agent: Agent) => string[];
  /** Whether cases of the absent agent can be given to this one: else that is said beside the name. */
  takesCases?: (agent: Agent) => boolean;
  /** What is typed in the field: the name of the substitute once one is chosen. */
  text: string;
  onText: (text: string) => void;
}

/** The field for the substitute. A name that was typed and not chosen stays there, so that it can be asked about. */
export function SubstituteSelect({ groups, teamNames, takesCases, text, onText, ...props }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data: workforce = [] } = useQuery(presenceQuery);
  const presence = usePresenceText();
  const loadOf = (id: string): string[] => {
    const one = workforce.find((member) => member.id === id);
    return one && one.capacity > 0 ? [presence.load(one)] : [];
  };
  return (
    <Select
      label={t('agents.absence.substitute')}
      description={t('agents.absence.substituteHint')}
      placeholder={t('agents.absence.nobody')}
      data={(['same', 'other'] as const)
        .filter((group) => groups[group].length > 0)
        .map((group) => ({
          group: t(`agents.absence.teams.${group}`),
          items: groups[group].map(({ id, name }) => ({ value: id, label: name })),
        }))}
      renderOption={({ option }) => {
        const agent = [...groups.same, ...groups.other].find(({ id }) => id === option.value);
        return (
          <span className={classes.standIn}>
            <bdi>{option.label}</bdi>
            {agent && (
              <small>
                {[
                  formats.list(teamNames(agent)),
                  ...loadOf(agent.id),
                  ...(takesCases?.(agent) === false ? [t('agents.absence.takesNone')] : []),
                ].join(' · ')}
              </small>
            )}
          </span>
        );
      }}
      searchable
      clearable
      searchValue={text}
      onSearchChange={onText}
      {...props}
      // The list empties its text when it is left; what was typed is put back.
      onBlur={() => onText(text)}
    />
  );
}
