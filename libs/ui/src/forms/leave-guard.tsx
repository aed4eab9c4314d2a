import { Button, Group, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useKitTexts } from '../kit-texts.js';
import { Dialog } from './dialog.js';

/** Asks before a page with unsaved changes is left, by a link, the way back or the window itself. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const texts = useKitTexts();
  const blocked = useBlocker({
    // A search within the page is not a way out of it.
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  if (blocked.status !== 'blocked') return null;
  return (
    <Dialog opened onClose={blocked.reset} title={texts.leave.title}>
      <Text size="sm" mb="md">
        {texts.leave.text}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={blocked.proceed}>
          {texts.leave.leave}
        </Button>
        <Button data-autofocus onClick={blocked.reset}>
          {texts.leave.stay}
        </Button>
      </Group>
    </Dialog>
  );
}
