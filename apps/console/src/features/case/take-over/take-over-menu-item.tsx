import type { CaseDetail, Named } from '@guichet/contracts';
import { Menu } from '@mantine/core';
import { IconUserUp } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';

/** Takes a case over from the colleague who writes in it. */
export function TakeOverMenuItem({ item, writer }: { item: CaseDetail; writer: Named }) {
  const { t } = useTexts();
  return (
    <Menu.Item
      leftSection={<IconUserUp size={16} stroke={1.5} />}
      onClick={() => setOverlay({ kind: 'take-over', item, writer })}
    >
      {t('case.takeOver.from', { name: writer.name })}
    </Menu.Item>
  );
}
