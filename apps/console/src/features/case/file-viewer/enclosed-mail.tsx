import type { EnclosedMessage } from '@guichet/contracts';
import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { enclosedMessageQuery } from '../../../shared/api/queries.js';
import { viewedEnclosedFile, viewedKind, type ViewedFile } from '../../../shared/attachments/viewed-file.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { FileTile } from '../message/file-tile.js';
import { HtmlBody } from '../message/html-body.js';
import { InvitationCard } from '../message/invitation-card.js';
import { PlainTextBody } from '../message/plain-text-body.js';
import { CryptographicSignatureMark } from '../message/cryptographic-signature-mark.js';
import classes from './enclosed-mail.module.css';

type People = EnclosedMessage['to'];
const line = (people: People) => people.map(({ name, value }) => (name ? `${name} <${value}>` : value)).join(', ');

function Head({ message }: { message: EnclosedMessage }) {
  const { t } = useTexts();
  const formats = useFormats();
  const facts = [
    [t('case.message.from'), message.from ? line([message.from]) : t('case.message.nobody')],
    [t('case.message.to'), line(message.to)],
    [t('case.message.cc'), line(message.cc)],
    [t('case.viewer.date'), message.sentAt ? formats.full(message.sentAt) : ''],
    [t('case.message.subject'), message.subject],
  ].filter(([, value]) => value !== '');
  return (
    <dl className={classes.head}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Props {
  file: ViewedFile;
  /** Shows files of this mail, beginning with one of them by its place. */
  onOpen: (files: readonly ViewedFile[], at: number) => void;
}

/** A mail that is a file: its head, its text and its files, which open as those of any message. */
export function EnclosedMail({ file, onOpen }: Props) {
  const { t } = useTexts();
  const { data: message, error } = useQuery(enclosedMessageQuery(file.place));
  if (error) return <p className={classes.notShown}>{t('case.viewer.broken')}</p>;
  if (!message) return <Loader size="sm" aria-label={file.name} />;

  const files = message.attachments.filter(({ inline }) => !inline).map((one) => viewedEnclosedFile(file.place, one));
  const viewed = files.filter((one) => viewedKind(one) !== undefined);
  const entry = { ...message, id: file.key, caseId: '', remoteImages: 0 };
  return (
    <article className={classes.mail} aria-label={file.name}>
      <Head message={message} />
      {message.signature && <CryptographicSignatureMark signature={message.signature} />}
      {message.invitation && <InvitationCard invitation={message.invitation} />}
      {message.html ? <HtmlBody entry={entry} title={file.name} /> : <PlainTextBody entry={entry} />}
      {files.length > 0 && (
        <ul className={classes.files} aria-label={t('files.label', { count: files.length })}>
          {files.map((one) => (
            <li key={one.key}>
              <FileTile file={one} onOpen={() => onOpen(viewed, viewed.indexOf(one))} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
