import type { HTMLAttributes } from 'react';
import classes from './tabs.module.css';

/** The pages of one thing as tabs. Its children are the router's links: the active one is marked by `data-status`. */
export const Tabs = ({ children, className = '', ...others }: HTMLAttributes<HTMLElement>) => (
  <nav className={`${classes.tabs} ${className}`} {...others}>
    {children}
  </nav>
);
