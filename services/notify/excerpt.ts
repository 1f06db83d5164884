/** How much of a text stands in a notification, in characters as people count them. */
const LONGEST = 200;

/** The beginning of a comment as plain text: mentions as names, links and pictures as their words, without the marks of Markdown. */
export function excerptOf(markdown: string, nameOf: (user: string) => string | undefined): string {
  const plain = markdown
    .replace(/@\{u:([A-Za-z0-9_.-]{1,64})\}/g, (_, user: string) => `@${nameOf(user) ?? '…'}`)
    .replace(/!?\[([^\][]{0,1000})\]\([^()\s]{0,2000}\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,9}[.)]|`{3,}\w*)(?:[ \t]+|$)/gm, '')
    .replace(/\*{1,3}|_{2,3}|~~|`+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return beginningOf(plain);
}

function beginningOf(text: string): string {
  const characters: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    if (characters.length === LONGEST) return `${characters.slice(0, -1).join('').trimEnd()}…`;
    characters.push(segment);
  }
  return text;
}

const segmenter = new Intl.Segmenter();
