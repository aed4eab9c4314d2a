import type { TemplateVersion } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Text } from '@mantine/core';
import { IconCheck, IconSend2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionFindings } from '../previews/use-template-preview.js';
import type { useVersionSteps } from './use-version-steps.js';

interface Props {
  version: TemplateVersion;
  submit: ReturnType<typeof useVersionSteps>['submit'];
  /** Then nobody approves it: it is in use at once. */
  isOwn: boolean;
}

/** Submits a draft. Where it has errors, its author is told first that nobody can approve it so; their own cannot be used so either. */
export function SubmitButton({ version, submit, isOwn }: Props) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const Glyph = isOwn ? IconCheck : IconSend2;
  const count = (useVersionFindings(version) ?? []).filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <Button
        leftSection={<Glyph size={16} stroke={1.5} />}
        loading={submit.isPending}
        onClick={() => (count > 0 && !isOwn ? setIsAsking(true) : submit.mutate())}
      >
        {t(isOwn ? 'templates.scope.use' : 'templates.action.submit')}
      </Button>
      {isAsking && (
        <FormDialog
          title={t('templates.action.submitTitle', { count })}
          error={null}
          submit={t('templates.action.submitAnyway')}
          pending={submit.isPending}
          onSubmit={() => {
            setIsAsking(false);
            submit.mutate();
          }}
          onClose={() => setIsAsking(false)}
        >
          <Text size="sm">{t('templates.action.submitWhat')}</Text>
        </FormDialog>
      )}
    </>
  );
}
