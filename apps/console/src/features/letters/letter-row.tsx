import type { LetterToPrint, Printed } from '@guichet/contracts';
import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { IconDownload, IconPaperclip, IconPrinter } from '@tabler/icons-react';
import { addressOf } from '../../shared/api/client.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { WorkRow } from '../../shared/layout/work-list-page.js';
import { LetterCase } from './letter-case.js';
import classes from './letters-page.module.css';

interface Props {
  letter: LetterToPrint;
  selected: boolean;
  /** Letters are being printed, of which this may be one. */
  printing: boolean;
  onSelect: () => void;
  onPrint: () => void;
}

/** A letter to print: its envelope, its case, who printed it already, and what is enclosed. */
export function LetterRow({ letter, selected, printing, onSelect, onPrint }: Props) {
  const { t } = useTexts();
  const { printed, recipient, enclosures } = letter;
  const [name = ''] = recipient;
  return (
    <WorkRow className={classes.letter} selected={selected}>
      <Checkbox aria-label={t('letters.select', { name })} checked={selected} onChange={onSelect} />
      <Envelope lines={recipient} />
      <LetterCase letter={letter}>
        {printed && <PrintedBy printed={printed} />}
        {enclosures.length > 0 && <Enclosures files={enclosures} />}
      </LetterCase>
      <Tooltip label={printed ? t('letters.printAgain') : t('letters.print', { count: 1 })}>
        <ActionIcon
          size={32}
          aria-label={t(printed ? 'letters.printAgainOne' : 'letters.printOne', { name })}
          disabled={printing}
          onClick={onPrint}
        >
          <IconDownload size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </WorkRow>
  );
}

/** Who printed a letter, and when. */
export function PrintedBy({ printed: { by, at } }: { printed: Printed }) {
  const { t } = useTexts();
  const formats = useFormats();
  return (
    <span className={classes.printed}>
      <IconPrinter size={14} stroke={1.5} aria-hidden />
      {t('letters.printedBy', { name: by, at: formats.dateTime(at) })}
    </span>
  );
}

/** The lines of an envelope, the recipient first. */
export function Envelope({ lines: [name = '', ...lines] }: { lines: readonly string[] }) {
  return (
    <address className={classes.address}>
      <strong>{name}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  );
}

function Enclosures({ files }: { files: LetterToPrint['enclosures'] }) {
  const { t } = useTexts();
  return (
    <span className={classes.enclosures}>
      <IconPaperclip size={14} stroke={1.5} aria-hidden />
      {t('letters.enclosure')}
      {files.map((file) => (
        <a key={file.id} href={addressOf('getAttachment', { params: { id: file.id } })} download={file.name}>
          {file.name}
        </a>
      ))}
    </span>
  );
}
