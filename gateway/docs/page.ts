import { type Html, html } from './html.js';

type Page = {
  readonly title: string;
  readonly navigation: readonly {
    readonly title: string;
    readonly links: readonly { readonly href: string; readonly text: string }[];
  }[];
  readonly content: Html;
};

/** A page of the documentation. It has no script; its looks come from /docs/style.css. */
export function page({ title, navigation, content }: Page): string {
  const groups = navigation.map(
    (group) => html`<h2>${group.title}</h2>
      <ul>${group.links.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}</ul>`,
  );
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/docs/style.css">
  </head>
  <body>
    <nav aria-label="Contents">${groups}</nav>
    <main>${content}</main>
  </body>
</html>
`.html;
}
