import type { MessageEntry } from '@guichet/contracts';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { splitAtBold } from './split-at-bold.js';
import { TextWithLinks } from './text-with-links.js';
import classes from './plain-text-body.module.css';

function NoText({ hasFiles, isEncrypted }: { hasFiles: boolean; isEncrypted: boolean }) {
  const { t } = useTexts();
  const why = hasFiles ? 'case.message.onlyFiles' : 'case.message.noText';
  return <p className={classes.none}>{t(isEncrypted ? 'case.flagReason.encrypted' : why)}</p>;
}

const withBold = (text: string): ReactNode =>
  splitAtBold(text).map((piece, index) => (index % 2 ? <strong key={index}>{piece}</strong> : piece));

/** The plain text of a message; quoted history and signature are behind a button. */
export function PlainTextBody({
  entry,
}: {
  entry: Pick<MessageEntry, 'text' | 'segments'> & {
    attachments: readonly unknown[];
    flags?: MessageEntry['flags'];
    channel?: MessageEntry['channel'];
  };
}) {
  const [open, setOpen] = useState(false);
  if (entry.text.trim() === '')
    return <NoText hasFiles={entry.attachments.length > 0} isEncrypted={entry.flags?.includes('encrypted') ?? false} />;

  const segments = entry.segments.length ? entry.segments : [{ kind: 'visible' as const, text: entry.text }];
  const foldable = segments.some((segment) => segment.kind !== 'visible' && segment.text.trim() !== '');
  const allFolded = segments.every((segment) => segment.kind !== 'visible' || segment.text.trim() === '');
  const shown = open || allFolded ? segments : segments.filter((segment) => segment.kind === 'visible');

  const marked = entry.channel === 'whatsapp' ? { shown: withBold } : {};
  const [only] = shown;
  // Most messages are one piece, which needs no element in another.
  if (only?.kind === 'visible' && shown.length === 1 && !foldable)
    return (
      <div className={classes.text} dir="auto">
        <TextWithLinks text={only.text.trimEnd()} {...marked} />
      </div>
    );
  return (
    <>
      <div className={classes.text} dir="auto">
        {shown.map((segment, index) => (
          <div key={index} className={classes[segment.kind]} dir="auto">
            <TextWithLinks text={index === shown.length - 1 ? segment.text.trimEnd() : segment.text} {...marked} />
          </div>
        ))}
      </div>
      {foldable && !allFolded && <Fold open={open} onToggle={() => setOpen(!open)} />}
    </>
  );
}

export function Fold({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTexts();
  return (
    <button
      type="button"
      className={classes.fold}
      aria-expanded={open}
      aria-label={t(open ? 'case.message.hideQuoted' : 'case.message.showQuoted')}
      title={t(open ? 'case.message.hideQuoted' : 'case.message.showQuoted')}
      onClick={onToggle}
    >
      •••
    </button>
  );
}
