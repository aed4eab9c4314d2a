import type { AgentProfile } from '@guichet/contracts';
import { ActionIcon, SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { kindsQuery } from '../api/queries.js';
import { useNames } from '../circulation/use-names.js';
import classes from './skills.module.css';

type Skill = AgentProfile['skills'][number];
/** By their place: 1, 2, 3. */
const levels = ['learning', 'able', 'expert'] as const;

interface Props {
  skills: readonly Skill[];
  onChange: ((skills: Skill[]) => void) | undefined;
}

/** The kinds of case that an agent knows, and how well. */
export function Skills({ skills, onChange }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { data: kinds = [] } = useQuery(kindsQuery);
  const left = kinds.filter(({ id, active }) => active && !skills.some(({ kindId }) => kindId === id));
  return (
    <fieldset className={classes.skills}>
      <legend>{t('workforce.agent.skills')}</legend>
      <p className={classes.hint}>{t('workforce.agent.skillsHint')}</p>
      {skills.length === 0 && <p className={classes.none}>{t('workforce.agent.noSkills')}</p>}
      <ul>
        {skills.map((skill, index) => {
          const kind = names.kind(skill.kindId);
          return (
            <li key={skill.kindId}>
              <bdi className={classes.kind}>{kind}</bdi>
              <SegmentedControl
                size="xs"
                aria-label={t('workforce.agent.levelOf', { kind })}
                readOnly={!onChange}
                data={levels.map((level, place) => ({
                  value: String(place + 1),
                  label: t(`workforce.agent.level.${level}`),
                }))}
                value={String(skill.level)}
                onChange={(level) => onChange?.(skills.with(index, { ...skill, level: Number(level) }))}
              />
              {onChange && (
                <ActionIcon
                  aria-label={t('workforce.agent.removeSkill', { kind })}
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
          aria-label={t('workforce.agent.addSkill')}
          placeholder={left.length ? t('workforce.agent.addSkill') : t('workforce.agent.noKinds')}
          disabled={left.length === 0}
          data={left.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          value={null}
          onChange={(kindId) => kindId && onChange([...skills, { kindId, level: 2 }])}
        />
      )}
    </fieldset>
  );
}
