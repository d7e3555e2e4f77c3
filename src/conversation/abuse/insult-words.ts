/** Alternatives by their words, apart by white space. */
function anyOf(list: string): string {
  return `(?:${list.trim().split(/\s+/).join('|')})`;
}

/** One of those phrases. */
function anyPhrase(...phrases: string[]): string {
  return `(?:${phrases.join('|')})`;
}

/** Foul whatever they are said of; `*` stands for the letters it hides. Whole words: cockatoo and shiitake are others. */
const FOUL = anyOf(`
  f[u*]c?k(?:s|ed|er|ers|in|ing|in'|off|wit|wits|face)? f\\*+k?(?:ing|er|ers)? fck(?:ing)? fuk(?:ing|er)? fuc phuck
  m[o*]therf[u*]ck(?:er|ers|ing) mofos? c[u*]nts? wank(?:er|ers|ing)? tw[a*]ts? b[a*]stards bellends?
  (?:ass|arse|a\\*\\*)(?:hole|holes|hat|hats|wipe|wipes) dick(?:head|heads|face|faces) cock(?:sucker|suckers)
  knob(?:head|heads) b[i*]tch(?:es)? wh[o*]res? sluts? ret[a*]rds? retarded f[a*]gg?[o*]ts? n[i*]gg(?:er|ers|a|as)
  scumbags? shitheads? douchebags? pricks? tossers? stfu gtfo kys`);

/** Said to somebody, however mild each word is. */
const SAID_TO = anyPhrase(
  '(?:screw|damn|sod|blast) you',
  '(?:you|this (?:shop|company|bot)) (?:can )?(?:sucks?|stink)',
  'go to hell|(?:burn|rot) in hell|drop dead|kill yourself',
  '(?:piss|sod|bugger|bog) off',
  'shut (?:the hell )?up|shut your (?:mouth|face)',
  '(?:suck|kiss) my|eat shit|up yours|son of a',
  '(?:full|piece) of (?:shit|crap|garbage|trash)',
  '(?:shitty|crappy) (?:bot|robot|machine|people|shop|company|store|service|support|staff)',
  '(?:stupid|dumb) (?:ass|arse)',
);

export const ENGLISH = new RegExp(String.raw`(?<![\p{L}\p{N}*'-])(?:${FOUL}|${SAID_TO})(?![\p{L}\p{N}*-])`, 'u');

/** Harsh only when aimed at somebody: a stupid question, rubbish quality and a pig on a pillowcase are fine. */
const HARSH_WORDS = anyOf(`
  idiots? idiotic morons? moronic imbeciles? cretins? stupid dumb brainless braindead clowns? losers? pathetic useless
  worthless incompetent scum scammers? crooks? thieves thief liars? pigs? vermin parasites? fools? halfwits? dimwits?
  trash garbage rubbish bastard dumbass dumbasses shit crap`);

const US = anyOf(`
  bot robot machine chatbot ai computer program assistant thing people lot company shop store firm business service
  staff team support guys folks bunch person agent`);

/** "You are just such a …", up to five of them. */
const BETWEEN = anyOf(`
  an? the all just such so really are is be being absolute(?:ly)? complete(?:ly)? total(?:ly)? utter(?:ly)? fucking
  bloody damn freaking bunch pack load of lying stupid dumb little very as like nothing but most biggest more also must
  too truly`);

/** "You absolute clowns", "you people are useless", "this stupid bot", "what a bunch of idiots". */
export const DIRECTED = new RegExp(
  anyPhrase(
    String.raw`\b(?:you|u|you're|youre|ur|your (?:${US}|boss|manager|colleague)s?|(?:this|that|the|these|those) (?:${US})s?)` +
      String.raw` (?:guys |people |lot |bots? |all )?(?:is |are |r )?(?:${BETWEEN} ){0,5}${HARSH_WORDS}\b(?! (?:question|thing|to ask))`,
    String.raw`\b(?:this|that|your|you|the) (?:\p{L}+ )?(?:stupid|dumb|idiotic|moronic|pathetic|brainless) (?:${US})s?\b`,
    String.raw`\b(?:bunch|pack|gang|load) of (?:\p{L}+ )?${HARSH_WORDS}\b`,
    String.raw`\b(?:stupid|dumb|useless|idiot|moronic|pathetic|brainless) (?:bot|robot|machine|chatbot|ai|computer)s?\b`,
    // "Where is my order, idiots"; "made for idiots" is none.
    String.raw`(?<!\b(?:for|like|of|by|with|to|the|all|as|be|and|are|or|no|these|those|from))` +
      ' (?:idiots|morons|imbeciles|scammers|crooks|losers|halfwits|dimwits)$',
  ),
  'u',
);

/** Words for people, which are an insult by themselves where hardly anything else is said. */
export const HARSH =
  /(?<![\p{L}\p{N}'-])(?:idiots?|morons?|imbeciles?|cretins?|scum|scammers?|crooks?|thieves|liars?|losers?|clowns?|halfwits?|dimwits?|pathetic)(?![\p{L}\p{N}-])/u;

/** Who says it of themselves insults nobody: "sorry, I'm an idiot, wrong size". */
export const SELF =
  /\b(?:i'm|i am|im|i was|i feel|i felt|my own|me being|call me|stupid me|silly me|stupid question|dumb question|(?:sound|sounds|seem|look|feel) (?:so )?(?:stupid|dumb|like an idiot))\b/u;

const YOU_IN_CHINESE = '(?:你们?|您|这(?:个|帮|群|家)?|那(?:个|帮|群)?|贵)';
const US_IN_CHINESE = '(?:客服|店家?|公司|机器人?|商家|卖家|平台|老板|系统|玩意儿?|人)';
const BETWEEN_IN_CHINESE = '[们都就是真太全简直一群帮个家这些破什么的，, ]{0,6}';
/** With what they are not: bins (垃圾桶), simple cameras (傻瓜相机), heavy boxes (笨重), pork. */
const HARSH_IN_CHINESE =
  '(?:垃圾(?![桶袋箱筒车分处])|废物(?!利用|箱|桶)|蠢|笨(?!重)|傻(?!瓜相机|瓜式|瓜机)|白痴|弱智|无耻|不要脸|脑子有病|没脑子|猪(?![肉年皮排油])|狗东西|骗子|黑心|缺德|有病)';

/** Foul words and their usual disguises, then harsh ones aimed at somebody. */
export const CHINESE = new RegExp(
  anyPhrase(
    '傻[逼比屄叉缺]|[傻煞沙][b笔]|(?<![a-z])s ?b(?=$|[客你的店公东玩吧啊])|脑残|智障(?![人儿者])|王八蛋|混蛋|混账|畜生|贱[人货]',
    '婊子|狗娘养|杂种|人渣|蠢货|蠢猪|笨蛋(?!糕)|饭桶(?!包)|窝囊废|神经病(?!学|院)|狗屁(?!股)|吃屎|去死(?![皮角])',
    // "A present for his mother" (给他妈的) is none.
    '[操肏艹]你|草泥马|日你[妈大]|(?<![给送为帮是跟和])[他你]妈的(?!妈)|[他踏特]马的|妈了个|(?<![a-z])(?:nmsl|cnm|tmd|mlgb)(?![a-z])',
    '滚(?:蛋|开(?!的?水)|远点)|^滚+[!！。.]*$|给我滚',
    `${YOU_IN_CHINESE}${US_IN_CHINESE}?${BETWEEN_IN_CHINESE}${HARSH_IN_CHINESE}`,
    `${HARSH_IN_CHINESE}${US_IN_CHINESE}|黑店|一[群帮](?:废物|骗子|垃圾|白痴)`,
    '听不懂人话|不说人话|长没长脑子|有没有脑子|脑子进水',
  ),
  'u',
);
