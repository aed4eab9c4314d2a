import { Popover } from '@mantine/core';
import { Fragment, useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import classes from './suggestion-menu.module.css';

const LIST_HEIGHT = 280;

/** As high as there is room for, above the field or below it, and no higher than is read at a glance. */
const middlewares = {
  flip: true,
  shift: { padding: 8 },
  size: {
    padding: 8,
    apply: ({ availableHeight, elements }: { availableHeight: number; elements: { floating: HTMLElement } }) => {
      elements.floating.style.maxHeight = `${Math.min(LIST_HEIGHT, availableHeight)}px`;
    },
  },
};

/** How something to choose is shown. */
export interface Suggestion {
  key: string;
  mark?: ReactNode;
  label: string;
  hint: string;
  /** What stands above the first of those that belong together. */
  group?: string | undefined;
  /** It can be read, but not taken; `hint` says why. */
  disabled?: boolean | undefined;
}

interface ListProps<Item> {
  /** Of the list; the marked option has it with `-` and its place. */
  id: string;
  label: string;
  found: readonly Item[];
  active: number;
  shownAs: (item: Item) => Suggestion;
  /** What is said where nothing is found. */
  nothing?: string;
  onTake: (item: Item) => void;
}

interface Props<Item> extends ListProps<Item> {
  opened: boolean;
  position: 'top-start' | 'bottom-start';
  /** From what it stands at. */
  offset?: number;
  width: number;
  /** What it stands at. */
  children: ReactElement;
}

/** What can be put into a text. The focus stays in its field, whose keys choose. */
export function SuggestionMenu<Item>({ opened, position, offset = 4, width, children, ...list }: Props<Item>) {
  return (
    <Popover
      opened={opened}
      position={position}
      offset={offset}
      width={`min(${width}px, calc(100vw - 24px))`}
      middlewares={middlewares}
      trapFocus={false}
      returnFocus={false}
      withRoles={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown className={classes.dropdown} p={4}>
        <SuggestionList {...list} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SuggestionList<Item>({ id, label, found, active, shownAs, nothing, onTake }: ListProps<Item>) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // In recent browsers it returns a promise, which is no clean-up.
    void list.current?.querySelectorAll('[role="option"]')[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul ref={list} id={id} className={classes.list} role="listbox" aria-label={label}>
      {found.map((item, position) => {
        const { key, mark, label: text, hint, group, disabled } = shownAs(item);
        const before = found[position - 1];
        const opens = group !== undefined && (before === undefined || shownAs(before).group !== group);
        return (
          <Fragment key={key}>
            {opens && (
              <li role="presentation" className={classes.group}>
                {group}
              </li>
            )}
            <li
              id={`${id}-${position}`}
              role="option"
              aria-selected={position === active}
              aria-description={group}
              aria-disabled={disabled}
              onPointerDown={(event) => {
                event.preventDefault();
                onTake(item);
              }}
            >
              {mark}
              <bdi className={classes.label}>{text}</bdi>
              {hint && <span className={classes.hint}>{hint}</span>}
            </li>
          </Fragment>
        );
      })}
      {found.length === 0 && nothing !== undefined && (
        <li
          id={`${id}-0`}
          role="option"
          aria-selected={false}
          aria-disabled
          className={classes.nothing}
          onPointerDown={(event) => event.preventDefault()}
        >
          {nothing}
        </li>
      )}
    </ul>
  );
}
