import type { SearchCorrection } from '@guichet/contracts';
import { UnstyledButton } from '@mantine/core';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './search-corrections.module.css';

interface Props {
  corrections: readonly SearchCorrection[];
  /** Looks for another word instead of one that was typed. */
  onReplace: (typed: string, meant: string) => void;
}

/** Which words were taken for others, as nothing was found with them, and which may have been meant. */
export function SearchCorrections({ corrections, onReplace }: Props) {
  const { t } = useTexts();
  if (corrections.length === 0) return null;
  return (
    <ul className={classes.corrections}>
      {corrections.map(({ typed, meant, isUsed }) => (
        <li key={typed}>
          {isUsed ? (
            t('search.corrected', { typed, meant })
          ) : (
            <UnstyledButton className={classes.again} onClick={() => onReplace(typed, meant)}>
              {t('search.meant', { meant })}
            </UnstyledButton>
          )}
        </li>
      ))}
    </ul>
  );
}
