import { Schema, type SchemaDefinition } from 'mongoose';

/**
 * How every collection is declared: fields and filters that the schema does not know are refused, indexes are made
 * when the store is opened and not behind its back, and a document holds what was given and nothing else.
 */
export function collectionOf(definition: SchemaDefinition, collection: string): Schema {
  return new Schema(definition, {
    collection,
    strict: 'throw',
    strictQuery: 'throw',
    autoIndex: false,
    autoCreate: false,
    versionKey: false,
    id: false,
  });
}

export const requiredText = { type: String, required: true } as const;
export const requiredNumber = { type: Number, required: true } as const;
