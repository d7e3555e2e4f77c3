import { mount } from './mount.js';
import { createSafeStorage, type SafeStorage } from './safe-storage.js';
import type { View } from './view.js';
import { type ShopFace, VisitorSession } from './visitor-session.js';

/** What the page gets: the one name the script adds to it. */
type ConciergeApi = {
  /** Opens the chat; a text is said at once, as if the shopper had written it. */
  open(text?: string): void;
  close(): void;
};

declare global {
  interface Window {
    Concierge?: ConciergeApi;
  }
}

const REFRESHED = 'refreshed';

const tag = document.currentScript;
if (tag instanceof HTMLScriptElement && !window.Concierge) start(tag);

function start({ src, dataset }: HTMLScriptElement): void {
  let view: View | undefined;
  let early: { text: string | undefined } | undefined;
  window.Concierge = {
    open: (text) => {
      // A call made before the shop has answered is kept until there is something to open.
      if (view) view.open(text);
      else early = { text };
    },
    close: () => view?.close(),
  };
  void meet(src, dataset).then((made) => {
    view = made;
    if (early) view?.open(early.text);
  });
}

async function meet(src: string, { shop: shopId, customerToken }: DOMStringMap): Promise<View | undefined> {
  const { origin } = new URL(src);
  const prefix = `concierge.${shopId ?? ''}.`;
  const local = createSafeStorage(() => localStorage, prefix);
  const tab = createSafeStorage(() => sessionStorage, prefix);
  const session = new VisitorSession({ origin, shopId, storage: local });
  const known = session.stored()?.shop;
  const shop = known ?? (await currentShop(session));
  if (!shop) return undefined;
  await bodyReady();
  const { view, chat } = mount({ origin, customerToken, session, shop, local, tab });
  if (known) void refresh(session, tab, (face) => chat.showShop(face));
  return view;
}

/** The shop's name and colour may have changed since this browser met it: looked up once a visit. */
async function refresh(session: VisitorSession, tab: SafeStorage, show: (shop: ShopFace) => void): Promise<void> {
  if (tab.read(REFRESHED) !== undefined) return;
  const shop = await currentShop(session);
  tab.write(REFRESHED, '1');
  if (shop) show(shop);
}

async function currentShop(session: VisitorSession): Promise<ShopFace | undefined> {
  const outcome = await session.renew();
  if (outcome.kind === 'visitor') return outcome.visitor.shop;
  // Shown in the browser's console, where whoever put the tag there will look.
  reportError(new Error(`Concierge: the chat server refused this page (${outcome.status}). Is its origin allowed?`));
  return undefined;
}

function bodyReady(): Promise<void> {
  if (document.body) return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}
