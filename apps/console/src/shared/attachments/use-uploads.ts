import { attachmentLimits, type Attachment, type Capabilities } from '@guichet/contracts';
import { useCallback, useRef, useState } from 'react';
import { upload } from '../api/upload.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useFormats } from '../i18n/use-formats.js';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { useTexts } from '../i18n/use-texts.js';
import { exceededLimit, mayBeLinked } from './attachment-limits-and-links.js';
import { useLimitText } from './use-limit-text.js';

export interface Uploading {
  key: string;
  name: string;
  type: string;
  size: number;
  asLink: boolean;
  /** 0 to 1. */
  share: number;
  abort: () => void;
}

type Limits = Capabilities['attachments'];
type Sized = Pick<Attachment, 'type' | 'size' | 'asLink'>;

const sizeOf = ({ type, size }: File) => ({ type, size });

/** A limit of 25 · 1024 · 1024 bytes, as the round figure that its author meant: 25 megabytes, which it admits. */
const roundLimit = (bytes: number) => Math.floor(bytes / 1024 ** 2) * 1_000_000;

/** What is refused before a byte leaves, in words; undefined: nothing. */
function useRefusal() {
  const { t } = useTexts();
  const formats = useFormats();
  const limitText = useLimitText();
  return (files: readonly Sized[], limits: Limits | undefined) => {
    const { maxBytes, maxPerMessage } = attachmentLimits;
    if (files.at(-1)!.size > maxBytes) return t('files.tooLargeOne', { size: formats.size(roundLimit(maxBytes)) });
    if (files.length > maxPerMessage) return t('files.tooManyInAll', { count: maxPerMessage });
    const exceeded = exceededLimit(files, limits);
    return exceeded && limits ? limitText(exceeded, limits) : undefined;
  };
}

interface UploadOptions {
  limits: Limits | undefined;
  present: readonly Attachment[];
  onDone: (file: Attachment) => void;
  offersLinks: boolean;
}

/** Uploads files and reports their progress. Files that the channel would refuse are refused before the upload. */
export function useUploads(
  limits: Limits | undefined,
  present: readonly Attachment[],
  onDone: (file: Attachment) => void,
) {
  return useLinkableUploads({ limits, present, onDone, offersLinks: false });
}

/** The same; what is too much for the channel may be uploaded to leave as a link, where `offersLinks` says so. */
export function useLinkableUploads({ limits, present, onDone, offersLinks }: UploadOptions) {
  const { t } = useTexts();
  const refusal = useRefusal();
  const problemText = useProblemText();
  const [uploading, setUploading] = useState<readonly Uploading[]>([]);
  const done = useRef(onDone);
  done.current = onDone;

  const add = useCallback(
    (files: readonly File[], asLink = false) => {
      const taken: Sized[] = [...present, ...uploading];
      for (const file of files) {
        const refused = refusal([...taken, { ...sizeOf(file), asLink }], limits);
        if (refused) {
          const canBeLinked =
            offersLinks && !asLink && mayBeLinked(limits) && !refusal([{ ...sizeOf(file), asLink: true }], limits);
          const retry = { label: t('files.linkThis'), run: () => add([file], true) };
          toastFailure(t('files.refused', { name: file.name }), refused, canBeLinked ? { retry } : {});
          continue;
        }
        taken.push({ ...sizeOf(file), asLink });
        const control = new AbortController();
        const key = crypto.randomUUID();
        const drop = () => setUploading((before) => before.filter((one) => one.key !== key));
        const abort = () => {
          control.abort();
          drop();
        };
        setUploading((before) => [...before, { key, name: file.name, ...sizeOf(file), asLink, share: 0, abort }]);
        const progress = (share: number) =>
          setUploading((before) => before.map((one) => (one.key === key ? { ...one, share } : one)));
        upload(file, progress, control.signal).then(
          (attachment) => {
            drop();
            done.current(asLink ? { ...attachment, asLink } : attachment);
          },
          (error: unknown) => {
            drop();
            toastFailure(t('files.failed', { name: file.name }), problemText(error), {
              retry: { label: t('common.retry'), run: () => add([file], asLink) },
            });
          },
        );
      }
    },
    [limits, present, uploading, offersLinks, t, refusal, problemText],
  );

  return { uploading, add };
}
