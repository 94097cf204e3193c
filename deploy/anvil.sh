#!/bin/sh
# A chain of our own to try the ledger on: anvil (Foundry) from npm, in .tools/anvil. Not for real points.
#   anvil.sh install        only the program
#   anvil.sh run            installs it, runs a chain on 127.0.0.1:8545 whose state lasts in var/chain.json
#   anvil.sh fund ADDRESS   gives money of that chain to a key
set -eu
cd "$(dirname "$0")/.."
VERSION=1.7.1 URL=http://127.0.0.1:8545
anvil=.tools/anvil/node_modules/.bin/anvil
install() {
  [ -x "$anvil" ] && return
  command -v npm >/dev/null || { echo "npm is not here, and anvil comes from npm (apt install npm)" >&2; exit 3; }
  echo "Installing anvil $VERSION, once (43 MB) …" >&2
  mkdir -p .tools/anvil
  npm install --silent --no-audit --no-fund --prefix .tools/anvil "@foundry-rs/anvil@$VERSION" >&2
}
case "${1:-run}" in
  install) install ;;
  run)
    install
    mkdir -p var
    echo "The chain runs on $URL. In a second terminal: docs/ledger.md, \"Trying the chain\"." >&2
    exec "$anvil" --silent --state var/chain.json --state-interval 1 --block-time 2 ;;
  fund)
    curl -sf -H 'content-type: application/json' "$URL" \
      -d "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"anvil_setBalance\",\"params\":[\"$2\",\"0x8AC7230489E80000\"]}" >/dev/null
    echo "$2 has 10 ETH of the test chain" ;;
  *) sed -n 2,5p "$0" >&2; exit 2 ;;
esac
