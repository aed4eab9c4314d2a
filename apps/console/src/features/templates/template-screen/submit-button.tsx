import type { TemplateVersion } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconCheck, IconSend2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { toAskAbout, useVersionFindings } from '../previews/use-template-preview.js';
import { SubmitDialog } from './submit-dialog.js';
import { useCurrentVersion } from './template-screen-context.js';
import { useVersionSteps } from './use-version-steps.js';

interface Props {
  version: TemplateVersion;
  /** Then nobody approves it: it is in use at once. */
  isOwn: boolean;
}

/**
 * Submits a draft. Where it has errors, its author is asked first, as nobody can approve it so; so they are where it is not translated
 * whole, and where the other language is a draft as well, which would stay behind.
 */
export function SubmitButton({ version, isOwn }: Props) {
  const { t } = useTexts();
  const { submit } = useVersionSteps(version);
  const { versions = [] } = useCurrentVersion();
  const [isAsking, setIsAsking] = useState(false);
  const Glyph = isOwn ? IconCheck : IconSend2;
  const own = toAskAbout(useVersionFindings(version));
  const other = versions.find(({ language, state }) => language !== version.language && state === 'draft');
  const asks = !isOwn && (own.errors.length > 0 || own.untranslated.length > 0 || other !== undefined);
  return (
    <>
      <Button
        leftSection={<Glyph size={16} stroke={1.5} />}
        loading={submit.isPending}
        onClick={() => (asks ? setIsAsking(true) : submit.mutate(undefined))}
      >
        {t(isOwn ? 'templates.scope.use' : 'templates.action.submit')}
      </Button>
      {isAsking && (
        <SubmitDialog
          {...{ version, own, other }}
          onSubmit={(withIt) => {
            setIsAsking(false);
            submit.mutate(withIt);
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
