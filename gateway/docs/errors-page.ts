import type { FileRegistry } from '@bufbuild/protobuf';
import { inWords } from '../rest/problem.js';
import { type Html, html, prose } from './html.js';
import { page } from './page.js';
import { announcedReasons, commonReasons } from './reasons.js';

/** Where the `type` of a problem leads: what each reason means. */
export function errorsPage(registry: FileRegistry): string {
  const announced = [...announcedReasons(registry)].sort(([a], [b]) => a.localeCompare(b));
  return page({
    title: 'Atrium API: errors',
    navigation: [
      {
        title: 'Errors',
        links: [
          { href: '#common', text: 'Of any method' },
          { href: '#methods', text: 'Of single methods' },
        ],
      },
      { title: 'More', links: [{ href: '/docs/api', text: 'API' }] },
    ],
    content: html`
      <h1>Errors</h1>
      ${prose(introduction)}
      <section id="common">
        <h2>Of any method</h2>
        <table><tbody>${Object.entries(commonReasons).map(([reason, meaning]) => row(reason, prose(meaning)))}</tbody></table>
      </section>
      <section id="methods">
        <h2>Of single methods</h2>
        <table><tbody>${announced.map(([reason, { code, operations }]) =>
          row(reason, html`<p>${inWords(reason)} (${inWords(code).toLowerCase()}).</p>${operations.map(operationLink)}`),
        )}</tbody></table>
      </section>
    `,
  });
}

const introduction = `A request that is not carried out is answered with \`application/problem+json\` (RFC 9457). Its \`reason\` is stable: programs
decide and translate by it. \`detail\` is for people, \`violations\` names the fields at fault, \`requestId\` finds the request in the log.`;

function row(reason: string, meaning: Html | undefined): Html {
  return html`<tr id="${reason}"><th scope="row"><code>${reason}</code></th><td>${meaning}</td></tr>`;
}

const operationLink = (operation: string): Html => html`<a href="/docs/api#${operation}">${operation}</a> `;
