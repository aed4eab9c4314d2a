import { Button } from '@mantine/core';
import { IconArrowRight, IconArrowsExchange } from '@tabler/icons-react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import type { DistinguishedPerson } from './distinguishing-text.js';
import { FoundPerson } from './found-person.js';
import classes from './persons-to-merge.module.css';

interface Props {
  from: DistinguishedPerson;
  into: DistinguishedPerson;
  onSwap: () => void;
}

/** Who becomes part of whom, and a button for the other way round. */
export function PersonsToMerge({ from, into, onSwap }: Props) {
  const { t } = useTexts();
  return (
    <div>
      <div className={classes.persons}>
        <FoundPerson person={from} size={28} />
        <IconArrowRight size={18} stroke={1.5} aria-label={t('people.becomes')} role="img" />
        <FoundPerson person={into} size={28} />
      </div>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        className={classes.swap}
        leftSection={<IconArrowsExchange size={15} stroke={1.5} aria-hidden />}
        onClick={onSwap}
      >
        {t('people.swap')}
      </Button>
    </div>
  );
}
