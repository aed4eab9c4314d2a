import type { SignatureSettings, Signatures } from '@guichet/contracts';
import { FieldGroup } from '@guichet/ui';
import { Switch } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  accounts: Signatures['accounts'];
  value: SignatureSettings['accounts'];
  onChange: (part: Pick<SignatureSettings, 'accounts'>) => void;
}

type Chosen = Props['value'];

const isOf = (id: string) => (one: Chosen[number]) => one.channelAccountId === id;

const withForm = (chosen: Chosen, id: string, isSigned: boolean): Chosen => [
  ...chosen.filter((one) => !isOf(id)(one)),
  { channelAccountId: id, form: isSigned ? 'short' : 'none' },
];

/** Which accounts of messengers and chats add the short line. Nothing is shown where there are none. */
export function AccountsWithShortSignature({ accounts, value, onChange }: Props) {
  const { t } = useTexts();
  if (accounts.length === 0) return null;
  return (
    <FieldGroup legend={t('signatureBlocks.accounts')} hint={t('signatureBlocks.accountsHint')}>
      {accounts.map(({ id, name, form }) => (
        <Switch
          key={id}
          mt="xs"
          label={name}
          checked={(value.find(isOf(id))?.form ?? form) === 'short'}
          onChange={(event) => onChange({ accounts: withForm(value, id, event.currentTarget.checked) })}
        />
      ))}
    </FieldGroup>
  );
}
