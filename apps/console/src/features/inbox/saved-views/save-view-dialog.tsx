import type { CaseFilter, SavedView } from '@guichet/contracts';
import { FormDialog, Hint } from '@guichet/ui';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { AudienceFields } from '../../../shared/audience/audience-fields.js';
import { useAudiences } from '../../../shared/audience/use-audiences.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useFilterWords } from '../use-filter-words.js';
import { useSavedViewActs } from './use-saved-view-actions.js';
import { listOfView } from './saved-view-and-open-list.js';

interface Props {
  filter: CaseFilter;
  /** The view that is changed; undefined: a new one. */
  view?: SavedView;
  onClose: () => void;
}

/** The dialog that keeps a list under a name, or changes the name and the audience of a view. */
export function SaveViewDialog({ filter, view, onClose }: Props) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const words = useFilterWords(filter);
  const { scopes, teams } = useAudiences(view?.team);
  const mayShare = scopes.length > 1;
  const { refresh } = useSavedViewActs();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm({
    initialValues: {
      name: view?.name ?? words.slice(1).join(' · ').slice(0, 60),
      scope: view?.scope ?? 'mine',
      // Most often, it is for the team to which the list is narrowed.
      teamId:
        view?.team?.id ??
        (teams.find(({ id }) => id === filter.team) ?? (teams.length === 1 ? teams[0] : null))?.id ??
        null,
    },
    validate: { teamId: (value, { scope }) => (scope === 'team' && !value ? t('views.teamMissing') : null) },
  });
  const save = useMutation({
    mutationFn: ({ name, scope, teamId }: typeof form.values) => {
      const body = { name: name.trim(), filter, scope, teamId: scope === 'team' ? teamId : null };
      return view
        ? call('updateSavedView', { params: { id: view.id }, body })
        : call('createSavedView', { body, idempotencyKey: attempt });
    },
    onSuccess: async (saved) => {
      await refresh();
      onClose();
      toast({ message: t(view ? 'views.changed' : 'views.saved', { name: saved.name }) });
      if (!view) void navigate({ to: '/inbox/$view', ...listOfView(saved) });
    },
  });

  return (
    <FormDialog
      title={view ? t(mayShare ? 'views.editOrShare' : 'views.edit', { name: view.name }) : t('views.save')}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('views.name')}
        description={t('views.shows', { filters: words.join(' · ') })}
        required
        maxLength={60}
        {...form.getInputProps('name')}
        // What is typed takes the place of the name that it has, or that is only proposed.
        onFocus={(event) => !form.isDirty('name') && event.currentTarget.select()}
      />
      <AudienceFields
        {...{ scopes, teams }}
        scope={form.values.scope}
        inputProps={(field) => form.getInputProps(field)}
      />
      {!mayShare && form.values.scope === 'mine' && <Hint>{t('views.whoShares')}</Hint>}
    </FormDialog>
  );
}
