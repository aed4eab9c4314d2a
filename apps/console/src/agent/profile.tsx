import type { AgentProfile } from '@guichet/contracts';
import { MultiSelect, NumberInput, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { capacityQuery } from '../api/circulation.js';
import circulation from '../circulation/circulation.module.css';
import { useLanguages } from '../circulation/languages.js';
import { SaveBar } from '../circulation/save-bar.js';
import { useDocument } from '../circulation/use-document.js';
import { useMay } from '../session/use-session.js';
import settings from '../settings/settings.module.css';
import { Skills } from './skills.js';

/** What an agent can be given: in which languages, about what, and how much. */
export function Profile({ agentId, saved }: { agentId: string; saved: AgentProfile }) {
  const { t } = useTranslation();
  const may = useMay();
  const languages = useLanguages();
  const { data: house } = useQuery(capacityQuery);
  const own = useDocument<AgentProfile>(`/agents/${agentId}/profile`, ['profile', agentId], saved);
  const profile = own.value;
  const mayWrite = may('circulation.manage');
  const change = (part: Partial<AgentProfile>) => own.change((before) => ({ ...before, ...part }));
  const points = house?.points ?? 0;
  return (
    <>
      <section className={settings.part}>
        <h2>{t('workforce.agent.profile')}</h2>
        <p className={settings.hint}>{t('workforce.agent.profileHint')}</p>
        {!mayWrite && <p className={circulation.readOnly}>{t('circulation.readOnly')}</p>}
        <div className={settings.form}>
          <MultiSelect
            label={t('workforce.agent.languages')}
            description={t('workforce.agent.languagesHint')}
            data={languages.choices(profile.languages)}
            searchable
            readOnly={!mayWrite}
            value={profile.languages}
            onChange={(chosen) => change({ languages: chosen })}
          />
          <Skills skills={profile.skills} onChange={mayWrite ? (skills) => change({ skills }) : undefined} />
          <Radio.Group
            label={t('workforce.agent.capacity')}
            value={profile.capacity === null ? 'house' : 'own'}
            onChange={(value) => change({ capacity: value === 'house' ? null : points })}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="house" disabled={!mayWrite} label={t('workforce.agent.asHouse', { points })} />
              <Radio value="own" disabled={!mayWrite} label={t('workforce.agent.own')} />
            </Stack>
          </Radio.Group>
          {profile.capacity !== null && (
            <NumberInput
              maw={220}
              label={t('workforce.agent.points')}
              description={t('workforce.agent.pointsHint')}
              min={0}
              max={1000}
              allowDecimal={false}
              clampBehavior="strict"
              readOnly={!mayWrite}
              value={profile.capacity}
              onChange={(typed) => change({ capacity: Number(typed) })}
            />
          )}
        </div>
      </section>
      <SaveBar
        dirty={own.dirty}
        what={t('workforce.agent.onSave')}
        error={own.error}
        pending={own.pending}
        onSave={own.save}
        onDiscard={own.discard}
      />
    </>
  );
}
