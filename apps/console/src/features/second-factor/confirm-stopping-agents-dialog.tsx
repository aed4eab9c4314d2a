import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

interface Props {
  title: string;
  submit: string;
  /** How many agents will be stopped until they have a second factor, how many of them sign in at a provider, and the first names. */
  stopped: { agents: number; atProvider: number; names: readonly string[] };
  stopsOneself: boolean;
  error: unknown;
  pending: boolean;
  onSubmit: () => void;
  onClose: () => void;
}

/** Says whom a rule will stop, before it is set. */
export function ConfirmStoppingAgentsDialog({
  title,
  submit,
  stopped,
  stopsOneself,
  error,
  pending,
  onSubmit,
  onClose,
}: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { agents, atProvider, names } = stopped;
  const others = agents - names.length;
  const named = [...names, ...(others > 0 ? [t('organisation.secondFactor.require.others', { count: others })] : [])];
  return (
    <FormDialog
      title={title}
      size={480}
      error={error}
      submit={submit}
      pending={pending}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Text>{t('organisation.secondFactor.require.lacking', { count: agents })}</Text>
      {named.length > 0 && <Text c="dimmed">{formats.list(named)}</Text>}
      {atProvider > 0 && <Text>{t('organisation.secondFactor.require.atProvider', { count: atProvider })}</Text>}
      {stopsOneself && <Text fw={500}>{t('organisation.secondFactor.require.yourself')}</Text>}
    </FormDialog>
  );
}
