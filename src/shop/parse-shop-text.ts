import { z } from 'zod';
import {
  checkShopReferences,
  type Entry,
  type KnownIds,
  type Mistake,
  type ShopEntries,
} from './check-shop-references.js';
import { type JsonPath, locateJson } from './locate-json.js';
import { customerSchema, orderSchema, policyPageSchema, productSchema } from './shop.js';
import { type ShopFile, shopFileSchema } from './shop-file.js';

export type ShopText =
  | { kind: 'shop'; file: ShopFile }
  /** One line each: `orders[3].items[0].productId (line 812): …`, in the order of the text. */
  | { kind: 'mistakes'; details: string[] };

/** Enough to see what is wrong with a file; more would only hide it. */
const MAX_DETAILS = 1000;

/** Reads a shop file's text and finds every mistake at once, so that it can be mended in one go. */
export function parseShopText(text: string): ShopText {
  if (text.trim() === '') return { kind: 'mistakes', details: ['(line 1): the file is empty'] };
  const json = parseJson(text);
  if (json.kind === 'broken') return { kind: 'mistakes', details: [json.detail] };
  const shape = shopFileSchema.safeParse(json.value);
  const shapeMistakes = shape.success ? [] : shape.error.issues.map(toMistake);
  const mistakes = [...shapeMistakes, ...checkShopReferences(readableEntries(json.value), knownIds(json.value))];
  if (shape.success && mistakes.length === 0) return { kind: 'shop', file: shape.data };
  return { kind: 'mistakes', details: describe(text, mistakes) };
}

type Json = { kind: 'json'; value: unknown } | { kind: 'broken'; detail: string };

function parseJson(text: string): Json {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'broken', detail: `(line ${locateJson(text).brokenAt ?? 1}): this is not JSON` };
  }
}

function toMistake(issue: z.core.$ZodIssue): Mistake {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return { path, text: isMissing ? `is missing, expected ${issue.expected}` : issue.message };
}

function describe(text: string, mistakes: Mistake[]): string[] {
  const places = locateJson(text);
  const lines = mistakes
    .map(({ path, text: what }) => ({
      line: places.lineOf(path),
      what: `${written(path)} (line ${places.lineOf(path)}): ${what}`,
    }))
    .sort((a, b) => a.line - b.line)
    .map(({ what }) => what.trimStart());
  const rest = lines.length - MAX_DETAILS;
  return rest > 0 ? [...lines.slice(0, MAX_DETAILS), `and ${rest} more`] : lines;
}

function written(path: JsonPath): string {
  return path
    .map((part) =>
      typeof part === 'number' ? `[${part}]` : /^[\w$]+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`,
    )
    .join('')
    .replace(/^\./, '');
}

const lists = z.object({
  products: z.array(z.unknown()).catch([]),
  customers: z.array(z.unknown()).catch([]),
  orders: z.array(z.unknown()).catch([]),
  policies: z.array(z.unknown()).catch([]),
});

const NO_LISTS: z.infer<typeof lists> = { products: [], customers: [], orders: [], policies: [] };

/** The entries without mistakes of shape, with the places they have among all. */
function readableEntries(value: unknown): ShopEntries {
  const { products, customers, orders, policies } = listsOf(value);
  return {
    products: readable(productSchema, products),
    customers: readable(customerSchema, customers),
    orders: readable(orderSchema, orders),
    policies: readable(policyPageSchema, policies),
  };
}

function readable<T>(schema: z.ZodType<T>, list: unknown[]): Entry<T>[] {
  return list.flatMap((item, index) => {
    const read = schema.safeParse(item);
    return read.success ? [{ index, value: read.data }] : [];
  });
}

const anyId = z.object({ id: z.string() });
const anyProduct = anyId.extend({ variants: z.array(z.unknown()).catch([]) });

function knownIds(value: unknown): KnownIds {
  const { products, customers } = listsOf(value);
  const variants = readable(anyProduct, products).map(
    ({ value: product }) => [product.id, idsOf(product.variants)] as const,
  );
  return { customers: idsOf(customers), variants: new Map(variants) };
}

function idsOf(list: unknown[]): Set<string> {
  return new Set(readable(anyId, list).map(({ value }) => value.id));
}

function listsOf(value: unknown): z.infer<typeof lists> {
  return lists.catch(NO_LISTS).parse(value);
}
