/** Whether a sentence of a text begins with asking where something is, or when it comes. */
export function asksWhere(text: string): boolean {
  return WHERE.test(text);
}

const WHERE =
  /(?:^|[,;.!?] {0,3})(?:and |but |so |then )?(?:where(?:['’]?s| is| are)|when (?:will|does|do|is))\b|到哪|在哪|哪(?:里|儿)?了|什么时候到/iu;
