import type { TemplateFinding, TemplateVersion } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Checkbox, List, Text } from '@mantine/core';
import { IconCheck, IconSend2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersionFindings } from '../previews/use-template-preview.js';
import { useFindingText } from '../findings/use-finding-text.js';
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
  const { t } = useTranslation();
  const { submit } = useVersionSteps(version);
  const { versions = [] } = useCurrentVersion();
  const [isAsking, setIsAsking] = useState(false);
  const Glyph = isOwn ? IconCheck : IconSend2;
  const findings = useVersionFindings(version) ?? [];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const untranslated = findings.filter(({ code }) => code === 'other-language');
  const other = versions.find(({ language, state }) => language !== version.language && state === 'draft');
  const asks = !isOwn && (errors > 0 || untranslated.length > 0 || other !== undefined);
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
          {...{ version, errors, untranslated, other }}
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

interface DialogProps {
  version: TemplateVersion;
  errors: number;
  untranslated: readonly TemplateFinding[];
  other: TemplateVersion | undefined;
  onSubmit: (other: TemplateVersion | undefined) => void;
  onClose: () => void;
}

function SubmitDialog({ version, errors, untranslated, other, onSubmit, onClose }: DialogProps) {
  const { t } = useTranslation();
  const textOf = useFindingText();
  const [takesOther, setTakesOther] = useState(false);
  const source = untranslated[0]?.data['language'] as TemplateVersion['language'] | undefined;
  const title =
    errors > 0
      ? t('templates.action.submitTitle', { count: errors })
      : source
        ? t('templates.action.submitLanguageTitle', { language: t(`templates.languageName.${source}`) })
        : t('templates.action.submitAskTitle');
  const isDoubtful = errors > 0 || untranslated.length > 0;
  return (
    <FormDialog
      title={title}
      error={null}
      submit={t(isDoubtful ? 'templates.action.submitAnyway' : 'templates.action.submit')}
      pending={false}
      onSubmit={() => onSubmit(takesOther ? other : undefined)}
      onClose={onClose}
    >
      {errors > 0 && <Text size="sm">{t('templates.action.submitWhat')}</Text>}
      {untranslated.length > 0 && (
        <List size="sm">
          {untranslated.map((finding) => (
            <List.Item key={finding.key}>{textOf(finding)}</List.Item>
          ))}
        </List>
      )}
      {other && (
        <>
          <Text size="sm">
            {t('templates.action.submitOnly', {
              language: t(`templates.in.${version.language}`),
              other: t(`templates.in.${other.language}`),
            })}
          </Text>
          <Checkbox
            label={t('templates.action.submitOther', { other: t(`templates.in.${other.language}`) })}
            checked={takesOther}
            onChange={(event) => setTakesOther(event.currentTarget.checked)}
          />
        </>
      )}
    </FormDialog>
  );
}
