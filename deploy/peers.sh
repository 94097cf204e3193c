#!/bin/sh
# Installs the peers of `make bench-peers` once: stock Rasa 3.6.21 with TensorFlow on Python 3.10 (2.5 GB) into .peers.
set -eu
cd "$(dirname "$0")/.."
[ -x .peers/rasa/bin/rasa ] && exit 0
for candidate in python3.10 "$HOME"/.pyenv/versions/3.10.*/bin/python /usr/bin/python3.10; do
  "$candidate" -c "import sys; sys.exit(sys.version_info[:2] != (3, 10))" >/dev/null 2>&1 && python=$candidate && break
done
if [ -z "${python:-}" ]; then
  echo "Stock Rasa needs Python 3.10, which is not here; its rows are left out." >&2
  exit 0
fi
echo "Installing stock Rasa with TensorFlow, once (2.5 GB) …" >&2
sh deploy/setup.sh main
.tools/venv/bin/uv venv --quiet --python "$python" .peers/rasa
.tools/venv/bin/uv pip install --quiet --python .peers/rasa/bin/python "rasa==3.6.21" "setuptools<71"
