import type { ProofOutcome } from '../../profile/identify-customer.js';
import type { Block } from '../../protocol/block.js';
import { SEND_CODE } from '../code/code-challenge.js';
import type { Question } from '../conversation-event.js';
import type { Reply, Turn } from '../turn.js';
import { personChoice } from './person-choice.js';
import { sayOneOf } from './text-block.js';

type CodeOutcome = Extract<ProofOutcome, { kind: 'code-asked' | 'code-withheld' | 'code-refused' }>;

/** What is said of a code by e-mail: the same whether or not there is an address that it went to. */
export function codeReply(turn: Turn, question: Question, outcome: CodeOutcome): Reply {
  const { code } = turn.texts;
  switch (outcome.kind) {
    case 'code-asked':
      return { blocks: [sayOneOf(code.sent, turn), codeChoices(turn, code.sendAgain)], question };
    case 'code-withheld':
      return outcome.why === 'too-soon'
        ? { blocks: [sayOneOf(code.tooSoon, turn), codeChoices(turn, code.sendAgain)], question }
        : { blocks: [sayOneOf(code.tooOften, turn), codeChoices(turn)], question };
    case 'code-refused':
      return outcome.why === 'wrong'
        ? { blocks: [sayOneOf(code.wrong, turn), codeChoices(turn, code.sendAgain)], question }
        : { blocks: [sayOneOf(code.over, turn), codeChoices(turn, code.sendAgain)], question };
  }
}

/** A code, where it is offered under that label, and always a person. */
export function codeChoices({ texts }: Pick<Turn, 'texts'>, label?: string): Block {
  return {
    kind: 'choices',
    choices: [...(label === undefined ? [] : [{ label, choice: SEND_CODE }]), personChoice(texts)],
  };
}
