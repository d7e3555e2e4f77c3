#!/usr/bin/env bash
# Puts moto's S3 server into a cache folder outside the repository, once per list of packages: half a minute, 300 MB.
# Prints the Python to run it with; with --where it only says, and fails where there is none.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
list="$(sha256sum "$here/requirements.txt" | cut -c1-12)"
folder="${CONCIERGE_MOTO:-$HOME/.cache/concierge/moto}-$list"

if [ ! -x "$folder/bin/python" ]; then
  if [ "${1:-}" = --where ]; then
    echo "no S3 server in $folder; test/support/s3-server/install.sh puts it there" >&2
    exit 1
  fi
  mkdir -p "$(dirname "$folder")"
  draft="$(mktemp -d "$folder.XXXX")"
  trap 'rm -rf "$draft"' EXIT
  python3 -m venv "$draft" >&2
  "$draft/bin/pip" install --quiet --no-compile --disable-pip-version-check -r "$here/requirements.txt" >&2
  # Whole or not at all, also when two install at once; a moved environment still finds its packages.
  mv -T "$draft" "$folder" 2>/dev/null || [ -x "$folder/bin/python" ]
fi
echo "$folder/bin/python"
