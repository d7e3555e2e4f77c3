import type { Random } from '../random.js';
import { applySome, editWords, inCaseOf, type Piece } from './pieces.js';

const RATE = 0.3;
const SHORTEST = 4;

const REGULAR_VERBS =
  'accept add allow answer apply arrive ask book call change charge check choose claim click collect complain confirm contact deduct deliver dispatch enter exchange expect expire explain finish help install look miss need offer open order pack pay place post process promise purchase receive refund remove repair replace request return save search show sign start subscribe talk track try turn update upgrade use wait walk want wash work';
const DOUBLED_VERBS = 'cancel drop fit pop rip ship shop stop swap plan chat';
const IRREGULAR_VERBS = [
  'break breaks broke broken breaking',
  'bring brings brought bringing',
  'buy buys bought buying',
  'come comes came coming',
  'cost costs costing',
  'find finds found finding',
  'forget forgets forgot forgotten forgetting',
  'get gets got getting',
  'give gives gave given giving',
  'go goes went gone going',
  'hear hears heard hearing',
  'keep keeps kept keeping',
  'know knows knew known',
  'leave leaves left leaving',
  'lose loses lost losing',
  'make makes made making',
  'pay pays paid paying',
  'say says said saying',
  'see sees saw seen seeing',
  'sell sells sold selling',
  'send sends sent sending',
  'speak speaks spoke spoken speaking',
  'spend spends spent spending',
  'take takes took taken taking',
  'tell tells told telling',
  'think thinks thought thinking',
  'wear wears wore worn wearing',
  'write writes wrote written writing',
];
const NOUNS =
  'account address article bag basket bill box branch card code colour company coupon courier customer day delivery discount driver email error friend gift hour invoice item jacket label link lamp letter mail message mistake model month name number option pack package pair parcel part password payment person point postcode price problem product question reason receipt review reward rule sale shirt shipment shoe shop site size sock store strap tent thing ticket time voucher warranty week year';

/** The other forms of each word. */
const FORMS = collectForms();

/** Words that take no ending, or whose ending is none. */
const NO_ENDINGS = new Set(
  'about above across actually after again against ahead all almost alone along already also although always among another anyone anything anyway around away because been before behind being below best better between both can cannot could does doing done down during each either else enough even ever every everyone everything from goodbye hello here hers herself himself however inside into itself just least less like many maybe mine more most much must myself near neither never next nobody none nothing okay once only onto other others ours outside over perhaps please plus quite rather really same shall should since some someone something somewhere soon still such sure than thank thanks that their them then there these they this those though through thus till today together tomorrow tonight toward twice under unless until upon used very were what when where whether which while whom whose will with within without would yesterday your yours yourself'.split(
    ' ',
  ),
);

/** Another tense, number or person, as by someone new to the language; rare words gain or lose their s. */
export function inflect(pieces: Piece[], random: Random): string {
  const edits = editWords(pieces, (word) => (FORMS.get(word.toLowerCase()) ?? []).map((form) => inCaseOf(word, form)));
  return edits.length > 0
    ? applySome(pieces, edits, { rate: RATE, random })
    : applySome(pieces, editWords(pieces, turnNumber), { rate: 0, random });
}

function turnNumber(word: string): string[] {
  const plain = word.toLowerCase();
  if (plain.length < SHORTEST || NO_ENDINGS.has(plain) || /['’]|(?:ed|ing|ly)$/.test(plain)) return [];
  return [inCaseOf(word, /[^suoi]s$/.test(plain) ? plain.slice(0, -1) : addS(plain))];
}

function collectForms(): Map<string, string[]> {
  const families = [
    ...REGULAR_VERBS.split(' ').map((verb) => [verb, addS(verb), addEd(verb), addIng(verb)]),
    ...DOUBLED_VERBS.split(' ').map((verb) => [
      verb,
      addS(verb),
      `${verb}${verb.slice(-1)}ed`,
      `${verb}${verb.slice(-1)}ing`,
    ]),
    ...IRREGULAR_VERBS.map((forms) => forms.split(' ')),
    ...NOUNS.split(' ').map((noun) => [noun, addS(noun)]),
  ];
  const forms = new Map<string, string[]>();
  for (const family of families) {
    for (const word of family) {
      const others = family.filter((other) => other !== word);
      forms.set(word, [...new Set([...(forms.get(word) ?? []), ...others])]);
    }
  }
  return forms;
}

function addS(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

function addEd(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return verb.endsWith('e') ? `${verb}d` : `${verb}ed`;
}

function addIng(verb: string): string {
  return verb.endsWith('e') ? `${verb.slice(0, -1)}ing` : `${verb}ing`;
}
