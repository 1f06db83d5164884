import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './theme/variables.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startLanguage } from './language/i18n';

// Korean letters come in ninety small files; their stylesheet must not hold up the first paint.
void import('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await startLanguage();
createRoot(root).render(<App />);
