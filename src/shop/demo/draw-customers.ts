import { customerIdSchema } from '../../protocol/ids.js';
import type { Address, Customer } from '../shop.js';
import type { Country } from './people/country.js';
import { COUNTRIES } from './people.js';
import type { SeededRandom } from './seeded-random.js';

/** Who the demo's account page signs in as. */
export const SIGNED_IN_CUSTOMER_ID = customerIdSchema.parse('mara-lindqvist');

type PaymentMethod = Customer['paymentMethods'][number];

const CUSTOMER_COUNT = 240;
const DAY_MS = 86_400_000;

/** The demo's own customer first, then invented people with e-mail addresses nobody can have (RFC 2606). */
export function drawCustomers(random: SeededRandom, now: number): Customer[] {
  const customers = new Map<string, Customer>();
  const mara = signedInCustomer(now);
  customers.set(mara.email, mara);
  while (customers.size < CUSTOMER_COUNT) {
    const customer = drawCustomer(random, customers.size, now);
    if (!customers.has(customer.email)) customers.set(customer.email, customer);
  }
  return [...customers.values()];
}

function signedInCustomer(now: number): Customer {
  return {
    id: SIGNED_IN_CUSTOMER_ID,
    firstName: 'Mara',
    lastName: 'Lindqvist',
    email: 'mara@example.com',
    phone: '+31 6 5550 0142',
    address: {
      name: 'Mara Lindqvist',
      line1: 'Prinsengracht 214',
      city: 'Amsterdam',
      postcode: '1016 HD',
      country: 'Netherlands',
    },
    paymentMethods: [
      { id: 'mara-card', kind: 'card', label: 'Visa ending 4471' },
      { id: 'mara-gift-card', kind: 'gift-card', label: 'Gift card ending 0932', balance: 2500 },
    ],
    since: new Date(now - 640 * DAY_MS).toISOString(),
  };
}

function drawCustomer(random: SeededRandom, index: number, now: number): Customer {
  const country = random.pick(COUNTRIES);
  const firstName = random.pick(country.first);
  const lastName = random.pick(country.last);
  const id = `customer-${1000 + index}`;
  return {
    id: customerIdSchema.parse(id),
    firstName,
    lastName,
    email: `${emailPart(firstName)}.${emailPart(lastName)}@example.${random.chance(0.6) ? 'com' : 'org'}`,
    ...(random.chance(0.6) && { phone: `${country.phone}${random.between(1000, 9999)}` }),
    address: { name: `${firstName} ${lastName}`, ...drawAddress(random, country) },
    paymentMethods: drawPaymentMethods(random, id),
    since: new Date(now - random.between(420, 1400) * DAY_MS).toISOString(),
  };
}

function drawAddress(random: SeededRandom, country: Country): Address {
  const street = random.pick(country.streets);
  const number = random.between(1, 180);
  const [city, postcode] = random.pick(country.cities);
  return {
    line1: country.numberFirst ? `${number} ${street}` : `${street} ${number}`,
    ...(random.chance(0.12) && { line2: `Flat ${random.between(1, 24)}` }),
    city,
    postcode: `${postcode}${completed(random, country.postcode)}`,
    country: country.country,
  };
}

function completed(random: SeededRandom, pattern: string): string {
  const letters = 'ACDEFHKNPRTVWXY';
  return pattern.replace(/[9A]/g, (mark) =>
    mark === '9' ? String(random.between(0, 9)) : letters.charAt(random.between(0, letters.length - 1)),
  );
}

function drawPaymentMethods(random: SeededRandom, id: string): PaymentMethod[] {
  const digits = String(random.between(1000, 9999));
  const card: PaymentMethod = {
    id: `${id}-card`,
    kind: 'card',
    label: `${random.chance(0.5) ? 'Visa' : 'Mastercard'} ending ${digits}`,
  };
  const main = random.pick<PaymentMethod>([
    card,
    card,
    { id: `${id}-paypal`, kind: 'paypal', label: 'PayPal' },
    { id: `${id}-bank`, kind: 'bank-transfer', label: 'Bank transfer' },
  ]);
  if (random.chance(0.9)) return [main];
  const balance = random.between(2, 20) * 500;
  return [main, { id: `${id}-gift-card`, kind: 'gift-card', label: `Gift card ending ${digits}`, balance }];
}

function emailPart(name: string): string {
  return name
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '');
}
