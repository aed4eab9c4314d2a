import type { TextFact } from '@guichet/contracts';
import { useComputedColorScheme } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { messageFrameDocument } from '../../../shared/messages/message-frame-document.js';
import { markedHtml, type Example } from './mark-example-values.js';
import classes from './template-previews.module.css';

interface Props {
  html: string;
  facts: readonly TextFact[];
  examples: readonly Example[];
  title: string;
}

const tints = { light: '#e9effd', dark: '#222c47' };

/** An HTML preview in a sandboxed frame that can neither run nor load anything. */
export function PreviewFrame({ html, facts, examples, title }: Props) {
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(120);
  const source = useMemo(() => {
    // `colour` in words would make the page paper: the tint is the theme's own.
    const style = `all:unset;background:${tints[scheme]};border-radius:3px;padding:0 1px`;
    const shown = messageFrameDocument('<!--text-->', scheme);
    return shown.replace('<!--text-->', () => markedHtml(html, { examples, facts, style }));
  }, [html, facts, examples, scheme]);
  const measure = () => {
    const body = frame.current?.contentDocument?.body;
    if (body) setHeight(Math.ceil(body.getBoundingClientRect().height));
  };
  return (
    <iframe
      ref={frame}
      className={classes.frame}
      title={title}
      sandbox="allow-same-origin"
      referrerPolicy="no-referrer"
      tabIndex={-1}
      srcDoc={source}
      style={{ height }}
      onLoad={measure}
    />
  );
}
