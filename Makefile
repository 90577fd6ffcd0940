# Two commands do everything: `make run` and `make test`. Each builds .venv itself, once: what running needs, then what tests do.
PYTHON ?= python3
BIN := .venv/bin
RUNS := .venv/.runs
READY := .venv/.ready
NEWSROOM := data/newsroom
PO := src/redaksi/locale/id/LC_MESSAGES/redaksi.po

.PHONY: setup run test soak check bench format i18n man clean screens debian prefilter try-wordpress

run: $(RUNS)
	@test -e $(NEWSROOM)/newsroom.toml || $(BIN)/redaksi demo $(NEWSROOM)
	@$(BIN)/redaksi --newsroom $(NEWSROOM)

setup: $(READY)

test: check
	$(BIN)/pytest --numprocesses 2 --dist loadgroup

# The long versions of the safety tests (minutes), with what each of them counted; then new examples for every rule.
soak: $(READY)
	REDAKSI_SOAK=1 $(BIN)/pytest --numprocesses 2 -rP --log-level=INFO tests/safety
	REDAKSI_SOAK=1 $(BIN)/pytest --numprocesses 2 --ignore tests/safety

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src

# The suite on another Python, as Debian 13 has it; see CONTRIBUTING.md.
debian:
	tests/on_debian.sh

# A real WordPress with a trusted target beside a copy of the sample newsroom, until Ctrl+C; it says first what it installs.
try-wordpress: $(READY)
	@$(BIN)/python -m tests.wordpress.try_it

bench: $(READY)
	$(BIN)/python -m bench

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The pictures of README and docs, from the real program; `make screens ONLY=export` takes one of them.
screens: $(READY)
	$(BIN)/python -m tests.tui.gallery $(ONLY)

# The literals that the patterns of our own rules need, read once: see docs/copydesk.md.
prefilter: $(READY)
	$(BIN)/python -m redaksi.copydesk.store_literals

# The manual page in both languages, from the commands themselves.
man: $(READY)
	LANGUAGE= LC_ALL=en_US.UTF-8 $(BIN)/redaksi man > docs/redaksi.1
	LANGUAGE= LC_ALL=id_ID.UTF-8 $(BIN)/redaksi man > docs/redaksi.id.1

# Bring the catalogue up to date with the texts in the code; then translate what is empty in it, and run this again.
i18n: $(READY)
	$(BIN)/python -m babel.messages.frontend -q extract --mapping=babel.cfg --keyword=N_ --no-location --sort-output --project=redaksi --output=.venv/redaksi.pot src/redaksi
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date --domain=redaksi --input-file=.venv/redaksi.pot --locale=id --output-file=$(PO)
	$(BIN)/pybabel -q compile --input-file=$(PO) --output-file=$(PO:.po=.mo) --locale=id

$(RUNS): pyproject.toml
	@echo "Installing Redaksi into .venv, once: about 210 MB, a minute on an ordinary line. / Memasang Redaksi ke .venv, sekali saja: sekitar 210 MB, kira-kira semenit pada jaringan biasa."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[import]'
	@touch $@

$(READY): $(RUNS)
	@echo "Installing what the tests need besides: about 200 MB."
	@$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	@$(BIN)/pip install --quiet --editable '.[import]' --group dev
	@touch $@

clean:
	rm -rf .venv dist
