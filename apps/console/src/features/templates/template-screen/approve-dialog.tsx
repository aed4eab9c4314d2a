import type { Language, TemplateVersion } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Alert, Checkbox, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { useIsTextShown } from './template-screen-context.js';

interface Props {
  version: TemplateVersion;
  /** The version of the other language, where it waits as well. */
  other: TemplateVersion | undefined;
  /** The languages that go out of use with the approval. */
  retires: readonly Language[];
  onApprove: (other: TemplateVersion | undefined) => void;
  onClose: () => void;
}

/**
 * Asks whoever approves a version: it names the languages that go out of use with it; where the other language waits as well, whether that is approved with it, once its text was read;
 * and it warns whoever has submitted it that nobody else has read it, where the organisation does not ask for four eyes.
 */
export function ApproveDialog({ version, other, retires, onApprove, onClose }: Props) {
  const { t } = useTexts();
  const { agent } = useSession();
  const [takesOther, setTakesOther] = useState(false);
  const wasRead = useIsTextShown(other);
  // A language that is approved with it has its new text at once.
  const gone = retires.filter((language) => !takesOther || language !== other?.language);
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
      {gone.length > 0 && <RetiredLanguages languages={gone} />}
      {isOwn && <Text size="sm">{t('templates.action.approveOwnWhat')}</Text>}
    </FormDialog>
  );
}

function RetiredLanguages({ languages }: { languages: readonly Language[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  const language = formats.list(languages.map((one) => t(`templates.in.${one}`)));
  return (
    <Alert color="yellow" role="status" icon={<IconAlertTriangle size={18} stroke={1.75} />}>
      {t('templates.action.willRetire', { language, count: languages.length })}
    </Alert>
  );
}
