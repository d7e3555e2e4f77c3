// Run by mongosh against the first member until it succeeds; harmless where the set exists.
const members = ['mongo-1', 'mongo-2', 'mongo-3'].map((name, _id) => ({ _id, host: `${name}:27017` }));
try {
  rs.status();
} catch {
  rs.initiate({ _id: 'concierge', members });
}
while (!db.hello().isWritablePrimary) sleep(200);
