import type { ValueOf } from '../slot-value.js';
import type { SlotReader } from './slot-reader.js';

/** What an invoice shall say of a company, in the customer's words: the answer, or what names one before it was asked for. */
export const companySlot: SlotReader<ValueOf<'company'>> = {
  read: ({ heard, isAsked }) => {
    const [newest] = heard;
    const told = isAsked ? newest : heard.find(({ text }) => namesCompany(text));
    return told === undefined ? { kind: 'open' } : { kind: 'filled', value: { as: 'company', text: told.text } };
  },
  offer: () => [],
  words: ({ text }) => ({ '': text }),
};

/** "My company Ltd" is anybody's; "Berg Trading Ltd" and a VAT number are somebody's. */
export function namesCompany(text: string): boolean {
  return VAT_NUMBER.test(text) || LEGAL_FORM.test(text) || COMPANY_IN_CHINESE.test(text);
}

/** Two letters and eight to twelve signs, six of them digits: Council Directive 2006/112/EC, article 215, and its annexes. */
const VAT_NUMBER = /\b[A-Z]{2} ?(?=(?:[A-Z]{0,3}\d){6})[\dA-Z]{8,12}\b/u;
const LEGAL_FORM =
  /\b(?!(?:my|our|the|a|your|company|firm)\b)[\p{L}\d&.'’-]{2,30},? (?:gmbh|ag|ltd|limited|llc|inc|plc|b\.?v|sarl|s\.?r\.?l|oy|aps|kft|sp\. z o\.o)\b/iu;
const COMPANY_IN_CHINESE =
  /(?!我们|你们|咱们)\p{Script=Han}{3,20}有限(?:责任)?公司|税号[:：是为\s]{0,3}[\dA-Z]{15,20}/u;
