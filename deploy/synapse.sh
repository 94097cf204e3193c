#!/bin/sh
# Installs what the Matrix tests talk to, each in a folder of its own under .tools: Synapse, and Element's own crypto
# (matrix-js-sdk with the Node that it wants) where npm is there. Safe to repeat.
set -eu
cd "$(dirname "$0")/.."
SYNAPSE=1.163.2 ELEMENT=43.0.0 NODE=22.23.3
uv=.tools/venv/bin/uv
[ -x "$uv" ] || sh deploy/setup.sh main
if [ "$(.tools/synapse/bin/python -c 'import importlib.metadata as m; print(m.version("matrix-synapse"))' 2>/dev/null)" != "$SYNAPSE" ]; then
  echo "Installing Synapse $SYNAPSE for the Matrix tests …" >&2
  "$uv" venv --quiet --clear --python .venv/bin/python .tools/synapse
  "$uv" pip install --quiet --compile-bytecode --python .tools/synapse/bin/python "matrix-synapse==$SYNAPSE"
fi
command -v npm >/dev/null || { echo "npm is not here; the test with Element's own crypto is skipped (apt install npm)" >&2; exit 0; }
if ! [ -d .tools/element/node_modules/matrix-js-sdk ]; then
  echo "Installing matrix-js-sdk $ELEMENT for the Matrix tests …" >&2
  mkdir -p .tools/element
  npm install --silent --no-audit --no-fund --prefix .tools/element "matrix-js-sdk@$ELEMENT" "node@$NODE" >&2
fi
