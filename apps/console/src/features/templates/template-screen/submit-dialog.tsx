import type { TemplateFinding, TemplateVersion } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Checkbox, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { FindingList } from '../findings/template-findings.js';
import { useFindingText } from '../findings/use-finding-text.js';
import { useLeaveForFinding } from '../findings/use-leave-for-finding.js';
import { toAskAbout, useVersionFindings } from '../previews/use-template-preview.js';

interface Props {
  version: TemplateVersion;
  /** What its author is asked about. */
  own: ReturnType<typeof toAskAbout>;
  /** The version of the other language, where it is a draft as well. */
  other: TemplateVersion | undefined;
  onSubmit: (other: TemplateVersion | undefined) => void;
  onClose: () => void;
}

/** Asks whoever submits a draft about its errors, and whether that of the other language is submitted with it, and then about those of both. */
export function SubmitDialog({ version, own, other, onSubmit, onClose }: Props) {
  const { t } = useTexts();
  const textOf = useFindingText();
  const [takesOther, setTakesOther] = useState(false);
  const found = useVersionFindings(other ?? version);
  const ofOther = toAskAbout(other && found);
  const taken = takesOther ? [own, ofOther] : [own];
  const errors = taken.reduce((sum, one) => sum + one.errors.length, 0);
  const untranslated = taken.flatMap((one) => one.untranslated);
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
      {own.errors.length > 0 && (
        <ErrorsOf version={version} errors={own.errors} isNamed={other !== undefined} onClose={onClose} />
      )}
      {errors > 0 && <Text size="sm">{t(`templates.action.${other ? 'submitWhatOf' : 'submitWhat'}`)}</Text>}
      {untranslated.length > 0 && (
        <List size="sm">
          {untranslated.map((finding, index) => (
            <List.Item key={index}>{textOf(finding)}</List.Item>
          ))}
        </List>
      )}
      {other && (
        <OtherDraft
          {...{ version, other }}
          errors={found && ofOther.errors.length}
          isTaken={takesOther}
          onTake={setTakesOther}
        />
      )}
      {other && takesOther && ofOther.errors.length > 0 && (
        <ErrorsOf version={other} errors={ofOther.errors} isNamed={false} onClose={onClose} />
      )}
    </FormDialog>
  );
}

interface ErrorsOfProps {
  version: TemplateVersion;
  errors: readonly TemplateFinding[];
  /** Whether the language is named, as there is another one. */
  isNamed: boolean;
  onClose: () => void;
}

/** The errors of a version; each closes the dialog and leads to its place. */
function ErrorsOf({ version, errors, isNamed, onClose }: ErrorsOfProps) {
  const { t } = useTexts();
  const leaveFor = useLeaveForFinding(version, onClose);
  return (
    <section>
      {isNamed && (
        <Text size="sm">
          {t('templates.action.submitErrors', {
            count: errors.length,
            language: t(`templates.in.${version.language}`),
          })}
        </Text>
      )}
      <FindingList findings={errors} content={version.content} onGo={leaveFor} />
    </section>
  );
}

interface OtherDraftProps {
  version: TemplateVersion;
  other: TemplateVersion;
  /** Undefined until they are known: before, nobody can say that it is submitted as it is. */
  errors: number | undefined;
  isTaken: boolean;
  onTake: (isTaken: boolean) => void;
}

/** Asks whether the draft of the other language is submitted as well: whose it is, where it is not the agent's own, and what is wrong with it. */
function OtherDraft({ version, other, errors, isTaken, onTake }: OtherDraftProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const { agent } = useSession();
  const { by, byId, at } = other.created;
  const language = t(`templates.in.${other.language}`);
  const said = [
    byId !== agent.id && t('templates.action.submitOtherBy', { by, at: formats.dateTime(at) }),
    errors && t('templates.action.submitErrors', { count: errors, language }),
  ].filter(Boolean);
  return (
    <>
      <Text size="sm">
        {t('templates.action.submitOnly', { language: t(`templates.in.${version.language}`), other: language })}
      </Text>
      <Checkbox
        label={t('templates.action.submitOther', { other: language })}
        description={said.join(' ') || undefined}
        disabled={errors === undefined}
        checked={isTaken}
        onChange={(event) => onTake(event.currentTarget.checked)}
      />
    </>
  );
}
