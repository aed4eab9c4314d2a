import { canReplyBy, type ChannelAccount, type ChannelKindInfo } from '@guichet/contracts';
import {
  FormButtons,
  FormColumn,
  FormError,
  initialValue,
  LeaveButton,
  PageForm,
  PageHead,
  type Schema,
  type Values,
  withoutEmpty,
} from '@guichet/ui';
import { Alert, Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { isFailure, type Failure, type FieldProblem } from '../../../shared/api/failure.js';
import { channelsQuery } from '../../../shared/api/queries.js';
import { useChannelTexts, useFieldProblemText } from '../../../shared/i18n/use-channel-texts.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { wholeOutcome } from './check-outcomes.js';
import { ChannelTestResults } from './channel-test-results.js';
import { ChannelSetupInstructions } from './channel-setup-instructions.js';
import { ConsentState } from './mailbox-oauth-consent.js';
import { ChannelSettingsFields } from './channel-settings-fields.js';
import { ChannelTeamAndSharing } from './channel-team-and-sharing.js';
import { omitKnownOldMailCheck } from './omit-known-old-mail-check.js';
import { proposedConfig, type FoundMailbox } from './found-mailbox-fields.js';
import { ChannelSavedNextSteps } from './channel-saved-next-steps.js';

interface Props {
  kind: ChannelKindInfo;
  channel: ChannelAccount | undefined;
  /** Of a mailbox that is connected: what its address has led to. */
  found?: FoundMailbox;
  /** The setting in whose field the form begins. */
  setting?: string | undefined;
  /** A new account was saved, and one of its settings is to be filled in still. */
  onSetting?: (saved: ChannelAccount, setting: string) => void;
  onDone: () => void;
}

/** What is wrong with a setting, or with one item of a list. */
const problemOf = (failure: Failure, path: string): FieldProblem | undefined =>
  failure.field(`config.${path}`) ??
  failure.field(path) ??
  failure.problem.errors?.find((error) => error.path.replace(/\.\d+$/, '') === `config.${path}`);

/** Whether all that is wrong is said beside the settings that it concerns. */
const isInFields = ({ problem: { errors = [] } }: Failure): boolean =>
  errors.length > 0 && errors.every(({ path }) => path.startsWith('config.'));

function ChannelFormError({ failure }: { failure: Error | null }) {
  const { t } = useTexts();
  if (!isFailure(failure) || !isInFields(failure)) return <FormError error={failure} />;
  return (
    <Alert color="red" variant="outline" role="alert">
      {t('channels.mendFields')}
    </Alert>
  );
}

/** The form takes the place of a list that was scrolled: it begins at its top. */
const showFromTop = (form: HTMLFormElement | null) => form?.scrollIntoView({ block: 'start' });

/** Whoever comes for one setting goes on in its field. */
const showSetting = (setting: string) => (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>(`input[data-setting="${setting}"], [data-setting="${setting}"] input`)?.focus();

/** Whoever is refused goes on in the first field that is wrong, which may stand far above the button. */
const showFirstWrong = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('[aria-invalid="true"]:not([disabled])')?.focus();

/** Returns the ref of the form, which begins in the field of a setting or at its top, and is led to what is wrong in it. */
function useFormRef(
  setting: string | undefined,
  { failure, isWhole }: { failure: Error | null; isWhole: boolean },
): (form: HTMLFormElement | null) => void {
  const [begin] = useState(() => (setting ? showSetting(setting) : showFromTop));
  const shown = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (failure) showFirstWrong(shown.current);
  }, [failure, isWhole]);
  return useCallback(
    (form: HTMLFormElement | null) => {
      shown.current = form;
      begin(form);
    },
    [begin],
  );
}

/** Tries settings as they are sent, without saving them. */
const useChannelTest = ({ kind, channel, sent }: Pick<Props, 'kind' | 'channel'> & { sent: () => Values }) =>
  useMutation({
    // What the fields hold goes with it, so that a result is known to be of them.
    mutationFn: async (_typed: string) => {
      const tested = sent();
      const body = { kind: kind.kind, config: tested, ...(channel && { id: channel.id }) };
      const result = await call('testChannel', { body, idempotencyKey: undefined });
      return omitKnownOldMailCheck(result, tested, channel?.config);
    },
  });

/** One account of a channel. The form is drawn from what the channel says it needs. */
export function ChannelAccountForm({ kind, channel, found, setting, onSetting, onDone }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const channels = useChannelTexts();
  const fieldProblemText = useFieldProblemText();
  const { data: others = [] } = useQuery(channelsQuery);
  const schema = kind.configSchema as Schema;
  const [name, setName] = useState(channel?.name ?? '');
  const [teamId, setTeamId] = useState<string | null>(channel?.teamId ?? null);
  const [shared, setShared] = useState(channel?.shared ?? false);
  const [config, setConfig] = useState<Values>(
    () =>
      channel?.config ??
      (found ? proposedConfig(schema, found.address, found.config) : (initialValue(schema, schema) as Values)),
  );
  const [isWhole, setIsWhole] = useState(!found?.config);
  const typed = JSON.stringify([name, teamId, shared, config]);
  const [begun] = useState(typed);
  const [attempt] = useState(() => crypto.randomUUID());
  const sent = () => withoutEmpty(config) as Values;

  const save = useMutation({
    mutationFn: () =>
      channel
        ? call('updateChannel', {
            params: { id: channel.id },
            body: { name, config: sent(), shared, ...(teamId && { teamId }) },
          })
        : call('createChannel', {
            body: { kind: kind.kind, name, config: sent(), shared, ...(teamId && { teamId }) },
            idempotencyKey: attempt,
          }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['channels'] });
      toast({ message: t('channels.saved', { name }) });
      // A new one may need something done elsewhere before it works.
      if (saved.consent?.state !== 'needed' && (channel || (!saved.webhookUrl && !saved.embed))) onDone();
    },
    // What is wrong may stand where it is not shown.
    onError: () => setIsWhole(true),
  });
  const test = useChannelTest({ kind, channel, sent });
  const isKnownToFail =
    test.data !== undefined && test.variables === typed && wholeOutcome(test.data).outcome === 'failed';
  const failure = save.error ?? test.error;
  const form = useFormRef(setting, { failure, isWhole });
  const errorOf = (path: string) => {
    const problem = isFailure(failure) ? problemOf(failure, path) : undefined;
    return problem && fieldProblemText(problem);
  };
  const isNameTaken = others.some((other) => other.id !== channel?.id && channels.account(other) === name.trim());

  if (save.data && (!channel || save.data.consent?.state === 'needed'))
    return (
      <ChannelSavedNextSteps
        channel={save.data}
        onWebsites={() => onSetting?.(save.data, 'allowedOrigins')}
        onDone={onDone}
      />
    );

  return (
    <PageForm ref={form} isChanged={typed !== begun} isSaving={save.isPending} onSubmit={() => save.mutate()}>
      <PageHead>
        <h1>{channel ? channel.name : t('channels.new', { title: channels.title(kind.kind) })}</h1>
        <LeaveButton variant="subtle" leftSection={<IconArrowLeft size={16} stroke={1.5} />} onLeave={onDone}>
          {t('channels.back')}
        </LeaveButton>
      </PageHead>
      <FormColumn style={{ maxWidth: 560 }}>
        <TextInput
          label={t('channels.name')}
          description={t(isNameTaken ? 'channels.nameTaken' : 'channels.nameHint')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ChannelTeamAndSharing
          {...{ teamId, shared }}
          isSending={canReplyBy(kind.capabilities)}
          onTeam={setTeamId}
          onShared={setShared}
        />
        <ChannelSettingsFields
          {...{ kind, config, found, errorOf, isWhole }}
          onChange={setConfig}
          onShowAll={() => setIsWhole(true)}
        />
        {channel && <ConsentState channel={channel} />}
        {channel && <ChannelSetupInstructions channel={channel} />}
        <ChannelFormError failure={failure} />
        {test.data && <ChannelTestResults result={test.data} config={config} onChange={setConfig} />}
        <FormButtons
          submit={t(isKnownToFail ? 'channels.saveFailing' : 'common.save')}
          pending={save.isPending}
          onCancel={onDone}
          before={
            canReplyBy(kind.capabilities) && (
              <Button
                variant="default"
                leftSection={<IconPlugConnected size={16} stroke={1.5} />}
                loading={test.isPending}
                onClick={() => test.mutate(typed, { onError: () => setIsWhole(true) })}
              >
                {t('channels.test')}
              </Button>
            )
          }
        />
      </FormColumn>
    </PageForm>
  );
}
