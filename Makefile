# One word per task; each sets up what it needs. See README.md.
SH = sh deploy/setup.sh
PYTHON = .venv/bin/python
unexport PYTHONDONTWRITEBYTECODE  # images set it; then every start compiles every library anew

.PHONY: run test check bench bench-peers chain docs setup

run:            ## set up everything and start the bot
	@$(SH) main
	@$(SH) core
	@./gemeinwerk serve

setup:          ## both environments with test tools, and the trained core
	@$(SH) dev
	@$(SH) core
	@./gemeinwerk train

check: setup    ## style, types, rings
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

test: check     ## all tests: the pure ring, conversations, real parts, the core in its own environment
	$(PYTHON) -m pytest tests/unit -n 2
	$(PYTHON) -m pytest tests/conversation tests/integration
	.venv-core/bin/python -m pytest tests/core

bench: setup    ## the benchmark table of what is installed
	@./gemeinwerk bench

bench-peers: setup  ## installs and trains the peers once, then measures them in the same run
	@sh deploy/peers.sh
	@./gemeinwerk bench --peers

chain:          ## a test chain on this machine (anvil from npm), to try the ledger on
	@sh deploy/anvil.sh run

docs: setup     ## the generated parts of docs/ and settings.example.yml
	@./gemeinwerk docs
