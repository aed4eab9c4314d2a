import type { Language } from '@guichet/contracts';
import { FormColumn, FormError, Hint, PageForm, PageHead, PageSection } from '@guichet/ui';
import { Button, SegmentedControl, Select, Switch, TextInput, useMantineColorScheme } from '@mantine/core';
import { useForm } from '@mantine/form';
import { PasskeysSection, SecondFactorSection } from '../../second-factor/index.js';
import { AgentAbsence } from '../agents/index.js';
import { languages, nameOfLanguage } from '../../../shared/i18n/index.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setPreferences, usePreferences } from '../../../shared/session/browser-preferences.js';
import { useSaveMe } from '../../../shared/session/use-save-me.js';
import { useSession } from '../../../shared/session/use-session.js';
import { OwnPassword } from './own-password.js';
import { OwnSessions } from './own-sessions.js';
import { ApiTokens } from '../tokens/index.js';

function Profile() {
  const { t } = useTexts();
  const { agent } = useSession();
  const save = useSaveMe();
  const { language: chosenHere } = usePreferences();
  const { setColorScheme } = useMantineColorScheme();
  const form = useForm({ initialValues: { name: agent.name, jobTitle: agent.jobTitle } });
  const isChanged = form.values.name !== agent.name || form.values.jobTitle !== agent.jobTitle;
  return (
    <PageSection>
      <h2>{t('account.profile')}</h2>
      <Hint>{agent.email}</Hint>
      <FormColumn>
        <FormError error={save.error} />
        <PageForm
          isChanged={isChanged}
          isSaving={save.isPending}
          onSubmit={form.onSubmit((values) => save.mutate(values))}
          style={{ display: 'grid', gap: 12, justifyItems: 'start' }}
        >
          <TextInput
            style={{ width: '100%' }}
            label={t('account.name')}
            required
            withAsterisk={false}
            maxLength={120}
            {...form.getInputProps('name')}
          />
          <TextInput
            style={{ width: '100%' }}
            label={t('account.jobTitle')}
            description={t('account.jobTitleHint')}
            maxLength={120}
            {...form.getInputProps('jobTitle')}
          />
          <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
            {t('common.save')}
          </Button>
        </PageForm>
        <Select
          label={t('account.language')}
          searchable
          selectFirstOptionOnChange
          nothingFoundMessage={t('choose.none')}
          allowDeselect={false}
          data={[
            { value: 'auto', label: t('account.languageAuto') },
            ...languages.map((language) => ({ value: language, label: nameOfLanguage(language) })),
          ]}
          value={agent.language ?? chosenHere ?? 'auto'}
          onChange={(value) => save.mutate({ language: value === 'auto' ? null : (value as Language) })}
        />
        <div>
          <p id="theme-label" style={{ margin: '0 0 4px', fontWeight: 500 }}>
            {t('account.theme')}
          </p>
          <SegmentedControl
            aria-labelledby="theme-label"
            data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`account.themes.${value}`) }))}
            value={agent.theme}
            onChange={(value) => {
              const theme = value;
              setColorScheme(theme);
              save.mutate({ theme });
            }}
          />
        </div>
      </FormColumn>
    </PageSection>
  );
}

const advances = ['next', 'previous', 'list'] as const;

function Desk() {
  const { t } = useTexts();
  const preferences = usePreferences();
  return (
    <PageSection>
      <h2>{t('account.desk')}</h2>
      <Hint>{t('account.deskHint')}</Hint>
      <FormColumn>
        <Switch
          label={t('account.shortcuts')}
          description={t('account.shortcutsHint')}
          checked={preferences.shortcuts}
          onChange={(event) => setPreferences({ shortcuts: event.currentTarget.checked })}
        />
        <Select
          label={t('account.advance')}
          data={advances.map((value) => ({ value, label: t(`account.advanceTo.${value}`) }))}
          value={preferences.advance}
          allowDeselect={false}
          onChange={(value) => {
            const advance = advances.find((one) => one === value);
            if (advance) setPreferences({ advance });
          }}
        />
        <Switch
          label={t('account.compact')}
          checked={preferences.density === 'compact'}
          onChange={(event) => setPreferences({ density: event.currentTarget.checked ? 'compact' : 'cosy' })}
        />
      </FormColumn>
    </PageSection>
  );
}

export function AccountPage() {
  const { t } = useTexts();
  const { agent } = useSession();
  return (
    <>
      <PageHead>
        <h1>{t('settings.account')}</h1>
      </PageHead>
      <Profile />
      <AgentAbsence agentId={agent.id} />
      <Desk />
      <OwnPassword />
      <PasskeysSection />
      <SecondFactorSection />
      <OwnSessions />
      <ApiTokens />
    </>
  );
}
