/** What the delivery page promises, in numbers; the demo's orders and the cart keep to it. Money in cents. */
export const DEMO_DELIVERY = { standard: 495, parcelPoint: 395, express: 995, freeFrom: 7500 };

export type DeliveryZone = {
  carrier: string;
  /** Beginning and length of the carrier's parcel numbers. */
  code: { prefix: string; digits: number; suffix: string };
  /** Working days from dispatch for standard delivery: at best, at worst. */
  days: readonly [best: number, worst: number];
  /** Where its parcels are sorted. */
  hub: string;
};

const ZONES = new Map<string, DeliveryZone>([
  [
    'Netherlands',
    { carrier: 'PostNL', code: { prefix: '3SHLN', digits: 9, suffix: '' }, days: [1, 2], hub: 'Amsterdam' },
  ],
  ['Belgium', { carrier: 'bpost', code: { prefix: 'JVBE', digits: 12, suffix: '' }, days: [1, 2], hub: 'Antwerp' }],
  ['Germany', { carrier: 'DHL', code: { prefix: 'JJD0', digits: 14, suffix: '' }, days: [2, 4], hub: 'Duisburg' }],
  ['France', { carrier: 'Colissimo', code: { prefix: '6A', digits: 11, suffix: '' }, days: [2, 4], hub: 'Roissy' }],
  ['Ireland', { carrier: 'An Post', code: { prefix: 'CE', digits: 9, suffix: 'IE' }, days: [3, 5], hub: 'Dublin' }],
  ['Spain', { carrier: 'Correos', code: { prefix: 'PQ', digits: 12, suffix: 'ES' }, days: [3, 5], hub: 'Madrid' }],
]);

export function zoneOf(country: string): DeliveryZone {
  return (
    ZONES.get(country) ?? {
      carrier: 'DHL',
      code: { prefix: 'JJD0', digits: 14, suffix: '' },
      days: [4, 7],
      hub: 'Leipzig',
    }
  );
}
