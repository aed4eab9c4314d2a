import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

interface Link {
  label: string;
  run: () => void;
}

interface Toast {
  message: string;
  undoLabel?: string;
  undo?: () => void | Promise<void>;
  /** The way to what the message names. */
  link?: Link;
}

let lastUndo: (() => void) | undefined;
/** Undoes the last action that can be undone; false when there is none. */
export function undoLast() {
  lastUndo?.();
  return lastUndo !== undefined;
}

const closeLabel = () => ({ 'aria-label': i18next.t('common.close') });

/** The link of a toast, which ends it. */
function ToastLink({ id, link }: { id: string; link: Link }) {
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

export function toast({ message, undo, undoLabel, link }: Toast) {
  const id = crypto.randomUUID();
  const run = () => {
    lastUndo = undefined;
    notifications.hide(id);
    void undo?.();
  };
  if (undo) lastUndo = run;
  notifications.show({
    id,
    withBorder: true,
    autoClose: undo || link ? 10_000 : 4000,
    closeButtonProps: closeLabel(),
    onClose: () => {
      if (lastUndo === run) lastUndo = undefined;
    },
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" c="var(--g-text)">
          {message}
        </Text>
        {undo && (
          <Button size="compact-sm" variant="light" onClick={run} style={{ flex: 'none' }}>
            {undoLabel}
          </Button>
        )}
        {link && <ToastLink id={id} link={link} />}
      </Group>
    ),
  });
}

/** Shows an urgent notification with a link. Its caller announces it; the toast itself stays silent. */
export function toastUrgent(title: string, detail: string, act: Link) {
  const id = crypto.randomUUID();
  notifications.show({
    id,
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
        <ToastLink id={id} link={act} />
      </Group>
    ),
  });
}

export function toastFailure(title: string, reason: string, retry?: { label: string; run: () => void }) {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    color: 'red',
    title,
    withBorder: true,
    autoClose: retry ? false : 12_000,
    closeButtonProps: closeLabel(),
    role: 'alert',
    message: (
      <>
        <Text size="sm" c="var(--g-text-2)" style={{ whiteSpace: 'pre-line' }} lineClamp={8}>
          {reason}
        </Text>
        {retry && (
          <Button
            size="compact-sm"
            variant="light"
            mt={8}
            onClick={() => {
              notifications.hide(id);
              retry.run();
            }}
          >
            {retry.label}
          </Button>
        )}
      </>
    ),
  });
}
