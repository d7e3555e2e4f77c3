/** Words that a name in Latin letters is made of; particles may be small. */
const WORD = String.raw`\p{Lu}[\p{L}'’.-]{0,30}`;
const PARTICLE = '(?:van|von|de|der|den|da|di|del|la|le|bin|al|ter|zu)';
const NAME = `${WORD}(?: (?:${PARTICLE} ){0,2}${WORD}){1,3}`;
const TOLD = new RegExp(
  String.raw`\b(?:my name is|name[:：]|i am|i['’]m|this is|it['’]s|for|attn\.?|c/o) (${NAME})`,
  'u',
);
const ALONE = new RegExp(String.raw`^\s*(${NAME})\s*$`, 'u');
const HAN_TOLD =
  /(?:我叫|我是|姓名[是为]?[:：]?|名字[是为]?[:：]?|收件人[是为]?[:：]?)\s*(\p{Script=Han}{2,4})(?![\p{Script=Han}])/u;

/** A person's name, first and last: told as one, or the whole text. */
export function readName(text: string): string | undefined {
  const plain = text.slice(0, 500).normalize('NFKC');
  const told = TOLD.exec(
    plain.replace(/\b(My name|I am|I['’]m|This is|It['’]s|For|Name)\b/g, (start) =>
      start.toLowerCase().replace(/^i/, 'i'),
    ),
  );
  return (told ?? HAN_TOLD.exec(plain) ?? ALONE.exec(plain))?.[1];
}
