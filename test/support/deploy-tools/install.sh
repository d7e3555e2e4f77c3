#!/usr/bin/env bash
# Builds what reads the deploy folder as its users' tools do: Helm itself, and the library docker compose reads files with.
# Two minutes of processor time, once; nothing of it is needed to run the product.
set -euo pipefail
tools="${CONCIERGE_DEPLOY_TOOLS:-$HOME/.cache/concierge/deploy-tools}"
if [ -x "$tools/helm" ] && [ -x "$tools/compose" ]; then exit 0; fi
command -v go >/dev/null 2>&1 || { echo "Helm and compose cannot be built: Go is not installed"; exit 1; }
made=$(mktemp -d)
trap 'chmod -R u+w "$made"; rm -rf "$made"' EXIT
export GOBIN="$made" GOFLAGS=-modcacherw GOPATH="$made/go"
go install helm.sh/helm/v3/cmd/helm@v3.19.0
go install github.com/compose-spec/compose-go/v2/cmd@v2.16.2
mkdir -p "$tools"
mv "$made/helm" "$tools/helm"
mv "$made/cmd" "$tools/compose"
