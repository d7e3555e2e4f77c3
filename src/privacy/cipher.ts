/**
 * Port: what stored personal text passes through on its way to and from the disk. `owner` names whose text it is,
 * so that a later adapter can hold a key per person and forget it.
 */
export type Cipher = {
  seal(shopId: string, owner: string, text: string): string;
  open(shopId: string, owner: string, sealed: string): string;
};

/** Keeps text as it is: the default until a shop brings keys. */
export const plainCipher: Cipher = {
  seal: (_shopId, _owner, text) => text,
  open: (_shopId, _owner, sealed) => sealed,
};
