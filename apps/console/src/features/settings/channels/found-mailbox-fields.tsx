import type { MailboxProposal } from '@guichet/contracts';
import { alternativesOf, initialValue, plainSchema, SchemaForm, type Schema, type Values } from '@guichet/ui';
import { Button, PasswordInput, Select, Text } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** What came of the search for the servers of an address. */
export interface FoundMailbox extends MailboxProposal {
  address: string;
}

interface Props {
  /** The schema of all settings of a mail account. */
  schema: Schema;
  config: Values;
  onChange: (config: Values) => void;
  errorOf: (path: string) => string | undefined;
  onShowAll: () => void;
}

const PASSWORD = 'password';
/** What is asked of the mailbox even where its servers were found. */
const ASKED_OF_MAILBOX = ['start', 'since', 'junk'];
/** What is chosen above. */
const CHOSEN = ['provider'];

const valuesOf = (values: unknown): Values => (values ?? {}) as Values;

const only = (schema: Schema, isWanted: (name: string) => boolean): Schema => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => isWanted(name))),
});

const serverName = (server: unknown): string => {
  const { host, port } = (server ?? {}) as { host?: string; port?: number };
  return host === undefined ? '–' : `${host}:${port ?? ''}`;
};

/** The servers that were found, with the way to change them. */
function FoundServers({ config, onShowAll }: Pick<Props, 'config' | 'onShowAll'>) {
  const { t } = useTexts();
  const { imap, trustedServer } = valuesOf(config['inbound']);
  return (
    <div>
      <Text size="sm">{t('channels.incoming', { server: serverName(imap) })}</Text>
      <Text size="sm">{t('channels.outgoing', { server: serverName(config['outbound']) })}</Text>
      {typeof trustedServer === 'string' && <Text size="sm">{t('channels.senders', { server: trustedServer })}</Text>}
      <Button
        mt="xs"
        size="compact-sm"
        variant="light"
        leftSection={<IconAdjustments size={14} stroke={1.75} />}
        onClick={onShowAll}
      >
        {t('channels.showAll')}
      </Button>
    </div>
  );
}

/** The little that is left to ask where the servers of a mailbox were found: how one signs in, and what becomes of old mail. */
export function FoundMailboxFields({ schema, config, onChange, errorOf, onShowAll }: Props) {
  const { t } = useTexts();
  const { imap: imapSchema } = plainSchema(schema.properties!['inbound']!, schema).properties!;
  const imapForm = plainSchema(imapSchema!, schema);
  const inbound = valuesOf(config['inbound']);
  const imap = valuesOf(inbound['imap']);
  const apps = alternativesOf(plainSchema(schema.properties!['oauth']!, schema));
  const oauth = config['oauth'] as Values | undefined;
  const app = apps?.items.find(({ value }) => value === oauth?.['provider']);
  const outbound = valuesOf(config['outbound']);
  const setPassword = (password: string) =>
    onChange({
      ...config,
      inbound: { ...inbound, imap: { ...imap, password } },
      // The same user sends by the password for receiving, now and later.
      ...(outbound['user'] !== imap['user'] && { outbound: { ...outbound, password } }),
    });
  const signInBy = (choice: string | null) => {
    const next = apps?.items.find(({ value }) => value === choice);
    onChange({
      ...config,
      oauth: next && { ...valuesOf(initialValue(next.schema, schema)), ...oauth, provider: choice },
    });
  };
  return (
    <>
      <FoundServers config={config} onShowAll={onShowAll} />
      <Select
        label={t('channels.signIn')}
        allowDeselect={false}
        data={[
          { value: PASSWORD, label: t('channels.byPassword') },
          ...(apps?.items ?? []).map(({ value, title }) => ({ value, label: t('channels.byProvider', { title }) })),
        ]}
        value={app?.value ?? PASSWORD}
        onChange={signInBy}
      />
      {app ? (
        <SchemaForm
          schema={only(app.schema, (name) => !CHOSEN.includes(name))}
          root={schema}
          path="oauth"
          values={oauth!}
          onChange={(next) => onChange({ ...config, oauth: next })}
          errorOf={errorOf}
        />
      ) : (
        <PasswordInput
          label={imapForm.properties!['password']?.title}
          autoComplete="new-password"
          required
          error={errorOf('inbound.imap.password') ?? errorOf('outbound.password')}
          value={(imap['password'] as string | undefined) ?? ''}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      <SchemaForm
        schema={only(imapForm, (name) => ASKED_OF_MAILBOX.includes(name))}
        root={schema}
        path="inbound.imap"
        values={imap}
        onChange={(next) => onChange({ ...config, inbound: { ...inbound, imap: next } })}
        errorOf={errorOf}
      />
    </>
  );
}

/** The settings with which the form of a mailbox begins: what was found, and the defaults of all else. */
export function proposedConfig(schema: Schema, address: string, found: Values | null): Values {
  const base = initialValue(schema, schema) as Values;
  const inboundSchema = plainSchema(schema.properties!['inbound']!, schema);
  const imapDefaults = valuesOf(
    initialValue({ ...plainSchema(inboundSchema.properties!['imap']!, schema), default: undefined }, schema),
  );
  // Where nothing was found, both servers are asked for: nobody who connects a mailbox wants mail to be sent to Guichet.
  if (!found)
    return {
      ...base,
      address,
      inbound: { ...valuesOf(base['inbound']), smtp: false, imap: { ...imapDefaults, user: address } },
      outbound: { ...valuesOf(base['outbound']), user: address },
    };
  const { smtp, imap, ...ofInbound } = valuesOf(found['inbound']);
  const oauth = found['oauth'] as Values | undefined;
  const app = alternativesOf(plainSchema(schema.properties!['oauth']!, schema))?.items.find(
    ({ value }) => value === oauth?.['provider'],
  );
  return {
    ...base,
    address: found['address'],
    inbound: {
      ...valuesOf(base['inbound']),
      ...ofInbound,
      smtp,
      ...(imap ? { imap: { ...imapDefaults, ...valuesOf(imap) } } : {}),
    },
    outbound: { ...valuesOf(base['outbound']), ...valuesOf(found['outbound']) },
    ...(app && { oauth: { ...valuesOf(initialValue(app.schema, schema)), ...oauth } }),
  };
}
