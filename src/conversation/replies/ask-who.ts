import { isAccepted, type ProofOutcome, type ProofPart } from '../../profile/identify-customer.js';
import type { Block } from '../../protocol/block.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { IntentScore } from '../../understanding/understanding.js';
import type { Question } from '../conversation-event.js';
import type { Reply, Turn } from '../turn.js';
import { codeChoices, codeReply } from './code-reply.js';
import { intentChoice } from './intent-choice.js';
import { oneOf } from './one-of.js';
import { personChoice } from './person-choice.js';
import { waysInWords } from './proof-ways.js';
import { say, sayOneOf } from './text-block.js';

/** What to say while nobody is proven yet: thank and ask on, say that it did not match, or pass to a person. */
export function proofReply(turn: Turn, intent: Intent): Reply {
  const { facts, texts, conversation, purpose } = turn;
  const claimed = 'orderNumber' in purpose ? purpose.orderNumber : undefined;
  const question: Question = {
    kind: 'identify',
    intent: intent.intent,
    ...(claimed !== undefined && { orderId: claimed }),
  };
  const failures = conversation.failedProofs + (countsAsFailed(facts.proof) ? 1 : 0);
  if (failures >= facts.shop.policy.maxFailedProofs) return { blocks: [], handoff: 'failed-proofs' };
  switch (facts.proof.kind) {
    case 'failed':
      return { blocks: [sayOneOf(texts.proofFailed, turn)], question };
    case 'incomplete':
      return askRest(turn, facts.proof.missing, question);
    case 'code-asked':
    case 'code-withheld':
    case 'code-refused':
      return codeReply(turn, question, facts.proof);
    case 'matched':
    case 'nothing-claimed':
      return askWho(turn, question);
  }
}

function countsAsFailed(proof: ProofOutcome): boolean {
  return proof.kind === 'failed' || (proof.kind === 'code-refused' && proof.why === 'last');
}

/** What is missing; or a code, where that would do in its place. */
function askRest(turn: Turn, missing: ProofPart, question: Question): Reply {
  const { texts, facts } = turn;
  const ask = sayOneOf(texts.askProofRest(partInWords(missing, turn)), turn);
  const offersCode = missing !== 'name' && isAccepted('email-code', facts.shop.policy, facts.needed);
  return { blocks: [ask, ...(offersCode ? [codeChoices(turn, texts.code.send)] : [])], question };
}

/** Names every way this shop accepts for what is wanted; a code is what is left to whoever cannot give one of the others. */
export function askWho(turn: Turn, question: Extract<Question, { kind: 'identify' }>): Reply {
  const { facts, texts } = turn;
  const { policy } = facts.shop;
  const accepted = policy.proofs.filter((proof) => isAccepted(proof, policy, facts.needed));
  const typed = accepted.filter((proof) => proof !== 'signed-in');
  const known = typed.filter((proof) => proof !== 'email-code');
  const ways = [known, typed, accepted].find((some) => some.length > 0) ?? [];
  const offersCode = known.length > 0 && known.length < typed.length;
  const ask = oneOf(texts.askProof(waysInWords(ways, texts)), turn.conversation);
  return { blocks: [say(offersCode ? `${ask}${texts.sentenceGap}${texts.proofByCode}` : ask)], question };
}

/** The likeliest intents and a person, as quick replies. */
export function askAgain({ conversation, facts, texts }: Turn, ranking: IntentScore[]): Block {
  const guesses = facts.guesses.filter(({ intent }) => ranking.some((score) => score.intent === intent)).slice(0, 3);
  return {
    kind: 'choices',
    choices: [...guesses.map((intent) => intentChoice(intent, conversation)), personChoice(texts)],
  };
}

function partInWords(part: ProofPart, { texts }: Turn): string {
  return texts.proofParts[part];
}
