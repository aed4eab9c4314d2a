import type { LetterToPrint } from '@guichet/contracts';
import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { IconDownload, IconPaperclip } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../shared/api/client.js';
import { ShortTime } from '../../shared/i18n/short-time.js';
import classes from './letters-page.module.css';

interface Props {
  letter: LetterToPrint;
  selected: boolean;
  onSelect: () => void;
  onPrint: () => void;
}

/** A letter to print: its envelope, its case, its pages, and what is enclosed. */
export function LetterRow({ letter, selected, onSelect, onPrint }: Props) {
  const { t } = useTranslation();
  const [name = '', ...lines] = letter.recipient;
  return (
    <li className={classes.letter} data-selected={selected || undefined}>
      <Checkbox aria-label={t('letters.select', { name })} checked={selected} onChange={onSelect} />
      <address className={classes.address}>
        <strong>{name}</strong>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </address>
      <div className={classes.about}>
        <Link to="/cases/$caseId" params={{ caseId: letter.caseId }} className={classes.subject}>
          {letter.subject}
        </Link>
        <span className={classes.quiet}>
          {letter.reference} · {letter.team} · {t('letters.pages', { count: letter.pages })}
        </span>
        <span className={classes.quiet}>
          {letter.by && `${t('letters.by', { name: letter.by })} · `}
          <ShortTime at={letter.at} />
        </span>
        {letter.enclosures.length > 0 && (
          <span className={classes.enclosures}>
            <IconPaperclip size={14} stroke={1.5} aria-hidden />
            {t('letters.enclosure')}
            {letter.enclosures.map((file) => (
              <a key={file.id} href={addressOf('getAttachment', { params: { id: file.id } })} download={file.name}>
                {file.name}
              </a>
            ))}
          </span>
        )}
      </div>
      <Tooltip label={t('letters.print', { count: 1 })}>
        <ActionIcon size={32} aria-label={t('letters.printOne', { name })} onClick={onPrint}>
          <IconDownload size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
