import { describe, expect, it } from 'vitest';
import { patchAddress } from '../../../src/conversation/flow/slots/patch-address.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';

const siam = { line1: '12 rue de Siam', city: 'Brest', postcode: '29200', country: 'FR' };
const harbour = { line1: 'Harbour Road 12', line2: 'Flat 2', city: 'Cork', postcode: 'T12 A8CD', country: 'IE' };
const park = {
  line1: '南山区科技园路12号3栋402室',
  city: '深圳市',
  region: '广东省',
  postcode: '518000',
  country: 'CN',
};

function patched(address: Parameters<typeof patchAddress>[0], text: string) {
  return patchAddress(address, { text, slots: extractSlots(text) });
}

describe('one part of an address', () => {
  it.each([
    [siam, 'actually number 14 not 12', { line1: '14 rue de Siam' }],
    [siam, 'no, 14 instead of 12', { line1: '14 rue de Siam' }],
    [siam, 'not 12 but 14', { line1: '14 rue de Siam' }],
    [siam, '14 rue de Siam', { line1: '14 rue de Siam' }],
    [siam, 'sorry, it is 14b rue de Siam', { line1: '14b rue de Siam' }],
    [siam, 'wait the postcode is 29217', { postcode: '29217' }],
    [siam, '29217', { postcode: '29217' }],
    [siam, 'the city is Guipavas', { city: 'Guipavas' }],
    [siam, "it's Guipavas not Brest", { city: 'Guipavas' }],
    [siam, 'the street is rue de Lyon', { line1: '12 rue de Lyon' }],
    [siam, 'flat 3', { line2: 'flat 3' }],
    [harbour, 'no 14', { line1: 'Harbour Road 14' }],
    [harbour, 'make it flat 3', { line2: 'flat 3' }],
    [harbour, 'zip: T12 X70A', { postcode: 'T12 X70A' }],
    [park, '等等 是22号', { line1: '南山区科技园路22号3栋402室' }],
    [park, '等一下，5栋', { line1: '南山区科技园路12号5栋402室' }],
    [park, '不是402室，是406室', { line1: '南山区科技园路12号3栋406室' }],
    [park, '邮编是518057', { postcode: '518057' }],
  ])('of %j is another after “%s”', (address, text, changes) => {
    expect(patched(address, text)).toEqual({ ...address, ...changes });
  });

  it.each([
    'yes',
    'no',
    'how long does it take',
    '等一下 退款多久到',
    'my order number 12',
    'wait, let me check',
    '好的',
  ])('is as it was after “%s”', (text) => {
    for (const address of [siam, harbour, park]) expect(patched(address, text)).toBeUndefined();
  });
});
