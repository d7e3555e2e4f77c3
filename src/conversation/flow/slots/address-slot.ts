import type { Address } from '../../../shop/shop.js';
import { type CountryCode, countryCode, countryIn, countryName } from '../../../understanding/slots/country-code.js';
import { countriesOfPostcode } from '../../../understanding/slots/postcode-countries.js';
import { type AddressReading, readAddress } from '../../../understanding/slots/read-address.js';
import { startsWithYes } from '../../reading/yes-or-no.js';
import { oneOf } from '../../replies/one-of.js';
import type { ValueOf } from '../slot-value.js';
import { orderOf } from './items-slot.js';
import { patchAddress, saysItIsWrong } from './patch-address.js';
import { choiceFor, pressed, type SlotContext, type SlotReader, type SlotReading } from './slot-reader.js';

type Value = ValueOf<'address'>;

/**
 * A postal address, written in one message with commas or line breaks; what is missing is asked for by its name. The
 * country stays what it was; a postcode of another one's form makes it a question.
 */
export const addressSlot: SlotReader<Value> = {
  read: (context) => {
    const usual = usualCountry(context);
    const country = countryCode(usual);
    const readings = context.heard.map(({ text, slots }) => readAddress(text, { postcodes: slots.postcodes, country }));
    const whole = readings.find((reading) => missingIn(reading).length === 0);
    if (whole !== undefined) return settle(context, toAddress(whole, usual));
    const corrected = correctedIn(context);
    if (corrected !== undefined) return { kind: 'filled', value: { as: 'address', address: corrected } };
    if (isRefused(context)) return { kind: 'open', isAnswer: true };
    const completed = withCountry(context, usual);
    if (completed !== undefined) return { kind: 'filled', value: { as: 'address', address: completed } };
    const [newest] = readings;
    if (newest === undefined || !context.isAsked) return { kind: 'open' };
    return { kind: 'open', problem: problemWith(context, newest) };
  },
  offer: (context) => {
    const address = waitingIn(context);
    const choices = countriesOfPostcode(address?.postcode ?? '')
      .slice(0, 8)
      .map((code) => ({
        label: countryName(code, context.conversation.language),
        choice: choiceFor(context.step, code),
      }));
    return address === undefined || choices.length === 0 ? [] : [{ kind: 'choices', choices }];
  },
  words: ({ address }) => ({ '': addressInWords(address) }),
};

/** One part of what was said before is another. */
function correctedIn({ corrects, heard: [newest] }: SlotContext): Address | undefined {
  return corrects?.as === 'address' && newest !== undefined ? patchAddress(corrects.address, newest) : undefined;
}

/** Something of it is wrong, and what would be right is not said. */
function isRefused({ corrects, heard: [newest] }: SlotContext): boolean {
  return corrects?.as === 'address' && newest !== undefined && saysItIsWrong(newest.text);
}

function addressInWords({ line1, line2, city, region, postcode, country, name }: Address): string {
  return [name, line1, line2, city, region, postcode, country]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

const NEEDED = ['line1', 'city', 'postcode'] as const;

function missingIn(reading: AddressReading) {
  return NEEDED.filter((part) => reading[part] === '');
}

function problemWith(context: SlotContext, reading: AddressReading): string {
  const { texts, conversation } = context;
  const waiting = waitingIn(context);
  if (waiting !== undefined) return oneOf(texts.slots.whichCountry(waiting.postcode), conversation);
  const names = missingIn(reading).map((part) => texts.flow.addressParts[part]);
  return oneOf(texts.flow.addressMisses(names.join(texts.comma)), conversation);
}

/** Without a country it waits for one. */
function settle({ texts, conversation }: SlotContext, address: Address): SlotReading<Value> {
  const value = { as: 'address' as const, address };
  if (address.country !== '') return { kind: 'filled', value };
  return { kind: 'partly', value, problem: oneOf(texts.slots.whichCountry(address.postcode), conversation) };
}

/** The address that was given before, now that its country is told. */
function withCountry(context: SlotContext, usual: string): Address | undefined {
  const waiting = waitingIn(context);
  const text = context.heard[0]?.text ?? '';
  const code =
    countryCode(pressed(context) ?? text) ?? countryIn(text) ?? (startsWithYes(text) ? onlyOne(waiting) : undefined);
  return waiting === undefined || code === undefined ? undefined : { ...waiting, country: written(code, usual) };
}

/** The one country that is offered. */
function onlyOne(address: Address | undefined): CountryCode | undefined {
  const [only, ...others] = countriesOfPostcode(address?.postcode ?? '');
  return others.length === 0 ? only : undefined;
}

function waitingIn({ partial }: SlotContext): Address | undefined {
  return partial?.as === 'address' && partial.address.country === '' ? partial.address : undefined;
}

/** Its parts in the order in which they are stored: what a yes agrees to is told by it. */
function toAddress({ name, line1, line2, city, region, postcode, country }: AddressReading, usual: string): Address {
  return {
    ...(name !== undefined && { name }),
    line1,
    ...(line2 !== undefined && { line2 }),
    city,
    ...(region !== undefined && { region }),
    postcode,
    country: country === undefined ? unknownUnlessOdd(usual) : written(country, usual),
  };
}

/** A country that the shop writes in a way of its own, which nothing can be told of, stays. */
function unknownUnlessOdd(usual: string): string {
  return countryCode(usual) === undefined ? usual : '';
}

/** As the shop writes countries: by code, or by name. */
function written(code: CountryCode, usual: string): string {
  if (countryCode(usual) === code) return usual;
  return usual === '' || /^[A-Z]{2}$/.test(usual) ? code : countryName(code, 'en');
}

/** Of the order that is to go elsewhere, or of the customer. */
function usualCountry({ slots, facts }: SlotContext): string {
  return orderOf(slots, facts.orders)?.address.country ?? facts.customer?.address.country ?? '';
}
