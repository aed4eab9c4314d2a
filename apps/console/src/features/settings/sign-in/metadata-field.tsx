import { Button, FileButton, Group, Textarea, type TextareaProps } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** XML and certificates: in lines as they came. */
export const codeStyles = {
  input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem', whiteSpace: 'pre' },
} as const;

/** Metadata of a SAML provider: pasted, or read from a file. `children`: what is done with them, beside the choice of a file. */
export function MetadataField({
  onText,
  children,
  ...field
}: { onText: (text: string) => void; children?: ReactNode } & Pick<TextareaProps, 'value' | 'error' | 'description'>) {
  const { t } = useTexts();
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
        styles={codeStyles}
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
        {children}
      </Group>
    </>
  );
}
