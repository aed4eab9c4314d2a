import { Button, Group, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useKitTexts } from '../kit-texts.js';
import { Dialog } from './dialog.js';

/** Asks whether what was written is to be lost. */
export function LeaveQuestion({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  const texts = useKitTexts();
  return (
    <Dialog opened onClose={onStay} title={texts.leave.title}>
      <Text size="sm" mb="md">
        {texts.leave.text}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onLeave}>
          {texts.leave.leave}
        </Button>
        <Button data-autofocus onClick={onStay}>
          {texts.leave.stay}
        </Button>
      </Group>
    </Dialog>
  );
}

/** Asks before a page with unsaved changes is left, by a link, a key, the way back or the window itself. */
export function LeaveGuard({ dirty }: { dirty: boolean | (() => boolean) }) {
  const isDirty = () => (typeof dirty === 'function' ? dirty() : dirty);
  const blocked = useBlocker({
    // A search within the page is not a way out of it.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isDirty(),
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  return blocked.status === 'blocked' && <LeaveQuestion onLeave={blocked.proceed} onStay={blocked.reset} />;
}
