import type { Acknowledgement, ChannelAccount, SaveAcknowledgement } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { AutomaticTemplateSelect } from './automatic-template-select.js';
import { automaticTemplatesQuery } from './acknowledgement-queries.js';
import { CaseTypeAcknowledgements } from './case-type-acknowledgements.js';

interface Props {
  channel: ChannelAccount;
  setting: Acknowledgement;
  onClose: () => void;
}

/** The dialog that sets whether an account acknowledges what citizens send, and by which templates. */
export function AcknowledgementDialog({ channel, setting, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const channels = useChannelTexts();
  const queryClient = useQueryClient();
  const { data: templates = [] } = useQuery(automaticTemplatesQuery(shownLanguage(i18n)));
  const [changes, setChanges] = useState<Partial<SaveAcknowledgement>>({});
  const idOf = (key: string) => templates.find((one) => one.key === key && one.missing.length === 0)?.id ?? null;
  const { onlyWhenClosed } = setting;
  const isNew = setting.templateId === null && setting.closedTemplateId === null;
  const proposed = {
    templateId: onlyWhenClosed ? null : idOf('acknowledgement'),
    closedTemplateId: idOf('out-of-hours'),
  };
  const { enabled, templateId, closedTemplateId, caseTypes } = { ...setting, ...(isNew && proposed), ...changes };
  const change = (some: Partial<SaveAcknowledgement>) => setChanges((before) => ({ ...before, ...some }));
  const save = useMutation({
    mutationFn: () =>
      call('saveAcknowledgement', {
        params: { id: channel.id },
        body: { enabled, templateId, closedTemplateId, caseTypes },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['channels'] });
      toast({ message: t('channels.saved', { name: channels.account(channel) }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('channels.acknowledgement.title', { name: channels.account(channel) })}
      size={600}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Switch
        data-autofocus
        label={t('channels.acknowledgement.enabled')}
        description={t(
          onlyWhenClosed ? 'channels.acknowledgement.enabledChatHint' : 'channels.acknowledgement.enabledHint',
        )}
        checked={enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      {enabled && (
        <>
          {!onlyWhenClosed && (
            <AutomaticTemplateSelect
              label={t('channels.acknowledgement.template')}
              description={t('channels.acknowledgement.templateHint')}
              templates={templates}
              value={templateId}
              onChange={(id) => change({ templateId: id })}
            />
          )}
          <AutomaticTemplateSelect
            label={t('channels.acknowledgement.closed')}
            description={t('channels.acknowledgement.closedHint')}
            placeholder={t(
              onlyWhenClosed ? 'channels.acknowledgement.noTemplate' : 'channels.acknowledgement.sameTemplate',
            )}
            templates={templates}
            value={closedTemplateId}
            onChange={(id) => change({ closedTemplateId: id })}
          />
          <CaseTypeAcknowledgements
            templates={templates}
            caseTypes={caseTypes}
            onChange={(list) => change({ caseTypes: list })}
          />
        </>
      )}
    </FormDialog>
  );
}
