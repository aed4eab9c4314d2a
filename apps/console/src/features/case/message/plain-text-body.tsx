import type { MessageEntry } from '@guichet/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextWithLinks } from './text-with-links.js';
import classes from './plain-text-body.module.css';

/** The plain text of a message; quoted history and signature are behind a button. */
export function PlainTextBody({
  entry,
}: {
  entry: Pick<MessageEntry, 'text' | 'segments'> & {
    attachments: readonly unknown[];
    flags?: MessageEntry['flags'];
  };
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (entry.text.trim() === '') {
    const why = entry.attachments.length ? 'case.message.onlyFiles' : 'case.message.noText';
    const isEncrypted = entry.flags?.includes('encrypted');
    return <p className={classes.none}>{t(isEncrypted ? 'case.flagReason.encrypted' : why)}</p>;
  }

  const segments = entry.segments.length ? entry.segments : [{ kind: 'visible' as const, text: entry.text }];
  const foldable = segments.some((segment) => segment.kind !== 'visible' && segment.text.trim() !== '');
  const allFolded = segments.every((segment) => segment.kind !== 'visible' || segment.text.trim() === '');
  const shown = open || allFolded ? segments : segments.filter((segment) => segment.kind === 'visible');

  return (
    <>
      <div className={classes.text} dir="auto">
        {shown.map((segment, index) => (
          <div key={index} className={classes[segment.kind]} dir="auto">
            <TextWithLinks text={index === shown.length - 1 ? segment.text.trimEnd() : segment.text} />
          </div>
        ))}
      </div>
      {foldable && !allFolded && <Fold open={open} onToggle={() => setOpen(!open)} />}
    </>
  );
}

export function Fold({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
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
