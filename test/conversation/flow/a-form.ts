import { type Flow, flowSchema } from '../../../src/conversation/flow/flow.js';

const said = (text: string) => ({ en: [text], zh: [text] });
const label = (text: string) => ({ en: text, zh: text });

/** A flow that asks for values of any kind and writes nothing but its yes; a lone one is called `value`. */
export function aForm(asks: object[]): Flow {
  const named = asks.map((ask, index) => ({ ask: index === 0 ? 'value' : `value-${letter(index)}`, ...ask }));
  return flowSchema.parse({
    flow: 'form',
    title: label('The form'),
    'takes-over': { from: ['update_account'], when: { en: [['form']], zh: [['表']] } },
    steps: [
      ...named.map((ask) => ({ ...ask, say: said(`Which ${ask.ask}?`) })),
      {
        confirm: said(named.map(({ ask }) => `{${ask}}`).join(' · ')),
        yes: label('Yes'),
        no: label('No'),
        kept: said('Nothing was noted.'),
      },
      { say: said('Noted.') },
    ],
  });
}

function letter(index: number): string {
  return 'abcdefghij'.charAt(index);
}
