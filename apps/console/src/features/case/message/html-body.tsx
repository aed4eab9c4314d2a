import type { MessageEntry } from '@guichet/contracts';
import { Button, useComputedColorScheme } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { addressOf } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './html-body.module.css';
import { messageFrameDocument } from '../../../shared/messages/message-frame-document.js';
import { Fold } from './plain-text-body.js';
import { useFrameHeight } from './use-frame-height.js';

/**
 * The HTML of a mail in a sandboxed frame: no scripts, no forms, and no remote images but those that the agent asked
 * for.
 */
export function HtmlBody({
  entry,
  title,
}: {
  entry: Pick<MessageEntry, 'id' | 'caseId' | 'html' | 'remoteImages'>;
  title: string;
}) {
  const { t } = useTexts();
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLIFrameElement>(null);
  const { height, follow } = useFrameHeight(entry.id);
  const [target, setTarget] = useState<{ host: string; left: number; top: number }>();
  const [images, setImages] = useState(false);
  const [quoted, setQuoted] = useState(false);
  const source = useMemo(() => messageFrameDocument(entry.html ?? '', scheme), [entry.html, scheme]);
  const hasQuote = useMemo(() => /<[^>]+\sdata-(?:quoted|signature|letterhead)/.test(entry.html ?? ''), [entry.html]);

  const showImages = useCallback(() => {
    for (const image of frame.current?.contentDocument?.querySelectorAll<HTMLImageElement>('img[data-remote]') ?? [])
      image.src = addressOf('getRemoteImage', {
        params: { id: entry.caseId, entryId: entry.id, n: image.dataset['remote'] },
      });
  }, [entry.caseId, entry.id]);

  const onLoad = useCallback(() => {
    const page = frame.current?.contentDocument;
    if (!page?.body) return;
    follow(page);
    const showLinkTarget = (event: Event) => {
      const link = event.target instanceof page.defaultView!.Element ? event.target.closest('a[href]') : null;
      const host = link ? hostOf(link as HTMLAnchorElement) : undefined;
      const { left, bottom } = link?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
      setTarget(
        host ? { host, left: Math.max(0, left), top: (frame.current?.offsetTop ?? 0) + bottom + 2 } : undefined,
      );
    };
    for (const type of ['mouseover', 'focusin']) page.addEventListener(type, showLinkTarget);
    for (const type of ['mouseleave', 'focusout']) page.addEventListener(type, () => setTarget(undefined));
    if (images) showImages();
    page.body.toggleAttribute('data-open', quoted);
  }, [follow]);

  useEffect(() => {
    frame.current?.contentDocument?.body?.toggleAttribute('data-open', quoted);
  }, [quoted]);

  return (
    <div className={classes.place}>
      {entry.remoteImages > 0 && !images && (
        <Button
          className={classes.images}
          size="compact-sm"
          variant="default"
          leftSection={<IconPhoto size={15} stroke={1.5} />}
          onClick={() => {
            setImages(true);
            showImages();
          }}
        >
          {t('case.message.showImages', { count: entry.remoteImages })}
        </Button>
      )}
      <iframe
        ref={frame}
        className={classes.frame}
        title={title}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={source}
        style={{ height }}
        onLoad={onLoad}
      />
      {target && (
        <span className={classes.host} role="status" style={{ left: target.left, top: target.top }}>
          {target.host}
        </span>
      )}
      {hasQuote && <Fold open={quoted} onToggle={() => setQuoted(!quoted)} />}
    </div>
  );
}

/** Where a link really goes; an international name is shown in its ASCII form, which cannot be mistaken for another. */
function hostOf(link: HTMLAnchorElement) {
  if (link.protocol === 'mailto:' || link.protocol === 'tel:') return link.href;
  return link.host || undefined;
}
