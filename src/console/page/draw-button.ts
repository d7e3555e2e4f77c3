import { type Child, h } from './h.js';
import { type IconName, icon } from './icon.js';

type Button = {
  label: string;
  press(): void;
  kind?: 'primary' | 'plain' | 'link';
  icon?: IconName;
  /** The key that does the same; shown where there is a keyboard. */
  hint?: string;
  /** What screen readers say instead of the label. */
  name?: string;
  isBusy?: boolean;
};

/** A busy button keeps its width and its focus, and cannot be pressed twice. */
export function drawButton({ label, press, kind = 'plain', hint, name, isBusy = false, ...button }: Button) {
  const parts: Child[] = [
    button.icon && icon(button.icon),
    h('span', {}, label),
    hint === undefined ? undefined : h('kbd', { 'aria-hidden': 'true' }, hint),
  ];
  return h(
    'button',
    {
      type: 'button',
      class: `button ${kind}`,
      'aria-label': name,
      'aria-busy': isBusy ? 'true' : undefined,
      'aria-disabled': isBusy ? 'true' : undefined,
      'aria-keyshortcuts': hint,
      click: () => {
        if (!isBusy) press();
      },
    },
    ...parts,
  );
}

export function drawIconButton(name: IconName, props: { class: string; label: string; press(): void }) {
  const { label, press } = props;
  const button = { type: 'button', class: `icon-button ${props.class}`, 'aria-label': label, title: label };
  return h('button', { ...button, click: () => press() }, icon(name));
}
