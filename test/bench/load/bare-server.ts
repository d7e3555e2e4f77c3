import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import { Server } from 'socket.io';
import { answerParent } from './child.js';

/**
 * The least that keeps the promise: Socket.IO in front of one SQLite table, messages numbered in memory, commits shared
 * by all that arrive within two milliseconds, on disk before the acknowledgement. Argument: an empty data folder.
 */
const GATHER_MS = 2;
const [, , dataDir = ''] = process.argv;

type Said = { conversation: string; clientMessageId: string; text: string; ack: (value: { seq: number }) => void };

const db = new Database(join(dataDir, 'bare.db'));
db.exec('PRAGMA journal_mode = WAL');
db.exec('PRAGMA synchronous = FULL');
db.exec(
  'CREATE TABLE messages (conversation TEXT, seq INTEGER, id TEXT, text TEXT, PRIMARY KEY (conversation, seq)) WITHOUT ROWID',
);
db.exec('CREATE UNIQUE INDEX messages_by_id ON messages (conversation, id)');
const insert = db.prepare('INSERT OR IGNORE INTO messages VALUES (?, ?, ?, ?)');

const seqs = new Map<string, number>();
let queue: Said[] = [];

function commit(): void {
  const batch = queue;
  queue = [];
  db.exec('BEGIN IMMEDIATE');
  const numbered = batch.map(({ conversation, clientMessageId, text, ack }) => {
    const seq = (seqs.get(conversation) ?? 0) + 1;
    if (insert.run(conversation, seq, clientMessageId, text).changes === 1) seqs.set(conversation, seq);
    return { ack, seq };
  });
  db.exec('COMMIT');
  for (const { ack, seq } of numbered) ack({ seq });
}

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
io.on('connection', (socket) => {
  socket.on('say', (said: Omit<Said, 'conversation' | 'ack'>, ack: Said['ack']) => {
    queue.push({ conversation: socket.id, ...said, ack });
    if (queue.length === 1) setTimeout(commit, GATHER_MS);
  });
});
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo;
  answerParent({ port: async () => port });
});
