# What a person types. Everything is built inside this folder; only Debian packages go elsewhere.
#   make run      a demo county on http://localhost:8080
#   make test     everything: unit, integration on both engines, browsers, fuzzing
#   make check    format, lint, rooms, unit: before every commit
#   make bench    the figures, release build        OUT=file.json ONLY=create
.DEFAULT_GOAL := help
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

export CCACHE_DIR ?= $(CURDIR)/build/.ccache
export npm_config_cache ?= $(CURDIR)/build/.npm
export npm_config_update_notifier := false
export npm_config_fund := false
export npm_config_audit := false

PORT ?= 8080
DATA ?= data/demo
FUZZ_SECONDS ?= 60
WEB_SOURCES := $(shell find web locales api -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)

.PHONY: help run test check bench serve-release format lint web-check unit clang integration e2e contract faults plan fuzz clean

help:
	@sed -n 's/^#   //p' Makefile

run: build/.web serve-release

serve-release:
	@scripts/build.sh release mashang
	exec scripts/run.sh build/release/mashang "$(DATA)" "$(PORT)"

# ---- front ends ----
build/.npm-installed: web/package-lock.json
	@scripts/setup.sh build
	echo "Installing front-end packages"
	# Not `npm ci`: registries that hold only some of rollup's per-platform packages cannot satisfy it; versions come from the lock file all the same.
	cd web && npm install --no-save --no-progress --loglevel=error
	mkdir -p ../build && touch ../$@

build/.web: build/.npm-installed $(WEB_SOURCES)
	@echo "Building the front ends"
	cd web && npm run --silent build
	touch ../$@

# ---- checks ----
check: build/.web format lint unit web-check

format:
	@scripts/setup.sh build test
	git ls-files 'server/*.cpp' 'server/*.hpp' 'tests/*.cpp' 'tests/*.hpp' | xargs -r clang-format --dry-run -Werror

lint:
	@scripts/setup.sh build test
	python3 scripts/lint_rooms.py

web-check: build/.web
	@cd web && npm run --silent check

unit:
	@scripts/setup.sh build test
	scripts/build.sh dev unit_tests
	build/dev/unit_tests --gtest_brief=1

# g++ 12 and clang 14 each miss what the other sees in coroutines.
clang:
	@scripts/setup.sh build test
	scripts/build.sh clang unit_tests mashang
	build/clang/unit_tests --gtest_brief=1

integration:
	@scripts/setup.sh build test
	scripts/build.sh dev integration_tests mashang
	scripts/with_postgres.sh --fast build/dev/integration_tests --gtest_brief=1

contract: build/.web
	@scripts/setup.sh build test
	scripts/build.sh dev mashang
	python3 tests/contract/contract_test.py build/dev/mashang

e2e: build/.web
	@scripts/setup.sh build test
	scripts/build.sh dev mashang
	MASHANG_BIN=$(CURDIR)/build/dev/mashang node --test tests/e2e/

faults:
	@scripts/setup.sh build test
	scripts/build.sh dev mashang
	echo "Bad input"
	python3 tests/faults/bad_input_test.py build/dev/mashang
	echo "kill -9 under load, SQLite"
	python3 tests/faults/kill_test.py build/dev/mashang
	echo "kill -9 under load, PostgreSQL"
	scripts/with_postgres.sh --fast sh -c 'python3 tests/faults/kill_test.py build/dev/mashang --postgres "$$MASHANG_TEST_POSTGRES"'
	echo "kill -9 while a plan of grids is adopted"
	python3 tests/faults/adoption_kill_test.py build/dev/mashang
	scripts/with_postgres.sh --fast sh -c 'python3 tests/faults/adoption_kill_test.py build/dev/mashang --postgres "$$MASHANG_TEST_POSTGRES"'

plan:
	@scripts/setup.sh build test
	scripts/build.sh dev mashang
	python3 tests/plan/plan_grids_test.py build/dev/mashang
	python3 tests/plan/plan_sites_test.py build/dev/mashang

fuzz:
	@scripts/setup.sh build test
	scripts/fuzz.sh $(FUZZ_SECONDS)

test:
	@scripts/setup.sh build test
	scripts/test.sh

bench: build/.web
	@scripts/setup.sh build bench
	scripts/build.sh release mashang group_commit_bench load_bench place_bench triage_bench plan_grids_bench plan_sites_bench
	python3 scripts/bench.py $(if $(OUT),--out $(OUT)) $(if $(ONLY),--only $(ONLY))

clean:
	rm -rf build web/dist
