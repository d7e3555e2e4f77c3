/** Something that is often asked of products. */
export type Aspect = {
  /** How questions ask for it. */
  asked: RegExp;
  /** What shops call the attribute that tells it. */
  named: RegExp;
  /** How reviews speak of it, where wearing and using tells it. */
  felt?: RegExp;
};

const ASPECTS: readonly Aspect[] = [
  {
    asked:
      /\b(water ?-?(proof|tight|resistant|repellent|column)|rain|rainproof|showerproof|wet|soaked|drizzle)\b|防水|防雨|淋|雨天|下雨|沾水/iu,
    named: /water|rain|防水/iu,
    felt: /\b(rain|rained|wet|dry|dries|water|drizzle|shower|soak(s|ed)?)\b|雨|防水|淋/iu,
  },
  {
    asked:
      /\b(warm(er|th)?|cold|winter|freez(e|ing)|frost|insulat(ed|ion|ing)|temperatures?|degrees|3-season)\b|保暖|暖和|御寒|冬天|抗.{0,3}度|冷/iu,
    named: /temperature|warm|insulation|filling|comfort rating|保暖|温度|充绒/iu,
    felt: /\b(warm(er|th)?|cold|winter|frost|freez(e|ing)|chilly|snug)\b|暖|冷|冬/iu,
  },
  {
    asked:
      /\b(wash(ed|ing|able)?|machine|tumble|iron(ed|ing)?|dry-? ?clean(ed|ing)?|bleach|care|shrink|dishwasher|clean(ed|ing)?)\b|洗|熨|保养|烘干|缩水|清洁/iu,
    named: /care|wash|clean|保养|洗涤|清洁/iu,
    felt: /\b(wash(ed|es|ing)?|iron(ed|ing)?|tumble|laundry|shr(ink|ank|unk))\b|洗|缩水/iu,
  },
  {
    asked:
      /\b(fits?|fitted|cut|roomy|tight|loose|snug|true to size|runs? (small|large|big|wide|narrow))\b|合身|版型|偏大|偏小|宽松|修身/iu,
    named: /\bfit\b|cut|版型|尺码建议/iu,
    felt: /\b(fits?|runs|cut|roomy|tight|loose|sleeves?|true to size|size (up|down)|order (up|down))\b|合身|偏大|偏小|版型/iu,
  },
  {
    asked:
      /\b(made (of|from|out of)|materials?|fabric|cloth|composition|cotton|wool(len)?|leather|lining|lined|synthetic|polyester|nylon|down|silk|linen|vegan|solid wood|veneer)\b|材质|材料|成分|面料|纯棉|真皮|羊毛|内衬|什么做的/iu,
    named: /material|composition|fabric|lining|filling|材质|成分|面料/iu,
  },
  {
    asked: /\b(weigh(s|t)?|heavy|how light)\b|多重|重量|自重/iu,
    named: /weight|重量/iu,
    felt: /\b(weighs?|heavy|light(er|weight)?)\b|重|轻/iu,
  },
  {
    asked:
      /\b(where .{0,20}(made|produced|sewn|manufactured|come from)|made in|origin|country)\b|产地|哪里(生产|制造|产)|哪国/iu,
    named: /origin|made in|country|产地/iu,
  },
  {
    asked:
      /\b(dimensions?|measurements?|how (big|long|wide|tall|high|deep|thick)|width|height|length|diameter)\b|尺寸|多大|多长|多宽|多高|长宽|厚度/iu,
    named: /dimension|measurement|size|length|width|height|thickness|尺寸/iu,
  },
  {
    asked: /\b(lit(re|er)s?|capacity|volume|how much .{0,15}(hold|fit|carry)|laptop)\b|几升|容量|装得下|能装/iu,
    named: /capacity|volume|容量/iu,
    felt: /\b(laptop|holds|room for|fits in)\b|能装|装得下/iu,
  },
  {
    asked: /\b(battery|batteries|charg(e|es|ed|ing|er)|usb)\b|续航|电池|充电/iu,
    named: /battery|charging|power|电池|续航/iu,
    felt: /\b(battery|charge[sd]?|charging)\b|电池|充电/iu,
  },
  { asked: /\bbulbs?\b|灯泡/iu, named: /bulb|light|灯泡/iu },
  {
    asked: /\b(breath(es|able|ability)?|sweat(y|s)?|stuffy)\b|透气|闷/iu,
    named: /breathab|透气/iu,
    felt: /\b(breathes?|breathable|sweat(y|s)?|clammy)\b|透气|闷/iu,
  },
  {
    asked: /\b(comfortable|comfy|soft|itch(y|es)?|scratch(y|es)?)\b|舒服|舒适|柔软|扎/iu,
    named: /comfort$|softness|舒适/iu,
    felt: /\b(comfort(able)?|comfy|soft(er)?|itch(y|es)?|scratch(y|es)?)\b|舒服|舒适|柔软|扎/iu,
  },
  {
    asked:
      /\b(durable|sturdy|hard-?wearing|pill(s|ing)?|fray(s|ing)?|last (long|for years)|wear out)\b|耐用|耐磨|结实|起球/iu,
    named: /durab|耐用|耐磨/iu,
    felt: /\b(lasted|lasts|durable|sturdy|tough|wears?|worn|pill(s|ed|ing)?|fray(s|ed)?)\b|耐用|耐磨|结实|起球/iu,
  },
  {
    asked: /\b(nois[ye]|rustl(es?|ing)|loud|quiet)\b|声音|吵|静音/iu,
    named: /noise|噪/iu,
    felt: /\b(nois[ye]|rustles?|loud|quiet)\b|吵|安静/iu,
  },
];

export function aspectsAsked(question: string): Aspect[] {
  return ASPECTS.filter(({ asked }) => asked.test(question));
}
