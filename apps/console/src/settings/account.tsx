import type { Language, Session, UpdateMe } from '@guichet/contracts';
import {
  Button,
  PasswordInput,
  SegmentedControl,
  Select,
  Switch,
  TextInput,
  useMantineColorScheme,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Absence } from '../agent/absence.js';
import { patch } from '../api/client.js';
import { sessionQuery } from '../api/queries.js';
import { browserLanguage, speak } from '../i18n/index.js';
import { prefer, usePreferences } from '../session/preferences.js';
import { useSession } from '../session/use-session.js';
import { FormFailure } from '../shell/form.js';
import { toast } from '../shell/toast.js';
import { OwnSessions } from './own-sessions.js';
import classes from './settings.module.css';
import { Tokens } from './tokens.js';

function useSaveMe() {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (change: UpdateMe) => patch<unknown>('/me', change),
    onSuccess: async (_, change) => {
      const { currentPassword: _old, password: _new, ...shown } = change;
      queryClient.setQueryData<Session>(
        sessionQuery.queryKey,
        (session) => session && { ...session, agent: { ...session.agent, ...shown } },
      );
      toast({ message: t('saved') });
      await queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });
}

function Profile() {
  const { t } = useTranslation();
  const { agent } = useSession();
  const save = useSaveMe();
  const { setColorScheme } = useMantineColorScheme();
  const form = useForm({ initialValues: { name: agent.name } });
  return (
    <section className={classes.part}>
      <h2>{t('account.profile')}</h2>
      <p className={classes.hint}>{agent.email}</p>
      <div className={classes.form}>
        <FormFailure error={save.error} />
        <form
          onSubmit={form.onSubmit((values) => save.mutate(values))}
          style={{ display: 'flex', gap: 8, alignItems: 'end' }}
        >
          <TextInput
            style={{ flex: 1 }}
            label={t('account.name')}
            required
            withAsterisk={false}
            maxLength={120}
            {...form.getInputProps('name')}
          />
          <Button
            type="submit"
            variant="default"
            disabled={!form.isDirty() && form.values.name === agent.name}
            loading={save.isPending}
          >
            {t('save')}
          </Button>
        </form>
        <Select
          label={t('account.language')}
          allowDeselect={false}
          data={[
            { value: 'auto', label: t('account.languageAuto') },
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
          value={agent.language ?? 'auto'}
          onChange={(value) => {
            const language = value === 'auto' ? null : (value as Language);
            save.mutate({ language });
            void speak(language ?? browserLanguage());
          }}
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
      </div>
    </section>
  );
}

function Desk() {
  const { t } = useTranslation();
  const preferences = usePreferences();
  return (
    <section className={classes.part}>
      <h2>{t('account.desk')}</h2>
      <p className={classes.hint}>{t('account.deskHint')}</p>
      <div className={classes.form}>
        <Switch
          label={t('account.shortcuts')}
          description={t('account.shortcutsHint')}
          checked={preferences.shortcuts}
          onChange={(event) => prefer({ shortcuts: event.currentTarget.checked })}
        />
        <Switch
          label={t('account.advance')}
          description={t('account.advanceHint')}
          checked={preferences.advance === 'next'}
          onChange={(event) => prefer({ advance: event.currentTarget.checked ? 'next' : 'list' })}
        />
        <Switch
          label={t('account.compact')}
          checked={preferences.density === 'compact'}
          onChange={(event) => prefer({ density: event.currentTarget.checked ? 'compact' : 'cosy' })}
        />
      </div>
    </section>
  );
}

function Password() {
  const { t } = useTranslation();
  const save = useSaveMe();
  const form = useForm({
    initialValues: { currentPassword: '', password: '' },
    validate: { password: (value) => (value.length < 12 ? t('account.passwordHint') : null) },
  });
  const eye = { 'aria-label': t('signIn.show') };
  return (
    <section className={classes.part}>
      <h2>{t('account.password')}</h2>
      <p className={classes.hint}>{t('account.passwordLead')}</p>
      <form
        className={classes.form}
        onSubmit={form.onSubmit((values) => save.mutate(values, { onSuccess: () => form.reset() }))}
      >
        <FormFailure error={save.error} />
        <PasswordInput
          label={t('account.currentPassword')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={eye}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={t('account.newPassword')}
          description={t('account.passwordHint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={eye}
          {...form.getInputProps('password')}
        />
        <Button type="submit" variant="default" loading={save.isPending} style={{ alignSelf: 'start' }}>
          {t('account.changePassword')}
        </Button>
      </form>
    </section>
  );
}

export function Account() {
  const { t } = useTranslation();
  const { agent } = useSession();
  return (
    <>
      <header className={classes.head}>
        <h1>{t('settings.account')}</h1>
      </header>
      <Profile />
      <Absence agentId={agent.id} />
      <Desk />
      <Password />
      <OwnSessions />
      <Tokens />
    </>
  );
}
