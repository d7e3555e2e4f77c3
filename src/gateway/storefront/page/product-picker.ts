import { addToCart } from './cart.js';
import { readData } from './read-data.js';

type Variant = {
  id: string;
  options: Record<string, string>;
  stock: number;
  level: string;
  stockText: string;
  price: string;
  was: string | null;
  picture: string;
  swatch: string | null;
};

type ProductData = { productId: string; title: string; variants: Variant[] };

/** Follows the options a shopper picks: price, stock and picture of that variant, and the button that buys it. */
export function wireProductPicker(page: Document): void {
  const form = page.querySelector('[data-picker]');
  const data = readData<ProductData>(page, 'product-data');
  if (!(form instanceof HTMLFormElement) || data === undefined) return;
  const update = () => show(page, form, data);
  form.addEventListener('change', update);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    add(page, form, data);
  });
  page.querySelector('.gallery')?.addEventListener('click', (event) => {
    const thumb = event.target instanceof Element ? event.target.closest('[data-look]') : null;
    if (thumb instanceof HTMLElement) pickLook(form, data, thumb.dataset.look ?? '');
    update();
  });
  update();
}

function picked(form: HTMLFormElement): Record<string, string> {
  const options = [...new FormData(form)].filter(([name]) => name !== 'quantity');
  return Object.fromEntries(options.map(([name, value]) => [name, String(value)]));
}

function variantOf({ variants }: ProductData, options: Record<string, string>): Variant | undefined {
  return variants.find((variant) => fits(variant, options));
}

function fits({ options: own }: Variant, options: Record<string, string>): boolean {
  return Object.entries(options).every(([name, value]) => own[name] === undefined || own[name] === value);
}

function show(page: Document, form: HTMLFormElement, data: ProductData): void {
  const options = picked(form);
  const variant = variantOf(data, options);
  markChoices(form, data, options);
  const button = page.querySelector('[data-add]');
  if (button instanceof HTMLButtonElement) button.disabled = variant === undefined || variant.stock === 0;
  const stock = page.querySelector('[data-stock]');
  if (stock instanceof HTMLElement) {
    stock.textContent = variant?.stockText ?? 'Not made in this combination';
    stock.className = `stock stock-${variant?.level ?? 'out'}`;
  }
  if (variant !== undefined) showVariant(page, data, variant);
}

function showVariant(page: Document, { title }: ProductData, variant: Variant): void {
  const price = page.querySelector('[data-price]');
  if (price !== null) price.textContent = variant.price;
  const was = page.querySelector('[data-was]');
  if (was instanceof HTMLElement) {
    was.hidden = variant.was === null;
    was.textContent = variant.was ?? '';
  }
  const picture = page.querySelector('[data-main-picture]');
  if (picture instanceof HTMLImageElement && picture.getAttribute('src') !== variant.picture) {
    picture.src = variant.picture;
    picture.alt = `${title}, ${Object.values(variant.options).join(', ')}`;
  }
  for (const thumb of page.querySelectorAll('[data-look]')) {
    thumb.setAttribute('aria-pressed', String(isLookOf(thumb, variant)));
  }
}

function isLookOf(thumb: Element, { id, swatch }: Variant): boolean {
  return thumb.getAttribute('data-look') === id || (swatch !== null && thumb.getAttribute('data-swatch') === swatch);
}

/** A choice that leads to nothing, or to something sold out, says so before it is picked. */
function markChoices(form: HTMLFormElement, data: ProductData, options: Record<string, string>): void {
  for (const input of form.querySelectorAll('input[type=radio]')) {
    if (!(input instanceof HTMLInputElement)) continue;
    const variant = variantOf(data, { ...options, [input.name]: input.value });
    input.closest('label')?.classList.toggle('choice-out', variant === undefined || variant.stock === 0);
  }
}

function pickLook(form: HTMLFormElement, { variants }: ProductData, id: string): void {
  const look = variants.find((variant) => variant.id === id);
  const options = Object.entries(look?.options ?? {});
  const colour = options.slice(0, Math.max(1, options.length - 1));
  for (const [name, value] of look?.swatch == null ? options : colour) {
    const input = form.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    if (input instanceof HTMLInputElement) input.checked = true;
  }
}

function add(page: Document, form: HTMLFormElement, data: ProductData): void {
  const variant = variantOf(data, picked(form));
  if (variant === undefined || variant.stock === 0) return;
  const quantity = Number(new FormData(form).get('quantity') ?? 1);
  addToCart({ productId: data.productId, variantId: variant.id, quantity });
  const note = page.querySelector('[data-added]');
  if (note instanceof HTMLElement) note.hidden = false;
}
