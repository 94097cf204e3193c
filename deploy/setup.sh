#!/bin/sh
# Sets up the environments: `sh deploy/setup.sh` (main), `… dev` (main with test tools), `… core` (Rasa's own).
# Safe to repeat. Only sh and a Python of 3.11–3.13 with pip are presumed; uv comes from PyPI into .tools.
set -eu
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*" >&2; }

find_python() { # every candidate is tried, not only looked up: pyenv leaves shims that exist and fail
  for version in 3.12 3.13 3.11; do
    for candidate in "python$version" "$HOME"/.pyenv/versions/"$version".*/bin/python /root/.pyenv/versions/"$version".*/bin/python \
      /usr/local/bin/"python$version" /usr/bin/"python$version" python3; do
      "$candidate" -c "import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" >/dev/null 2>&1 || continue
      "$candidate" -c 'import sys; print(sys.executable)' && return 0
    done
  done
  return 1
}

python=$(find_python) || { say "Gemeinwerk needs Python 3.11, 3.12 or 3.13 with venv and pip. On Debian: apt install python3 python3-venv python3-pip"; exit 3; }
uv=.tools/venv/bin/uv
if ! [ -x "$uv" ]; then
  say "Fetching uv (package installer) …"
  "$python" -m venv .tools/venv
  .tools/venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement deploy/uv.txt
fi
case "${1:-main}" in
  main) [ -d .venv ] || say "Setting up the main environment, once …"
        "$uv" sync --quiet --frozen --no-dev --inexact --python "$python" ;;
  dev)  say "Setting up the main environment with test tools …"
        "$uv" sync --quiet --frozen --python "$python" ;;
  core) [ -d .venv-core ] || say "Setting up the conversation core's environment (Rasa), once …"
        UV_PROJECT_ENVIRONMENT="$PWD/.venv-core" "$uv" sync --quiet --frozen --project nlu --python "$python" ;;
  *) say "usage: sh deploy/setup.sh [main|dev|core]"; exit 2 ;;
esac
