import type { ChannelKindInfo } from '@guichet/contracts';
import { FormButtons, FormColumn, FormError, LeaveButton, PageForm, PageHead, PageLead } from '@guichet/ui';
import { TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ChannelAccountForm } from './channel-account-form.js';
import type { FoundMailbox } from './found-mailbox-fields.js';

/** An address that is none is the only thing that must be mended before the form. */
const NO_ADDRESS = 'email.not-a-mail-address';

/** Connects a mailbox: its address comes first, by which its servers are found, and then the form with what was found. */
export function ConnectMailbox({ kind, onDone }: { kind: ChannelKindInfo; onDone: () => void }) {
  const { t } = useTexts();
  const channelReason = useChannelReason();
  const [address, setAddress] = useState('');
  const [found, setFound] = useState<FoundMailbox>();
  const search = useMutation({
    mutationFn: () => call('discoverMailbox', { body: { address }, idempotencyKey: undefined }),
    onSuccess: (proposal) => {
      if (proposal.found !== NO_ADDRESS) setFound({ ...proposal, address });
    },
  });
  if (found) return <ChannelAccountForm kind={kind} channel={undefined} found={found} onDone={onDone} />;
  return (
    <PageForm isChanged={address !== ''} isSaving={search.isPending} onSubmit={() => search.mutate()}>
      <PageHead>
        <h1>{t('channels.connectMailbox')}</h1>
        <LeaveButton variant="subtle" leftSection={<IconArrowLeft size={16} stroke={1.5} />} onLeave={onDone}>
          {t('channels.back')}
        </LeaveButton>
      </PageHead>
      <PageLead>{t('channels.connectLead')}</PageLead>
      <FormColumn style={{ maxWidth: 560 }}>
        <TextInput
          type="email"
          label={t('channels.address')}
          description={t('channels.addressHint')}
          required
          autoFocus
          autoComplete="off"
          maxLength={254}
          value={address}
          error={search.data?.found === NO_ADDRESS && channelReason(NO_ADDRESS)}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <FormError error={search.error} />
        <FormButtons submit={t('channels.findServers')} pending={search.isPending} onCancel={onDone} />
      </FormColumn>
    </PageForm>
  );
}
