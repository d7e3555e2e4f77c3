/**
 * Data the server wrote into the page for this script. Both come from the same build, so its shape is trusted.
 */
export function readData<T>(page: Document, id: string): T | undefined {
  const text = page.getElementById(id)?.textContent;
  return text == null ? undefined : JSON.parse(text);
}
