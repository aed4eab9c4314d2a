import type { ChannelKindInfo } from '@guichet/contracts';
import { type Schema, SchemaForm, type Values } from '@guichet/ui';
import { Alert } from '@mantine/core';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { FoundMailboxFields, type FoundMailbox } from './found-mailbox-fields.js';
import { OAuthInstructions } from './oauth-instructions.js';

interface Props {
  kind: ChannelKindInfo;
  config: Values;
  found: FoundMailbox | undefined;
  errorOf: (path: string) => string | undefined;
  /** All settings, and not only what is left to ask of a mailbox whose servers were found. */
  isWhole: boolean;
  onChange: (config: Values) => void;
  onShowAll: () => void;
}

/** The app by which an account signs in with OAuth 2 in this form. */
const appOf = (config: Values) => config['oauth'] as { provider?: string; access?: string } | undefined;

/** The settings of an account, as its channel describes them. */
export function ChannelSettingsFields({ kind, config, found, errorOf, isWhole, onChange, onShowAll }: Props) {
  const channelReason = useChannelReason();
  const schema = kind.configSchema as Schema;
  const app = appOf(config);
  return (
    <>
      {found && (
        <Alert variant="light" color={found.config ? 'green' : 'yellow'} role="status">
          {channelReason(found.found)}
        </Alert>
      )}
      {isWhole ? (
        <SchemaForm schema={schema} root={schema} path="" values={config} onChange={onChange} errorOf={errorOf} />
      ) : (
        <FoundMailboxFields {...{ schema, config, onChange, errorOf, onShowAll }} />
      )}
      {kind.consentRedirectUrl !== null && app?.provider !== undefined && (
        <OAuthInstructions provider={app.provider} access={app.access} redirectUrl={kind.consentRedirectUrl} />
      )}
    </>
  );
}
