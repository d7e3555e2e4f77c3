export type Keyed = {
  key: string;
  /** Drawn anew only when this changes. */
  signature: string;
  draw(): HTMLElement;
};

/** Children that stay the same elements while what they show stays the same: focus, scroll and selection survive. */
export class KeyedList {
  readonly element: HTMLElement;
  private readonly drawn = new Map<string, { signature: string; element: HTMLElement }>();

  constructor(element: HTMLElement) {
    this.element = element;
  }

  /** @returns the elements that were not there before */
  render(items: readonly Keyed[]): HTMLElement[] {
    this.removeAllBut(new Set(items.map(({ key }) => key)));
    const fresh: HTMLElement[] = [];
    let place = this.element.firstChild;
    for (const item of items) {
      const isNew = !this.drawn.has(item.key);
      // Replacing keeps the place, so it is looked up after.
      const known = this.drawn.get(item.key)?.element;
      const element = this.elementFor(item);
      if (isNew) fresh.push(element);
      if (place === known || place === element) place = element.nextSibling;
      else this.element.insertBefore(element, place);
    }
    return fresh;
  }

  /** What is drawn under that key now. */
  elementOf(key: string): HTMLElement | undefined {
    return this.drawn.get(key)?.element;
  }

  private elementFor({ key, signature, draw }: Keyed): HTMLElement {
    const known = this.drawn.get(key);
    if (known?.signature === signature) return known.element;
    const element = draw();
    this.drawn.set(key, { signature, element });
    if (known) swap(known.element, element);
    return element;
  }

  private removeAllBut(keys: ReadonlySet<string>): void {
    for (const [key, { element }] of this.drawn) {
      if (keys.has(key)) continue;
      element.remove();
      this.drawn.delete(key);
    }
  }
}

/** Keyboard focus inside the old element goes to the same place in the new one. */
function swap(old: HTMLElement, element: HTMLElement): void {
  const controls = 'button, a, summary';
  const index = [...old.querySelectorAll(controls)].findIndex((control) => control.matches(':focus'));
  old.replaceWith(element);
  const control = [...element.querySelectorAll<HTMLElement>(controls)][index];
  control?.focus({ preventScroll: true });
}
