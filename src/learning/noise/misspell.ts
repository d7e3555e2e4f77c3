import { type Choices, pick, type Random } from '../random.js';
import { editPhrases, oneWay } from './phrase-table.js';
import { applySome, type Edit, inCaseOf, type Piece } from './pieces.js';

const RATE = 0.15;
const SHORTEST = 4;
/** A mistake that people are known to make is likelier than a slip of the finger. */
const KNOWN_SHARE = 0.4;

/** How shoppers spell when they are not sure. */
const KNOWN_MISTAKES = oneWay([
  ['a lot', 'alot'],
  ['address', 'adress', 'addres'],
  ['already', 'allready', 'alredy'],
  ['always', 'allways'],
  ['apparently', 'aparently'],
  ['arrive', 'arive'],
  ['arrived', 'arived', 'arrieved'],
  ['available', 'availible', 'avalable'],
  ['because', 'becuase', 'becouse'],
  ['believe', 'beleive'],
  ['broken', 'brocken'],
  ['business', 'buisness'],
  ['cancel', 'cancle', 'cancell'],
  ['cancelled', 'canceld', 'cancled'],
  ['cheque', 'check'],
  ['coming', 'comming'],
  ['company', 'companie'],
  ['complain', 'complane'],
  ['complaint', 'complant', 'complaynt'],
  ['confirmation', 'confermation'],
  ['could have', 'could of'],
  ['courier', 'currier', 'couriour'],
  ['customer', 'costumer', 'custumer'],
  ['damaged', 'dammaged', 'damged'],
  ['definitely', 'definately', 'defiantly'],
  ['deliver', 'deliever'],
  ['delivered', 'delievered', 'delivred'],
  ['delivery', 'delievery', 'dilivery', 'delivary'],
  ['different', 'diffrent', 'diferent'],
  ['disappointed', 'dissapointed', 'disapointed'],
  ['discount', 'discout', 'disscount'],
  ["doesn't", "dosen't", "doesnt'"],
  ['enough', 'enuf', 'enogh'],
  ['exchange', 'exhange', 'echange'],
  ['existing', 'exsisting'],
  ['finally', 'finaly'],
  ['friend', 'freind'],
  ['guarantee', 'garantee', 'guarentee'],
  ['happened', 'happend'],
  ['immediately', 'immediatly', 'imediately'],
  ['invoice', 'invioce', 'invoyce'],
  ['jewellery', 'jewelery'],
  ['loyalty', 'loyality'],
  ['money', 'mony'],
  ['necessary', 'neccessary', 'necesary'],
  ['newsletter', 'news letter', 'newsleter'],
  ['ordered', 'orderd'],
  ['parcel', 'parcle', 'parcell'],
  ['password', 'pasword', 'passwort'],
  ['payment', 'paymant', 'payement'],
  ['possible', 'posible', 'possable'],
  ['purchase', 'purchace', 'perchase'],
  ['quality', 'qualty', 'qualitiy'],
  ['really', 'realy'],
  ['receipt', 'reciept', 'receit'],
  ['receive', 'recieve', 'receve'],
  ['received', 'recieved', 'receved'],
  ['recommend', 'reccomend', 'recomend'],
  ['refund', 'refound', 'refun'],
  ['returned', 'returnd', 'retured'],
  ['separate', 'seperate'],
  ['separately', 'seperately'],
  ['should have', 'should of'],
  ['sincerely', 'sincerly'],
  ['size', 'sice'],
  ['success', 'succes'],
  ['successful', 'succesful', 'sucessful'],
  ['their', 'there', 'thier'],
  ['there', 'their'],
  ["they're", 'their', 'there'],
  ['though', 'thou'],
  ['through', 'throught', 'threw'],
  ['together', 'togehter'],
  ['tomorrow', 'tommorow', 'tommorrow', 'tomorow'],
  ['too', 'to'],
  ['trousers', 'trowsers'],
  ['unfortunately', 'unfortunatly', 'unfortunatley'],
  ['until', 'untill'],
  ['voucher', 'vocher', 'vaucher'],
  ['warranty', 'warrenty', 'waranty'],
  ['weather', 'wether'],
  ['wednesday', 'wensday', 'wednsday'],
  ['whether', 'wether', 'weather'],
  ['which', 'wich', 'witch'],
  ['wrong', 'rong', 'worng'],
  ["you're", 'your'],
  ['your', "you're", 'youre'],
]);

/** Rows of an English keyboard; `shift` is how far a row begins to the right of the first, in keys. */
const KEY_ROWS = [
  { keys: 'qwertyuiop', shift: 0 },
  { keys: 'asdfghjkl', shift: 0.25 },
  { keys: 'zxcvbnm', shift: 0.75 },
];
const NEAR_KEYS = findNearKeys();

/** One word at least, and few others: misspelt as people do, or with a slip of the finger. */
export function misspell(pieces: Piece[], random: Random): string {
  const known = editPhrases(pieces, KNOWN_MISTAKES);
  if (known.length > 0 && random() < KNOWN_SHARE) return applySome(pieces, known, { rate: RATE, random });
  const slips = pieces.flatMap(({ kind, text }, place): Edit[] => {
    const choices = kind === 'word' && text.length >= SHORTEST ? slipsIn(text, random) : undefined;
    return choices === undefined ? [] : [{ start: place, end: place + 1, choices }];
  });
  return applySome(pieces, slips.length > 0 ? slips : known, { rate: RATE, random });
}

/** One of each kind that the word allows, at places drawn anew; the first letter is seldom missed. */
function slipsIn(word: string, random: Random): Choices<string> | undefined {
  const inner = 1 + Math.floor(random() * (word.length - 1));
  const letter = word.charAt(inner);
  const [before, after] = [word.slice(0, inner), word.slice(inner + 1)];
  const near = NEAR_KEYS.get(letter.toLowerCase());
  const slips = [
    // exchanged with the letter before, left out, typed twice, the key beside it, by its sound
    word.slice(0, inner - 1) + letter + word.charAt(inner - 1) + after,
    before + after,
    before + letter + letter + after,
    near === undefined ? word : before + inCaseOf(letter, pick(near, random)) + after,
    spellBySound(word),
  ];
  const [first, ...rest] = slips.filter((slip) => slip !== word);
  return first === undefined ? undefined : [first, ...rest];
}

function spellBySound(word: string): string {
  return word
    .replace(/(?<=[a-z])(?:ie|ei)/, (pair) => (pair === 'ie' ? 'ei' : 'ie'))
    .replace(/ph/, 'f')
    .replace(/([b-df-hj-np-tv-z])\1/, '$1')
    .replace(/ight\b/, 'ite')
    .replace(/(?<=[a-z]{2})ance\b/, 'ence')
    .replace(/(?<=[a-z]{2})able\b/, 'ible');
}

function findNearKeys(): Map<string, Choices<string>> {
  const places = KEY_ROWS.flatMap(({ keys, shift }, row) =>
    [...keys].map((key, place) => ({ key, row, x: place + shift })),
  );
  return new Map(
    places.flatMap(({ key, row, x }): [string, Choices<string>][] => {
      const [first, ...rest] = places
        .filter((other) => other.key !== key && Math.abs(other.row - row) <= 1 && Math.abs(other.x - x) <= 1)
        .map((other) => other.key);
      return first === undefined ? [] : [[key, [first, ...rest]]];
    }),
  );
}
