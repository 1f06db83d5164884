/** A piece of HTML that is safe to put into a page. */
export type Html = { readonly html: string };
type Value = string | number | Html | readonly Html[] | undefined;

/** Texts put into the template are escaped; pieces of HTML are not; undefined is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: strings.map((text, index) => (index === 0 ? text : rendered(values[index - 1]) + text)).join('') };
}

function rendered(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'html' in value ? value.html : value.map((piece) => piece.html).join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Comments as HTML, with the little of Markdown that the contract uses: paragraphs, lists with "- ", `code`. */
export function prose(markdown: string | undefined): Html | undefined {
  if (!markdown) return undefined;
  const blocks = markdown.split('\n\n').map((block) => {
    const lines = block.split('\n');
    if (lines.every((line) => line.startsWith('- ')))
      return html`<ul>${lines.map((line) => html`<li>${inline(line.slice(2))}</li>`)}</ul>`;
    return html`<p>${inline(block)}</p>`;
  });
  return html`${blocks}`;
}

function inline(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))}`;
}
