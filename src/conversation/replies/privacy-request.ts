import type { Reply, Turn } from '../turn.js';
import { answerFromPolicy } from './answer-from-policy.js';
import { quotePassages } from './quote-passages.js';
import { sayOneOf } from './text-block.js';

/** What the law lets people ask of whoever keeps data about them (GDPR, articles 15 to 17 and 21). */
export type PrivacyWish = 'access' | 'erasure' | 'correction' | 'objection';

/** For the agents, who read English. */
const FOR_AGENTS: Record<PrivacyWish, string> = {
  access: 'a copy of their data',
  erasure: 'deletion of their data',
  correction: 'correction of their data',
  objection: 'no tracking or passing on of their data',
};

const ASKED: Record<PrivacyWish, RegExp> = {
  access:
    /\b(copy|export|extract|download)\b.*\b(data|details|info\w*|everything|hold|me)\b|\b(data|personal data) (export|extract|download)\b|\bsubject access\b|\bsar\b|\barticle 15\b|\bportability\b|副本|导出|拷贝|备份|一份.*(数据|资料|信息)|(数据|资料|信息).*一份/iu,
  erasure:
    /\b(delete|deleted|erase|erased|remove|removed|wipe|wiped|get rid of|clear)\b|\bforg(et|otten)\b|\b(close|shut|end)\b.{0,25}\b(account|profile)\b|\bshut my account\b|\bclose everything\b|删除|删掉|注销|清除|抹掉|清空/iu,
  correction:
    /\b(correct|rectify|amend)\b.*\b(data|details|info\w*|record|stored|hold|name|birthday)\b|更正|改正|纠正/iu,
  objection:
    /\b(stop|don'?t|do not|no more|never)\b.{0,20}\b(track|tracking|follow|following|sell|selling|shar(e|ing)|profil(e|ing)|pass(ing)?)\b|\bobject\b|\bopt(ing)? out\b|\bwithdraw\b.*\bconsent\b|(停止|不要|别|拒绝).{0,6}(追踪|跟踪|出售|分享|共享|画像)|反对|撤回同意/iu,
};

/**
 * Asks for a copy, for deletion, for a correction, or objects: a person takes it with what was asked, and nothing is shown or
 * changed here. What is only a question is answered from the shop's page.
 */
export function privacyRequest(turn: Turn): Reply {
  const { message, texts } = turn;
  const wishes = privacyWishes(message.text);
  if (wishes.length === 0) return answerFromPolicy(turn);
  const asked = wishes.map((wish) => texts.privacy.asked[wish]).join(texts.comma);
  return {
    blocks: [sayOneOf(texts.privacy.heard(asked), turn), ...quotePassages(turn, 1)],
    handoff: 'privacy-request',
    topic: `Privacy: ${wishes.map((wish) => FOR_AGENTS[wish]).join(', ')}`,
  };
}

/** In the order of the table; empty where the words only ask a question. */
export function privacyWishes(text: string): PrivacyWish[] {
  return WISHES.filter((wish) => ASKED[wish].test(text));
}

const WISHES: readonly PrivacyWish[] = ['access', 'erasure', 'correction', 'objection'];
