// Writes the theme's CSS variables to a stylesheet. Mantine would put them into a <style> element at run time, which a page
// with `style-src 'self'` refuses.
import { writeFile } from 'node:fs/promises';
import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { theme } from '../src/theme/theme';

const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
const scheme = convertCssVariables({
  variables: {},
  light: { '--mantine-color-scheme': 'light' },
  dark: { '--mantine-color-scheme': 'dark' },
});
await writeFile(new URL('../src/theme/variables.css', import.meta.url), `${convertCssVariables(variables)}\n${scheme}\n`);
