import type { Conversation } from '../conversation.js';
import type { Label, Said } from './flow.js';

export type Listener = Pick<Conversation, 'conversationId' | 'language'>;

/**
 * One of the ways to say it: another in another conversation, the next when it is said again. Deterministic, so that a
 * decision made twice is the same.
 * @param turn how often it was said before
 */
export function wordingOf(said: Said, listener: Listener, { path, turn }: { path: string; turn: number }): string {
  const wordings = said[languageOf(listener)];
  const start = hash(`${listener.conversationId}/${path}`);
  return wordings[(start + turn) % wordings.length] ?? '';
}

export function labelFor(label: Label, listener: Listener): string {
  return label[languageOf(listener)];
}

/** `{name}` and `{name.part}` by their values; one without a value is left out. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_all, name: string) => values[name] ?? '');
}

export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

const PLACEHOLDER = /\{([a-z][a-z.-]*)\}/g;

/** Of the two that everything is written in. */
export function languageOf({ language }: Pick<Listener, 'language'>): 'en' | 'zh' {
  return language.startsWith('zh') ? 'zh' : 'en';
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo): spreads ids over a few wordings. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
