import type Database from 'libsql';

/** One connection to SQLite. Its calls are synchronous: nothing of another caller's comes between two of them. */
export type Db = Database.Database;
