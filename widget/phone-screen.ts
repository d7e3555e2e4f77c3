/** Where the panel covers the whole screen; the style sheet asks the same. */
const PHONE = '(max-width: 480px), (max-height: 480px) and (pointer: coarse)';

/**
 * On a phone: keeps the panel inside what the keyboard leaves of the screen, and the page behind it still.
 * The page's own inline styles are put back as they were.
 */
export class PhoneScreen {
  private readonly panel: HTMLElement;
  private readonly query = matchMedia(PHONE);
  private isOpen = false;
  private unlock: (() => void) | undefined;

  constructor(panel: HTMLElement) {
    this.panel = panel;
    this.query.addEventListener('change', () => this.update());
    window.visualViewport?.addEventListener('resize', () => this.fit());
    window.visualViewport?.addEventListener('scroll', () => this.fit());
  }

  get isPhone(): boolean {
    return this.query.matches;
  }

  show(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.update();
  }

  private update(): void {
    const covers = this.isOpen && this.isPhone;
    this.panel.setAttribute('aria-modal', String(covers));
    if (covers) this.unlock ??= lockScroll();
    else {
      this.unlock?.();
      this.unlock = undefined;
    }
    this.fit();
  }

  private fit(): void {
    const view = window.visualViewport;
    const covers = this.isOpen && this.isPhone && view;
    this.panel.style.setProperty('--view-height', covers ? `${view.height}px` : '');
    this.panel.style.setProperty('--view-top', covers ? `${view.offsetTop}px` : '');
  }
}

function lockScroll(): () => void {
  const restores = [document.documentElement, document.body].map(({ style }) => {
    const [value, priority] = [style.getPropertyValue('overflow'), style.getPropertyPriority('overflow')];
    style.setProperty('overflow', 'hidden', 'important');
    return () => style.setProperty('overflow', value, priority);
  });
  return () => {
    for (const restore of restores) restore();
  };
}
