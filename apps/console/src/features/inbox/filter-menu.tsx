import { Combobox } from '@guichet/ui';
import { Button, Popover } from '@mantine/core';
import { IconFilter2 } from '@tabler/icons-react';
import { useState, type CSSProperties } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { changeOfFilter } from './change-of-filter.js';
import { OwnDaysForm } from './own-days-form.js';
import { OWN_DAYS, useFilterFacets, type Facet, type FilterProps } from './use-filter-facets.js';

/** All filters are seen at once, where there is the room. */
const ALL_AT_ONCE = { '--choices-height': 'min(400px, 55dvh)' } as CSSProperties;

/** A menu that chooses first a filter and then its value. */
export function FilterMenu({ search, change }: FilterProps) {
  const { t } = useTexts();
  const facets = useFilterFacets();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Facet>();
  const facet = facets.find((one) => one.facet === chosen);
  const [isOwnDays, setOwnDays] = useState(false);
  const toggle = (next: boolean) => {
    setOpen(next);
    setChosen(undefined);
    setOwnDays(false);
  };
  const choose = (one: Facet, value: string | undefined) => {
    change(changeOfFilter(search, one, value));
    toggle(false);
  };
  const keys = useShortcutKeys();
  useShortcut('filter', () => toggle(true));
  return (
    <Popover opened={open} onChange={toggle} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          title={t('inbox.filterKey', { key: keys.keycap('filter') })}
          aria-keyshortcuts={keys.aria('filter')}
          leftSection={<IconFilter2 size={15} stroke={1.5} aria-hidden />}
          onClick={() => toggle(!open)}
        >
          {t('inbox.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4} w={250} style={ALL_AT_ONCE} aria-label={t('inbox.filterBy')}>
        {isOwnDays ? (
          <OwnDaysForm opened={search.opened} onChoose={(value) => choose('opened', value)} />
        ) : facet ? (
          <Combobox
            key={facet.facet}
            label={t(`common.facet.${facet.facet}`)}
            choices={facet.options}
            chosen={search[facet.facet]?.split(',') ?? []}
            onChoose={(value) =>
              value === OWN_DAYS
                ? setOwnDays(true)
                : choose(facet.facet, search[facet.facet] === value ? undefined : value)
            }
          />
        ) : (
          <Combobox
            label={t('inbox.filterBy')}
            choices={facets
              .filter(({ options }) => options.length > 0)
              .map((one) => ({ value: one.facet, label: t(`common.facet.${one.facet}`) }))}
            chosen={facets.map((one) => one.facet).filter((one) => search[one])}
            onChoose={(value) => setChosen(value as Facet)}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
