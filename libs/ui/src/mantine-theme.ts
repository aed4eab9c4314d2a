import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { searchableLists } from './forms/searchable-lists.js';

const accent: MantineColorsTuple = [
  '#eef2fe', '#dde5fc', '#bccbf8', '#9bb3f5', '#7b9af0', '#5c80ea', '#4169e0', '#3459cc', '#2b4cb3', '#213c91',
]; // prettier-ignore

const grey: MantineColorsTuple = [
  '#f7f8f9', '#f1f2f4', '#e6e8eb', '#d7dade', '#c2c6cd', '#989fa9', '#747c88', '#58606c', '#3b424d', '#1d222a',
]; // prettier-ignore

const ink: MantineColorsTuple = [
  '#e7e9ed', '#c9cdd5', '#a4abb7', '#7e8694', '#4d5461', '#363c47', '#272c35', '#1b1f26', '#15181e', '#101318',
]; // prettier-ignore

/** One theme for console and portal. Colours that carry meaning are the `--g-*` tokens of `tokens.css`. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 8,
  autoContrast: true,
  colors: { accent, gray: grey, dark: ink },
  black: '#1d222a',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: 'pointer',
  // By name rather than by component, so that a page fetches only those that it shows.
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 500 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    CloseButton: { defaultProps: { size: 28 } },
    Input: { defaultProps: { size: 'sm' } },
    ...searchableLists,
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 120 } } },
    // Its placeholder for the focus is a child that a menu may not have: the first item takes the focus instead.
    Menu: {
      defaultProps: {
        transitionProps: { duration: 120 },
        shadow: 'md',
        withinPortal: true,
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md' } },
    // The page itself never scrolls: to lock it would only compute all its styles anew, twice, for each dialog.
    Modal: {
      defaultProps: { transitionProps: { duration: 140 }, centered: true, lockScroll: false },
      styles: { title: { fontSize: 17, fontWeight: 600, lineHeight: 1.35 } },
    },
  },
});

/** Mantine's own variables, moved where its defaults would miss a contrast of 4.5. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': 'var(--g-surface-1)',
    '--mantine-color-text': 'var(--g-text)',
    '--mantine-color-dimmed': 'var(--g-text-2)',
    '--mantine-color-placeholder': 'var(--g-text-3)',
    '--mantine-color-error': 'var(--g-danger)',
    '--mantine-color-anchor': 'var(--g-accent-text)',
    '--mantine-color-default-border': 'var(--g-line-strong)',
    '--mantine-color-gray-light-color': 'var(--g-text)',
    '--mantine-color-red-light-color': 'var(--g-danger)',
    '--mantine-color-red-outline': 'var(--g-danger)',
    '--mantine-color-green-outline': 'var(--g-done)',
  },
  dark: {
    '--mantine-color-body': 'var(--g-surface-1)',
    '--mantine-color-text': 'var(--g-text)',
    '--mantine-color-dimmed': 'var(--g-text-2)',
    '--mantine-color-placeholder': 'var(--g-text-3)',
    '--mantine-color-error': 'var(--g-danger)',
    '--mantine-color-anchor': 'var(--g-accent-text)',
    '--mantine-color-default': 'var(--g-surface-2)',
    '--mantine-color-default-hover': 'var(--g-hover)',
    '--mantine-color-default-border': 'var(--g-line-strong)',
    '--mantine-color-accent-light-color': 'var(--g-accent-text)',
    '--mantine-color-accent-outline': 'var(--g-accent-text)',
    '--mantine-color-gray-light-color': 'var(--g-text)',
    '--mantine-color-red-light-color': 'var(--g-danger)',
    '--mantine-color-red-outline': 'var(--g-danger)',
    '--mantine-color-green-outline': 'var(--g-done)',
  },
});
