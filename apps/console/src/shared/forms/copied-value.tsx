import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTexts } from '../i18n/use-texts.js';
import classes from './copied-value.module.css';

/** A value that is entered elsewhere, with a button that copies it. */
export function CopiedValue({ value }: { value: string }) {
  const { t } = useTexts();
  return (
    <div className={classes.copied}>
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copy, copied }) => (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} stroke={1.75} /> : <IconCopy size={16} stroke={1.5} />}
            onClick={copy}
          >
            {t(copied ? 'common.copied' : 'common.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
