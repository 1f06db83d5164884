/** A piece of HTML in which every text from outside has been escaped. */
export type Html = { readonly html: string };

type Piece = string | number | Html | readonly Html[];

/** HTML with texts put into it as texts: html`<b>${title}</b>`. */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  html: parts.map((part, index) => part + (index < pieces.length ? shown(pieces[index] ?? '') : '')).join(''),
});

function shown(piece: Piece): string {
  if (typeof piece === 'object') return 'html' in piece ? piece.html : piece.map((each) => each.html).join('');
  return String(piece).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
