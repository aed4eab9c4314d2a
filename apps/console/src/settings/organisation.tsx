import type { Organisation } from '@guichet/contracts';
import { Button, Group, NumberInput, Select, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.js';
import { organisationQuery } from '../api/queries.js';
import { FormFailure } from '../shell/form.js';
import { toast } from '../shell/toast.js';
import { Trouble } from '../shell/trouble.js';
import classes from './settings.module.css';

/** Who answers, as templates and letters say it. */
export function OrganisationForm() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(organisationQuery);
  return (
    <>
      <header className={classes.head}>
        <h1>{t('settings.organisation')}</h1>
      </header>
      <p className={classes.lead}>{t('organisation.lead')}</p>
      {error && !data ? (
        <Trouble error={error} what={t('organisation.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <Fields organisation={data} />
      ) : (
        <Skeleton height={360} />
      )}
    </>
  );
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** What an empty number is while it is typed. */
type Typed = Omit<Organisation, 'responseDays'> & { responseDays: number | '' };

function Fields({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useForm<Typed>({ initialValues: { ...organisation, responseDays: organisation.responseDays ?? '' } });
  const save = useMutation({
    mutationFn: async ({ responseDays, ...values }: Typed) => {
      const body: Organisation = { ...values, responseDays: responseDays === '' ? null : responseDays };
      return (await request<Organisation>('PUT', '/organisation', { body })).data;
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(organisationQuery.queryKey, saved);
      form.resetDirty();
      toast({ message: t('saved') });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <FormFailure error={save.error} />
      <section className={classes.part}>
        <h2>{t('organisation.who')}</h2>
        <p className={classes.hint}>{t('organisation.whoHint')}</p>
        <div className={classes.form}>
          <TextInput label={t('organisation.name')} maxLength={120} {...form.getInputProps('name')} />
          <Textarea
            label={t('organisation.address')}
            description={t('organisation.addressHint')}
            autosize
            minRows={3}
            maxLength={400}
            {...form.getInputProps('address')}
          />
        </div>
      </section>
      <section className={classes.part}>
        <h2>{t('organisation.reach')}</h2>
        <p className={classes.hint}>{t('organisation.reachHint')}</p>
        <div className={classes.form}>
          <TextInput label={t('organisation.mail')} type="email" maxLength={254} {...form.getInputProps('mail')} />
          <TextInput label={t('organisation.phone')} type="tel" maxLength={40} {...form.getInputProps('phone')} />
          <Group grow>
            <TextInput label={t('organisation.opensAt')} type="time" {...form.getInputProps('opensAt')} />
            <TextInput label={t('organisation.closesAt')} type="time" {...form.getInputProps('closesAt')} />
          </Group>
          <Select
            label={t('organisation.timeZone')}
            description={t('organisation.timeZoneHint')}
            data={zones}
            searchable
            allowDeselect={false}
            {...form.getInputProps('timeZone')}
          />
          <TextInput
            label={t('organisation.emergency')}
            description={t('organisation.emergencyHint')}
            maxLength={120}
            {...form.getInputProps('emergency')}
          />
        </div>
      </section>
      <section className={classes.part}>
        <h2>{t('organisation.promises')}</h2>
        <p className={classes.hint}>{t('organisation.promisesHint')}</p>
        <div className={classes.form}>
          <NumberInput
            label={t('organisation.responseDays')}
            min={1}
            max={365}
            allowDecimal={false}
            {...form.getInputProps('responseDays')}
          />
          <TextInput
            label={t('organisation.court')}
            description={t('organisation.courtHint')}
            maxLength={160}
            {...form.getInputProps('court')}
          />
          <TextInput
            label={t('organisation.mediator')}
            description={t('organisation.mediatorHint')}
            maxLength={300}
            {...form.getInputProps('mediator')}
          />
          <Group>
            <Button type="submit" loading={save.isPending}>
              {t('save')}
            </Button>
          </Group>
        </div>
      </section>
    </form>
  );
}
