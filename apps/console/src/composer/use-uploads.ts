import type { Attachment, Capabilities } from '@guichet/contracts';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../api/upload.js';
import { useProblemText } from '../i18n/problem-text.js';
import { useTimes } from '../i18n/time.js';
import { toastFailure } from '../shell/toast.js';

export interface Uploading {
  key: string;
  name: string;
  size: number;
  /** 0 to 1. */
  share: number;
  abort: () => void;
}

type Limits = Capabilities['attachments'];

/** Files on their way to the server. What a channel would refuse is refused here, before a byte leaves. */
export function useUploads(
  limits: Limits | undefined,
  present: readonly Attachment[],
  onDone: (file: Attachment) => void,
) {
  const { t } = useTranslation();
  const times = useTimes();
  const problemText = useProblemText();
  const [uploading, setUploading] = useState<readonly Uploading[]>([]);
  const done = useRef(onDone);
  done.current = onDone;

  const add = useCallback(
    (files: readonly File[]) => {
      let count = present.length + uploading.length;
      let bytes = [...present, ...uploading].reduce((sum, file) => sum + file.size, 0);
      for (const file of files) {
        if (limits && count + 1 > limits.maxCount) {
          toastFailure(t('files.refused', { name: file.name }), t('files.tooMany', { count: limits.maxCount }));
          continue;
        }
        if (limits && bytes + file.size > limits.maxTotalBytes) {
          toastFailure(
            t('files.refused', { name: file.name }),
            t('files.tooLarge', { size: times.size(limits.maxTotalBytes) }),
          );
          continue;
        }
        count += 1;
        bytes += file.size;
        const control = new AbortController();
        const key = crypto.randomUUID();
        const drop = () => setUploading((before) => before.filter((one) => one.key !== key));
        const abort = () => {
          control.abort();
          drop();
        };
        setUploading((before) => [...before, { key, name: file.name, size: file.size, share: 0, abort }]);
        const progress = (share: number) =>
          setUploading((before) => before.map((one) => (one.key === key ? { ...one, share } : one)));
        upload(file, progress, control.signal).then(
          (attachment) => {
            drop();
            done.current(attachment);
          },
          (error: unknown) => {
            drop();
            toastFailure(t('files.failed', { name: file.name }), problemText(error), {
              label: t('retry'),
              run: () => add([file]),
            });
          },
        );
      }
    },
    [limits, present, uploading, t, times, problemText],
  );

  return { uploading, add };
}
