/** One line of the cart as the browser keeps it; prices and stock are always asked of the shop. */
export type KeptLine = { productId: string; variantId: string; quantity: number };

const KEY = 'storefront-cart';
export const MAX_QUANTITY = 10;

/** Another tab, private mode or an older page may have left anything there: what does not fit is dropped. */
export function readCart(): KeptLine[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKeptLine) : [];
  } catch {
    return [];
  }
}

export function writeCart(lines: KeptLine[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(lines));
  } catch {
    // Storage is full or forbidden: the cart lasts as long as the page.
  }
  dispatchEvent(new Event('cart-changed'));
}

export function addToCart(line: KeptLine): void {
  const lines = readCart();
  const same = lines.find(({ productId, variantId }) => productId === line.productId && variantId === line.variantId);
  writeCart(same === undefined ? [...lines, line] : lines.map((each) => (each === same ? merged(each, line) : each)));
}

export function setQuantity(variantId: string, quantity: number): void {
  const lines = readCart().map((line) => (line.variantId === variantId ? { ...line, quantity } : line));
  writeCart(lines.filter((line) => line.quantity > 0));
}

function merged(kept: KeptLine, added: KeptLine): KeptLine {
  return { ...kept, quantity: Math.min(MAX_QUANTITY, kept.quantity + added.quantity) };
}

function isKeptLine(line: unknown): line is KeptLine {
  if (typeof line !== 'object' || line === null) return false;
  const { productId, variantId, quantity }: Partial<Record<keyof KeptLine, unknown>> = line;
  return (
    typeof productId === 'string' &&
    typeof variantId === 'string' &&
    typeof quantity === 'number' &&
    Number.isInteger(quantity) &&
    quantity > 0 &&
    quantity <= MAX_QUANTITY
  );
}
