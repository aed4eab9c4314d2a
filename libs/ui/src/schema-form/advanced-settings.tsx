import { IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useKitTexts } from '../kit-texts.js';
import classes from './schema-form.module.css';

/** Settings that hardly anybody changes, folded up unless one of them is wrong. They are named after their group: a form has several. */
export function AdvancedSettings({
  title,
  isWrong,
  children,
}: {
  title: string;
  isWrong: boolean;
  children: ReactNode;
}) {
  const texts = useKitTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className={classes.advanced}
      open={isOpen || isWrong}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        <IconChevronRight size={16} stroke={1.5} aria-hidden />
        {texts.schema.advanced(title)}
      </summary>
      <div className={classes.groupBody}>{children}</div>
    </details>
  );
}
