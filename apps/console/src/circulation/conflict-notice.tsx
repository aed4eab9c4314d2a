import { Alert, Button, Group } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  onTheirs: () => void;
  onMine: () => void;
}

/** Somebody else saved meanwhile: nothing is lost before a choice is made. */
export function ConflictNotice({ onTheirs, onMine }: Props) {
  const { t } = useTranslation();
  return (
    <Alert
      color="yellow"
      variant="outline"
      role="alert"
      mb="md"
      icon={<IconUsers size={18} stroke={1.5} />}
      title={t('circulation.conflict.title')}
    >
      {t('circulation.conflict.what')}
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={onTheirs}>
          {t('circulation.conflict.theirs')}
        </Button>
        <Button size="xs" variant="default" onClick={onMine}>
          {t('circulation.conflict.mine')}
        </Button>
      </Group>
    </Alert>
  );
}
