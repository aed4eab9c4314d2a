import type { AgentProfile } from '@guichet/contracts';
import { FormColumn, Hint, PageSection, ReadOnlyNotice, SaveBar } from '@guichet/ui';
import { MultiSelect, NumberInput, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { capacityQuery } from '../../../shared/api/settings-queries.js';
import { useLanguages } from '../../../shared/i18n/use-languages.js';
import { call } from '../../../shared/api/client.js';
import { useEditableDocument } from '../../../shared/forms/use-editable-document.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { AgentSkills } from './agent-skills.js';

/** The languages, skills and capacity of an agent, which decide what is assigned to them. */
export function AgentProfileForm({ agentId, saved }: { agentId: string; saved: AgentProfile }) {
  const { t } = useTexts();
  const may = useMay();
  const languages = useLanguages();
  const { data: capacitySettings } = useQuery(capacityQuery);
  const own = useEditableDocument<AgentProfile>(
    {
      read: () => call('getAgentProfile', { params: { id: agentId } }),
      save: (body) => call('saveAgentProfile', { params: { id: agentId }, body }),
    },
    ['profile', agentId],
    saved,
  );
  const profile = own.value;
  const mayWrite = may('routing.manage');
  const change = (part: Partial<AgentProfile>) => own.change((before) => ({ ...before, ...part }));
  const points = capacitySettings?.points ?? 0;
  return (
    <>
      <PageSection>
        <h2>{t('agents.one.profile')}</h2>
        <Hint>{t('agents.one.profileHint')}</Hint>
        {!mayWrite && <ReadOnlyNotice>{t('settings.readOnly')}</ReadOnlyNotice>}
        <FormColumn>
          <MultiSelect
            label={t('agents.one.languages')}
            description={t('agents.one.languagesHint')}
            data={languages.choices(profile.languages)}
            searchable
            readOnly={!mayWrite}
            value={profile.languages}
            onChange={(chosen) => change({ languages: chosen })}
          />
          <AgentSkills skills={profile.skills} onChange={mayWrite ? (skills) => change({ skills }) : undefined} />
          <Radio.Group
            label={t('agents.one.capacity')}
            value={profile.capacity === null ? 'house' : 'own'}
            onChange={(value) => change({ capacity: value === 'house' ? null : points })}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="house" disabled={!mayWrite} label={t('agents.one.asHouse', { points })} />
              <Radio value="own" disabled={!mayWrite} label={t('agents.one.own')} />
            </Stack>
          </Radio.Group>
          {profile.capacity !== null && (
            <NumberInput
              maw={220}
              label={t('agents.one.points')}
              description={t('agents.one.pointsHint')}
              min={0}
              max={1000}
              allowDecimal={false}
              clampBehavior="strict"
              readOnly={!mayWrite}
              value={profile.capacity}
              onChange={(typed) => change({ capacity: Number(typed) })}
            />
          )}
        </FormColumn>
      </PageSection>
      <SaveBar
        dirty={own.dirty}
        what={t('agents.one.onSave')}
        error={own.error}
        pending={own.pending}
        onSave={own.save}
        onDiscard={own.discard}
      />
    </>
  );
}
