import type { Icon } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import classes from './navigation-rail-item.module.css';

interface ItemProps {
  icon: Icon;
  label: string;
  children?: ReactNode;
}

/** Icon and word of an entry of the rail. The word is visible where the rail stands at the bottom, on a phone. */
const Content = ({ icon: Glyph, label, children }: ItemProps) => (
  <>
    <Glyph size={21} stroke={1.5} aria-hidden />
    <span className={classes.label}>{label}</span>
    {children}
  </>
);

const RailAnchor = ({
  icon,
  label,
  wideOnly = false,
  children,
  ...others
}: ItemProps & { wideOnly?: boolean } & Omit<ComponentProps<'a'>, 'children'>) => (
  <a {...others} className={wideOnly ? `${classes.item} ${classes.wideOnly}` : classes.item}>
    <Content icon={icon} label={label}>
      {children}
    </Content>
  </a>
);

/** An entry of the rail that leads to a screen. With `wideOnly` it is left out on a phone. */
export const RailLink = createLink(RailAnchor);

/** An entry of the rail that opens something. */
export const RailButton = ({ icon, label, children, ...others }: ItemProps & ComponentProps<'button'>) => (
  <button type="button" {...others} className={classes.item}>
    <Content icon={icon} label={label}>
      {children}
    </Content>
  </button>
);

/** How many things wait behind an entry of the rail. */
export const RailCount = ({ count, label }: { count: number; label: string }) =>
  count > 0 && (
    <span className={classes.count}>
      <span className="g-sr">{label}</span>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
    </span>
  );
