/**
 * Characters that a checked text may be made of. Whatever only looks like one of them (other scripts, full width digits,
 * radicals), is not seen at all, or gives a text structure in some reader (Markdown, HTML) is left out: what is checked must
 * be what is read.
 */
const READABLE = /^[\n !"#$%&'()+,\-./0-9:;?@A-Za-zÀ-ÖØ-öø-ſ’‘“”–—…·×•€£¥°，。！？：；（）「」《》、〇一-鿿]*$/u;
const SPACES = /[\u00a0\u202f\t\r]/gu;

/** @returns the text in one spelling, or undefined where it holds what cannot be read safely */
export function readableText(text: string): string | undefined {
  const plain = text.normalize('NFC').replace(SPACES, ' ');
  return READABLE.test(plain) ? plain : undefined;
}
