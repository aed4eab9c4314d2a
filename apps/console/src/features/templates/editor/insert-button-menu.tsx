import { Combobox } from '@guichet/ui';
import { Button, Popover } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useCurrentTemplate } from '../template-screen/template-screen-context.js';
import { useInsertions, type Insertion } from './chips/use-insertions.js';

/** A menu that inserts a variable, which has another value in each case, or a passage that depends on one. */
export function InsertButtonMenu({
  of,
  mayInclude,
  onChoose,
}: {
  of: string;
  mayInclude: boolean;
  onChoose: (chosen: Insertion) => void;
}) {
  const { t } = useTexts();
  const { language } = useCurrentTemplate();
  const insertions = useInsertions(language, mayInclude);
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          mih={24}
          variant="subtle"
          color="gray"
          leftSection={<IconBraces size={14} stroke={1.5} />}
          aria-label={t('common.labelled', { label: t('templates.edit.insert'), value: of })}
          onClick={() => setOpen(!open)}
        >
          {t('templates.edit.variable')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4} w={380} maw="calc(100vw - 24px)" aria-label={t('templates.edit.insert')}>
        <Combobox
          label={t('templates.edit.findVariable')}
          choices={insertions}
          chosen={[]}
          onChoose={(value) => {
            const chosen = insertions.find((one) => one.value === value);
            setOpen(false);
            // Once the menu has given the focus back.
            if (chosen) setTimeout(() => onChoose(chosen), 30);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
