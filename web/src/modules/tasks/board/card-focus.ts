/** Moves the focus to the next or the previous card in the order of the columns. */
export function stepBetweenCards(step: 1 | -1): void {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-card]')];
  const current = cards.findIndex((card) => card.contains(document.activeElement));
  const target = current === -1 ? 0 : Math.min(cards.length - 1, Math.max(0, current + step));
  cards[target]?.focus();
}
