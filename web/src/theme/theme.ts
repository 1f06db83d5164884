import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  Portal,
  SegmentedControl,
  Tooltip,
} from '@mantine/core';

/** The one accent: 6 on light ground, 4 on dark. */
const indigo: MantineColorsTuple = [
  '#eef2ff',
  '#e0e7ff',
  '#c7d2fe',
  '#a5b4fc',
  '#818cf8',
  '#6366f1',
  '#4f46e5',
  '#4338ca',
  '#3730a3',
  '#312e81',
];

/** Dark enough on white, and under white, at 6. */
const red: MantineColorsTuple = [
  '#fef2f2',
  '#fee2e2',
  '#fecaca',
  '#fca5a5',
  '#f87171',
  '#ef4444',
  '#dc2626',
  '#b91c1c',
  '#991b1b',
  '#7f1d1d',
];

const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f5',
  '#ececee',
  '#e2e2e5',
  '#cfcfd4',
  '#a0a0a8',
  '#65656e',
  '#4d4d55',
  '#36363c',
  '#1c1c20',
];

const dark: MantineColorsTuple = [
  '#e6e6e9',
  '#c8c8ce',
  '#a6a6ae',
  '#85858f',
  '#3f3f47',
  '#313138',
  '#232328',
  '#18181b',
  '#131316',
  '#0e0e10',
];

/** The height of controls comes from the density chosen, see base.css; the sizes of the library stay for what asks for them. */
const usual = (size: string | number | undefined) => size === undefined || size === 'sm';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 6, dark: 6 },
  colors: { indigo, red, gray, dark },
  black: '#1c1c20',
  fontFamily: "'Inter Variable', 'Pretendard Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontFamily: "'Inter Variable', 'Pretendard Variable', system-ui, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      vars: (_theme, props) => ({
        root: usual(props.size)
          ? { '--button-height': 'var(--control)', '--button-padding-x': '12px', '--button-fz': 'var(--control-text)' }
          : {},
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: (_theme, props) => ({ root: props.size === undefined ? { '--ai-size': 'var(--control)' } : {} }),
    }),
    Input: Input.extend({
      vars: (_theme, props) => ({
        wrapper: usual(props.size) ? { '--input-height': 'var(--control)', '--input-fz': 'var(--input-text)' } : {},
      }),
    }),
    InputWrapper: Input.Wrapper.extend({ styles: { label: { fontSize: '13px', fontWeight: 500, marginBottom: 4 } } }),
    // Nothing scrolls but the panes inside the frame, so dialogs need not lock the page; the lock would need a <style> element.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        centered: true,
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
      styles: { title: { fontSize: 16, fontWeight: 600 } },
    }),
    Menu: Menu.extend({ defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', withInitialFocusPlaceholder: false } }),
    // A landmark of its own, see app.tsx: what lies over the page belongs to no part of it.
    Portal: Portal.extend({ defaultProps: { target: '#overlays' } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { withItemsBorders: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, fz: 12 } }),
  },
});
