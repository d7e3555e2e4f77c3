import type { Desk } from './desk.js';
import type { View } from './view.js';

/** The keyboard: J and K or arrows in the list, / searches, T takes, R replies, Escape goes back. Plain keys rest while writing. */
export function serveKeys({
  desk,
  view,
  back,
}: {
  desk: Desk;
  view: View;
  back(): void;
}): (event: KeyboardEvent) => void {
  return (event) => {
    // A dialog has the keyboard to itself.
    if (event.target instanceof Element && event.target.closest('dialog') !== null) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') stepOut(desk, view, back);
    const act = isWriting(event.target) ? undefined : actionOf(event, desk, view);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
}

function actionOf(event: KeyboardEvent, desk: Desk, view: View): (() => void) | undefined {
  const isInList = event.target instanceof Element && event.target.closest('.lines') !== null;
  const holder = desk.current && desk.lineOf(desk.current.conversationId);
  switch (event.key) {
    case '/':
      return () => view.list.finder.focus();
    case 'j':
      return () => view.list.step(1);
    case 'k':
      return () => view.list.step(-1);
    case 'ArrowDown':
      return isInList ? () => view.list.step(1) : undefined;
    case 'ArrowUp':
      return isInList ? () => view.list.step(-1) : undefined;
    case 't':
      return holder === undefined || holder.holder === 'agent' ? undefined : () => desk.move('take');
    case 'r':
      return holder?.agentId === desk.me.agentId ? () => view.thread.foot.composer.focus() : undefined;
    default:
      return undefined;
  }
}

/** One step out: from the details to the thread, from the box to the thread, from the thread to the list. */
function stepOut(desk: Desk, view: View, back: () => void): void {
  if (view.isContextOpen) {
    view.toggleContext();
  } else if (isWriting(document.activeElement)) {
    view.thread.focus();
  } else {
    if (desk.current !== undefined) back();
    view.list.focus();
  }
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
