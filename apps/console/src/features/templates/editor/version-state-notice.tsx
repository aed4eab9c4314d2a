import type { TemplateReturn, TemplateVersion } from '@guichet/contracts';
import { Button } from '@mantine/core';
import {
  IconArchive,
  IconArrowBackUp,
  IconEye,
  IconFileDiff,
  IconHistory,
  IconLanguage,
  IconLock,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { VersionComparison } from '../versions/version-comparison.js';
import { variantOf } from '../variant-states-and-current-version.js';
import classes from './text-tab.module.css';
import { useBeginDraft } from '../template-screen/use-version-steps.js';
import { ApproversLine } from './approvers-line.js';
import { useIsBarredByFourEyes, useSubmittedIt } from '../template-screen/use-four-eyes-approval.js';
import { useCurrentVersion } from '../template-screen/template-screen-context.js';

/** Says why the text cannot be edited, such as that it is being reviewed. */
export function VersionStateNotice({ version }: { version: TemplateVersion }) {
  const { t } = useTexts();
  const formats = useFormats();
  const begin = useBeginDraft();
  const { template, language, versions } = useCurrentVersion();
  const ownSubmission = useIsBarredByFourEyes(version);
  const submittedIt = useSubmittedIt(version);
  const { stale = false, withdrawn = false, approved = null } = variantOf(template, language) ?? {};
  const outdated = stale && approved === null && version.state === 'replaced';
  const originalNow = variantOf(template, template.sourceLanguage)?.approved ?? 0;
  const staleText = () => {
    if (outdated) return t('templates.one.outdated');
    if (version.state !== 'review') return t('templates.one.stale');
    // What is outdated is the translation in use, of which this one takes the place, or this one as well.
    const isNewOne = approved !== null && (version.sourceNumber ?? 0) >= originalNow;
    const mayApproveIt = approves && !ownSubmission;
    if (isNewOne) return t(mayApproveIt ? 'templates.one.approveNew' : 'templates.one.newInReview');
    return t(mayApproveIt ? 'templates.one.approveStale' : 'templates.one.staleInReview');
  };
  const last = versions?.find((one) => one.language === language && one.state === 'withdrawn');
  const remark = version.remark ?? '';
  const sentBack = version.state === 'draft' ? version.returns.at(-1) : undefined;
  const approves = template.rights.includes('approve');
  const wasWithdrawn = template.isBlock ? 'templates.edit.blockWasWithdrawn' : 'templates.edit.wasWithdrawn';
  const inReviewText = () => {
    if (ownSubmission) return t('templates.edit.inReviewByAnother');
    if (submittedIt && approves) return t('templates.edit.inReviewOwn');
    if (approves) return t('templates.edit.inReview');
    return t(submittedIt ? 'templates.edit.inReviewTakeBack' : 'templates.edit.inReviewOnly');
  };
  const before = version.state === 'review' ? versionBefore(version, versions ?? []) : undefined;
  const lastReturn = version.state === 'review' ? version.returns.at(-1) : undefined;
  const isUnchanged = lastReturn !== undefined && lastReturn.revision === version.revision;
  const [icon, words, tone]: [Icon, string | null, string?] =
    version.state === 'draft'
      ? // One that was sent back before that was kept has the reason alone.
        [IconArrowBackUp, sentBack ? null : remark && t('templates.edit.sentBack', { remark }), 'soon']
      : version.state === 'review'
        ? [IconEye, inReviewText()]
        : version.state === 'approved'
          ? [IconLock, t(template.scope === 'mine' ? 'templates.scope.readOnly' : 'templates.edit.readOnly')]
          : version.state === 'replaced'
            ? [IconHistory, outdated ? null : t('templates.edit.wasReplaced')]
            : [IconArchive, t(wasWithdrawn, { remark }), 'soon'];
  const Glyph = icon;
  return (
    <>
      {stale && (
        <div className={classes.notice} data-tone="soon">
          <IconLanguage size={16} stroke={1.5} aria-hidden />
          <span>{staleText()}</span>
          {(version.state === 'approved' || outdated) && template.rights.includes('write') && (
            <Button
              size="compact-sm"
              variant="default"
              loading={begin.isPending}
              onClick={() => begin.mutate(version.content)}
            >
              {t('templates.one.translateAgain')}
            </Button>
          )}
        </div>
      )}
      {withdrawn && last && last.id !== version.id && (
        <div className={classes.notice} data-tone="soon">
          <IconArchive size={16} stroke={1.5} aria-hidden />
          <span>{t(wasWithdrawn, { remark: last.remark ?? '' })}</span>
        </div>
      )}
      {sentBack && <SentBackNotice {...sentBack} />}
      {words && (
        <div className={classes.notice} data-tone={tone}>
          <Glyph size={16} stroke={1.5} aria-hidden />
          <span>
            {words}
            {version.state === 'review' && version.submitted && (
              <>
                {' '}
                <time dateTime={version.submitted.at} title={formats.full(version.submitted.at)}>
                  {t('templates.edit.submittedBy', {
                    by: version.submitted.by,
                    at: formats.dateTime(version.submitted.at),
                  })}
                </time>
              </>
            )}
          </span>
        </div>
      )}
      {(version.state === 'draft' || version.state === 'review') && template.scope !== 'mine' && (
        <ApproversLine version={version} />
      )}
      {isUnchanged && (
        <div className={classes.notice} data-tone="soon">
          <IconArrowBackUp size={16} stroke={1.5} aria-hidden />
          <span>
            {t('templates.edit.unchangedSinceReturn', { by: lastReturn.by, at: formats.dateTime(lastReturn.at) })}
          </span>
        </div>
      )}
      {before && <ChangesSince from={before} to={version} isOpenAtFirst={approves} />}
    </>
  );
}

/** The version that this one would replace: the one in use or, where none is, the last one that was. */
const versionBefore = (version: TemplateVersion, versions: readonly TemplateVersion[]) =>
  versions
    .filter(({ language, number }) => language === version.language && number < version.number)
    .toSorted((a, b) => Number(b.state === 'approved') - Number(a.state === 'approved') || b.number - a.number)[0];

interface ChangesSinceProps {
  from: TemplateVersion;
  to: TemplateVersion;
  isOpenAtFirst: boolean;
}

/** What is new in a version that is reviewed: the first thing that whoever approves it wants to read. */
function ChangesSince({ from, to, isOpenAtFirst }: ChangesSinceProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <div className={classes.changes}>
      <Button
        size="compact-sm"
        variant="default"
        maw="100%"
        aria-expanded={isOpen}
        leftSection={<IconFileDiff size={16} stroke={1.5} aria-hidden />}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'templates.edit.hideChanges' : 'templates.edit.showChanges', { number: from.number })}
      </Button>
      {isOpen && <VersionComparison from={from} to={to} />}
    </div>
  );
}

/** Who sent a draft back, when and why. */
function SentBackNotice({ by, at, remark }: TemplateReturn) {
  const { t } = useTexts();
  const formats = useFormats();
  return (
    <div className={classes.notice} data-tone="soon">
      <IconArrowBackUp size={16} stroke={1.5} aria-hidden />
      <div className={classes.sentBack}>
        <p>
          <time dateTime={at} title={formats.full(at)}>
            {t('templates.edit.sentBackBy', { by, at: formats.dateTime(at) })}
          </time>
        </p>
        {remark && (
          <p className={classes.reason}>
            <bdi>{remark}</bdi>
          </p>
        )}
        <p>{t('templates.edit.sentBackWhat')}</p>
      </div>
    </div>
  );
}
