# Two commands: `make demo` and `make test`. Everything else is for those who work on dwell.
#
# System packages are installed by `make packages`, which both call: as root, or with sudo where it
# asks for no password; elsewhere it prints the one command to run.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:

PACKAGES := libproj-dev libgeos-dev libsqlite3-dev zlib1g-dev libzstd-dev libyajl-dev \
            libexpat1-dev pkg-config gdal-bin python3-venv zstd binutils
PREFIX ?= /usr/local
PYTHON ?= python3
VENV := .venv
RELEASE := .build/release/dwell
DEMO := .build/demo

.PHONY: demo test test-debug test-release sanitize fuzz soak packages oracles release lint docs install data clean

## demo: build the tool, run the main pipeline over data/, say where the map and the table are
demo: packages
	@$(MAKE) --no-print-directory release
	@mkdir -p $(DEMO)
	@echo
	@echo '$$ dwell run pipelines/dwell-areas.yaml data/flights --sites data/sites.geojson -o areas.gpkg'
	@$(RELEASE) run pipelines/dwell-areas.yaml data/flights --sites data/sites.geojson \
	  --truth data/truth.geojson -o $(DEMO)/areas.gpkg
	@echo
	@$(RELEASE) run pipelines/findings.yaml data/flights --sites data/sites.geojson \
	  --quiet --format table | head -n 7
	@echo
	@echo "The map: $(DEMO)/areas.gpkg (layers areas, visits, findings, sites; open it in QGIS)"

## test: everything that is tested, in debug and in release
test: packages oracles lint test-debug test-release

test-debug:
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build

# Tests see the package's insides through `package` access, so a release build has them too.
test-release:
	swift build -c release --build-tests
	.ci/narrow-baseline
	swift test -c release --skip-build

## fuzz: every reader against made-up files, SECONDS each; crashes land in Tests/Fuzz/Crashes
SECONDS ?= 60
fuzz: packages
	SECONDS_EACH=$(SECONDS) bash Tests/Fuzz/run.sh

## soak: the long versions, hours: ten million inputs a reader, thousands of random sets
soak: packages oracles
	RUNS=10000000 bash Tests/Fuzz/run.sh
	swift build -c release --build-tests
	DWELL_SOAK=1 swift test -c release --skip-build

## sanitize: the address sanitizer over what touches memory itself, the thread sanitizer over what has threads
sanitize: packages oracles
	swift build --build-tests --sanitize=address --scratch-path .build-address
	ASAN_OPTIONS=detect_leaks=0 swift test --skip-build --sanitize=address \
	  --scratch-path .build-address --filter '(Clustering|Wire|Telemetry|Geometry|Projection)Tests' \
	  --skip 'OwnershipTests|LaboriousInputTests'
	swift build --build-tests --sanitize=thread --scratch-path .build-thread
	TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/Sanitizers/thread.suppressions halt_on_error=1" \
	  swift test --skip-build --sanitize=thread --scratch-path .build-thread \
	  --filter 'ClusteringTests|DwellTests'

release:
	swift build -c release --product dwell

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

## packages: install the system packages that are missing
packages:
	@missing=; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then run=; \
	elif sudo -n true 2>/dev/null; then run=sudo; \
	else echo "Missing system packages. Run: sudo apt-get install -y$$missing"; exit 1; fi; \
	echo "Installing system packages:$$missing"; \
	$$run apt-get update -q && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -q$$missing

## oracles: a Python environment with what the tests compare with
# Where it cannot be made, the tests that need it are skipped by name, and CI refuses that.
oracles: $(VENV)/.made

$(VENV)/.made: Tests/Oracles/requirements.txt
	@$(PYTHON) -m venv $(VENV) && $(VENV)/bin/pip install --quiet --requirement $< && touch $@ \
	  || { rm -rf $(VENV); \
	    echo '****  The Python oracles cannot be installed: tests that need them are SKIPPED.  ****'; \
	    test -z "$$CI"; }

## data: make data/ again from its seed
data: release
	DWELL=$(RELEASE) bash data/make.sh

## docs: the documentation of every module, as pages in .build/docs
docs: packages
	@.ci/docs

## install: put the tool in place
install: release
	install -D -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/dwell

clean:
	rm -rf .build $(VENV)
