import type { AgentProfile } from '@guichet/contracts';
import { ActionIcon, SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { caseTypesQuery } from '../../../shared/api/queries.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './agent-skills.module.css';

type Skill = AgentProfile['skills'][number];
/** By their place: 1, 2, 3. */
const levels = ['learning', 'able', 'expert'] as const;

interface Props {
  skills: readonly Skill[];
  onChange: ((skills: Skill[]) => void) | undefined;
}

/** The case types that an agent knows, with a level for each. */
export function AgentSkills({ skills, onChange }: Props) {
  const { t } = useTexts();
  const names = useEntityNames();
  const { data: caseTypes = [] } = useQuery(caseTypesQuery);
  const left = caseTypes.filter(({ id, active }) => active && !skills.some(({ caseTypeId }) => caseTypeId === id));
  return (
    <fieldset className={classes.skills}>
      <legend>{t('agents.one.skills')}</legend>
      <p className={classes.hint}>{t('agents.one.skillsHint')}</p>
      {skills.length === 0 && <p className={classes.none}>{t('agents.one.noSkills')}</p>}
      <ul>
        {skills.map((skill, index) => {
          const caseType = names.caseType(skill.caseTypeId);
          return (
            <li key={skill.caseTypeId}>
              <bdi className={classes.kind}>{caseType}</bdi>
              <SegmentedControl
                size="xs"
                aria-label={t('agents.one.levelOf', { caseType })}
                readOnly={!onChange}
                data={levels.map((level, place) => ({
                  value: String(place + 1),
                  label: t(`agents.one.level.${level}`),
                }))}
                value={String(skill.level)}
                onChange={(level) => onChange?.(skills.with(index, { ...skill, level: Number(level) }))}
              />
              {onChange && (
                <ActionIcon
                  aria-label={t('agents.one.removeSkill', { caseType })}
                  onClick={() => onChange(skills.toSpliced(index, 1))}
                >
                  <IconX size={16} stroke={1.5} />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {onChange && (
        <Select
          key={skills.length}
          aria-label={t('agents.one.addSkill')}
          placeholder={left.length ? t('agents.one.addSkill') : t('agents.one.noCaseTypes')}
          disabled={left.length === 0}
          data={left.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          value={null}
          onChange={(caseTypeId) => caseTypeId && onChange([...skills, { caseTypeId, level: 2 }])}
        />
      )}
    </fieldset>
  );
}
