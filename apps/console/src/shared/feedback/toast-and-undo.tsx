import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useState, type ReactNode } from 'react';
import { afterPaint } from '../layout/after-paint.js';
import { focusWhenLost } from '../layout/focus-when-lost.js';
import { isStillShown, makeRoom, removeToast } from './shown-toasts.js';
import { pushUndo } from './undo-stack.js';
import { forgetUndo, keepUndoOfMany, keptUndos } from './undoables.js';

export interface ToastLink {
  /** What it will do; a part of its own, where that changes while it is shown. */
  label: ReactNode;
  run: () => void;
}

export interface Toast {
  /** Of an action that is undone elsewhere, too: its undo is found by it. */
  id?: string;
  message: string;
  /** The name in the message of whose case it is about: it stays on a line of its own rather than being broken, and is cut where it is too long. */
  name?: string | undefined;
  undoLabel?: string;
  undo?: () => void | Promise<void>;
  /** The cases, where it says what was done with many: it stays for longer, and its undo is found again once it has gone. */
  ofMany?: readonly string[] | undefined;
  /** The way to what the message names. */
  link?: ToastLink;
  /** What was changed, such as `status of a case`: a later change of all of it ends this toast, as its undo would be wrong. */
  about?: readonly string[];
  /** For how long it is shown, where that is not as usual. Milliseconds. */
  shownFor?: number | false | undefined;
  /** When it was done, where that was a while ago. Milliseconds. */
  doneAt?: number | undefined;
}

const closeLabel = () => ({ 'aria-label': i18next.t('common.close') });

/** CSS selector of a toast. */
export const TOAST = '[role=alert]';

/** The focus of whoever has pressed a button of a toast, which goes with it, goes to the page that is in sight. */
const focusPageAfterToast = () => focusWhenLost(() => document.getElementById('main'), TOAST);

/** The text of a toast, in which no reference of a case breaks at its hyphens. */
const withWholeReferences = (text: string): ReactNode =>
  text.split(/(\b[A-Z]{2,6}-\d{4}-\d{3,9}\b)/).map((part, n) =>
    n % 2 === 0 ? (
      part
    ) : (
      <span key={n} style={{ whiteSpace: 'nowrap' }}>
        {part}
      </span>
    ),
  );

/** The text of a toast, and the name in it in one piece. */
function Said({ message, name }: Pick<Toast, 'message' | 'name'>) {
  const at = name ? message.lastIndexOf(name) : -1;
  if (!name || at === -1) return withWholeReferences(message);
  return (
    <>
      {/* What stands between both begins no line. */}
      {withWholeReferences(message.slice(0, at).replace(/ · $/, '\u00a0· '))}
      <bdi style={{ display: 'inline-block', maxWidth: '100%', verticalAlign: 'bottom' }}>
        <Text span inherit truncate style={{ display: 'block' }}>
          {name}
        </Text>
      </bdi>
      {withWholeReferences(message.slice(at + name.length))}
    </>
  );
}

/** The link of a toast, which ends it. */
function ToastAnchor({ id, link }: { id: string; link: ToastLink }) {
  const follow = () => {
    notifications.hide(id);
    link.run();
  };
  return (
    <Button size="compact-sm" variant="light" style={{ flex: 'none' }} onClick={follow}>
      {link.label}
    </Button>
  );
}

type Content = Parameters<typeof notifications.show>[0];

/**
 * Shows a toast once the frame is painted in which what it speaks of is drawn, and makes it no sooner. What makes room for it goes then, too:
 * the end of the list moves with the toasts.
 */
function show(id: string, makesRoom: () => void, content: () => Content): void {
  afterPaint(() => {
    makesRoom();
    // It may be over before it could be seen.
    if (isStillShown(id)) notifications.show({ id, ...content() });
  });
}

/** Says what was done. At most two toasts are shown: the newest ones. */
export function toast({
  id = crypto.randomUUID(),
  message,
  name,
  undo,
  undoLabel,
  link,
  about = [],
  ofMany,
  ...more
}: Toast) {
  const makesRoom = makeRoom({
    id,
    message,
    about,
    isFailure: false,
    isUndoable: undo !== undefined,
    isOfMany: ofMany !== undefined,
  });
  const run = () => {
    // It is undone once, by its key, by its button or from where it is found again.
    const isKept = keptUndos().some((one) => one.id === id);
    if (!removeToast(id) && !isKept) return;
    forgetUndo(id);
    notifications.hide(id);
    void undo?.();
  };
  if (undo) pushUndo({ id, run, at: more.doneAt ?? Date.now() });
  if (undo && ofMany) keepUndoOfMany({ id, message, caseIds: ofMany, run });
  show(id, makesRoom, () => ({
    withBorder: true,
    autoClose: more.shownFor ?? (undo && ofMany ? 30_000 : undo || link ? 10_000 : 4000),
    closeButtonProps: closeLabel(),
    onClose: () => void removeToast(id),
    message: (
      <Group justify="flex-end" gap="xs">
        <Text size="sm" c="var(--g-text)" style={{ flex: '1 1 160px', minWidth: 0, overflowWrap: 'anywhere' }}>
          <Said message={message} name={name} />
        </Text>
        {undo && (
          <Button
            size="compact-sm"
            variant="light"
            style={{ flex: 'none' }}
            onClick={() => {
              run();
              focusPageAfterToast();
            }}
          >
            {undoLabel}
          </Button>
        )}
        {link && <ToastAnchor id={id} link={link} />}
      </Group>
    ),
  }));
}

/** Says what is being done, until the returned function is called. */
export function toastBusy(message: string): () => void {
  const id = crypto.randomUUID();
  makeRoom({ id, message, about: [], isFailure: false })();
  notifications.show({
    id,
    withBorder: true,
    autoClose: false,
    loading: true,
    closeButtonProps: closeLabel(),
    onClose: () => void removeToast(id),
    role: 'status',
    message,
  });
  return () => {
    removeToast(id);
    notifications.hide(id);
  };
}

interface Urgent {
  title: string;
  detail: string;
  act: ToastLink;
}

let urgent: { id: string; count: number } | undefined;

/**
 * Shows urgent notifications with a link: `say` words their number, together with those that are still shown. Its caller
 * announces them; the toast itself stays silent.
 */
export function toastUrgent(count: number, say: (count: number) => Urgent) {
  const before = urgent;
  if (before) notifications.hide(before.id);
  const id = crypto.randomUUID();
  const all = { id, count: count + (before?.count ?? 0) };
  const { title, detail, act } = say(all.count);
  makeRoom({ id, message: title, about: [], isFailure: false })();
  urgent = all;
  notifications.show({
    id,
    onClose: () => {
      removeToast(id);
      if (urgent === all) urgent = undefined;
    },
    color: 'red',
    title,
    withBorder: true,
    autoClose: 20_000,
    closeButtonProps: closeLabel(),
    role: 'none',
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" c="var(--g-text-2)" truncate>
          <bdi>{detail}</bdi>
        </Text>
        <ToastAnchor id={id} link={act} />
      </Group>
    ),
  });
}

/** What can be done about a failure: each once, and the toast ends with the last. */
function FailureLinks({ id, links }: { id: string; links: readonly ToastLink[] }) {
  const [left, setLeft] = useState(links);
  const follow = (link: ToastLink) => {
    const others = left.filter((one) => one !== link);
    if (others.length === 0) notifications.hide(id);
    else setLeft(others);
    link.run();
  };
  return (
    <Group gap="xs" mt={8}>
      {left.map((link) => (
        <Button
          key={links.indexOf(link)}
          size="compact-sm"
          variant="light"
          // Words that are too long for one line are not cut.
          styles={{ root: { height: 'auto', minHeight: 26 }, label: { whiteSpace: 'normal', lineHeight: 1.3 } }}
          onClick={() => follow(link)}
        >
          {link.label}
        </Button>
      ))}
    </Group>
  );
}

/**
 * Says what could not be done. It stays where there is something to do about it: to try again, or to go where it can be put right, or both
 * where it is about several. `ways`: what can be done about it. `about`: as of a toast; once that is changed after all, this one goes.
 */
export function toastFailure(
  title: string,
  reason: string,
  { retry, ways = [], about = [] }: { retry?: ToastLink; ways?: readonly ToastLink[]; about?: readonly string[] } = {},
) {
  const id = crypto.randomUUID();
  const links = [...(retry ? [retry] : []), ...ways];
  makeRoom({ id, message: `${title}\n${reason}`, about, isFailure: true })();
  notifications.show({
    id,
    onClose: () => void removeToast(id),
    color: 'red',
    title: withWholeReferences(title),
    withBorder: true,
    autoClose: links.length > 0 ? false : 12_000,
    closeButtonProps: closeLabel(),
    role: 'alert',
    message: (
      <>
        <Text size="sm" c="var(--g-text-2)" style={{ whiteSpace: 'pre-line' }} lineClamp={8}>
          {withWholeReferences(reason)}
        </Text>
        {links.length > 0 && <FailureLinks id={id} links={links} />}
      </>
    ),
  });
}
