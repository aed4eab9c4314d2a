import type { TemplateVersion } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useIsTextShown } from './template-screen-context.js';

interface Props {
  version: TemplateVersion;
  /** The version of the other language, where it waits as well. */
  other: TemplateVersion | undefined;
  onApprove: (other: TemplateVersion | undefined) => void;
  onClose: () => void;
}

/**
 * Asks whoever approves a version: where the other language waits as well, whether that is approved with it, once its text was read;
 * and it warns whoever has submitted it that nobody else has read it, where the organisation does not ask for four eyes.
 */
export function ApproveDialog({ version, other, onApprove, onClose }: Props) {
  const { t } = useTexts();
  const { agent } = useSession();
  const [takesOther, setTakesOther] = useState(false);
  const wasRead = useIsTextShown(other);
  const approved = [version, ...(other && takesOther ? [other] : [])];
  const isOwn = approved.some(({ submitted }) => submitted?.byId === agent.id);
  const action = approved.length > 1 ? 'approveBoth' : isOwn ? 'approveOwn' : 'approve';
  return (
    <FormDialog
      title={t(isOwn ? 'templates.action.approveOwnTitle' : 'templates.action.approveTitle')}
      error={null}
      submit={t(`templates.action.${action}`)}
      pending={false}
      onSubmit={() => onApprove(takesOther ? other : undefined)}
      onClose={onClose}
    >
      {other && (
        <>
          <Text size="sm">
            {t('templates.action.approveOnly', {
              language: t(`templates.in.${version.language}`),
              other: t(`templates.in.${other.language}`),
            })}
          </Text>
          <Checkbox
            label={t('templates.action.approveOther', { other: t(`templates.in.${other.language}`) })}
            description={wasRead ? undefined : t('templates.action.readOtherFirst')}
            disabled={!wasRead}
            checked={takesOther}
            onChange={(event) => setTakesOther(event.currentTarget.checked)}
          />
        </>
      )}
      {isOwn && <Text size="sm">{t('templates.action.approveOwnWhat')}</Text>}
    </FormDialog>
  );
}
