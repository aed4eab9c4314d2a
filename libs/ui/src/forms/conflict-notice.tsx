import { Alert, Button, Group } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useKitTexts } from '../kit-texts.js';

interface Props {
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Says that somebody else has saved meanwhile, and asks which version to keep. Nothing is lost before the choice. */
export function ConflictNotice({ onTakeTheirs, onKeepMine }: Props) {
  const texts = useKitTexts().conflict;
  return (
    <Alert
      color="yellow"
      variant="outline"
      role="alert"
      mb="md"
      icon={<IconUsers size={18} stroke={1.5} />}
      title={texts.title}
    >
      {texts.text}
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={onTakeTheirs}>
          {texts.takeTheirs}
        </Button>
        <Button size="xs" variant="default" onClick={onKeepMine}>
          {texts.keepMine}
        </Button>
      </Group>
    </Alert>
  );
}
