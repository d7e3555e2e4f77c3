/**
 * A language as it may stand in a log and be given to `Intl`: language, script and region of a BCP 47 tag in their canonical
 * spelling. Undefined where the text is no tag: browsers send what they like, and strangers send anything.
 */
export function languageTag(text: string): string | undefined {
  try {
    const { language, script, region } = new Intl.Locale(text);
    return [language, script, region].filter((part) => part !== undefined).join('-');
  } catch {
    return undefined;
  }
}
