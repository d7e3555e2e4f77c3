#!/usr/bin/env bash
# Puts NVIDIA's Triton and ONNX Runtime into a cache folder outside the repository, once per list of packages: one
# minute, 450 MB. Prints the Python to run serve.py with; with --where it only says, and fails where there is none.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
# Triton's own Python process is linked with the system's libpython: an interpreter from elsewhere does not match it.
python=/usr/bin/python3
list="$(sha256sum "$here/requirements.txt" | cut -c1-12)"
folder="${CONCIERGE_CACHE:-$HOME/.cache/concierge}/inference-server-$list"

if [ ! -x "$folder/bin/python" ]; then
  if [ "${1:-}" = --where ]; then
    echo "no inference server in $folder; test/support/inference-server/install.sh puts it there" >&2
    exit 1
  fi
  if command -v apt-get >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip, ctypes, sysconfig; ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))' 2>/dev/null; then
      apt-get update -qq >&2
      apt-get install -y -qq --no-install-recommends python3 python3-venv libpython3-dev >&2
    fi
  fi
  mkdir -p "$(dirname "$folder")"
  draft="$(mktemp -d "$folder.XXXX")"
  trap 'rm -rf "$draft"' EXIT
  "$python" -m venv "$draft" >&2
  "$draft/bin/pip" install --quiet --no-compile --disable-pip-version-check -r "$here/requirements.txt" >&2
  # Whole or not at all, also when two install at once; a moved environment still finds its packages.
  mv -T "$draft" "$folder" 2>/dev/null || [ -x "$folder/bin/python" ]
fi
echo "$folder/bin/python"
