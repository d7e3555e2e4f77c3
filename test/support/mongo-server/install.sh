#!/usr/bin/env bash
# Builds the server of the MongoDB protocol that the MongoDB adapter is tested against, into a cache folder outside the
# repository, where it is not there yet: seven minutes on two cores, 22 MB. MongoDB's own server is in no package registry;
# this one has WiredTiger inside, transactions and unique partial indexes, and speaks as a replica set or without one.
# It is GPL-2.0 and so only ever a process of its own beside the tests; shops run MongoDB.
set -euo pipefail
version=0.5.3-beta.196
folder="${CONCIERGE_MONGO:-$HOME/.cache/concierge/secantus}"
server="$folder/bin/secantusd-rs"

if [ -x "$server" ]; then
  echo "$server"
  exit 0
fi
if ! command -v cargo >/dev/null 2>&1; then
  echo "cargo is not installed, so the server of the MongoDB protocol cannot be built; https://rustup.rs has it" >&2
  exit 1
fi
mkdir -p "$folder"
target="$(mktemp -d)"
trap 'rm -rf "$target"' EXIT
# Locked: the versions it was tried with. It asks for a newer compiler than it needs.
cargo install secantus-mdb --version "$version" --locked --ignore-rust-version --root "$folder" --target-dir "$target" >&2
echo "$server"
