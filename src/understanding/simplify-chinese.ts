import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

/** Traditional characters as the simplified ones of the same words; all else stays as it is. */
export function simplifyChinese(text: string): string {
  return HAN.test(text) ? convert(text) : text;
}

const HAN = /\p{Script=Han}/u;
