import { Button, FileButton, Group, Textarea, type TextareaProps } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Metadata of a SAML provider: pasted, or read from a file. */
export function MetadataField({
  onText,
  ...field
}: { onText: (text: string) => void } & Pick<TextareaProps, 'value' | 'error' | 'description'>) {
  const { t } = useTranslation();
  const reset = useRef<() => void>(null);
  const read = async (file: File | null) => {
    if (file) onText(await file.text());
    // The same file, mended, can be chosen again.
    reset.current?.();
  };
  return (
    <>
      <Textarea
        label={t('signIn.saml.metadata')}
        placeholder="<EntityDescriptor …>"
        rows={4}
        spellCheck={false}
        maxLength={500_000}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
        {...field}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <Group>
        <FileButton resetRef={reset} accept=".xml,application/xml,text/xml" onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconFileUpload size={15} stroke={1.5} />}>
              {t('signIn.saml.chooseFile')}
            </Button>
          )}
        </FileButton>
      </Group>
    </>
  );
}
