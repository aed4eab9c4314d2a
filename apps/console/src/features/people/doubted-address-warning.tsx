import { Alert, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

interface Props {
  /** Of which nothing proves who writes from them. */
  addresses: string[];
  /** Whose record stays. */
  name: string;
  isConfirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
}

/** What may follow when a person with an address of which nothing proves who writes from it becomes one with another, and a box without which they do not. */
export function DoubtedAddressWarning({ addresses, name, isConfirmed, onConfirm }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const values = { addresses: formats.list(addresses), count: addresses.length, name };
  return (
    <>
      <Alert color="yellow" role="alert" icon={<IconAlertTriangle size={18} stroke={1.75} />}>
        <strong>{t('people.doubted.title', values)}</strong>
        <br />
        {t('people.doubted.consequence', values)}
      </Alert>
      <Checkbox
        required
        label={t('people.doubted.confirm', values)}
        checked={isConfirmed}
        onChange={({ currentTarget }) => onConfirm(currentTarget.checked)}
      />
    </>
  );
}
